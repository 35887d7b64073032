"""Decide about several reports at once: each in a transaction of its own, so that one refusal stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible, reports_visible_to, require
from tegenwaarde.records.models import Decision, Report, ReviewDecision
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.post.tell_decided import tell_decided
from tegenwaarde.usecases.post.tell_supplier import News
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.reports.deciding import reason_given
from tegenwaarde.usecases.reports.reject_report import reject_report
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.review.approve_report import approve_report

__all__ = ["MOST", "Chosen", "Decision", "Outcome", "approve_several", "refuse_several"]

MOST = 50
Chosen = tuple[int, int]  # a report's id, and the version that was seen


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of the chosen reports; `why` is empty where it was decided about."""

    report_id: int
    why: str = ""

    @property
    def done(self) -> bool:
        """Say whether the decision was recorded."""
        return not self.why


def approve_several(*, actor: Actor, chosen: Iterable[Chosen], today: date) -> tuple[Outcome, ...]:
    """Approve each of the chosen reports that nothing stands in the way of; the others stay as they are.

    Evidence has to be seen before. Raises NotVisible and NotAllowed before anything is decided.
    """

    def approve(report_id: int, version: int) -> ReviewDecision:
        return approve_report(actor=actor, report_id=report_id, version=version, today=today)

    outcomes, _reports = _each(actor, "report.approve", chosen, approve)
    return outcomes


def refuse_several(
    *, actor: Actor, chosen: Iterable[Chosen], decision: Decision, reason: str, ports: Ports, today: date
) -> tuple[Outcome, ...]:
    """Return or reject each of the chosen reports, all with the same reason; a supplier gets one letter.

    Raises NotVisible, NotAllowed, and Invalid at `reason` before anything is decided.
    """
    why = reason_given(reason)
    verb = return_report if decision is Decision.RETURNED else reject_report

    def refuse(report_id: int, version: int) -> ReviewDecision:
        return verb(actor=actor, report_id=report_id, version=version, reason=why, today=today)

    outcomes, reports = _each(actor, "report.return", chosen, refuse)
    what = News.REPORT_RETURNED if decision is Decision.RETURNED else News.REPORT_REJECTED
    tell_decided(reports=reports, what=what, ports=ports, today=today)
    return outcomes


def _each(
    actor: Actor, key: str, chosen: Iterable[Chosen], decide: Callable[[int, int], ReviewDecision]
) -> tuple[tuple[Outcome, ...], list[Report]]:
    """Decide about each that the actor sees, and return what became of it; NotAllowed, NotVisible where one is not."""
    require(actor, key)
    each = list(dict.fromkeys(chosen))[:MOST]
    seen = set(
        reports_visible_to(actor, "queue.see").filter(pk__in=[pk for pk, _v in each]).values_list("pk", flat=True)
    )
    if gone := [pk for pk, _version in each if pk not in seen]:
        raise NotVisible(gone)
    outcomes, reports = [], []
    for report_id, version in each:
        try:
            made = decide(report_id, version)
        except Refused as refusal:
            outcomes.append(Outcome(report_id, str(refusal)))
        except NotAllowed:
            outcomes.append(Outcome(report_id, _("You may not decide about this report.")))
        else:
            outcomes.append(Outcome(report_id))
            reports.append(made.report)
    return tuple(outcomes), reports
