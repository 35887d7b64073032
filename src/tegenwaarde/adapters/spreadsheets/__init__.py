"""Spreadsheets: XLSX read with Calamine and written with XlsxWriter, in memory only."""

from tegenwaarde.adapters.spreadsheets.reader import read_sheets
from tegenwaarde.adapters.spreadsheets.writer import write_sheets

__all__ = ["read_sheets", "write_sheets"]
