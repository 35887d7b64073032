"""Reject a report: it counts for nothing and stays on record with the reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Decision, ReviewDecision
from tegenwaarde.usecases.reports.deciding import decide, reason_given, report_to_decide


def reject_report(*, actor: Actor, report_id: int, version: int, reason: str, today: date) -> ReviewDecision:
    """Refuse the report for good, with a reason.

    Raises NotVisible, NotAllowed, DecidedBefore, NotWaiting, ChangedMeanwhile, and Invalid at `reason`.
    """
    with transaction.atomic():
        report = report_to_decide(actor, report_id, version, "report.return")
        why = reason_given(reason)
        return decide(actor=actor, report=report, decision=Decision.REJECTED, today=today, reason=why)
