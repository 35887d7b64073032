"""Take the last step of a tender back, as long as nothing hangs on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Tender, TenderState
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.tenders.changing import claim, find_tender, remember

STEPPED = (TenderState.PUBLISHED, TenderState.AWARDED, TenderState.DROPPED)


class HasContracts(Refused):
    """Contracts came of the tender, so it was awarded."""

    code = "TENDER_HAS_CONTRACTS"
    words = _("Contracts belong to “{title}”. Take those off the tender first; then the award can be taken back.")


def take_back(*, actor: Actor, tender_id: int, version: int, today: date) -> Tender:
    """Make a published tender planned, an awarded one published, and a dropped one what it was.

    A tender without a publication day goes back to planned, in the quarter that was planned. Raises NotVisible,
    NotAllowed, WrongState, HasContracts and ChangedMeanwhile.
    """
    tender = find_tender(actor, tender_id, *STEPPED)
    if tender.contracts.exists():
        raise HasContracts(title=tender.title)
    before = TenderState(tender.state)
    with transaction.atomic():
        claim(tender, version, **_changes(tender, before))
        remember(actor=actor, tender=tender, code=f"tender_{before.value}_taken_back", today=today)
    return tender


def _changes(tender: Tender, before: TenderState) -> dict[str, Any]:
    if before == TenderState.PUBLISHED:
        return {"state": TenderState.PLANNED, "tender_date": None, "quarter_start": _planned_quarter(tender)}
    state = TenderState.PUBLISHED if tender.tender_date else TenderState.PLANNED
    return {"state": state, "dropped_reason": ""}


def _planned_quarter(tender: Tender) -> date:
    """Return the first day of the quarter that was planned before the publication was recorded."""
    event = tender.timeline.filter(code="tender_published").order_by("-id").first()
    planned = event.figures.get("planned_quarter_day") if event else None
    return date.fromisoformat(planned) if planned else tender.quarter_start
