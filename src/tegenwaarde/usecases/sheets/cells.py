"""Cells to days, numbers, shares and flags, or the problem that says how to write them; nothing becomes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER
from tegenwaarde.engine.single import FIRST_DATE, LAST_DATE
from tegenwaarde.kernel.calendar import day_number
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models.contracts import WHOLE
from tegenwaarde.usecases.entries import (
    LONGEST_WHOLE,
    cents_from_entry,
    day_from_entry,
    scaled_from_entry,
    what_is_wrong,
)
from tegenwaarde.usecases.ports.sheets import Cell, CellError, plain_name
from tegenwaarde.usecases.sheets.shape import NO, YES, Column, Kind
from tegenwaarde.usecases.spoken import in_every_language

Read = int | str | Problem
HUNDREDTHS, SHARE_PLACES = 2, 4
PERCENT = "%"
LONGEST_TEXT = 2000

NOT_A_DAY = Problem("NOT_A_DAY", "This is no day that exists. Write it as 1-3-2017.")
DAY_IS_NUMBER = Problem("DAY_IS_NUMBER", "This is a number and not a day. Write it as 1-3-2017.")
DAY_OUTSIDE = Problem("DAY_OUTSIDE_CALENDAR", "Give a day from 1900 to 2199.")
NOT_A_NUMBER = Problem("NOT_A_NUMBER", "This is no number. Write for example 32 or 32,5.")
NUMBER_NEGATIVE = Problem("NUMBER_NEGATIVE", "Write the number without a minus sign.")
NUMBER_PRECISE = Problem("NUMBER_TOO_PRECISE", "Write at most {places} decimals.", params=(("places", HUNDREDTHS),))
NUMBER_LONG = Problem("NUMBER_TOO_LARGE", "This number is too large. Check it.")
NUMBER_IS_CLOCK = Problem(
    "NUMBER_IS_TIME", "This is a clock time and not a number. Write 32,5 for 32 and a half hours."
)
NUMBER_IS_DAY = Problem("NUMBER_IS_DAY", "This is a day and not a number. Type the number again as plain text.")
HOURS_OVER_A_WEEK = Problem("HOURS_OVER_A_WEEK", "A week has 168 hours. Check the hours.")
SHARE_OUTSIDE = Problem("SHARE_OUT_OF_RANGE", "Give a share above 0% and at most 100%.")
NOT_YES_OR_NO = Problem("NOT_YES_OR_NO", "Write yes or no, or leave this empty.")
TEXT_LONG = Problem("TEXT_TOO_LONG", "Write at most {most} characters.", params=(("most", LONGEST_TEXT),))
CELL_ERROR = Problem("CELL_ERROR", "This cell shows an error ({shows}). Type what should be here.")
FORMULA_UNKNOWN = Problem(
    "FORMULA_WITHOUT_VALUE",
    "The file does not say what this formula comes to. Open it in Excel and save it, or type the outcome.",
)
WRONG = {"negative": NUMBER_NEGATIVE, "long": NUMBER_LONG, "precise": NUMBER_PRECISE, "invalid": NOT_A_NUMBER}


def reader_of(column: Column) -> Callable[[Cell], Read]:
    """Return what reads a cell of the column: days as day numbers, amounts as cents, hours as hundredths."""
    read = READERS[column.kind]

    def answer(cell: Cell) -> Read:
        if isinstance(cell, CellError):
            return FORMULA_UNKNOWN if cell.shows == "=" else _error(cell)
        bare = " ".join(cell.split()) if type(cell) is str else cell
        found = read(bare)
        return _within(column, found) if type(found) is int and column.kind in BOUNDED else found

    return answer


def _error(cell: CellError) -> Problem:
    return Problem(CELL_ERROR.code, CELL_ERROR.text, params=(("shows", cell.shows[:20]),))


def _within(column: Column, found: int) -> Read:
    if found == NO_NUMBER or column.least <= found <= column.most:
        return found
    return {Kind.SHARE: SHARE_OUTSIDE, Kind.HOURS: HOURS_OVER_A_WEEK}.get(column.kind, NUMBER_LONG)


def read_text(cell: Cell) -> Read:
    """Return the text of a cell, whatever it is."""
    text = cell if type(cell) is str else _as_text(cell)
    return text if len(text) <= LONGEST_TEXT else TEXT_LONG


def _as_text(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell.day}-{cell.month}-{cell.year}"
    return str(cell)


def read_day(cell: Cell) -> Read:
    """Return a day's number, `NO_DAY` for an empty cell."""
    if cell == "":
        return NO_DAY
    found = day_from_entry(cell) if isinstance(cell, str) else cell
    if isinstance(found, date):
        return day_number(found) if FIRST_DATE <= found <= LAST_DATE else DAY_OUTSIDE
    return DAY_IS_NUMBER if isinstance(found, int | Decimal) else NOT_A_DAY


