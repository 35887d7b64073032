"""Award a tender: contracts that exist are linked to it, or a draft is made of what the tender says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Contract, ContractBuyer, Tender, TenderState
from tegenwaarde.usecases.departures import departure_of
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.changing import claim, find_tender, remember
from tegenwaarde.usecases.tenders.latest_text import latest_text

CARRIED = (
    "title",
    "reference",
    "kind",
    "cpv",
    "tender_date",
    "start",
    "end",
    "estimated_value_cents",
    "subsidy_per_year_cents",
    "labour_share",
    "material_share",
    "european_stated",
)
LONGEST_NAME = 200
AWARDABLE = (TenderState.PUBLISHED, TenderState.AWARDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """What came of a tender: numbers of contracts to link, and whether a draft is made; cents.

    `supplier` is the winner's name as far as it is known.
    """

    contract_ids: Sequence[int] = ()
    draft: bool = False
    supplier: str = ""
    value_cents: int | None = None


def award_tender(*, actor: Actor, tender_id: int, version: int, award: Award, today: date) -> tuple[Contract, ...]:
    """Make a published tender awarded, or add contracts to one that is; returns the contracts that were added.

    Raises NotVisible, NotAllowed, WrongState, ChangedMeanwhile, and Invalid where nothing was chosen or a contract
    belongs to another tender.
    """
    tender = find_tender(actor, tender_id, *AWARDABLE)
    if not award.contract_ids and not award.draft:
        words = "Choose the contracts that came of this tender, or let a draft be made."
        raise Invalid([Problem("NOTHING_CHOSEN", words, "contract_ids")])
    chosen = [_contract(actor, tender, pk) for pk in dict.fromkeys(award.contract_ids)]
    with transaction.atomic():
        claim(tender, version, state=TenderState.AWARDED)
        for contract in chosen:
            contract.tender = tender
            contract.spec_text = contract.spec_text or latest_text(tender)
            contract.save(update_fields=["tender", "spec_text"])
        made = [_draft(tender, award)] if award.draft else []
        remember(actor=actor, tender=tender, code="tender_awarded", today=today, number=len(chosen) + len(made))
    return (*chosen, *made)


def unlink_contract(*, actor: Actor, tender_id: int, contract_id: int, today: date) -> Contract:
    """Take a contract off the tender; the contract itself stays as it is. Raises NotVisible and NotAllowed."""
    tender = find_tender(actor, tender_id)
    contract = find(contracts_visible_to(actor, "draft.see").filter(tender=tender), pk=contract_id)
    with transaction.atomic():
        contract.tender = contract.spec_text = None
        contract.save(update_fields=["tender", "spec_text"])
        remember(actor=actor, tender=tender, code="contract_unlinked", today=today)
    return contract


def _contract(actor: Actor, tender: Tender, contract_id: int) -> Contract:
    contract = find(contracts_visible_to(actor, "draft.see"), pk=contract_id)
    if contract.tender_id not in (None, tender.pk):
        words = "“{title}” belongs to another tender already."
        problem = Problem("OF_ANOTHER_TENDER", words, "contract_ids", (("title", contract.title),))
        raise Invalid([problem])
    return contract


def _draft(tender: Tender, award: Award) -> Contract:
    """Return a draft with what the tender says, its buyers with their parts, and the spec text that was taken last."""
    contract = Contract.unfenced.create(
        **{name: getattr(tender, name) for name in CARRIED},
        **departure_of(tender).of_the_contract(),
        tender=tender,
        spec_text=latest_text(tender),
        value_cents=award.value_cents,
        supplier_name_noted=" ".join(award.supplier.split())[:LONGEST_NAME],
        entered_in=tender.entered_in,
    )
    ContractBuyer.unfenced.bulk_create(
        ContractBuyer(contract=contract, buyer_id=one.buyer_id, share=one.share, leads=one.leads)
        for one in tender.buyers.all()
    )
    return contract
