"""Other reports about the same person on the same days, so that no work is reported twice by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import reports_visible_to
from tegenwaarde.records.models import Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.reports.answers import Answers, answers_of
from tegenwaarde.usecases.reports.shared import of_the_same_entry


@dataclass(frozen=True, slots=True)
class SameDays:
    """A report that was submitted or approved before, and the contract that it is on.

    `stays` says that it is another part of the entry that is changed, which this change leaves as it is.
    """

    report_id: int
    title: str
    stays: bool = False


def reports_on_the_same_days(actor: Actor, report: Report, answers: Answers) -> tuple[SameDays, ...]:
    """Return the supplier's other reports about the person whose working days overlap; three queries at most.

    Reports of the same entry, and what they change, are no others.
    """
    if report.person_id is None or answers.employment_start is None:
        return ()
    waiting_or_counted = (ReportState.SUBMITTED, ReportState.APPROVED)
    others = reports_visible_to(actor).filter(person_id=report.person_id, state__in=waiting_or_counted)
    together = of_the_same_entry(report).values_list("pk", "corrects_id")
    known = {pk for pair in together for pk in pair if pk}
    found = others.exclude(pk__in=known).select_related("contract").order_by("pk")
    parts = _parts_of_what_is_changed(report)
    return tuple(
        SameDays(other.pk, other.contract.title, other.pk in parts)
        for other in found
        if other.pk in parts or _overlap(answers, other)
    )


def _parts_of_what_is_changed(report: Report) -> frozenset[int]:
    if report.corrects is None:
        return frozenset()
    return frozenset(of_the_same_entry(report.corrects).values_list("pk", flat=True))


def _overlap(answers: Answers, other: Report) -> bool:
    try:
        known = answers_of(other)
    except FactsErased:
        return False
    if answers.employment_start is None or known.employment_start is None:
        return False
    starts = max(answers.employment_start, known.employment_start)
    return starts <= min(answers.employment_end or date.max, known.employment_end or date.max)
