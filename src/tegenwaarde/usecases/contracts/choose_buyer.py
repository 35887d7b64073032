"""Let a buyer that the register knows lead a draft."""

from __future__ import annotations

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, find
from tegenwaarde.records.models import Buyer
from tegenwaarde.usecases.contracts.drafting import claim, find_draft, set_lead_buyer

KEY = "contract.complete"


def choose_buyer(*, actor: Actor, contract_id: int, version: int, buyer_id: int) -> Buyer:
    """Let the buyer lead the draft; raises NotVisible, NotAllowed, NotADraft and ChangedMeanwhile."""
    contract = find_draft(actor, contract_id, KEY)
    buyer = find(buyers_visible_to(actor, KEY), pk=buyer_id)
    with transaction.atomic():
        claim(contract, version)
        set_lead_buyer(contract, buyer)
    return buyer
