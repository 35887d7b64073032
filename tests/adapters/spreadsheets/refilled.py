"""A spreadsheet filled in further, as somebody does who corrects it: read with its heads, written anew."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import xlsxwriter

from tegenwaarde.adapters.spreadsheets import read_sheets


def refilled(content: bytes, name: str, corrected: dict[tuple[int, str], str]) -> bytes:
    """Return one sheet of the file with other cells: by row (heads are row 0) and head."""
    table = next(one for one in read_sheets(content).tables if one.name == name)
    made = io.BytesIO()
    file = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet, day = file.add_worksheet(name), file.add_format({"num_format": "d-m-yyyy"})
    for place, column in enumerate(table.columns):
        for row, cell in enumerate(column):
            new = corrected.get((row, str(column[0])), cell)
            if isinstance(new, date):
                sheet.write_datetime(row, place, new, day)
            elif isinstance(new, int | Decimal):
                sheet.write_number(row, place, new)
            elif new:
                sheet.write_string(row, place, str(new))
    file.close()
    return made.getvalue()
