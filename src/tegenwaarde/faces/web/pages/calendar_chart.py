"""The calendar's picture: bars by quarter in lengths that an SVG takes, and the year beside the ambition."""

from __future__ import annotations

from dataclasses import dataclass

from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.usecases.reading.calendar_timeline import CalendarTimeline, QuarterRow


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: where it begins and how long it is (`12.50%`), and the state that it stands for."""

    state: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class QuarterBar:
    """A quarter's bar."""

    quarter: Quarter | None
    cents: int
    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of the quarters, and of the year beside the ambition, where the policy names one; cents."""

    bars: tuple[QuarterBar, ...]
    year: QuarterBar
    ambition_cents: int
    ambition_at: str


def chart_of(found: CalendarTimeline) -> Chart:
    """Return the picture of a year."""
    longest = max([row.cents for row in found.quarters] + [1])
    ambition = found.ambition.yearly_cents if found.ambition else 0
    most = max(found.whole.cents, ambition, 1)
    return Chart(
        bars=tuple(_bar(row, longest) for row in found.quarters),
        year=_bar(found.whole, most),
        ambition_cents=ambition,
        ambition_at=_percents(ambition, most),
    )


def _bar(row: QuarterRow, longest: int) -> QuarterBar:
    pieces, begun = [], 0
    for part in reversed(row.parts):  # what is awarded is surest, and comes first
        if part.cents:
            pieces.append(Piece(part.state.value, _percents(begun, longest), _percents(part.cents, longest)))
            begun += part.cents
    return QuarterBar(row.quarter, row.cents, row.number, tuple(pieces))


def _percents(cents: int, whole: int) -> str:
    """Return a length in hundredths of a percent of the whole, rounded down."""
    hundredths = cents * 10_000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
