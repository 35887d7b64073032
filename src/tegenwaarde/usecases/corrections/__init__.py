"""Changes of what was approved: a new report that takes the place of the old one once it is approved."""
