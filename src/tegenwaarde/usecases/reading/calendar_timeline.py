"""The calendar by quarter and subregion: how many tenders, what they are expected to bring, and the ambition (F1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require, tenders_counted_for, tenders_visible_to
from tegenwaarde.access.keys import holds
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.policy.book_aims import Ambition
from tegenwaarde.records.models import Region, TenderState
from tegenwaarde.records.models.tenders import TenderQuerySet
from tegenwaarde.usecases.books import NoPolicyInForce, open_book, text_in_force
from tegenwaarde.usecases.reading.calendar_lines import COUNTING, Line, if_possible_of, lines_of, total_of, unknown_in
from tegenwaarde.usecases.tenders.places import every_subregion


@dataclass(frozen=True, slots=True)
class Part:
    """What one state adds to a quarter; cents."""

    state: TenderState
    number: int
    cents: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A subregion in a quarter, or in the whole year; cents."""

    subregion_id: int
    subregion: str
    number: int
    cents: int


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """One quarter of the year, or the year where `quarter` is None; cents."""

    quarter: Quarter | None
    number: int
    cents: int
    if_possible_cents: int
    unknown: int
    parts: tuple[Part, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CalendarTimeline:
    """A year of the calendar; cents. `opens` says whether the figures lead to the lines that they are made of."""

    year: int
    years: tuple[int, ...]
    mine: bool
    may_see_own: bool
    opens: bool
    subregions: tuple[str, ...]
    quarters: tuple[QuarterRow, ...]
    whole: QuarterRow
    dropped: int
    ambition: Ambition | None
    awarded_cents: int


def read_calendar_timeline(*, actor: Actor, year: int, mine: bool = False) -> CalendarTimeline:
    """Return the figures of a year: of the whole region for everybody with `calendar.see`, or of what one opens.

    The figures of the region say nothing of one tender; its lines open for who may see those (note 4.5).
    """
    require(actor, "calendar.see")
    everything = tenders_counted_for(actor)
    seen = tenders_visible_to(actor) if mine else everything
    lines = lines_of(actor, seen.in_quarters(date(year, 1, 1), date(year + 1, 1, 1)))
    counting = [line for line in lines if line.counts]
    places = every_subregion()
    quarters = tuple(Quarter(year, number) for number in range(1, 5))
    whole = _row(None, counting, places)
    return CalendarTimeline(
        year=year,
        years=_years(everything, year),
        mine=mine,
        may_see_own=holds(actor, "tender.see"),
        opens=holds(actor, "calendar.region") or (mine and holds(actor, "tender.see")),
        subregions=tuple(name for _pk, name in places),
        quarters=tuple(_row(one, [line for line in counting if line.quarter == one], places) for one in quarters),
        whole=whole,
        dropped=len(lines) - len(counting),
        ambition=_ambition(year),
        awarded_cents=sum(part.cents for part in whole.parts if part.state == TenderState.AWARDED),
    )


def _years(everything: TenderQuerySet, year: int) -> tuple[int, ...]:
    """Return the years for which something is in the calendar, and the one that is asked; two queries."""
    rows = everything.order_by("quarter_start").values_list("quarter_start", flat=True)
    first, last = rows.first(), rows.last()
    if first is None or last is None:
        return (year,)
    return tuple(range(min(first.year, year), max(last.year, year) + 1))


def _row(quarter: Quarter | None, lines: Sequence[Line], places: Sequence[tuple[int, str]]) -> QuarterRow:
    return QuarterRow(
        quarter=quarter,
        number=len(lines),
        cents=total_of(lines),
        if_possible_cents=if_possible_of(lines),
        unknown=unknown_in(lines),
        parts=tuple(_part(state, [line for line in lines if line.state == state]) for state in COUNTING),
        cells=tuple(_cell(pk, name, [line for line in lines if line.subregion_id == pk]) for pk, name in places),
    )


def _part(state: TenderState, lines: Sequence[Line]) -> Part:
    return Part(state, len(lines), total_of(lines))


def _cell(subregion_id: int, subregion: str, lines: Sequence[Line]) -> Cell:
    return Cell(subregion_id, subregion, len(lines), total_of(lines))


def _ambition(year: int) -> Ambition | None:
    """Return the ambition of the region's policy for the year; None where no policy is in force or it names none."""
    region = Region.unfenced.order_by("pk").first()
    if region is None:
        return None
    try:
        return open_book(text_in_force(region.policy_region, date(year, 12, 31))).ambition
    except NoPolicyInForce:
        return None
