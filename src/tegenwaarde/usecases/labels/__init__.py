"""Suppliers with a label: recording one, and the trades that suppliers have (P4)."""
