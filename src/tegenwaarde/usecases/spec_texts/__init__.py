"""Spec texts: templates with versions, filled in from a tender and taken for it (P3)."""
