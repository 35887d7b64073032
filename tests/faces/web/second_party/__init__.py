"""The pages on which a confirmation is asked and given."""
