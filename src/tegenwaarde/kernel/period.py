"""Half-open periods of days (A2): what people enter is inclusive, inside it is `[start, until)`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to, not including, `until`."""

    start: date
    until: date

    @classmethod
    def inclusive(cls, first: date, last: date) -> Period:
        """Return the period of the days `first` to `last`, both counted."""
        return cls(first, last + ONE_DAY)

    @property
    def last(self) -> date:
        """Return the last day that belongs to the period."""
        return self.until - ONE_DAY

    @property
    def days(self) -> int:
        """Return how many days the period has; never below zero."""
        return max(0, (self.until - self.start).days)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.until

    def meet(self, other: Period) -> Period:
        """Return the days that both periods have; empty (`days == 0`) where they do not touch."""
        start = max(self.start, other.start)
        return Period(start, max(start, min(self.until, other.until)))
