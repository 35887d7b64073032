"""Add a buyer of any kind to a subregion, or change what the register holds of one (A4)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, find, require, subregions_visible_to
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Buyer, SubregionMembership
from tegenwaarde.usecases.buyers.facts import BuyerFacts, problems_of
from tegenwaarde.usecases.refusals import Invalid

KEY = "places.change"


def add_buyer(*, actor: Actor, facts: BuyerFacts, subregion_id: int, today: date) -> Buyer:
    """Make the buyer and put it in a subregion from `today` on.

    Raises NotVisible, NotAllowed, and Invalid with each problem at its field.
    """
    require(actor, "places.see")
    require(actor, KEY)
    subregion = subregions_visible_to(actor).filter(pk=subregion_id).first()
    problems = list(problems_of(facts))
    if subregion is None:
        problems.append(Problem("SUBREGION_MISSING", "Choose the subregion of the buyer.", "subregion_id"))
    if problems or subregion is None:
        raise Invalid(problems)
    with transaction.atomic():
        buyer = Buyer.unfenced.create(name=facts.clean_name, kind=facts.kind, kvk=facts.kvk)
        SubregionMembership.unfenced.create(buyer=buyer, subregion=subregion, from_day=today)
    return buyer


def change_buyer(*, actor: Actor, buyer_id: int, facts: BuyerFacts) -> Buyer:
    """Keep another name, kind or KvK number of a buyer; its dossiers stay its own.

    Raises NotVisible, NotAllowed, and Invalid with each problem at its field.
    """
    buyer = find(buyers_visible_to(actor, "places.see"), pk=buyer_id)
    require(actor, KEY)
    problems = list(problems_of(facts, buyer.pk))
    if problems:
        raise Invalid(problems)
    buyer.name, buyer.kind, buyer.kvk = facts.clean_name, facts.kind, facts.kvk
    buyer.save(update_fields=["name", "kind", "kvk"])
    return buyer
