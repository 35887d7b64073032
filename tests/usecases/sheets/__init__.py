"""Reporting with a spreadsheet."""
