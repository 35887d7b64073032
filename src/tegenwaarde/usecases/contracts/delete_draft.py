"""Delete a draft. A notice of which nothing is left is forgotten too, so that it can be uploaded again."""

from __future__ import annotations

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, ContractState
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile, find_draft, forget_unused


def delete_draft(*, actor: Actor, contract_id: int) -> None:
    """Delete the draft; raises NotVisible, NotAllowed, NotADraft and ChangedMeanwhile."""
    contract = find_draft(actor, contract_id, "contract.complete")
    notice, supplier = contract.notice, contract.supplier
    with transaction.atomic():
        deleted, _rows = Contract.unfenced.filter(pk=contract.pk, state=ContractState.DRAFT).delete()
        if not deleted:
            raise ChangedMeanwhile
        forget_unused(supplier)
        if notice is not None and not notice.contracts.exists():
            notice.delete()
