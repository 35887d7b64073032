"""Whose tenders and contracts count in an actor's figures of coverage, also where not every row opens.

With `calendar.region` that is the whole region, as the calendar's lines are; else the own buyers. Which rows open, the
fence says. All return querysets that have not been run.
"""

from __future__ import annotations

from django.db.models import QuerySet

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import Buyer, Contract, SubregionMembership, Tender
from tegenwaarde.records.models.contracts import ContractQuerySet
from tegenwaarde.records.models.organisations import MembershipQuerySet
from tegenwaarde.records.models.tenders import TenderQuerySet


def buyers_counted_for(actor: Actor) -> QuerySet[Buyer]:
    """Return the buyers of which the actor reads in figures what was asked (`coverage.see`)."""
    if holds(actor, "coverage.see") and holds(actor, "calendar.region"):
        return Buyer.unfenced.all()
    return buyers_visible_to(actor, "coverage.see")


def tenders_counted_for(actor: Actor) -> TenderQuerySet:
    """Return the tenders of those buyers."""
    return Tender.unfenced.filter(buyers__buyer__in=buyers_counted_for(actor)).distinct()


def contracts_counted_for(actor: Actor) -> ContractQuerySet:
    """Return the contracts of those buyers."""
    return Contract.unfenced.filter(buyers__buyer__in=buyers_counted_for(actor)).distinct()


def memberships_counted_for(actor: Actor) -> MembershipQuerySet:
    """Return in which subregion those buyers are."""
    return SubregionMembership.unfenced.filter(buyer__in=buyers_counted_for(actor))
