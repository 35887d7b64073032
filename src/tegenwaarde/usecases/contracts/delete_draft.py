"""Delete a draft. A notice of which nothing is left is forgotten too, so that it can be uploaded again."""

from __future__ import annotations

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, ContractState, NoticeFile
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile, find_draft, forget_unused


def delete_draft(*, actor: Actor, contract_id: int) -> None:
    """Delete the draft; raises NotVisible, NotAllowed, NotADraft and ChangedMeanwhile."""
    contract = find_draft(actor, contract_id, "contract.complete")
    notice, supplier = contract.notice, contract.supplier
    with transaction.atomic():
        contract.amendments.all().delete()  # proposed by a notice, never in force
        deleted, _rows = Contract.unfenced.filter(pk=contract.pk, state=ContractState.DRAFT).delete()
        if not deleted:
            raise ChangedMeanwhile
        forget_unused(supplier)
        while notice is not None and _nothing_is_left_of(notice):
            earlier = notice.earlier
            notice.lines.update(notice=None)
            notice.delete()
            notice = earlier


def _nothing_is_left_of(notice: NoticeFile) -> bool:
    """Say whether no contract, tender, amendment or later notice hangs on the notice."""
    hanging = (notice.contracts, notice.tenders, notice.amendments, notice.later)
    return not any(rows.exists() for rows in hanging)
