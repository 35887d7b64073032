"""Write CSV as a Dutch spreadsheet program opens it with a double click.

UTF-8 with a mark in front (else accents go wrong), a semicolon between cells, a decimal comma, days as 1-3-2017. A text
that a program would take for a formula gets an apostrophe in front, and so stays a text.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from tegenwaarde.usecases.ports.sheets import Cell, CellError, SheetToWrite

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CENTS = Decimal("0.01")


def write_csv(sheet: SheetToWrite) -> bytes:
    """Return the sheet as a file: its heads, and its rows in order."""
    made = io.StringIO()
    lines = csv.writer(made, delimiter=";", lineterminator="\r\n")
    lines.writerow([_text(column.head) for column in sheet.columns])
    kinds = [column.kind for column in sheet.columns]
    for _row, cells in sheet.rows:
        lines.writerow([_written(cell, kind) for cell, kind in zip(cells, kinds, strict=True)])
    return (MARK + made.getvalue()).encode()


def _written(cell: Cell, kind: str) -> str:
    if isinstance(cell, int | Decimal):
        return _number(Decimal(cell), kind)
    if isinstance(cell, date):
        return f"{cell.day}-{cell.month}-{cell.year}"
    return _text(cell.shows if isinstance(cell, CellError) else str(cell))


def _number(value: Decimal, kind: str) -> str:
    if kind == "money":
        value = value.quantize(CENTS)
    elif kind == "percent":
        value *= 100
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain and kind != "money" else plain
    return plain.replace(".", ",") + ("%" if kind == "percent" else "")


def _text(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
