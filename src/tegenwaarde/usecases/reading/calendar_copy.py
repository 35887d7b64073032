"""A year's tenders to choose from, to plan the year after by copying them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require
from tegenwaarde.records.models import TenderState
from tegenwaarde.usecases.reading.calendar_lines import Line, lines_of
from tegenwaarde.usecases.tenders.changing import KEY, changeable
from tegenwaarde.usecases.tenders.copying import copied_to, tenders_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tender to copy. `ticked` is what is proposed or was chosen; one that was `done` has a copy already."""

    line: Line
    ticked: bool
    done: bool

    @property
    def tender_id(self) -> int:
        """Return the number of the tender."""
        return self.line.tender_id


@dataclass(frozen=True, slots=True)
class Copying:
    """The tenders of `year` that the actor may copy to the year after."""

    year: int
    candidates: tuple[Candidate, ...]

    @property
    def next_year(self) -> int:
        """Return the year that is planned."""
        return self.year + 1

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """Return those that would be copied."""
        return tuple(one for one in self.candidates if one.ticked)

    @property
    def value_cents(self) -> int:
        """Return the estimated value of those; cents."""
        return sum(one.line.value_cents or 0 for one in self.chosen)


def read_copying(*, actor: Actor, year: int, chosen: Sequence[int] | None = None) -> Copying:
    """Return what can be copied; all but the dropped ones are ticked where nothing was `chosen` yet.

    Raises NotAllowed without the key.
    """
    require(actor, KEY)
    rows = tenders_of(actor, year)
    allowed = {tender.pk for tender in changeable(actor, list(rows))}
    lines = [line for line in lines_of(actor, rows) if line.tender_id in allowed]
    done = copied_to([line.tender_id for line in lines], year + 1)
    return Copying(year, tuple(_candidate(line, line.tender_id in done, chosen) for line in lines))


def _candidate(line: Line, done: bool, chosen: Sequence[int] | None) -> Candidate:
    proposed = line.state != TenderState.DROPPED if chosen is None else line.tender_id in chosen
    return Candidate(line, ticked=proposed and not done, done=done)
