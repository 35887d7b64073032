"""Calendar quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.kernel.period import Period


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter: `number` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter in which `day` lies."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def period(self) -> Period:
        """Return the days of the quarter."""
        start = date(self.year, 3 * self.number - 2, 1)
        return Period(start, self.next().start)

    @property
    def start(self) -> date:
        """Return the first day."""
        return date(self.year, 3 * self.number - 2, 1)

    def next(self) -> Quarter:
        """Return the quarter that follows."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    def previous(self) -> Quarter:
        """Return the quarter before."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def quarters_between(first: date, last: date) -> tuple[Quarter, ...]:
    """Return every quarter that has a day from `first` to `last`, both counted, in order."""
    found = []
    quarter = Quarter.of(first)
    while quarter.start <= last:
        found.append(quarter)
        quarter = quarter.next()
    return tuple(found)
