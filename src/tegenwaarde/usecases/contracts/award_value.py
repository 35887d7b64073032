"""The sum for which a contract was awarded: it decides the regime where no estimate is known (B2), amended or not.

More work, less work and extensions leave the tender's regime alone. A correction made before any of those says that
the award itself was recorded wrongly, so that the corrected sum is the award value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tegenwaarde.records.models import AmendmentKind, AmendmentState, Contract


@dataclass(frozen=True, slots=True)
class SumChange:
    """What one amendment does to the contract sum; cents."""

    kind: str
    before_cents: int
    after_cents: int


def changes_in_force(contract: Contract) -> tuple[SumChange, ...]:
    """Return what the contract's amendments in force did to its sum, in order; one query, none where prefetched."""
    rows = [one for one in contract.amendments.all() if one.state == AmendmentState.IN_FORCE]
    rows.sort(key=lambda one: (one.decided_on or one.made_on, one.obligation_id or 0))
    return tuple(SumChange(one.kind, one.value_before_cents, one.value_after_cents) for one in rows)


def award_cents(contract: Contract, changes: Iterable[SumChange]) -> int | None:
    """Return the sum of the award, cents, after `changes` in order; the contract sum where there are none."""
    award: int | None = None
    for change in changes:
        if change.kind != AmendmentKind.CORRECTION:
            return change.before_cents if award is None else award
        award = change.after_cents
    return contract.value_cents if award is None else award
