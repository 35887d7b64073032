"""A sheet's rows as columns of plain values; each distinct cell is read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER
from tegenwaarde.kernel.calendar import Days
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.ports.sheets import Cell
from tegenwaarde.usecases.sheets.cells import reader_of
from tegenwaarde.usecases.sheets.columns import Column, Kind, SheetKind
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.sheets.recognise import Recognised

Mask = NDArray[np.bool_]
EMPTY: dict[Kind, Any] = {Kind.TEXT: "", Kind.NAME: "", Kind.DAY: NO_DAY, Kind.YES: 0}
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
    columns = [column for column in found.kind.columns if column.name in found.places]
    height = found.table.height - found.heads - 1
    read = {column.name: _read(found, column, height) for column in columns}
    filled = np.zeros(height, dtype=np.bool_)
    for column in columns:
        filled |= _filled(column, read[column.name])
    kept = np.flatnonzero(filled)
    rows = Rows(found.kind, found.table.name, kept + found.heads + 2, found.places)
    everything = len(kept) == height
    for column in found.kind.columns:
        values = read.get(column.name)
        if values is None:
            values = [EMPTY.get(column.kind, NO_NUMBER)] * len(kept)
        elif not everything:
            values = [values[row] for row in kept.tolist()]
        _lay(rows, column, values)
    return rows


def _read(found: Recognised, column: Column, height: int) -> list[Any]:
    cells: tuple[Cell, ...] = found.table.columns[found.places[column.name]][found.heads + 1 :]
    if column.kind is Kind.NAME:
        return [cell.strip() if isinstance(cell, str) else str(cell) for cell in cells]
    read = reader_of(column)
    known = {cell: read(cell) for cell in set(cells)}
    return list(map(known.__getitem__, cells)) if height else []


def _filled(column: Column, values: list[Any]) -> Mask:
    empty = EMPTY.get(column.kind, NO_NUMBER)
    return np.array([value is not empty and value != empty for value in values], dtype=np.bool_)


def _lay(rows: Rows, column: Column, values: list[Any]) -> None:
    """Keep a column's values; a cell that cannot be read counts as empty, and is told."""
    empty = EMPTY.get(column.kind, NO_NUMBER)
    wrong = [row for row, value in enumerate(values) if type(value) is Problem] if _has_problem(values) else []
    for row in wrong:
        rows.tell(row, column.name, values[row])
        values[row] = empty
    if wrong:
        rows.unreadable[column.name] = set(wrong)
    if column.kind in WORDS:
        rows.words[column.name] = values
    elif column.kind is Kind.DAY:
        rows.days[column.name] = np.array(values, dtype=np.int32)
    else:
        rows.numbers[column.name] = np.array(values, dtype=np.int64)


def _has_problem(values: list[Any]) -> bool:
    return Problem in set(map(type, values))


def rows_of(mask: Mask) -> Iterator[int]:
    """Yield the rows for which a mask holds."""
    yield from np.flatnonzero(mask).tolist()
