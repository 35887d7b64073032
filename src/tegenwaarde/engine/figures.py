"""The derived figures of one placement: all that its value on any day follows from, and no fact of a person.

A receipt keeps them as plain data (`as_json`); after the facts are erased, `replay` works the value out again from them
alone, by the arithmetic that made it (`accrual`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import gcd, lcm
from typing import Any

import numpy as np

from tegenwaarde.engine.accrual import Accruals, HourSteps, OnDays, ProRata, accrue
from tegenwaarde.engine.results import COMPONENTS, Amounts
from tegenwaarde.kernel.calendar import date_of, day_number
from tegenwaarde.kernel.exact import Numbers, column_of
from tegenwaarde.kernel.period import Period


@dataclass(frozen=True, slots=True)
class HoursFrom:
    """From `day` (a day number) on the person counts for `part / whole` of full time (C2, C3)."""

    day: int
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Addition:
    """An amount for `component` beside the yearly one: whole on `day`, or pro rata over at most a year (`day` None).

    `extra` is the id of the extra in the book; empty for an invoice or activity.
    """

    component: str
    extra: str
    cents: int
    day: int | None = None


@dataclass(frozen=True, slots=True)
class DerivedFigures:
    """One placement's figures. The window's days are day numbers, `until` left out; equal where nothing counts."""

    start: int
    until: int
    yearly_cents: int
    hours: tuple[HoursFrom, ...]
    additions: tuple[Addition, ...]

    @property
    def window(self) -> Period | None:
        """Return the counted window (C1), None where there is none."""
        return Period(date_of(self.start), date_of(self.until)) if self.start < self.until else None

    def as_json(self) -> dict[str, Any]:
        """Return the figures as plain data; days are ISO dates, counted in; hours are a fraction in lowest terms."""
        window = self.window
        return {
            "from_day": window.start.isoformat() if window else "",
            "last_day": window.last.isoformat() if window else "",
            "yearly_cents": self.yearly_cents if window else 0,
            "hours": [_hours_to_json(hours) for hours in self.hours if window],
            "additions": [
                {
                    "component": one.component,
                    "extra": one.extra,
                    "cents": one.cents,
                    "day": "" if one.day is None else date_of(one.day).isoformat(),
                }
                for one in self.additions
            ],
        }


def figures_of(accruals: Accruals, row: int) -> DerivedFigures:
    """Return the figures of one row of the columns."""
    start, until = int(accruals.start[row]), int(accruals.until[row])
    additions = [
        Addition(once.component, once.extra, _one(once.cents, int(place)), int(once.day[place]))
        for once in accruals.on_days
        for place in np.flatnonzero(once.rows == row)
    ]
    additions += [
        Addition(extra.component, extra.extra, int(extra.cents[0]))
        for extra in accruals.pro_rata
        if start < until and row in extra.rows
    ]
    hours = _hours_of(accruals, row, start, until) if start < until else ()
    return DerivedFigures(start, until, int(accruals.yearly_cents[row]), hours, tuple(additions))


def figures_from_json(kept: Mapping[str, Any]) -> DerivedFigures:
    """Return the figures that a receipt keeps."""
    start = _number(kept["from_day"]) if kept["from_day"] else 0
    until = _number(kept["last_day"]) + 1 if kept["last_day"] else 0
    hours = tuple(HoursFrom(_number(one["from_day"]), one["part"], one["whole"]) for one in kept["hours"])
    additions = tuple(
        Addition(one["component"], one["extra"], one["cents"], _number(one["day"]) if one["day"] else None)
        for one in kept["additions"]
    )
    return DerivedFigures(start, until, kept["yearly_cents"], hours, additions)


def replay(kept: Mapping[str, Any], as_of: date) -> Amounts:
    """Return what a receipt's figures are worth up to and with `as_of`, from those figures alone (A4)."""
    return replay_each((kept,), as_of)[0]


