"""What the decisions about a report share: finding it, and being the only one who decides."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, reports_visible_to, require
from tegenwaarde.kernel.problem import Figure, Problem
from tegenwaarde.records.models import Decision, Report, ReportState, ReviewDecision
from tegenwaarde.usecases.persons.alike import lock_alike
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember


class DecidedBefore(Refused):
    """Somebody else decided first."""

    code = "DECIDED_BEFORE"
    words = _("{who} decided about this report already: {decision}. Your decision was not recorded.")


class NotWaiting(Refused):
    """The report does not wait for a decision (any more)."""

    code = "NOT_WAITING_FOR_REVIEW"
    words = _("This report does not wait for a decision. The supplier may be correcting it.")


class ChangedMeanwhile(Refused):
    """The supplier submitted another version than the one that was looked at."""

    code = "CHANGED_MEANWHILE"
    words = _("This report was changed while you looked at it. Read it again before you decide.")


def report_to_decide(actor: Actor, report_id: int, version: int, key: str) -> Report:
    """Return the report, locked, that the actor decides about; its person is locked too, wherever known, for C9.

    Raises NotVisible, NotAllowed, DecidedBefore, NotWaiting, ChangedMeanwhile.
    """
    seen = find(reports_visible_to(actor, "queue.see"), pk=report_id)
    require(actor, key, seen.contract)
    report = (
        Report.unfenced.select_for_update(of=("self",)).select_related("contract__book", "person").get(pk=report_id)
    )
    if report.person is not None:
        lock_alike(report.person)
    if report.state != ReportState.SUBMITTED:
        raise why_not_waiting(report)
    if report.version != version:
        raise ChangedMeanwhile
    return report


def decide(
    *,
    actor: Actor,
    report: Report,
    decision: Decision,
    today: date,
    reason: str = "",
    evidence_seen: str = "",
    **figures: Figure,
) -> ReviewDecision:
    """Record the decision and give the report its state; DecidedBefore where somebody else was first."""
    claimed = Report.unfenced.filter(pk=report.pk, state=ReportState.SUBMITTED, version=report.version).update(
        state=decision.value, version=F("version") + 1
    )
    if not claimed:
        raise why_not_waiting(report)
    made = ReviewDecision.unfenced.create(
        report=report,
        decision=decision,
        reason=reason,
        evidence_seen=evidence_seen,
        decided_by_id=actor.user_id,
        decided_on=today,
    )
    code = f"report_{decision.value}"
    remember(actor=actor, contract=report.contract, code=code, today=today, report=report.pk, **figures)
    return made


def reason_given(reason: str) -> str:
    """Return the reason; Invalid at `reason` where none was given."""
    if not reason.strip():
        raise Invalid([Problem("REASON_MISSING", "Say why, in words the supplier can act upon.", "reason")])
    return reason.strip()


def why_not_waiting(report: Report) -> Refused:
    """Return why nothing can be decided about a report that does not wait (any more)."""
    report.refresh_from_db(fields=["state"])
    last = ReviewDecision.unfenced.filter(report=report).select_related("decided_by").order_by("-id").first()
    if last is None or last.decision != report.state:
        return NotWaiting()
    return DecidedBefore(who=last.decided_by.name, decision=str(Decision(last.decision).label).lower())
