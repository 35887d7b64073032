"""Days on which several reports count: the factors of full time side by side, stretch by stretch (C2, C9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tegenwaarde.kernel.period import ONE_DAY

FULL_TIME = Fraction(1)
NONE = Fraction()


@dataclass(frozen=True, slots=True)
class Part:
    """Days, both counted in, on which somebody counts for `factor` of full time."""

    first_day: date
    last_day: date
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Side:
    """Days, both counted in, on which each of several reports counts for its own factor; in the order asked."""

    first_day: date
    last_day: date
    factors: tuple[Fraction, ...]

    @property
    def total(self) -> Fraction:
        """Return what they come to together."""
        return sum(self.factors, NONE)


def parts_of(figures: Mapping[str, Any]) -> tuple[Part, ...]:
    """Return the days on which derived figures, as a receipt keeps them, count for anything."""
    hours = figures["hours"]
    if not hours:
        return ()
    starts = [date.fromisoformat(one["from_day"]) for one in hours]
    ends = [*(start - ONE_DAY for start in starts[1:]), date.fromisoformat(figures["last_day"])]
    factors = [Fraction(one["part"], one["whole"]) for one in hours]
    found = zip(starts, ends, factors, strict=True)
    return tuple(Part(start, end, factor) for start, end, factor in found if factor and start <= end)


def side_by_side(lines: Sequence[Iterable[Part]]) -> Iterator[Side]:
    """Yield the stretches on which the factors of all lines stay the same, in order of day; days of none left out."""
    rows = [tuple(line) for line in lines]
    bounds = {part.first_day for row in rows for part in row}
    bounds |= {part.last_day + ONE_DAY for row in rows for part in row}
    for first, following in pairwise(sorted(bounds)):
        factors = tuple(_on(row, first) for row in rows)
        if any(factors):
            yield Side(first, following - ONE_DAY, factors)


def too_much(own: Iterable[Part], others: Sequence[Iterable[Part]]) -> tuple[Side, ...]:
    """Return the stretches on which `own` counts and all together come to more than full time; `own` comes first."""
    found = side_by_side([own, *others])
    return tuple(side for side in found if side.factors[0] and side.total > FULL_TIME)


def _on(parts: tuple[Part, ...], day: date) -> Fraction:
    return sum((part.factor for part in parts if part.first_day <= day <= part.last_day), NONE)
