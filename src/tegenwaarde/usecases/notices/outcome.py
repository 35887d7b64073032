"""What came of one notice, as it is gathered while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Contract, NoticeFile, NoticeOutcome, Subregion, Tender
from tegenwaarde.usecases.contracts.entering import Desk

KEY = "contract.import"
WEIGHT = (
    NoticeOutcome.MADE,
    NoticeOutcome.PLANNED,
    NoticeOutcome.AMENDMENT,
    NoticeOutcome.UPDATED,
    NoticeOutcome.KNOWN,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who has a notice read, on which day: somebody at a desk, or the command for the whole region.

    `fallback` is the subregion in which the command enters what nobody of the region is known to buy.
    """

    today: date
    actor: Actor | None = None
    desk: Desk | None = None
    fallback: Subregion | None = None

    @property
    def user_id(self) -> int | None:
        """Return who reads it; None for the command."""
        return self.actor.user_id if self.actor else None


@dataclass(slots=True)
class Came:
    """What came of one notice; it grows while the notice is read. `subregion` is where it was entered."""

    kept: NoticeFile | None = None
    subregion: Subregion | None = None
    outcome: NoticeOutcome = NoticeOutcome.KNOWN
    said: list[Problem] = field(default_factory=list)
    contracts: list[int] = field(default_factory=list)
    tenders: list[int] = field(default_factory=list)

    def note(self, outcome: NoticeOutcome, *said: Problem) -> None:
        """Take up what was done: the weightiest outcome names the whole."""
        if WEIGHT.index(outcome) < WEIGHT.index(self.outcome):
            self.outcome = outcome
        self.said += [one for one in said if one not in self.said]

    def about(self, row: Contract | Tender) -> None:
        """Name a contract or tender that this notice is about."""
        rows = self.contracts if isinstance(row, Contract) else self.tenders
        if row.pk not in rows:
            rows.append(row.pk)


def refused(*said: Problem) -> Came:
    """Return the outcome of a notice of which nothing was kept."""
    return Came(outcome=NoticeOutcome.REFUSED, said=list(said))
