"""Who sees which rows, and who may do what."""
