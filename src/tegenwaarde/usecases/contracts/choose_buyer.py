"""Let a buyer that the register knows take part in a draft."""

from __future__ import annotations

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, find
from tegenwaarde.records.models import Buyer
from tegenwaarde.usecases.contracts.drafting import claim, find_draft
from tegenwaarde.usecases.contracts.siblings import join_too, siblings_of
from tegenwaarde.usecases.contracts.taking_part import join

KEY = "contract.complete"


def choose_buyer(*, actor: Actor, contract_id: int, version: int, buyer_id: int, siblings: bool = False) -> Buyer:
    """Let the buyer take part in the draft, and with `siblings` in the other drafts of its notice; the first leads.

    Raises NotVisible, NotAllowed, NotADraft and ChangedMeanwhile.
    """
    contract = find_draft(actor, contract_id, KEY)
    buyer = find(buyers_visible_to(actor, KEY), pk=buyer_id)
    others = siblings_of(actor, contract) if siblings else []
    with transaction.atomic():
        claim(contract, version)
        join(contract, buyer)
        join_too(others, buyer)
    return buyer
