"""Dated rows: every figure of a policy file is a list of rows, each with its first day and its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from tegenwaarde.policy.table import Table

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Row(Generic[Value]):
    """What is in force on the book's first day, and where the policy says so."""

    value: Value
    source: str


@dataclass(frozen=True, slots=True)
class _Dated(Generic[Value]):
    first_day: date
    row: Row[Value]
    table: Table


def in_force(table: Table, key: str, first_day: date | None, read: Callable[[Table], Value]) -> Row[Value] | None:
    """Return the row of the list `key` that is in force on `first_day`, the book's own (A5); None after a finding.

    Every row is read and checked, not only that one. Rows stand in order of day. A row that starts after the book's
    first day would never count, so it is refused: it belongs in the next book.
    """
    rows = [_read_row(row, read) for row in table.tables(key)]
    dated = [row for row in rows if row is not None]
    for before, after in pairwise(dated):
        if after.first_day <= before.first_day:
            _refuse(after, "OUT_OF_ORDER", "This row does not start after the one before it ({day}).", before.first_day)
    if first_day is None or not dated:
        return None
    begun = [row for row in dated if row.first_day <= first_day]
    if not begun:
        table.findings.add(
            table.at(key),
            "NOTHING_IN_FORCE",
            "Nothing is in force on the first day of the book, {day}.",
            day=first_day.isoformat(),
        )
        return None
    for row in dated:
        if row.first_day > first_day:
            _refuse(row, "AFTER_FIRST_DAY", "This row starts after the first day of the book, {day}.", first_day)
    return begun[-1].row


def in_force_or(
    table: Table, key: str, first_day: date | None, read: Callable[[Table], Value], otherwise: Value
) -> Row[Value]:
    """Return the row in force as `in_force` does, or `otherwise` without a source after a finding."""
    return in_force(table, key, first_day, read) or Row(otherwise, "")


def euros_in_force(table: Table, key: str, first_day: date | None) -> Row[int]:
    """Return the amount in force, cents; its rows say `eur`."""
    return in_force_or(table, key, first_day, lambda row: row.euros("eur"), 0)


def percentage_in_force(table: Table, key: str, first_day: date | None) -> Row[int]:
    """Return the percentage in force, ten-thousandths of a percent; its rows say `percent`."""
    return in_force_or(table, key, first_day, lambda row: row.percentage("percent"), 0)


def _read_row(table: Table, read: Callable[[Table], Value]) -> _Dated[Value] | None:
    start = table.day("from")
    value = read(table)
    source = table.source()
    table.close()
    return None if start is None else _Dated(start, Row(value, source), table)


def _refuse(row: _Dated[Value], code: str, text: str, day: date) -> None:
    row.table.findings.add(row.table.at("from"), code, text, day=day.isoformat())
