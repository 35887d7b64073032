"""Second parties: a subcontractor, SW company or school confirms one fact through a link, without an account."""
