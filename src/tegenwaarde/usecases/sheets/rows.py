"""A sheet's rows as columns of plain values; each distinct cell is read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER
from tegenwaarde.kernel.calendar import Days
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.ports.sheets import Cell
from tegenwaarde.usecases.sheets.cells import LONGEST_TEXT, reader_of
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.sheets.recognise import Recognised
from tegenwaarde.usecases.sheets.shape import Column, Kind, SheetKind

Mask = NDArray[np.bool_]
EMPTY: dict[Kind, Any] = {Kind.TEXT: "", Kind.NAME: "", Kind.DAY: NO_DAY, Kind.YES: 0}
SPACE = re.compile(r"\s")
WORDS = frozenset({Kind.TEXT, Kind.NAME})


@dataclass(slots=True, eq=False)
class Rows:
    """The filled rows of one sheet, column by column. `lines` are their numbers in the sheet, from 1.

    `unreadable` has, by column, the rows whose cell is filled and cannot be read: those count as empty.
    """

    kind: SheetKind
    sheet: str
    lines: NDArray[np.int64]
    places: dict[str, int]
    words: dict[str, list[str]] = field(default_factory=dict)
    days: dict[str, Days] = field(default_factory=dict)
    numbers: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    unreadable: dict[str, set[int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    wrong: set[int] = field(default_factory=set)  # rows with an error
    told: set[tuple[int, str, str]] = field(default_factory=set)  # what was said of a row and column

    def __len__(self) -> int:
        return len(self.lines)

    def tell(self, row: int, name: str, problem: Problem, *, warning: bool = False) -> None:
        """Say what was found in a row at the column called `name` (no column where the sheet has none such), once."""
        if (row, name, problem.code) in self.told:
            return
        self.told.add((row, name, problem.code))
        place = self.places.get(name, -1)
        line = int(self.lines[row])
        self.findings.append(Finding(problem, self.sheet, line, place + 1, name, warning))
        if not warning:
            self.wrong.add(row)

    def cannot_read(self, row: int, name: str) -> bool:
        """Say whether the row's cell in that column is filled and cannot be read."""
        return row in self.unreadable.get(name, ())


def read_rows(found: Recognised) -> Rows:
    """Return the filled rows of a sheet, with what cannot be read in them."""
    height = found.table.height - found.heads - 1
    read = [_read(found, column, height) for column in found.kind.to_fill]
    filled = np.zeros(height, dtype=np.bool_)
    for one in read:
        filled |= one.filled
    kept = np.flatnonzero(filled)
    rows = Rows(found.kind, found.table.name, kept + found.heads + 2, found.places)
    place_of = {int(row): place for place, row in enumerate(kept)} if any(one.wrong for one in read) else {}
    for one in read:
        _lay(rows, one, kept, place_of)
    return rows


@dataclass(slots=True, eq=False)
class _Read:
    """A column's values for every row of the sheet: words as a list, the rest as an array."""

    column: Column
    values: Any
    filled: Mask
    wrong: dict[int, Problem] = field(default_factory=dict)


def _read(found: Recognised, column: Column, height: int) -> _Read:
    empty = EMPTY.get(column.kind, NO_NUMBER)
    cells: tuple[Cell, ...] = ()
    if (place := found.places.get(column.name)) is not None:
        cells = found.table.columns[place][found.heads + 1 :]
    distinct = set(cells)
    if distinct <= {""}:
        return _Read(column, _laid(column, [empty] * height), np.zeros(height, dtype=np.bool_))
    if (
        column.kind in WORDS
        and set(map(type, distinct)) == {str}
        and max(len(str(cell)) for cell in distinct) <= LONGEST_TEXT
    ):
        words = _words([str(cell) for cell in cells], {str(cell) for cell in distinct})
        return _Read(column, words, np.fromiter(map(bool, words), np.bool_, height))
    read = reader_of(column)
    known = {cell: read(cell) for cell in distinct}
    problems = {cell: one for cell, one in known.items() if type(one) is Problem}
    wrong = {row: problems[cell] for row, cell in enumerate(cells) if cell in problems} if problems else {}
    known |= dict.fromkeys(problems, empty)
    values = _laid(column, list(map(known.__getitem__, cells)))
    filled = np.fromiter(map(bool, values), np.bool_, height) if column.kind in WORDS else values != empty
    filled[list(wrong)] = True
    return _Read(column, values, filled, wrong)


def _words(cells: list[str], distinct: set[str]) -> list[str]:
    """Return texts with one space between their words; only where any has another sign of space are they looked at."""
    if SPACE.search("\0".join(distinct)) is None:
        return cells
    known = {cell: " ".join(cell.split()) for cell in distinct}
    return list(map(known.__getitem__, cells))


def _laid(column: Column, values: list[Any]) -> Any:
    if column.kind in WORDS:
        return values
    return np.array(values, dtype=np.int32 if column.kind is Kind.DAY else np.int64)


def _lay(rows: Rows, one: _Read, kept: NDArray[np.intp], place_of: dict[int, int]) -> None:
    """Keep a column's values in the filled rows; a cell that cannot be read counts as empty, and is told."""
    name = one.column.name
    for row, problem in one.wrong.items():
        rows.tell(place_of[row], name, problem)
    if one.wrong:
        rows.unreadable[name] = {place_of[row] for row in one.wrong}
    everything = len(kept) == len(one.filled)
    if one.column.kind in WORDS:
        rows.words[name] = one.values if everything else [one.values[row] for row in kept.tolist()]
    elif one.column.kind is Kind.DAY:
        rows.days[name] = one.values if everything else one.values[kept]
    else:
        rows.numbers[name] = one.values if everything else one.values[kept]


def rows_of(mask: Mask) -> Iterator[int]:
    """Yield the rows for which a mask holds."""
    yield from np.flatnonzero(mask).tolist()
