"""What the verbs about a dossier share: the contract in force that somebody of the buyer's side writes in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, require
from tegenwaarde.records.models import Contract, ContractState
from tegenwaarde.usecases.refusals import Refused

KEY = "dossier.write"


class ChangedMeanwhile(Refused):
    """Somebody else was first."""

    code = "DOSSIER_CHANGED_MEANWHILE"
    words = _(
        "Somebody else changed this a moment ago. Open the page again to see it, then make your change once more."
    )


def contract_to_write(actor: Actor, contract_id: int) -> Contract:
    """Return the contract in force whose dossier the actor keeps; NotVisible, NotAllowed."""
    contract = find(contracts_visible_to(actor).exclude(state=ContractState.DRAFT), pk=contract_id)
    require(actor, KEY, contract)
    return contract
