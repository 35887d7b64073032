"""Placements as columns: equal-length arrays, one place a row. The engine's only form of facts and figures.

Days are day numbers (`kernel.calendar`), from 1900 to 2199; a day that is absent is `NO_DAY`, a day that never comes.
Hours are hundredths of an hour, money is cents; a number that is absent is `NO_NUMBER`. Number columns are int64, or
Python's own whole numbers (dtype object) where a number does not fit.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.kernel.calendar import Days
from tegenwaarde.kernel.exact import Numbers

NO_DAY = 2**29
NO_NUMBER = -1
NO_ROW = -1

DAY_COLUMNS = (
    "employment_start", "employment_end", "contract_start", "contract_end", "birth_date", "benefit_since",
    "permanent_from", "study_start", "study_end", "activity_date", "infra_paid_on", "as_of",
)  # fmt: skip
NUMBER_COLUMNS = ("hours_per_week", "fulltime_hours", "invoice_cents", "activity_hours")


@dataclass(frozen=True, slots=True, eq=False)
class HoursChanges:
    """Later changes of hours (C3), sorted by row and then by day: from `from_day` on, `row` works `hours` a week."""

    row: NDArray[np.int64]
    from_day: Days
    hours: Numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlacementColumns:
    """Placements, invoices and activities. `block` is the place in `book.blocks`, `NO_ROW` for an unknown row.

    Days given are inclusive (A2). `first_employed`, `extras_taken` (bit i set: extra i of the book was given before)
    and `hours_changes` may be left out altogether.
    """

    block: NDArray[np.int8]
    contract_start: Days
    contract_end: Days
    employment_start: Days
    employment_end: Days
    hours_per_week: Numbers
    fulltime_hours: Numbers
    birth_date: Days
    benefit_since: Days
    refugee: NDArray[np.bool_]
    permanent_from: Days
    study_start: Days
    study_end: Days
    invoice_cents: Numbers
    activity_date: Days
    activity_hours: Numbers
    infra_paid_on: Days
    as_of: Days
    first_employed: Days | None = None
    extras_taken: NDArray[np.int64] | None = None
    hours_changes: HoursChanges | None = None

    def __len__(self) -> int:
        return len(self.block)

    def piece(self, start: int, stop: int) -> PlacementColumns:
        """Return rows `start` up to `stop`, as views."""
        rows = slice(start, stop)
        columns = {name: value[rows] for name in _PLAIN if (value := getattr(self, name)) is not None}
        return PlacementColumns(**columns, hours_changes=self._changes_of(start, stop))

    def at(self, rows: NDArray[np.intp]) -> PlacementColumns:
        """Return these rows, in this order; `rows` must not decrease."""
        columns = {name: value[rows] for name in _PLAIN if (value := getattr(self, name)) is not None}
        changes = self.hours_changes
        if changes is not None:
            place = np.full(len(self), NO_ROW)
            place[rows] = np.arange(len(rows))
            kept = np.flatnonzero(place[changes.row] != NO_ROW)
            changes = HoursChanges(place[changes.row[kept]], changes.from_day[kept], changes.hours[kept])
        return PlacementColumns(**columns, hours_changes=changes)

    def _changes_of(self, start: int, stop: int) -> HoursChanges | None:
        changes = self.hours_changes
        if changes is None:
            return None
        first, last = np.searchsorted(changes.row, (start, stop))
        if first == last:
            return None
        kept = slice(int(first), int(last))
        return HoursChanges(changes.row[kept] - start, changes.from_day[kept], changes.hours[kept])


_PLAIN = tuple(field.name for field in fields(PlacementColumns) if field.name != "hours_changes")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlacementValues:
    """What placements are worth; cents. A refused row has zero amounts and a `refusal` above zero.

    `counted_from` and `counted_until` (left out) are the whole counted window whatever `as_of`, `NO_DAY` where there
    is none. `refusal_row` is the place in `book.blocks` of the row it should have been, `NO_ROW` where there is none.
    """

    base: Numbers
    permanent: Numbers
    fifty_plus: Numbers
    refugee: Numbers
    infra: Numbers
    total: Numbers
    counted_from: Days
    counted_until: Days
    refusal: NDArray[np.int8]
    refusal_row: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.refusal)


VALUE_COLUMNS: dict[str, Any] = {
    "base": np.int64, "permanent": np.int64, "fifty_plus": np.int64, "refugee": np.int64, "infra": np.int64,
    "total": np.int64, "counted_from": np.int32, "counted_until": np.int32, "refusal": np.int8, "refusal_row": np.int8,
}  # fmt: skip


def absent_columns(length: int) -> dict[str, Any]:
    """Return every column of `length` rows with nothing given, without using memory for them."""
    columns: dict[str, Any] = {name: np.broadcast_to(np.int32(NO_DAY), length) for name in DAY_COLUMNS}
    columns |= {name: np.broadcast_to(np.int64(NO_NUMBER), length) for name in NUMBER_COLUMNS}
    columns["block"] = np.broadcast_to(np.int8(NO_ROW), length)
    columns["refugee"] = np.broadcast_to(np.False_, length)
    return columns
