"""Erasing: what says something of a person goes once it cannot change a value any more; figures and receipts stay."""
