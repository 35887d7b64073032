"""No double counting (C9): on any day the hours counted for one person are at most one full-time week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tegenwaarde.kernel.period import ONE_DAY

MOST = Fraction(1)


@dataclass(frozen=True, slots=True)
class Clash:
    """The first days on which a person would count for more than full time, both counted in."""

    first_day: date
    last_day: date


def clash_of(figures: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> Clash | None:
    """Return the first stretch on which `figures` and what was approved before exceed full time; None where none does.

    All are derived figures as receipts keep them: a counted window and the hours factors in it.
    """
    changes: dict[date, Fraction] = {}
    for day, step in [*_steps(figures), *(step for other in others for step in _steps(other))]:
        changes[day] = changes.get(day, Fraction()) + step
    counted, clash = Fraction(), None
    for day, following in pairwise(sorted(changes)):
        counted += changes[day]
        if counted > MOST:
            clash = Clash(clash.first_day if clash else day, following - ONE_DAY)
        elif clash:
            return clash
    return clash


def _steps(figures: Mapping[str, Any]) -> Iterator[tuple[date, Fraction]]:
    """Yield by how much the counted factor changes, and on which day."""
    before = Fraction()
    for hours in figures["hours"]:
        factor = Fraction(hours["part"], hours["whole"])
        yield date.fromisoformat(hours["from_day"]), factor - before
        before = factor
    if figures["last_day"]:
        yield date.fromisoformat(figures["last_day"]) + ONE_DAY, -before
