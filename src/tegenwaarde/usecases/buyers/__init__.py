"""Buyers of any kind, and what each of them chose within the policy."""
