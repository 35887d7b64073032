"""Say which buyers a draft is of, and the part of each."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Buyer, Contract, ContractBuyer
from tegenwaarde.usecases.contracts.drafting import claim, find_draft, lead_buyer
from tegenwaarde.usecases.contracts.parts import Share, share_problems
from tegenwaarde.usecases.refusals import Invalid

KEY = "contract.complete"


def divide_draft(*, actor: Actor, contract_id: int, version: int, buyers: Sequence[Share]) -> Contract:
    """Let the first of `buyers` lead the draft, and each pay its part; together they are the whole.

    The one that leads is a buyer of the actor's side, or led already. Raises NotVisible, NotAllowed, NotADraft,
    ChangedMeanwhile, and Invalid.
    """
    contract = find_draft(actor, contract_id, KEY)
    problems = list(share_problems(buyers)) or _not_own(actor, contract, buyers)
    if problems:
        raise Invalid(problems)
    with transaction.atomic():
        claim(contract, version)
        ContractBuyer.unfenced.filter(contract=contract).delete()
        ContractBuyer.unfenced.bulk_create(
            ContractBuyer(contract=contract, buyer_id=one.buyer_id, share=one.share, leads=not place)
            for place, one in enumerate(buyers)
        )
    return contract


def _not_own(actor: Actor, contract: Contract, buyers: Sequence[Share]) -> list[Problem]:
    known = Buyer.unfenced.in_bulk([share.buyer_id for share in buyers])
    if len(known) < len(buyers):
        return [Problem("BUYER_UNKNOWN", "Choose buyers that the register knows.", "buyers")]
    led, leads = lead_buyer(contract), buyers[0].buyer_id
    own = buyers_visible_to(actor, KEY).filter(pk=leads).exists()
    if own or (led is not None and led.pk == leads):
        return []
    words = "You enter no contracts of {buyer}. Let one of your own buyers lead."
    return [Problem("NOT_OWN_BUYER", words, "buyers", (("buyer", known[leads].name),))]
