"""Quarters: what a supplier confirms about each quarter (D4), and taking such a confirmation back."""