def replay_each(receipts: Iterable[Mapping[str, Any]], as_of: date) -> list[Amounts]:
    """Return what each receipt's figures are worth up to and with `as_of`, in order: many for little more than one."""
    rows = [figures_from_json(kept) for kept in receipts]
    if not rows:
        return []
    parts = accrue(_accruals(rows), np.full(len(rows), day_number(as_of), dtype=np.int32))
    return [amounts_at(parts, row) for row in range(len(rows))]


def amounts_at(parts: Mapping[str, Numbers], row: int) -> Amounts:
    """Return the amounts of one row of accrued parts."""
    return Amounts(**{name: int(parts[name][row]) for name in COMPONENTS if name in parts})


def _accruals(rows: Sequence[DerivedFigures]) -> Accruals:
    """Return figures as columns; the hours of a row get one common whole."""
    wholes = [lcm(*(hours.whole for hours in row.hours)) for row in rows]
    parts = [
        [hours.part * whole // hours.whole for hours in row.hours] or [0]
        for row, whole in zip(rows, wholes, strict=True)
    ]
    numbers = column_of([*wholes, *(some[0] for some in parts)])
    return Accruals(
        start=np.array([row.start for row in rows], dtype=np.int32),
        until=np.array([row.until for row in rows], dtype=np.int32),
        yearly_cents=column_of([row.yearly_cents for row in rows]),
        part=numbers[len(rows) :],
        whole=numbers[: len(rows)],
        steps=_hour_steps(rows, parts, numbers.dtype),
        on_days=tuple(_on_days(rows)),
        pro_rata=tuple(_pro_rata(rows)),
    )


def _hour_steps(rows: Sequence[DerivedFigures], parts: Sequence[Sequence[int]], kind: Any) -> HourSteps | None:
    places = [place for place, some in enumerate(parts) for _ in some[1:]]
    if not places:
        return None
    days = [hours.day for row in rows for hours in row.hours[1:]]
    steps = [after - before for some in parts for before, after in pairwise(some)]
    return HourSteps(np.array(places), np.array(days, dtype=np.int32), np.array(steps, dtype=kind))


def _on_days(rows: Sequence[DerivedFigures]) -> Iterator[OnDays]:
    for (component, extra), held in _grouped(rows, once=True).items():
        places, days, cents = zip(*((place, one.day, one.cents) for place, one in held), strict=True)
        yield OnDays(component, extra, np.array(places), np.array(days, dtype=np.int32), column_of(cents))


def _pro_rata(rows: Sequence[DerivedFigures]) -> Iterator[ProRata]:
    for (component, extra), held in _grouped(rows, once=False).items():
        places, cents = zip(*((place, one.cents) for place, one in held), strict=True)
        yield ProRata(component, extra, np.array(places), column_of(cents))


def _grouped(rows: Sequence[DerivedFigures], *, once: bool) -> dict[tuple[str, str], list[tuple[int, Addition]]]:
    """Return the additions of one shape with their rows; a row has at most one of each extra."""
    groups: dict[tuple[str, str], list[tuple[int, Addition]]] = {}
    for place, row in enumerate(rows):
        for one in row.additions:
            if (one.day is not None) is once:
                groups.setdefault((one.component, one.extra), []).append((place, one))
    return groups


def _hours_of(accruals: Accruals, row: int, start: int, until: int) -> tuple[HoursFrom, ...]:
    """Return the hours that count in the window, from its first day on, each until the next."""
    part, whole = int(accruals.part[row]), int(accruals.whole[row])
    by_day = {start: part}
    if accruals.steps is not None:
        for place in np.flatnonzero(accruals.steps.row == row):
            part += int(accruals.steps.step[place])
            day = max(start, int(accruals.steps.day[place]))
            if day < until:
                by_day[day] = part
    return tuple(HoursFrom(day, part, whole) for day, part in by_day.items())


def _hours_to_json(hours: HoursFrom) -> dict[str, Any]:
    common = gcd(hours.part, hours.whole)
    return {
        "from_day": date_of(hours.day).isoformat(),
        "part": hours.part // common,
        "whole": hours.whole // common,
    }


def _number(text: str) -> int:
    return day_number(date.fromisoformat(text))


def _one(cents: Numbers, place: int) -> int:
    return int(cents[place if len(cents) > 1 else 0])
