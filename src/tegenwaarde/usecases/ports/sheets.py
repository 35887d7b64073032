"""Spreadsheets as plain tables: what a reader gives the use-cases, and what a writer makes a file of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Protocol

from tegenwaarde.kernel.problem import Problem


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error (`#N/A`), or a formula of which the file does not say what it comes to (`=`)."""

    shows: str


# Text as it stands (empty for an empty cell), whole and other numbers, a day, a clock time. Yes and no are TRUE, FALSE.
Cell = str | int | Decimal | date | time | timedelta | CellError


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet from its very first cell on, column by column, all equally long.

    `merged` has the first cell of each merged range (row and column, counted from 0).
    """

    name: str
    columns: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int], ...] = ()

    @property
    def height(self) -> int:
        """Return how many rows the sheet has."""
        return len(self.columns[0]) if self.columns else 0


@dataclass(frozen=True, slots=True)
class ReadTables:
    """What a file holds; or the one problem for which it cannot be read."""

    tables: tuple[Table, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column to write. `kind` is text, day, number, money, percent; `choices` the name of a list to choose from."""

    head: str
    help: str
    width: int
    kind: str = "text"
    choices: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell to mark (places counted from 0, the heads are row 0), with the note that it gets."""

    row: int
    column: int
    note: str


@dataclass(frozen=True, slots=True)
class SheetToWrite:
    """A sheet with a head to each column, the rows that are there already (by row, heads are row 0), and marks."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet to read: `style` is title, head, text or good; `link` is a sheet and a cell to go to."""

    cells: tuple[str, ...]
    style: str = "text"
    link: tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class SheetToRead:
    """A sheet with words to read."""

    name: str
    lines: tuple[Line, ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole file: sheets in order; `lists` by name, written on a sheet of their own called `lists_name`."""

    sheets: tuple[SheetToWrite | SheetToRead, ...]
    lists: tuple[tuple[str, str, tuple[str, ...]], ...] = field(default=())  # name, head, words
    lists_name: str = ""
    title: str = ""
    wrong_choice: tuple[str, str] = ("", "")  # what the program says of a word that is not in the list: title, text
    fill_rows: int = 0  # so many rows have drop-downs and help


class SheetReader(Protocol):
    """Reads a file's sheets in memory; never raises for bad input, but returns the problem."""

    def __call__(self, content: bytes) -> ReadTables: ...


class SheetWriter(Protocol):
    """Makes an XLSX file."""

    def __call__(self, book: Workbook) -> bytes: ...


class CsvWriter(Protocol):
    """Makes a CSV file of one sheet, as a Dutch spreadsheet program opens it."""

    def __call__(self, sheet: SheetToWrite) -> bytes: ...


def plain_name(text: str) -> str:
    """Return a name as it is compared: without case, spaces and marks."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
