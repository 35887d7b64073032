"""Contracts at a glance, and what they come to together; cents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tegenwaarde.kernel.period import Period
from tegenwaarde.records.models import Contract
from tegenwaarde.usecases.reading.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class ContractCard:
    """A contract at a glance."""

    contract_id: int
    title: str
    buyer: str
    supplier: str
    term: Period
    standing: Standing

    @property
    def missing_cents(self) -> int:
        """Return what is still to be realised of what is due."""
        return max(0, self.standing.net_cents - self.standing.realised_cents)

    @property
    def behind_cents(self) -> int:
        """Return what is realised less than expected by today (D1)."""
        return max(0, self.standing.expected_cents - self.standing.realised_cents)


@dataclass(frozen=True, slots=True)
class Pulse:
    """Figures over some contracts together; cents."""

    net_cents: int
    agreed_cents: int
    realised_cents: int
    forecast_cents: int
    expected_cents: int
    contracts: int


def cards_of(contracts: Iterable[Contract], today: date) -> tuple[ContractCard, ...]:
    """Return the contracts in force as cards, in their order; `supplier` and `buyers__buyer` are read along."""
    rows = [one for one in contracts if one.start and one.end]
    standings = standing_of([one.pk for one in rows], today)
    return tuple(
        ContractCard(
            contract_id=one.pk,
            title=one.title,
            buyer=", ".join(share.buyer.name for share in one.buyers.all()),
            supplier=one.supplier.name if one.supplier else "",
            term=Period.inclusive(one.start, one.end),
            standing=standings[one.pk],
        )
        for one in rows
        if one.start and one.end and one.pk in standings
    )


def pulse_of(cards: Iterable[ContractCard]) -> Pulse:
    """Return what the cards come to together."""
    standings = [card.standing for card in cards]
    return Pulse(
        net_cents=sum(one.net_cents for one in standings),
        agreed_cents=sum(one.agreed_cents for one in standings),
        realised_cents=sum(one.realised_cents for one in standings),
        forecast_cents=sum(one.forecast_cents for one in standings),
        expected_cents=sum(one.expected_cents for one in standings),
        contracts=len(standings),
    )
