"""Placements for the engine's tests: what every case has in common, and rows of facts as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from tegenwaarde.engine.columns import (
    DAY_COLUMNS,
    NO_DAY,
    NO_NUMBER,
    NUMBER_COLUMNS,
    HoursChanges,
    PlacementColumns,
)
from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.engine.single import block_place
from tegenwaarde.kernel.calendar import day_number
from tegenwaarde.kernel.exact import column_of
from tests.engine.books import BOOK

EMPLOYED = PlacementFacts(
    block="1",
    contract_start=date(2017, 1, 1),
    contract_end=date(2018, 12, 31),
    employment_start=date(2017, 3, 1),
    hours_per_week=3_600,
)
DATES = frozenset({*DAY_COLUMNS, "first_employed"} - {"as_of"})


def facts(**changes: Any) -> PlacementFacts:
    """Return Anna's example, 36 hours in row 1 from March 2017 in a contract of two years, with changes.

    Dates may be written as text."""
    read: dict[str, Any] = {name: date.fromisoformat(v) if name in DATES and v else v for name, v in changes.items()}
    return replace(EMPLOYED, **read)


def as_columns(rows: Sequence[PlacementFacts], as_of: Sequence[date | None] | None = None) -> PlacementColumns:
    """Return rows of facts as columns."""
    columns: dict[str, Any] = {
        name: _days([getattr(row, name) for row in rows]) for name in DAY_COLUMNS if name != "as_of"
    }
    for name in NUMBER_COLUMNS:
        numbers = [getattr(row, name) for row in rows]
        columns[name] = column_of([NO_NUMBER if number is None else number for number in numbers])
    changes = [(place, change) for place, row in enumerate(rows) for change in row.hours_changes]
    return PlacementColumns(
        **columns,
        block=np.array([block_place(BOOK, row.block) for row in rows], dtype=np.int8),
        refugee=np.array([row.refugee for row in rows]),
        as_of=_days(as_of or [None] * len(rows)),
        first_employed=_days([row.first_employed for row in rows]),
        hours_changes=HoursChanges(
            np.array([place for place, _ in changes], dtype=np.int64),
            _days([change.from_day for _, change in changes]),
            column_of([change.hours_per_week for _, change in changes]),
        ),
    )


def _days(days: Sequence[date | None]) -> Any:
    return np.array([NO_DAY if day is None else day_number(day) for day in days], dtype=np.int32)
