"""Which sheet of a file is which, and where its columns stand: by name or heads, in either language, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.ports.sheets import Cell, Table, plain_name
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.sheets.names import heads_of, names_of_sheets
from tegenwaarde.usecases.sheets.shape import Layout, SheetKind

HEADS_WITHIN = 20  # rows in which the heads may stand
ENOUGH_HEADS = 3  # so many known heads make a sheet with another name known

NO_KNOWN_SHEET = Problem(
    "NO_KNOWN_SHEET", "No sheet in this file has the columns of the template. Copy your rows into the template."
)
HEAD_MISSING = "The column “{head}” is missing. Add it, or copy your rows into the template."
HEAD_TWICE = Problem("HEAD_TWICE", "This column is there twice. Take one of the two away.")
SHEET_PASSED_OVER = "The sheet “{sheet}” is passed over: its columns are not those of the template."
COLUMN_PASSED_OVER = Problem("COLUMN_PASSED_OVER", "This column is not known and is passed over.")
COLUMN_WITHOUT_HEAD = Problem(
    "COLUMN_WITHOUT_HEAD", "This column has no head of the template above it, so what is in it is passed over."
)
COLUMN_RENAMED = (
    "This column is filled in and not known, while columns of the template are missing here: {heads}. Is it one of"
    " those? Give it that head. Is it something else? Add the missing columns, or take this one away."
)
ROW_ABOVE_HEADS = Problem(
    "ROW_ABOVE_HEADS", "This row stands above the heads of the columns. Move it below them, or take it away."
)
CELLS_MERGED = Problem("CELLS_MERGED", "Cells are merged here. Split them and give each row its own cells.")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet that is one of ours: the row of its heads (from 0), and where each column stands in it (from 0)."""

    table: Table
    kind: SheetKind
    heads: int
    places: dict[str, int]


@dataclass(slots=True)
class Recognition:
    """The sheets that are ours, and what is wrong with the sheets as such."""

    sheets: list[Recognised] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def recognise(tables: tuple[Table, ...], layout: Layout) -> Recognition:
    """Return which sheets of the file are those of the layout; with a problem where none is."""
    found = Recognition()
    for table in tables:
        _look_at(table, layout, found)
    if (not found.sheets and not found.findings) or (not found.sheets and all(one.warning for one in found.findings)):
        found.findings.append(Finding(NO_KNOWN_SHEET))
    return found


def _look_at(table: Table, layout: Layout, found: Recognition) -> None:
    named = names_of_sheets(layout).get(plain_name(table.name))
    if named == "" or table.height == 0:
        return
    kinds = [kind for kind in layout.kinds if named in (None, kind.kind)]
    count, heads, kind = max(
        ((_known(table, row, kind), -row, kind) for kind in kinds for row in range(min(HEADS_WITHIN, table.height))),
        key=lambda one: one[:2],
    )
    if named is None and count < ENOUGH_HEADS:
        problem = Problem("SHEET_PASSED_OVER", SHEET_PASSED_OVER, params=(("sheet", table.name[:60]),))
        found.findings.append(Finding(problem, table.name, warning=True))
        return
    found.sheets.append(_placed(table, kind, -heads, found))


def _known(table: Table, row: int, kind: SheetKind) -> int:
    heads = heads_of(kind)
    return sum(_head(column[row]) in heads for column in table.columns)


def _head(cell: Cell) -> str:
    return plain_name(cell) if isinstance(cell, str) else ""


def _placed(table: Table, kind: SheetKind, heads: int, found: Recognition) -> Recognised:
    known, places, others = heads_of(kind), dict[str, int](), list[int]()
    for place, column in enumerate(table.columns):
        name = known.get(_head(column[heads]), "")
        if name in places:
            found.findings.append(Finding(HEAD_TWICE, table.name, heads + 1, place + 1, name))
        elif name:
            places[name] = place
        else:
            others.append(place)
    recognised = Recognised(table, kind, heads, places)
    found.findings += _unknown(recognised, others)
    found.findings += _misplaced(recognised)
    return recognised


def _unknown(one: Recognised, others: list[int]) -> Iterator[Finding]:
    """Yield what is said of columns that are not ours; a filled one, where one of ours is missing, may be that one."""
    missing = [f"“{column.head}”" for column in one.kind.to_fill if column.name not in one.places]
    renamed = Problem("COLUMN_RENAMED", COLUMN_RENAMED, params=(("heads", ", ".join(missing)),))
    for place in others:
        column = one.table.columns[place]
        at: dict[str, Any] = {"sheet": one.table.name, "row": one.heads + 1, "column": place + 1}
        if missing and set(column[one.heads + 1 :]) - {""}:
            yield Finding(renamed, **at)
        elif _head(column[one.heads]):
            yield Finding(COLUMN_PASSED_OVER, **at, warning=True)
        elif set(column[one.heads :]) != {""}:
            yield Finding(COLUMN_WITHOUT_HEAD, **at, warning=True)


def _misplaced(one: Recognised) -> Iterator[Finding]:
    name = one.table.name
    for column in one.kind.columns:
        if column.needed and column.name not in one.places:
            problem = Problem("HEAD_MISSING", HEAD_MISSING, params=(("head", str(column.head)),))
            yield Finding(problem, name, one.heads + 1, name=column.name)
    for row in range(one.heads):
        if sum(one.table.columns[place][row] != "" for place in one.places.values()) >= ENOUGH_HEADS:
            yield Finding(ROW_ABOVE_HEADS, name, row + 1)
    for row, place in one.table.merged:
        if row > one.heads and place in one.places.values():
            yield Finding(CELLS_MERGED, name, row + 1, place + 1)
