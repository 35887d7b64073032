"""Reporting in bulk: a spreadsheet is checked whole, shown, and taken over all at once; the sheet is never kept."""
