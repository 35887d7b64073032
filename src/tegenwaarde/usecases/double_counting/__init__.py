"""No double counting (C9): one person counts for at most full time, over all contracts of all buyers.

What is worked out here is for the buyer's side only. Nothing that a supplier sees may depend on it.
"""
