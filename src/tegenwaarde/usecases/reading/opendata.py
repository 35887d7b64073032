"""What the open data would hold today, in counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.usecases.opendata.package import Publishing, least_persons, take_package


@dataclass(frozen=True, slots=True)
class OpenDataShown:
    """How many tenders and contracts the package has, and at how many a realised amount may stand.

    `least_persons` is from how many persons on that is so; 0 where the policy opens no such amount.
    """

    tenders: int
    contracts: int
    with_realised: int
    least_persons: int


def read_open_data(*, actor: Actor, today: date) -> OpenDataShown:
    """Return the counts for whoever may take the open data (`opendata.take`): NotVisible for others."""
    releases = take_package(actor=actor, publishing=Publishing(site_address=""), today=today)["releases"]
    contracts = [contract for release in releases for contract in release.get("contracts", ())]
    return OpenDataShown(
        tenders=sum("tender" in release for release in releases),
        contracts=len(contracts),
        with_realised=sum("realised" in contract.get("socialReturn", {}) for contract in contracts),
        least_persons=least_persons(today),
    )
