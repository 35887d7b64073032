"""Begin a draft as the copy of a contract in force: a subsidy that is granted anew, a contract that is renewed (A4)."""

from __future__ import annotations

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, require
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.records.models import Contract, ContractBuyer, ContractState, Kind

KEY = "contract.complete"
COPIED = ("title", "kind", "supplier_id", "labour_share", "material_share", "subsidy_per_year_cents", "cpv")


def copy_contract(*, actor: Actor, contract_id: int) -> Contract:
    """Return a draft with the same parties, kind and shares, that begins where the contract ends.

    Of a subsidy the amount of one year is taken over as its sum. Tender day, last day and everything that was decided
    are asked anew: another policy version may count (A5). Raises NotVisible and NotAllowed.
    """
    seen = find(contracts_visible_to(actor, "draft.see").exclude(state=ContractState.DRAFT), pk=contract_id)
    require(actor, KEY, seen)
    facts = {name: getattr(seen, name) for name in COPIED}
    if seen.kind == Kind.SUBSIDY:
        facts["value_cents"] = seen.subsidy_per_year_cents
    start = seen.end + ONE_DAY if seen.end else None
    with transaction.atomic():
        made = Contract.unfenced.create(entered_in_id=seen.entered_in_id, start=start, **facts)
        ContractBuyer.unfenced.bulk_create(
            ContractBuyer(contract=made, buyer_id=one.buyer_id, share=one.share, leads=one.leads)
            for one in seen.buyers.all()
        )
    return made
