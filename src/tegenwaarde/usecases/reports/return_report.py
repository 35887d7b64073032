"""Return a report: the supplier reads why, corrects it and submits it again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Decision, ReviewDecision
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.post.tell_decided import tell_decided
from tegenwaarde.usecases.post.tell_supplier import News
from tegenwaarde.usecases.reports.deciding import decide, reason_given, report_to_decide


def return_report(
    *, actor: Actor, report_id: int, version: int, reason: str, today: date, ports: Ports | None = None
) -> ReviewDecision:
    """Give the report back with a reason; with `ports` the supplier is mailed.

    Raises NotVisible, NotAllowed, DecidedBefore, NotWaiting, ChangedMeanwhile, and Invalid at `reason`.
    """
    with transaction.atomic():
        report = report_to_decide(actor, report_id, version, "report.return")
        why = reason_given(reason)
        made = decide(actor=actor, report=report, decision=Decision.RETURNED, today=today, reason=why)
        tell_decided(reports=[report], what=News.REPORT_RETURNED, ports=ports, today=today)
    return made
