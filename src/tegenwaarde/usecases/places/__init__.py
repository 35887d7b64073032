"""Places: which buyer belongs to which subregion, from which day."""
