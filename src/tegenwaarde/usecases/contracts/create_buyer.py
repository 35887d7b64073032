"""Add a buyer that the register does not know to the coordinator's subregion, and let it take part in a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Buyer, BuyerKind, SubregionMembership
from tegenwaarde.usecases.contracts.drafting import claim, find_draft
from tegenwaarde.usecases.contracts.entering import desk_of
from tegenwaarde.usecases.contracts.facts import KVK
from tegenwaarde.usecases.contracts.siblings import join_too, siblings_of
from tegenwaarde.usecases.contracts.taking_part import join
from tegenwaarde.usecases.refusals import Invalid

KEY = "buyer.create"
WATER_BOARDS = ("waterschap", "hoogheemraadschap", "wetterskip")
HOUSING = ("woning", "wonen", "woonstichting", "woonservice")
BY_WORD = (
    (WATER_BOARDS, BuyerKind.WATER_BOARD),
    (("gemeente",), BuyerKind.MUNICIPALITY),
    (("provincie",), BuyerKind.PROVINCE),
    (HOUSING, BuyerKind.HOUSING_CORPORATION),
)
BY_LEGAL_TYPE = {"la": BuyerKind.MUNICIPALITY, "body-pl-la": BuyerKind.OTHER}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBuyer:
    """A buyer to add; `kvk` is eight digits or empty."""

    name: str
    kind: str
    kvk: str = ""


def likely_kind(name: str, legal_type: str = "") -> str:
    """Return what kind of buyer a name speaks of, else what the notice's legal type says; a person confirms it."""
    words = name.casefold()
    for parts, kind in BY_WORD:
        if any(part in words for part in parts):
            return kind.value
    return BY_LEGAL_TYPE.get(legal_type, BuyerKind.OTHER).value


def create_buyer(
    *, actor: Actor, contract_id: int, version: int, new: NewBuyer, today: date, siblings: bool = False
) -> Buyer:
    """Make the buyer, put it in the actor's subregion from `today` on, and let it take part in the draft.

    With `siblings` it takes part in the other drafts of the same notice as well.
    Raises NotVisible, NotAllowed, NotADraft, ChangedMeanwhile, and Invalid with each problem at its field.
    """
    contract = find_draft(actor, contract_id, KEY)
    desk = desk_of(actor, KEY)
    name = " ".join(new.name.split())
    problems = problems_of(new)
    if problems:
        raise Invalid(problems)
    others = siblings_of(actor, contract) if siblings else []
    with transaction.atomic():
        claim(contract, version)
        buyer = Buyer.unfenced.create(name=name, kind=new.kind, kvk=new.kvk)
        SubregionMembership.unfenced.create(buyer=buyer, subregion=desk.subregion, from_day=today)
        join(contract, buyer)
        join_too(others, buyer)
    return buyer


def problems_of(new: NewBuyer) -> list[Problem]:
    """Return everything that keeps the buyer from being added, each with its field."""
    name, found = " ".join(new.name.split()), []
    if not name:
        found.append(Problem("NAME_MISSING", "Give the name of the buyer.", "name"))
    if new.kind not in BuyerKind.values:
        found.append(Problem("UNKNOWN_KIND", "Choose what kind of buyer this is.", "kind"))
    if new.kvk and not KVK.fullmatch(new.kvk):
        found.append(Problem("KVK_IS_EIGHT_DIGITS", "A KvK number has eight digits.", "kvk"))
    taken = Buyer.unfenced.filter(kvk=new.kvk).first() if new.kvk else None
    if taken is not None:
        text = "This KvK number belongs to {buyer}, which the register knows already."
        found.append(Problem("BUYER_IS_KNOWN", text, "kvk", (("buyer", taken.name),)))
    elif any(known.casefold() == name.casefold() for known in Buyer.unfenced.values_list("name", flat=True)):
        found.append(Problem("BUYER_IS_KNOWN", "The register knows a buyer of this name already.", "name"))
    return found
