"""Take accepted value back: every line of the report gets a line that reverses it. Nothing is ever changed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, reports_visible_to, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Decision, LedgerLine, Report, ReportState, ReviewDecision
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember


class NothingToReverse(Refused):
    """The report has no accepted value (any more)."""

    code = "NOTHING_TO_REVERSE"
    words = _("This report has no accepted value (any more), so there is nothing to take back.")


def reverse_report(*, actor: Actor, report_id: int, reason: str, today: date) -> tuple[LedgerLine, ...]:
    """Reverse every standing line of an approved report, which becomes rejected with the reason.

    Raises NotVisible, NotAllowed, NothingToReverse, and Invalid at `reason`.
    """
    seen = find(reports_visible_to(actor, "queue.see"), pk=report_id)
    require(actor, "report.approve", seen.contract)
    why = reason.strip()
    if not why:
        raise Invalid([Problem("REASON_MISSING", "Say why, in words the supplier can act upon.", "reason")])
    with transaction.atomic():
        claimed = Report.unfenced.filter(pk=seen.pk, state=ReportState.APPROVED).update(
            state=ReportState.REJECTED, version=F("version") + 1
        )
        if not claimed:
            raise NothingToReverse
        lines = [_reversing(line, today) for line in LedgerLine.unfenced.standing().filter(report=seen)]
        LedgerLine.unfenced.bulk_create(lines)
        ReviewDecision.unfenced.create(
            report=seen,
            decision=Decision.REJECTED,
            reason=reason.strip(),
            decided_by_id=actor.user_id,
            decided_on=today,
        )
        taken = -sum(line.cents for line in lines)
        contract = seen.contract
        remember(actor=actor, contract=contract, code="report_reversed", today=today, report=seen.pk, value_cents=taken)
    return tuple(lines)


def _reversing(line: LedgerLine, today: date) -> LedgerLine:
    """Return the line that makes `line` sum to zero, in the same quarter and of the same part."""
    return LedgerLine(
        contract_id=line.contract_id,
        report_id=line.report_id,
        receipt_id=line.receipt_id,
        year=line.year,
        quarter=line.quarter,
        component=line.component,
        block=line.block,
        cents=-line.cents,
        reverses=line,
        booked_on=today,
    )
