"""Approving what was reported, which asks of every other part whether something stands in the way."""
