"""Drop a tender that does not go on, with the reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Tender, TenderState
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.change_tender import OPEN
from tegenwaarde.usecases.tenders.changing import claim, find_tender, remember


def drop_tender(*, actor: Actor, tender_id: int, version: int, reason: str, today: date) -> Tender:
    """Drop a planned or published tender; it stays in the calendar and counts for nothing.

    Raises NotVisible, NotAllowed, WrongState, ChangedMeanwhile, and Invalid without a reason.
    """
    tender = find_tender(actor, tender_id, *OPEN)
    reason = " ".join(reason.split())
    if not reason:
        words = "Say why the tender does not go on: the calendar keeps the reason."
        raise Invalid([Problem("REASON_MISSING", words, "reason")])
    with transaction.atomic():
        claim(tender, version, state=TenderState.DROPPED, dropped_reason=reason)
        remember(actor=actor, tender=tender, code="tender_dropped", today=today)
    return tender
