"""Amendments of contracts in force: shown before they are kept, and everything they change at once (B5)."""
