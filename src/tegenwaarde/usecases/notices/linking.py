"""An award and the calendar: the tender that it awards is found, set to awarded, and fills in what is still open."""

from __future__ import annotations

from typing import Any

from tegenwaarde.records.models import Contract, ContractState, NoticeOutcome, Tender, TenderState
from tegenwaarde.usecases.departures import departure_of
from tegenwaarde.usecases.notices.taking import Taking
from tegenwaarde.usecases.notices.tender_rows import tell_tender, tenders_of
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.ports.notices import NoticeAward
from tegenwaarde.usecases.tenders.latest_text import latest_text

OPEN = (TenderState.PLANNED, TenderState.PUBLISHED)
INHERITED = (
    "estimated_value_cents",
    "subsidy_per_year_cents",
    "labour_share",
    "material_share",
    "european_stated",
    "cpv",
    "kind",
    "reference",
)


def award_tender(taking: Taking, contract: Contract, award: NoticeAward) -> None:
    """Link the contract to the tender of its lot, where the calendar has it; inside the caller's transaction."""
    tender = None if contract.tender_id else _tender_of(taking, award)
    if tender is not None:
        link(taking, contract, tender)


def link(taking: Taking, contract: Contract, tender: Tender) -> None:
    """Let the contract be what came of the tender; only what is still open in a draft is filled in."""
    came = taking.came
    changes: dict[str, Any] = {"tender": tender}
    if contract.spec_text_id is None:
        changes["spec_text"] = latest_text(tender)
    if contract.state == ContractState.DRAFT:
        changes |= _still_open(contract, tender)
    Contract.unfenced.filter(pk=contract.pk).update(**changes)
    contract.refresh_from_db()
    came.about(tender)
    if tender.state == TenderState.DROPPED:
        came.note(NoticeOutcome.KNOWN, told("TENDER_IS_DROPPED", title=tender.title))
        return
    awarded = {"state": TenderState.AWARDED, "version": tender.version + 1}
    if Tender.unfenced.filter(pk=tender.pk, state__in=OPEN).update(**awarded):
        tell_tender(taking.origin, tender, "tender_awarded", number=tender.contracts.count())
        came.note(NoticeOutcome.UPDATED, told("TENDER_AWARDED", title=tender.title))


def _still_open(contract: Contract, tender: Tender) -> dict[str, Any]:
    """Return what the tender knows and the draft does not; the day of the award notice gives way to the tender's."""
    found = {
        name: value
        for name in INHERITED
        if getattr(contract, name) in (None, "") and (value := getattr(tender, name)) not in (None, "")
    }
    if contract.percentage is None and contract.applied:
        found |= departure_of(tender).of_the_contract()
    award_day = contract.notice.published_on if contract.notice else None
    if tender.tender_date and contract.tender_date in (None, award_day):
        found["tender_date"] = tender.tender_date
    return found


def _tender_of(taking: Taking, award: NoticeAward) -> Tender | None:
    rows = tenders_of(taking.notice, taking.family)
    by_lot = [one for one in rows if one.lot_ref and one.lot_ref in award.lot_refs]
    if by_lot:
        return by_lot[0]
    whole = [one for one in rows if not one.lot_ref]
    if whole:
        return whole[0]
    return rows[0] if len(rows) == 1 else None
