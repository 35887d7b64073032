"""The steps of a placement's value in order: each with its figures, its rule and its place in the policy.

They are made of derived figures only, so that no step can hold a fact of a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd

from tegenwaarde.engine.figures import Addition, DerivedFigures
from tegenwaarde.engine.results import Amounts
from tegenwaarde.kernel.calendar import (
    ONE_YEAR,
    anniversary,
    date_of,
    whole_years,
    year_fraction,
)
from tegenwaarde.kernel.step import Figure, Step
from tegenwaarde.policy.book import Block, Extra, PolicyBook, Unit


def steps_of(book: PolicyBook, block: Block, figures: DerivedFigures, amounts: Amounts, last: int) -> tuple[Step, ...]:
    """Return why `figures` are worth `amounts` up to and with day number `last`."""
    steps = [*_base_steps(book, block, figures, amounts, last)]
    for addition in figures.additions:
        if addition.extra:
            steps += _extra_steps(book, addition, amounts, last, figures.start <= last)
    steps.append(_step("total", "A4", block.source, value_cents=amounts.total))
    return tuple(steps)


def _base_steps(book: PolicyBook, block: Block, figures: DerivedFigures, amounts: Amounts, last: int) -> Iterator[Step]:
    until = max(figures.start, min(figures.until, last + 1))
    if block.unit is not Unit.FULL_TIME_YEAR:
        yield _flat_step(block, figures, last)
        return
    if figures.start == figures.until:
        yield _step("nothing_counts", "C1", block.counts_source or block.source, row=block.id)
        return
    yield _window_step(block, figures)
    if until == figures.start:
        yield _step("counts_later", "A4", block.source, on_day=_iso(figures.start))
        return
    yield _step("yearly_amount", "C", block.source, row=block.id, amount_cents=figures.yearly_cents)
    yield from _hours_steps(book, block, figures, until)
    yield _step("rounded_value", "A4", block.source, value_cents=amounts.base)


def _window_step(block: Block, figures: DerivedFigures) -> Step:
    return _step(
        "counted_window",
        "C1",
        block.counts_source or block.source,
        first_day=_iso(figures.start),
        last_day=_iso(figures.until - 1),
        counts=block.counts.value,
        months=block.counts_months,
    )


def _hours_steps(book: PolicyBook, block: Block, figures: DerivedFigures, until: int) -> Iterator[Step]:
    """Yield the hours factor and the year share; for each stretch of equal hours where they change (C3)."""
    source = book.fulltime_source or block.source
    ends = [hours.day for hours in figures.hours[1:]]
    for hours, end in zip(figures.hours, [*ends, until], strict=True):
        last = min(end, until)
        if last <= hours.day:
            break
        counted: dict[str, Figure] = {"counted_hours": hours.part, "fulltime_hours": hours.whole}
        if len(figures.hours) > 1:
            counted["from_day"] = _iso(hours.day)
        yield _step("hours_factor", "C2", source, **counted)
        yield _share_step(block, figures.start, hours.day, last)


def _share_step(block: Block, anchor: int, start: int, until: int) -> Step:
    """Return which share of a year the days `[start, until)` are, on the anniversaries of `anchor`."""
    days = {"first_day": _iso(start), "last_day": _iso(until - 1)}
    if start == anchor:
        years = int(whole_years(anchor, until))
        turn = int(anniversary(anchor, years))
        length = int(anniversary(anchor, years + 1)) - turn
        return _step(
            "year_share", "A3", block.source, full_years=years, rest_days=until - turn, year_days=length, **days
        )
    parts = int(year_fraction(anchor, until)) - int(year_fraction(anchor, start))
    common = gcd(parts, ONE_YEAR)
    return _step("stretch_share", "C3", block.source, parts=parts // common, of_parts=ONE_YEAR // common, **days)


def _flat_step(block: Block, figures: DerivedFigures, last: int) -> Step:
    if not figures.additions:
        return _step("outside_contract", "C7", block.source, row=block.id)
    counted = figures.additions[0]
    day = counted.day or 0
    if day > last:
        return _step("counts_later", "A4", block.source, on_day=_iso(day))
    if block.unit is Unit.HOUR:
        rate = block.amount_cents
        return _step(
            "activity", "C7", block.source, rate_cents=rate, value_cents=counted.cents, on_day=_iso(day), row=block.id
        )
    return _step("invoice", "C7", block.source, value_cents=counted.cents, on_day=_iso(day), row=block.id)


def _extra_steps(book: PolicyBook, addition: Addition, amounts: Amounts, last: int, counts: bool) -> Iterator[Step]:
    extra = next(extra for extra in book.extras if extra.id == addition.extra)
    figures: dict[str, Figure] = {"row": extra.id, "component": extra.component, "amount_cents": addition.cents}
    if addition.day is None:
        if counts:
            value = getattr(amounts, extra.component)
            yield _step("extra_pro_rata", "C4", extra.source, **figures, value_cents=value, from_age=extra.from_age)
    elif addition.day <= last:
        yield _step("extra_once", _once_rule(extra), extra.source, **figures, on_day=_iso(addition.day))


def _once_rule(extra: Extra) -> str:
    return "C5" if extra.within_employment else "C6"


def _step(code: str, rule: str, source: str, **figures: Figure) -> Step:
    return Step(code, tuple(figures.items()), rule, source)


def _iso(day: int) -> str:
    return date_of(day).isoformat()
