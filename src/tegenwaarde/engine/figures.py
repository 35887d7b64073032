"""The derived figures of one placement: all that its value on any day follows from, and no fact of a person.

A receipt keeps them as plain data (`as_json`); after the facts are erased, `replay` works the value out again from them
alone, by the arithmetic that made it (`accrual`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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
    accruals = _accruals(figures_from_json(kept))
    return amounts_at(accrue(accruals, np.array([day_number(as_of)], dtype=np.int32)), 0)


def amounts_at(parts: Mapping[str, Numbers], row: int) -> Amounts:
    """Return the amounts of one row of accrued parts."""
    return Amounts(**{name: int(parts[name][row]) for name in COMPONENTS if name in parts})


def _accruals(figures: DerivedFigures) -> Accruals:
    """Return figures as columns of one row; the hours get one common whole."""
    whole = lcm(*(hours.whole for hours in figures.hours))
    parts = [hours.part * whole // hours.whole for hours in figures.hours] or [0]
    numbers = column_of([whole, *parts])
    row = np.zeros(1, dtype=np.intp)
    later = np.zeros(len(parts) - 1, dtype=np.intp)
    days = np.array([hours.day for hours in figures.hours[1:]], dtype=np.int32)
    once = [one for one in figures.additions if one.day is not None]
    pro_rata = [one for one in figures.additions if one.day is None]
    return Accruals(
        start=np.array([figures.start], dtype=np.int32),
        until=np.array([figures.until], dtype=np.int32),
        yearly_cents=column_of([figures.yearly_cents]),
        part=numbers[1:2],
        whole=numbers[:1],
        steps=HourSteps(later, days, np.diff(numbers[1:])) if later.size else None,
        on_days=tuple(
            OnDays(one.component, one.extra, row, np.array([one.day], dtype=np.int32), column_of([one.cents]))
            for one in once
        ),
        pro_rata=tuple(ProRata(one.component, one.extra, row, column_of([one.cents])) for one in pro_rata),
    )


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
