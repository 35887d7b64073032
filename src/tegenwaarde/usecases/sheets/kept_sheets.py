"""The cells of a sheet with errors, kept so that it can be given back with its errors marked; private columns empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from tegenwaarde.usecases.ports.sheets import Cell, CellError
from tegenwaarde.usecases.sheets.recognise import Recognised

Line = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """The filled rows of a sheet with errors, in the order of the template's columns; private columns are empty."""

    kind: str
    name: str
    lines: tuple[Line, ...]


def kept_sheet(found: Recognised) -> KeptSheet:
    """Return the filled rows of a sheet that was read."""
    height, first = found.table.height, found.heads + 1
    nothing: tuple[Cell, ...] = ("",) * (height - first)
    columns = [
        found.table.columns[found.places[column.name]][first:]
        if column.name in found.places and not column.private
        else nothing
        for column in found.kind.to_fill
    ]
    rows = enumerate(zip(*columns, strict=True), start=first + 1)
    return KeptSheet(found.kind.kind, found.table.name, tuple((line, cells) for line, cells in rows if any(cells)))


def sheets_as_plain(sheets: list[KeptSheet]) -> list[Any]:
    """Return the sheets as plain data."""
    return [[one.kind, one.name, [[line, list(map(_plain, cells))] for line, cells in one.lines]] for one in sheets]


def sheets_from_plain(plain: list[Any]) -> list[KeptSheet]:
    """Return the sheets that plain data holds."""
    return [
        KeptSheet(kind, name, tuple((line, tuple(map(_cell, cells))) for line, cells in lines))
        for kind, name, lines in plain
    ]


def _plain(cell: Cell) -> str | int | list[str]:
    """Return a cell as plain data: text and whole numbers as they are, the rest with what it is."""
    if isinstance(cell, str | int):
        return cell
    if isinstance(cell, date):
        return ["day", cell.isoformat()]
    if isinstance(cell, Decimal):
        return ["number", str(cell)]
    return ["error", cell.shows] if isinstance(cell, CellError) else ["clock", _clock(cell)]


def _clock(cell: time | timedelta) -> str:
    return str(cell)


def _cell(plain: Any) -> Cell:
    if not isinstance(plain, list):
        found: Cell = plain
        return found
    what, text = plain
    if what == "day":
        return date.fromisoformat(text)
    if what == "number":
        return Decimal(text)
    return CellError(text) if what == "error" else str(text)
