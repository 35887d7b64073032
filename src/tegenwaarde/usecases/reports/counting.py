"""Which of the hours worked count for one contract: its share, the changes, and what a decision leaves (C3, C9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.engine.facts import HoursChange
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.records.models.contracts import WHOLE
from tegenwaarde.usecases.reports.answers import Answers

__all__ = ["WHOLE", "Cap", "CountedHours", "counted_hours", "share_of_hours"]


@dataclass(frozen=True, slots=True)
class Cap:
    """From `first_day` to `last_day`, both counted in, at most so many hours a week count (hundredths)."""

    first_day: date
    last_day: date
    hours_per_week: int


@dataclass(frozen=True, slots=True)
class CountedHours:
    """The hours that count for one contract (hundredths a week): on the first day, and from later days on."""

    hours_per_week: int | None = None
    changes: tuple[HoursChange, ...] = ()


def share_of_hours(hours: int, share: int) -> int:
    """Return the part of `hours` (hundredths) that `share` (ten-thousandths of a percent) is, rounded down."""
    return hours * share // WHOLE


def counted_hours(answers: Answers, share: int = WHOLE, caps: tuple[Cap, ...] = ()) -> CountedHours:
    """Return the hours of the answers that count for a contract with this share, held down by `caps`."""
    if answers.hours_per_week is None:
        return CountedHours()
    opening = share_of_hours(answers.hours_per_week, share)
    changes = [(day, share_of_hours(hours, share)) for day, hours in sorted(answers.hours_changes)]
    start = answers.employment_start
    if caps and start is not None:
        changes = _held_down(start, opening, changes, caps)
    return CountedHours(opening, tuple(HoursChange(day, hours) for day, hours in changes))


def _held_down(
    start: date, opening: int, changes: list[tuple[date, int]], caps: tuple[Cap, ...]
) -> list[tuple[date, int]]:
    """Return the changes with the days of each cap among them; the first may be on the first day itself."""
    bounds = {start, *(day for day, _hours in changes), *(cap.first_day for cap in caps)}
    bounds |= {cap.last_day + ONE_DAY for cap in caps if cap.last_day < date.max}
    found: list[tuple[date, int]] = []
    counted = opening
    for day in sorted(max(day, start) for day in bounds):
        worked = [opening, *(hours for since, hours in changes if since <= day)][-1]
        limits = [cap.hours_per_week for cap in caps if cap.first_day <= day <= cap.last_day]
        held = min([worked, *limits])
        if held != counted:
            found.append((day, held))
            counted = held
    return found
