"""What certificates do to the contracts in force of their supplier, wherever those are (B7, B8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to
from tegenwaarde.records.models import Certificate, Supplier
from tegenwaarde.usecases.contracts.obligation import calculate
from tegenwaarde.usecases.contracts.recalculating import (
    Effect,
    fingerprint_of,
    leader_of,
    running,
    version_that_counts,
)


@dataclass(frozen=True, slots=True)
class Effects:
    """What would be due for every contract in force of a supplier; those outside the actor's fence only by number."""

    all: tuple[Effect, ...]
    seen: frozenset[int]

    @property
    def changed(self) -> tuple[Effect, ...]:
        """Return the contracts for which something else would be due."""
        return tuple(one for one in self.all if one.changed)

    @property
    def elsewhere(self) -> int:
        """Return for how many contracts that the actor does not see something else would be due."""
        return sum(one.contract.pk not in self.seen for one in self.changed)

    @property
    def fingerprint(self) -> str:
        """Return the mark of what was shown."""
        return fingerprint_of(self.changed)


def effects_with(actor: Actor, supplier: Supplier, certificates: Iterable[Certificate]) -> Effects:
    """Return what would be due if the supplier held exactly these certificates; a constant number of queries."""
    held: Sequence[Certificate] = list(certificates)
    contracts = list(running(supplier=supplier))
    seen = contracts_visible_to(actor, "draft.see").filter(pk__in=[one.pk for one in contracts])
    return Effects(
        tuple(
            Effect(one, version_that_counts(one), calculate(one, buyer=leader_of(one), certificates=held))
            for one in contracts
        ),
        frozenset(seen.values_list("pk", flat=True)) if contracts else frozenset(),
    )
