"""Spreadsheets: XLSX read with Calamine and written with XlsxWriter, and CSV written; in memory only."""

from tegenwaarde.adapters.spreadsheets.csv_writer import write_csv
from tegenwaarde.adapters.spreadsheets.reader import read_sheets
from tegenwaarde.adapters.spreadsheets.writer import write_sheets

__all__ = ["read_sheets", "write_csv", "write_sheets"]
