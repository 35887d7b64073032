"""Open data: what everybody may know of tenders, contracts and their social return. Never a person (decision 28)."""
