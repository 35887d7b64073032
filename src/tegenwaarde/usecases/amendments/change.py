"""What an amendment changes of a contract in force, and what has to be right about it (B5)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date

from tegenwaarde.engine.single import FIRST_DATE, LAST_DATE
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import AmendmentKind, Contract
from tegenwaarde.usecases.contracts.award_value import SumChange

NOT_MORE = Problem(
    "SUM_IS_NOT_HIGHER",
    "More work makes the contract sum higher. Choose another kind, or correct the sum.",
    "value_cents",
)
NOT_LESS = Problem(
    "NOTHING_IS_LESS",
    "Less work makes the contract sum lower, or the contract shorter. Choose another kind, or correct the figures.",
    "value_cents",
)
NO_OTHER_END = Problem(
    "SAME_LAST_DAY", "An extension gives the contract another last day. Choose another kind, or correct the day.", "end"
)
START_STAYS = Problem(
    "FIRST_DAY_STAYS",
    "The first day only changes by a correction. Choose that kind, or leave the day as it is.",
    "start",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An amendment as somebody wants it: the whole new sum in cents, the new days counted in, when agreed and why."""

    kind: str
    value_cents: int
    start: date
    end: date
    agreed_on: date
    reason: str

    def on(self, contract: Contract) -> Contract:
        """Return the contract as it would be, in memory only."""
        amended = copy(contract)
        amended.value_cents, amended.start, amended.end = self.value_cents, self.start, self.end
        return amended

    def of_the_sum(self, contract: Contract) -> SumChange:
        """Return what the change does to the sum."""
        return SumChange(self.kind, contract.value_cents or 0, self.value_cents)


def problems_of(contract: Contract, change: Change, today: date) -> Iterator[Problem]:
    """Yield everything that keeps the change from being made, each with its field."""
    yield from _day_problems(change, today)
    if change.value_cents <= 0:
        yield Problem("VALUE_IS_ZERO", "The contract sum has to be more than 0.", "value_cents")
    if not change.reason.strip():
        yield Problem("REASON_MISSING", "Say why: the supplier reads it too.", "reason")
    if change.kind not in AmendmentKind.values:
        yield Problem("UNKNOWN_KIND", "Choose more work, less work, an extension or a correction.", "kind")
    elif (contract.value_cents, contract.start, contract.end) == (change.value_cents, change.start, change.end):
        text = "Nothing changes: give another contract sum or another day."
        yield Problem("NOTHING_CHANGES", text, "value_cents")
    else:
        yield from _kind_problems(contract, change)


def _day_problems(change: Change, today: date) -> Iterator[Problem]:
    for name in ("start", "end", "agreed_on"):
        if not FIRST_DATE <= getattr(change, name) <= LAST_DATE:
            yield Problem("DAY_OUTSIDE_CALENDAR", "Give a day from 1900 to 2199.", name)
    if change.end < change.start:
        text = "The contract ends before it starts: correct one of the two days."
        yield Problem("CONTRACT_END_BEFORE_START", text, "end")
    if change.agreed_on > today:
        yield Problem("AGREED_IN_THE_FUTURE", "Give the day on which it was agreed: today or earlier.", "agreed_on")


def _kind_problems(contract: Contract, change: Change) -> Iterator[Problem]:
    sum_before, last_before = contract.value_cents or 0, contract.end or change.end
    if change.kind == AmendmentKind.MORE and change.value_cents <= sum_before:
        yield NOT_MORE
    if change.kind == AmendmentKind.LESS and change.value_cents >= sum_before and change.end >= last_before:
        yield NOT_LESS
    if change.kind == AmendmentKind.EXTENSION and change.end == last_before:
        yield NO_OTHER_END
    if change.kind != AmendmentKind.CORRECTION and change.start != contract.start:
        yield START_STAYS
