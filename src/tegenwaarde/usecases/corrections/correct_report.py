"""Pass on a change of an approved report: a new report with the same facts, which replaces it once it is approved."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, reports_visible_to, require
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import ChangeKind, Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.evidence.seen import carry_seen
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.reports.answers import PLACEMENT, Answers, answers_of, sealed_answers
from tegenwaarde.usecases.reports.opening import require_running
from tegenwaarde.usecases.reports.questions import extra_for
from tegenwaarde.usecases.reports.shared import of_the_same_entry

__all__ = [
    "ChangeKind",
    "ChangeUnderWay",
    "FactsOfReportErased",
    "NoSuchChange",
    "NotApproved",
    "change_under_way",
    "changes_possible",
    "start_correction",
]

OF_THE_WORK = (ChangeKind.ENDED, ChangeKind.EXTENDED, ChangeKind.HOURS)
FLAT = (ChangeKind.PERMANENT, ChangeKind.INFRA)
EXTRA_FACTS = {ChangeKind.PERMANENT: "permanent_from", ChangeKind.INFRA: "infra_paid_on"}


class NotApproved(Refused):
    """Only what stands approved can be changed afterwards."""

    code = "NOT_APPROVED"
    words = _("A change can only be passed on about a report that stands approved.")


class ChangeUnderWay(Refused):
    """Another change of the same report is not decided yet."""

    code = "CHANGE_UNDER_WAY"
    words = _("A change of this report is under way already (report {report}). Go on with that one.")


class NoSuchChange(Refused):
    """The report has nothing that could change in this way."""

    code = "NO_SUCH_CHANGE"
    words = _("This report cannot change in this way. Choose another kind of change.")


class FactsOfReportErased(Refused):
    """What was filled in is gone, so there is nothing to change."""

    code = "FACTS_OF_REPORT_ERASED"
    words = _(
        "What you filled in for this report was erased on its date, so it can no longer be changed here. Ask the"
        " coordinator to take it back; then report it again."
    )


def changes_possible(book: PolicyBook, answers: Answers) -> tuple[ChangeKind, ...]:
    """Return in which ways a report with these answers can change; an invoice or activity only where it was wrong."""
    if answers.kind != PLACEMENT:
        return (ChangeKind.MISTAKE,)
    extras = tuple(kind for kind in FLAT if extra_for(book, EXTRA_FACTS[kind]))
    return (*OF_THE_WORK, *extras, ChangeKind.MISTAKE)


def start_correction(*, actor: Actor, report_id: int, change: ChangeKind, today: date) -> Report:
    """Return a draft that corrects an approved report of the actor's own supplier; the approved one stays as it is.

    Where the work was divided over contracts and changes for all of them, a draft is made for each; they follow the
    returned one. Raises NotVisible, NotAllowed, NotApproved, ContractNotRunning, ChangeUnderWay, NoSuchChange,
    FactsOfReportErased.
    """
    seen = find(reports_visible_to(actor), pk=report_id)
    require(actor, "report.write", seen.contract)
    with transaction.atomic():
        report = Report.unfenced.select_for_update(of=("self",)).select_related("contract__book").get(pk=seen.pk)
        if (under_way := change_under_way(report)) is not None:
            raise ChangeUnderWay(report=under_way.pk)
        if report.state != ReportState.APPROVED or report.contract.book is None:
            raise NotApproved
        require_running(report.contract)
        try:
            answers = answers_of(report)
        except FactsErased as erased:
            raise FactsOfReportErased from erased
        if change not in changes_possible(open_book(report.contract.book), answers):
            raise NoSuchChange
        facts = {"change": change, "facts": sealed_answers(answers), "made_by_id": actor.user_id, "made_on": today}
        made = _correction(report, **facts)
        for sibling in () if change in FLAT else _siblings(report):
            _correction(sibling, **facts, entry=made)
    return made


def change_under_way(report: Report) -> Report | None:
    """Return the change of the report that was not rejected, None where there is none."""
    return report.corrections.exclude(state=ReportState.REJECTED).order_by("-pk").first()


def _siblings(report: Report) -> list[Report]:
    """Return the approved reports of the same entry on other contracts that no change is under way for."""
    others = of_the_same_entry(report).filter(state=ReportState.APPROVED).exclude(pk=report.pk)
    return [other for other in others if change_under_way(other) is None]


def _correction(report: Report, **more: Any) -> Report:
    made = Report.unfenced.create(
        contract_id=report.contract_id,
        person_id=report.person_id,
        block=report.block,
        share=report.share,
        corrects=report,
        no_displacement=report.no_displacement,
        **more,
    )
    carry_seen(made)
    return made
