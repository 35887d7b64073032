"""What is due before and after, contract year by contract year, as pages show it side by side; cents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tegenwaarde.usecases.contracts.recalculating import Effect
from tegenwaarde.usecases.reading.obligation import Due, Year, due_of, kept_due


@dataclass(frozen=True, slots=True)
class YearChange:
    """One contract year before and after; None where the contract has no such year."""

    number: int
    before: Year | None
    after: Year | None

    @property
    def difference_cents(self) -> int:
        """Return how much more is due for the year; below zero where it is less."""
        return (self.after.net_cents if self.after else 0) - (self.before.net_cents if self.before else 0)


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """What is due for a contract, and what would be."""

    contract_id: int
    title: str
    buyer: str
    before: Due
    after: Due
    years: tuple[YearChange, ...]
    changed: bool

    @property
    def difference_cents(self) -> int:
        """Return how much more would be due; below zero where it is less."""
        return self.after.net_cents - self.before.net_cents


def before_after(effect: Effect) -> BeforeAfter:
    """Return both sides of an effect; no query where the contract was read by `recalculating.running`."""
    contract = effect.contract
    before = kept_due(contract, effect.before)
    after = due_of(contract, effect.after.text, effect.after.value)
    return BeforeAfter(
        contract_id=contract.pk,
        title=contract.title,
        buyer=", ".join(share.buyer.name for share in contract.buyers.all()),
        before=before,
        after=after,
        years=_side_by_side(before.years, after.years),
        changed=effect.changed,
    )


def _side_by_side(before: Sequence[Year], after: Sequence[Year]) -> tuple[YearChange, ...]:
    pairs = zip_longest(before, after)
    return tuple(YearChange(number, one, other) for number, (one, other) in enumerate(pairs, start=1))
