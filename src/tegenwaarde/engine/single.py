"""One placement's facts as columns: of one row, or of one row for every block of the book."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np

from tegenwaarde.engine.columns import DAY_COLUMNS, NO_DAY, NO_NUMBER, NO_ROW, HoursChanges, PlacementColumns
from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.kernel.calendar import day_number
from tegenwaarde.kernel.exact import Numbers, column_of
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PolicyBook

FIRST_DATE, LAST_DATE = date(1900, 1, 1), date(2199, 12, 31)
BATCH_NAMES = {"invoice_cents": "invoice_eur"}
_DATED = tuple(name for name in (field.name for field in fields(PlacementFacts)) if name in DAY_COLUMNS)
_AMOUNTS = ("invoice_cents", "activity_hours")
_HOURS = ("hours_per_week", "fulltime_hours")


def block_place(book: PolicyBook, block_id: str) -> int:
    """Return the place of a block in `book.blocks`; `NO_ROW` where the book has none of that name."""
    for place, block in enumerate(book.blocks):
        if block.id == block_id:
            return place
    return NO_ROW


def columns_of(book: PolicyBook, facts: PlacementFacts, as_of: date | None = None) -> PlacementColumns:
    """Return the facts as columns of one row."""
    return _columns(book, facts, as_of, np.array([block_place(book, facts.block)], dtype=np.int8))


def columns_for_all_blocks(book: PolicyBook, facts: PlacementFacts) -> PlacementColumns:
    """Return the facts as columns with one row for every block of the book, in its order."""
    return _columns(book, facts, None, np.arange(len(book.blocks), dtype=np.int8))


def problems_with_facts(facts: PlacementFacts) -> tuple[Problem, ...]:
    """Return what no calculation can take: days outside the calendar, amounts below zero."""
    found = []
    changes = (change.from_day for change in facts.hours_changes)
    named = [(name, getattr(facts, name)) for name in (*_DATED, "first_employed")]
    for name, day in [*named, *(("hours_changes", day) for day in changes)]:
        if day is not None and not FIRST_DATE <= day <= LAST_DATE:
            found.append(Problem("DAY_OUTSIDE_CALENDAR", "Give a day from 1900 to 2199.", name))
    for name in _AMOUNTS:
        if (getattr(facts, name) or 0) < 0:
            text = "An amount cannot be below zero: give what was invoiced or worked."
            found.append(Problem("AMOUNT_BELOW_ZERO", text, BATCH_NAMES.get(name, name)))
    return tuple(found)


def _columns(book: PolicyBook, facts: PlacementFacts, as_of: date | None, block: Any) -> PlacementColumns:
    length = len(block)
    days = [NO_DAY if (day := getattr(facts, name)) is None else day_number(day) for name in _DATED]
    days.append(NO_DAY if as_of is None else day_number(as_of))
    table = np.array(days, dtype=np.int32)[:, None].repeat(length, axis=1)
    columns: dict[str, Any] = dict(zip((*_DATED, "as_of"), table, strict=True))
    for name in _AMOUNTS:
        columns[name] = _repeated(_number(getattr(facts, name)), length)
    for name in _HOURS:
        hours = getattr(facts, name)
        columns[name] = _repeated(NO_NUMBER if hours is None else max(0, hours), length)
    if facts.first_employed is not None:
        columns["first_employed"] = np.full(length, day_number(facts.first_employed), dtype=np.int32)
    if facts.extras_taken:
        taken = sum(1 << place for place, extra in enumerate(book.extras) if extra.component in facts.extras_taken)
        columns["extras_taken"] = np.full(length, taken, dtype=np.int64)
    columns["refugee"] = np.full(length, facts.refugee)
    return PlacementColumns(block=block, **columns, hours_changes=_changes(facts, length))


def _number(number: int | None) -> int:
    return NO_NUMBER if number is None else number


def _repeated(number: int, length: int) -> Numbers:
    return column_of([number] * length)


def _changes(facts: PlacementFacts, length: int) -> HoursChanges | None:
    if not facts.hours_changes:
        return None
    changes = sorted(facts.hours_changes, key=lambda change: change.from_day)
    rows = np.repeat(np.arange(length), len(changes))
    days = np.array([day_number(change.from_day) for change in changes] * length, dtype=np.int32)
    return HoursChanges(rows, days, column_of([max(NO_NUMBER, change.hours_per_week) for change in changes] * length))
