"""What a spec text is filled from: a tender with its buyers, what it is expected to bring, and the policy behind it."""

from __future__ import annotations

from dataclasses import dataclass

from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Buyer, Region, Tender, TenderKind
from tegenwaarde.usecases.tenders.expected import Expected, expected_of_one


@dataclass(frozen=True, slots=True)
class SpecFacts:
    """A tender as its spec text needs it. `buyers` are names, who leads first; an example has no `leader`."""

    tender: Tender
    expected: Expected
    buyers: tuple[str, ...]
    region: Region
    leader: Buyer | None = None

    @property
    def book(self) -> PolicyBook | None:
        """Return the policy of the tender's day; None where none was in force."""
        return self.expected.book

    @property
    def subsidy(self) -> bool:
        """Say whether this is a subsidy round."""
        return self.tender.kind == TenderKind.SUBSIDY


def facts_of(tender: Tender) -> SpecFacts:
    """Return what the spec text of a kept tender is filled from; at most six queries."""
    buyers = [row.buyer for row in tender.buyers.select_related("buyer").order_by("-leads", "id")]
    names = tuple(buyer.name for buyer in buyers)
    leader = buyers[0] if buyers else None
    return SpecFacts(tender, expected_of_one(tender), names, tender.entered_in.region, leader)


def is_infrastructure(tender: Tender, book: PolicyBook | None) -> bool | None:
    """Say whether a tender is infrastructure: as somebody stated, else by its CPV code; None where that is not known.

    Only works without a code leave it open (note 4.4, footnote 4).
    """
    if tender.infrastructure is not None:
        return tender.infrastructure
    if tender.cpv:
        return book.infrastructure.covers(tender.cpv) if book else None
    return None if tender.kind == TenderKind.WORKS else False
