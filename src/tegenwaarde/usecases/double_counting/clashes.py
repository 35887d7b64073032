"""Where a person would count for more than full time (C9), what was decided about it, and what is left to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.db.models import Q

from tegenwaarde.records.models import ClashOutcome, ClashResolution, Distinction, Report
from tegenwaarde.usecases.double_counting.beside import (
    Beside,
    beside,
    full_time_hours,
    lineage,
    own_parts,
    standing_beside,
)
from tegenwaarde.usecases.double_counting.days import FULL_TIME, Side, parts_of, too_much
from tegenwaarde.usecases.reports.counting import Cap

__all__ = ["Clash", "ClashDays", "caps_of", "clashes_of", "hours_of", "still_too_much"]


@dataclass(frozen=True, slots=True)
class ClashDays:
    """Days, both counted in, on which all together come to more than full time: the factors here, there, and in all."""

    first_day: date
    last_day: date
    here: Fraction
    there: Fraction
    total: Fraction


@dataclass(frozen=True, slots=True)
class Clash:
    """A report beside which a person counts for too much, with the latest decision about the two.

    `left` is what still fits beside the others, in hundredths of an hour a week, if the hours of the other count.
    """

    other: Report
    days: tuple[ClashDays, ...]
    left: int
    decided: ClashResolution | None = None
    distinction: Distinction | None = None

    @property
    def first_day(self) -> date:
        """Return the first day that is too much."""
        return self.days[0].first_day

    @property
    def last_day(self) -> date:
        """Return the last day that is too much."""
        return self.days[-1].last_day

    @property
    def settled(self) -> bool:
        """Say whether all its days were decided about."""
        if self.distinction is not None:
            return True
        found = self.decided
        return found is not None and found.first_day <= self.first_day and self.last_day <= found.last_day


def clashes_of(report: Report) -> tuple[Clash, ...]:
    """Return what a person counts for too much beside the report, the decided ones too; a few queries."""
    own, others = own_parts(report), beside(report)
    if not own or not others:
        return ()
    decided = _decided(report, [one.report for one in others])
    counting = [one for one in others if one.distinction is None]
    over = too_much(own, [one.parts for one in counting])
    full_time = full_time_hours(report)
    found = [_clash(one, over, place, decided, full_time) for place, one in enumerate(counting, start=1)]
    apart = (one for one in others if one.distinction is not None)
    found += [_clash(one, too_much(own, [one.parts]), 1, decided, full_time) for one in apart]
    return tuple(sorted((one for one in found if one), key=lambda one: (one.first_day, one.other.pk)))


def still_too_much(report: Report, figures: Mapping[str, Any]) -> tuple[Side, tuple[Report, ...]] | None:
    """Return the first days on which `figures` and all that is approved exceed full time, with what counts then.

    `figures` are the derived figures with which the report would be booked. None where nothing stands in the way.
    """
    standing = standing_beside(report)
    over = too_much(parts_of(figures), [one.parts for one in standing])
    if not over:
        return None
    side = over[0]
    there = (one.report for one, factor in zip(standing, side.factors[1:], strict=True) if factor)
    return Side(side.first_day, _end_of(over), side.factors), tuple(there)


def caps_of(report: Report) -> tuple[Cap, ...]:
    """Return how many hours a week count on which days, as was decided about double counting.

    Only decisions count beside whose other report something still stands. Where the hours of the other report count,
    what was decided says how many are left here; the other way round it is what the other leaves of full time.
    """
    others = [one for one in beside(report) if one.distinction is None]
    decided = _decided(report, [one.report for one in others]) if others else {}
    own = lineage(report) if decided else ()
    caps: list[Cap] = []
    for one in others:
        found = decided.get(one.report.pk)
        if found is not None and found.report_id in own:
            caps += _as_decided(found)
        elif found is not None:
            caps += _left_by(one, found, full_time_hours(report))
    return tuple(caps)


def hours_of(factor: Fraction, full_time: int) -> int:
    """Return the hours a week (hundredths, rounded down) that a factor of a full-time week is."""
    return int(factor * full_time)


def _as_decided(found: ClashResolution) -> list[Cap]:
    return [] if found.counted_hours is None else [Cap(found.first_day, found.last_day, found.counted_hours)]


def _left_by(one: Beside, found: ClashResolution, full_time: int) -> list[Cap]:
    """Return what the other report leaves, where the decision was made about that one."""
    if found.outcome == ClashOutcome.OTHER:
        return []
    there = full_time_hours(one.report)
    most = FULL_TIME if found.counted_hours is None or not there else Fraction(found.counted_hours, there)
    return [
        Cap(
            max(part.first_day, found.first_day),
            min(part.last_day, found.last_day),
            hours_of(FULL_TIME - min(part.factor, most, FULL_TIME), full_time),
        )
        for part in one.parts
        if part.first_day <= found.last_day and found.first_day <= part.last_day
    ]


def _clash(
    one: Beside, over: Sequence[Side], place: int, decided: dict[int, ClashResolution], full_time: int
) -> Clash | None:
    sides = [side for side in over if side.factors[place]]
    if not sides:
        return None
    left = min(max(FULL_TIME - (side.total - side.factors[0]), Fraction()) for side in sides)
    days = tuple(ClashDays(s.first_day, s.last_day, s.factors[0], s.factors[place], s.total) for s in sides)
    latest = decided.get(one.report.pk)
    return Clash(one.report, days, hours_of(left, full_time), latest, one.distinction)


def _end_of(over: Sequence[Side]) -> date:
    """Return the last day of the first stretch without a gap."""
    for one, following in pairwise(over):
        if (following.first_day - one.last_day).days > 1:
            return one.last_day
    return over[-1].last_day


def _decided(report: Report, others: Iterable[Report]) -> dict[int, ClashResolution]:
    """Return the latest decision about the report and each of the others, made from either side, by the other's id."""
    own = lineage(report)
    lines = {other.pk: lineage(other) for other in others}
    theirs = {pk for line in lines.values() for pk in line}
    pairs = Q(report_id__in=own, other_id__in=theirs) | Q(report_id__in=theirs, other_id__in=own)
    rows = list(ClashResolution.unfenced.filter(pairs).select_related("decided_by").order_by("pk"))
    found: dict[int, ClashResolution] = {}
    for row in rows:
        for pk, line in lines.items():
            if row.report_id in line or row.other_id in line:
                found[pk] = row
    return found
