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
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.post.tell_decided import tell_decided
from tegenwaarde.usecases.post.tell_supplier import News
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember


class NothingToReverse(Refused):
    """The report has no accepted value (any more)."""

    code = "NOTHING_TO_REVERSE"
    words = _("This report has no accepted value (any more), so there is nothing to take back.")


class CorrectionWaits(Refused):
    """The supplier submitted a correction of the report, which replaces it when it is approved."""

    code = "CORRECTION_WAITS"
    words = _("The supplier submitted a correction of this report. Decide about that first.")


def reverse_report(
    *, actor: Actor, report_id: int, reason: str, today: date, ports: Ports | None = None
) -> tuple[LedgerLine, ...]:
    """Reverse every standing line of an approved report, which becomes rejected with the reason.

    With `ports` the supplier is mailed. Raises NotVisible, NotAllowed, NothingToReverse, CorrectionWaits, and Invalid
    at `reason`.
    """
    seen = find(reports_visible_to(actor, "queue.see"), pk=report_id)
    require(actor, "report.approve", seen.contract)
    why = reason.strip()
    if not why:
        raise Invalid([Problem("REASON_MISSING", "Say why, in words the supplier can act upon.", "reason")])
    with transaction.atomic():
        if waiting_correction(seen):
            raise CorrectionWaits
        claimed = Report.unfenced.filter(pk=seen.pk, state=ReportState.APPROVED).update(
            state=ReportState.REJECTED, version=F("version") + 1
        )
        if not claimed:
            raise NothingToReverse
        lines = reverse_lines(seen, today)
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
        tell_decided(reports=[seen], what=News.REPORT_REJECTED, ports=ports, today=today)
    return lines


def waiting_correction(report: Report) -> bool:
    """Say whether a correction of the report waits for a decision."""
    return report.corrections.filter(state=ReportState.SUBMITTED).exists()


def reverse_lines(report: Report, today: date) -> tuple[LedgerLine, ...]:
    """Add a line that reverses each standing line of the report; inside a transaction."""
    lines = tuple(_reversing(line, today) for line in LedgerLine.unfenced.standing().filter(report=report))
    LedgerLine.unfenced.bulk_create(lines)
    return lines


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
