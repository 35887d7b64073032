"""Begin an empty draft, to be filled in by hand."""

from __future__ import annotations

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require
from tegenwaarde.records.models import Contract
from tegenwaarde.usecases.contracts.drafting import set_lead_buyer
from tegenwaarde.usecases.contracts.entering import desk_of

KEY = "contract.import"


def begin_draft(*, actor: Actor) -> Contract:
    """Return a new empty draft in the actor's subregion; for somebody of one buyer, with that buyer.

    Raises NotAllowed and NowhereToEnter.
    """
    require(actor, KEY)
    desk = desk_of(actor, KEY)
    with transaction.atomic():
        contract = Contract.unfenced.create(entered_in=desk.subregion)
        if desk.own_buyer is not None:
            set_lead_buyer(contract, desk.own_buyer)
    return contract
