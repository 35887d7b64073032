"""Contracts in force whose obligation may become another: what it would be, and keeping it as the next version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from tegenwaarde.engine.results import YearShare
from tegenwaarde.kernel.period import Period
from tegenwaarde.records.models import Buyer, Certificate, Contract, ContractState, ObligationVersion
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.contracts.obligation import Calculated, keep_obligation
from tegenwaarde.usecases.refusals import Refused


class NotInForce(Refused):
    """What is due only changes for a contract in force."""

    code = "CONTRACT_NOT_IN_FORCE"
    words = _("“{title}” is not in force (any more), so nothing of this can be changed.")


@dataclass(frozen=True, slots=True)
class Effect:
    """What is due for a contract in force, and what would be due; cents."""

    contract: Contract
    before: ObligationVersion
    after: Calculated

    @property
    def changed(self) -> bool:
        """Say whether something else would be due, in all or in a contract year."""
        value = self.after.value
        amounts = (self.before.gross_cents, self.before.discount_cents, years_of(self.before))
        return amounts != (value.gross_cents, value.discount_cents, value.years)

    @property
    def difference_cents(self) -> int:
        """Return how much more would be due; below zero where it is less."""
        return self.after.value.net_cents - self.before.net_cents


def running(**where: Any) -> QuerySet[Contract]:
    """Return the contracts in force that `where` names, with everything that calculating them again reads."""
    versions = Prefetch("obligations", ObligationVersion.unfenced.select_related("receipt__book").order_by("-number"))
    return (
        Contract.unfenced.filter(state=ContractState.RUNNING, **where)
        .select_related("book", "supplier", "entered_in__region")
        .prefetch_related(versions, "amendments", "buyers__buyer__switches", "supplier__certificates")
        .order_by("pk")
    )


def leader_of(contract: Contract) -> Buyer | None:
    """Return the buyer that leads; no query where the buyers are prefetched."""
    return next((share.buyer for share in contract.buyers.all() if share.leads), None)


def held_by_supplier(contract: Contract) -> tuple[Certificate, ...]:
    """Return the certificates of the supplier that stand; no query where they are prefetched."""
    held = contract.supplier.certificates.all() if contract.supplier else ()
    return tuple(one for one in held if one.removed_on is None)


def version_that_counts(contract: Contract) -> ObligationVersion:
    """Return the newest version of a contract in force; no query where the versions are prefetched."""
    return max(contract.obligations.all(), key=lambda one: one.number)


def years_of(version: ObligationVersion) -> tuple[YearShare, ...]:
    """Return the contract years as the version's receipt keeps them."""
    return tuple(
        YearShare(
            Period.inclusive(date.fromisoformat(kept["first_day"]), date.fromisoformat(kept["last_day"])),
            kept["share_cents"],
            kept["discount_cents"],
        )
        for kept in version.receipt.figures.get("years", ())
    )


def fingerprint_of(effects: Iterable[Effect], *more: int) -> str:
    """Return a short mark of what would come of it, by which one sees whether it is still what was shown."""
    parts = [(one.contract.pk, one.contract.version, one.before.number, one.after.value.net_cents) for one in effects]
    return sha256(repr((parts, more)).encode()).hexdigest()[:16]


def keep_effects(effects: Iterable[Effect], *, reason: str, today: date) -> list[ObligationVersion]:
    """Keep each obligation that changed as the contract's next version; inside the caller's transaction.

    Raises ChangedMeanwhile where a contract changed since it was read.
    """
    kept = []
    for one in (effect for effect in effects if effect.changed):
        claim_running(one.contract)
        kept.append(keep_obligation(contract=one.contract, calculated=one.after, reason=reason, today=today))
    return kept


def claim_running(contract: Contract, **changes: Any) -> None:
    """Change a contract in force that is still as it was read, and count it up; ChangedMeanwhile otherwise."""
    rows = Contract.unfenced.filter(pk=contract.pk, state=ContractState.RUNNING, version=contract.version)
    if not rows.update(version=F("version") + 1, **changes):
        raise ChangedMeanwhile
