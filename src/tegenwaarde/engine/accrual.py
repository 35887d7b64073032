"""How value grows with the days (A3, A4, C3–C7): from derived figures to cents on a day, for columns.

The figures hold no fact of a person: a counted window, an amount a year, hours as a part of a whole, and days on which
something counts at once. Receipts keep exactly these, so that a replay runs the same arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.kernel.calendar import ONE_YEAR, Days, year_fraction
from tegenwaarde.kernel.exact import Numbers, half_up_share, replaced

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class OnDays:
    """Amounts that count whole from one day on: `cents` (one a row, or one for all) for `component` in `rows`.

    `extra` names the extra of the book; empty for an invoice or activity.
    """

    component: str
    extra: str
    rows: Rows
    day: Days
    cents: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class ProRata:
    """A yearly amount that counts for at most one year of the window, with the row's hours, in `rows` (C4)."""

    component: str
    extra: str
    rows: Rows
    cents: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class HourSteps:
    """Changes of the counted hours: from `day` on, `row` has `step` more (or fewer) parts of its whole (C3)."""

    row: Rows
    day: Days
    step: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Accruals:
    """What grows. Rows without a window have `start == until`; `part / whole` is the hours factor (C2)."""

    start: Days
    until: Days
    yearly_cents: Numbers
    part: Numbers
    whole: Numbers
    steps: HourSteps | None
    on_days: tuple[OnDays, ...]
    pro_rata: tuple[ProRata, ...]


def over_days(accruals: Accruals, days: int) -> Accruals:
    """Return the figures of one row repeated, one row for each of so many days."""
    row = np.zeros(days, dtype=np.intp)
    rows = np.arange(days)
    steps = accruals.steps
    if steps is not None:
        times = len(steps.row)
        again = HourSteps(np.repeat(rows, times), np.tile(steps.day, days), np.tile(steps.step, days))
    return Accruals(
        start=accruals.start[row],
        until=accruals.until[row],
        yearly_cents=accruals.yearly_cents[row],
        part=accruals.part[row],
        whole=accruals.whole[row],
        steps=again if steps is not None else None,
        on_days=tuple(replace(once, rows=rows, day=once.day[row]) for once in accruals.on_days if once.rows.size),
        pro_rata=tuple(replace(extra, rows=rows) for extra in accruals.pro_rata if extra.rows.size),
    )


def accrue(accruals: Accruals, last_day: Days) -> dict[str, Numbers]:
    """Return the cents of every component up to and with `last_day`, and their `total` (A4: rounded half up once)."""
    until = np.maximum(accruals.start, np.minimum(accruals.until, last_day + 1))
    fraction = year_fraction(accruals.start, until)
    whole = accruals.whole * ONE_YEAR
    weight = _weight(accruals, fraction, until)
    parts = {"base": half_up_share(accruals.yearly_cents, weight, whole)}
    for extra in accruals.pro_rata:
        cents = half_up_share(extra.cents, _first_year(accruals, fraction, until, extra.rows), whole[extra.rows])
        _add(parts, extra.component, extra.rows, cents)
    for once in accruals.on_days:
        _add(parts, once.component, once.rows, once.cents * (once.day <= last_day[once.rows]))
    total = parts["base"]
    for component, cents in parts.items():
        if component != "base":
            total = total + cents
    return parts | {"total": total}


def _add(parts: dict[str, Numbers], component: str, rows: Rows, cents: Numbers) -> None:
    held = parts.get(component)
    if held is None:
        held = np.zeros(len(parts["base"]), dtype=np.int64)
    parts[component] = replaced(held, rows, held[rows] + cents)


def _weight(accruals: Accruals, fraction: Numbers, until: Days) -> Numbers:
    """Return hours parts × year fraction, summed over the hours' changes."""
    weight: Numbers = accruals.part * fraction
    steps = accruals.steps
    if steps is not None:
        rest = fraction[steps.row] - _fraction_before(accruals, steps, until)
        np.add.at(weight, steps.row, steps.step * rest)
    return weight


def _first_year(accruals: Accruals, fraction: Numbers, until: Days, rows: Rows) -> Numbers:
    """Return the weight of `rows` over at most one year of their window (C4)."""
    weight: Numbers = accruals.part * np.minimum(fraction, ONE_YEAR)
    steps = accruals.steps
    if steps is not None:
        before = np.minimum(_fraction_before(accruals, steps, until), ONE_YEAR)
        np.add.at(weight, steps.row, steps.step * (np.minimum(fraction[steps.row], ONE_YEAR) - before))
    return weight[rows]


def _fraction_before(accruals: Accruals, steps: HourSteps, until: Days) -> Numbers:
    start = accruals.start[steps.row]
    fraction: Numbers = year_fraction(start, np.minimum(np.maximum(steps.day, start), until[steps.row]))
    return fraction
