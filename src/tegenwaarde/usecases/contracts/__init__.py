"""Contracts: reading award notices, completing drafts, putting contracts in force with their obligation."""
