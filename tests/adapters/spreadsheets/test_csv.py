"""A list as CSV: what a Dutch spreadsheet program makes of it with a double click."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tegenwaarde.adapters.spreadsheets import write_csv
from tegenwaarde.usecases.ports.sheets import Cell, SheetColumn, SheetToWrite

KINDS = ("text", "day", "number", "money", "percent")


def lines(*cells: Cell) -> list[str]:
    columns = tuple(SheetColumn(kind.title(), "", 10, kind) for kind in KINDS)
    return write_csv(SheetToWrite("Lijst", columns, ((1, cells),))).decode("utf-8-sig").split("\r\n")


def test_figures_and_days_are_written_as_a_dutch_program_reads_them() -> None:
    assert lines("Café “De Brug”", date(2017, 3, 1), 12, Decimal("1234.5"), Decimal("0.333333")) == [
        "Text;Day;Number;Money;Percent",
        "Café “De Brug”;1-3-2017;12;1234,50;33,3333%",
        "",
    ]


def test_a_mark_in_front_tells_the_program_how_accents_are_written() -> None:
    assert write_csv(SheetToWrite("Lijst", ())).startswith(b"\xef\xbb\xbf")


def test_a_semicolon_or_line_in_a_text_stays_in_its_cell() -> None:
    assert lines('Een; twee "drie"', "", "", "", "")[1] == '"Een; twee ""drie""";;;;'


@pytest.mark.parametrize("text", ["=1+1", "+31612345678", "-2", "@SUM(A1)", "\t=1", "  =1"])
def test_what_a_program_would_take_for_a_formula_stays_a_text(text: str) -> None:
    assert lines(text, "", "", "", "")[1] == f"'{text};;;;"


def test_an_amount_below_zero_is_an_amount() -> None:
    assert lines("", "", "", Decimal("-12.30"), "")[1] == ";;;-12,30;"