def read_hours(cell: Cell) -> Read:
    """Return hours in hundredths, `NO_NUMBER` for an empty cell."""
    return _number(cell, HUNDREDTHS, lambda text: scaled_from_entry(text, HUNDREDTHS))


def read_money(cell: Cell) -> Read:
    """Return cents, `NO_NUMBER` for an empty cell."""
    return _number(cell, HUNDREDTHS, cents_from_entry)


def read_share(cell: Cell) -> Read:
    """Return a share in ten-thousandths of a percent: `50%`, 50 and 0,5 are one half; `NO_NUMBER` for an empty cell."""
    if isinstance(cell, int | Decimal):
        return _share_of_number(cell)
    found = _number(cell, SHARE_PLACES, lambda text: scaled_from_entry(text, SHARE_PLACES))
    if type(found) is int and isinstance(cell, str) and PERCENT not in cell and 0 < found <= WHOLE // 100:
        return found * 100
    return found


def _share_of_number(cell: int | Decimal) -> Read:
    """Return the share that a number stands for: one and below is a part, above it a percentage."""
    if cell < 0:
        return NUMBER_NEGATIVE
    scaled = Decimal(cell) * (WHOLE if cell <= 1 else WHOLE // 100)
    return int(scaled) if scaled == int(scaled) else NUMBER_PRECISE


def _number(cell: Cell, places: int, read: Callable[[str], int | None]) -> Read:
    if cell == "":
        return NO_NUMBER
    if isinstance(cell, int | Decimal):
        return _scaled(cell, places)
    if isinstance(cell, date):
        return NUMBER_IS_DAY
    if not isinstance(cell, str):
        return NUMBER_IS_CLOCK
    found = read(cell)
    return WRONG[what_is_wrong(cell, places)] if found is None else found


def _scaled(cell: int | Decimal, places: int) -> Read:
    scaled = Decimal(cell) * 10**places
    if scaled < 0:
        return NUMBER_NEGATIVE
    if scaled != scaled.to_integral_value():
        return NUMBER_PRECISE
    return int(scaled) if scaled < 10 ** (LONGEST_WHOLE + places) else NUMBER_LONG


def read_yes(cell: Cell) -> Read:
    """Return 1 for yes, 0 for no and for an empty cell."""
    words = plain_name(str(cell))
    found = _yes_and_no().get(words) if words or cell == "" else None
    return NOT_YES_OR_NO if found is None else found


@cache
def _yes_and_no() -> dict[str, int]:
    """Return what each way to say yes or no stands for, in every language, as names are compared."""
    signs = {"": 0, "0": 0, "1": 1, "true": 1, "false": 0, "waar": 1, "onwaar": 0, "j": 1, "n": 0, "y": 1, "x": 1}
    return signs | {plain_name(one): value for words, value in ((YES, 1), (NO, 0)) for one in in_every_language(words)}


BOUNDED = frozenset({Kind.HOURS, Kind.MONEY, Kind.SHARE})
READERS: dict[Kind, Callable[[Cell], Read]] = {
    Kind.TEXT: read_text,
    Kind.NAME: read_text,
    Kind.DAY: read_day,
    Kind.HOURS: read_hours,
    Kind.MONEY: read_money,
    Kind.SHARE: read_share,
    Kind.YES: read_yes,
}
