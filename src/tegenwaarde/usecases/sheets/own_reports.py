"""What the supplier reported before about the persons of a spreadsheet: for all of them in a few queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tegenwaarde.records.models import LedgerLine, Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.reports.answers import Answers, answers_of
from tegenwaarde.usecases.reports.facts import BASE, Earlier, first_employed_of
from tegenwaarde.usecases.sheets.world import OwnReport

REPORTED = (ReportState.SUBMITTED, ReportState.APPROVED, ReportState.RETURNED)


def earlier_of_persons(person_ids: Iterable[int]) -> dict[int, Earlier]:
    """Return, by person, the extras given and the first day in approved reports; two queries."""
    rows = Report.unfenced.filter(person_id__in=list(person_ids), state=ReportState.APPROVED).select_related("person")
    approved = list(rows)
    lines = LedgerLine.unfenced.standing().filter(report__in=approved).exclude(component=BASE)
    taken: dict[int, set[str]] = {}
    for person_id, component in lines.values_list("report__person_id", "component").distinct():
        taken.setdefault(person_id or 0, set()).add(component)
    firsts: dict[int, list[date]] = {}
    for report in approved:
        if first := _first_day(report):
            firsts.setdefault(report.person_id or 0, []).append(first)
    return {
        person_id: Earlier(frozenset(taken.get(person_id, ())), min(firsts.get(person_id, ()), default=None))
        for person_id in {report.person_id or 0 for report in approved}
    }


def _first_day(report: Report) -> date | None:
    try:
        return answers_of(report).employment_start
    except FactsErased:
        return first_employed_of(report.person) if report.person else None


def own_reports(contract_ids: Iterable[int], person_ids: Iterable[int]) -> list[OwnReport]:
    """Return what was reported on the contracts about the persons; without persons, the invoices and activities.

    Reports that count, wait or came back, and none that a correction replaced; one query.
    """
    persons = list(person_ids)
    about = {"person_id__in": persons} if persons else {"person__isnull": True}
    rows = Report.unfenced.filter(contract_id__in=list(contract_ids), state__in=REPORTED, **about)
    return [_as_own(report, _answers(report)) for report in rows.only("contract", "person", "block", "facts")]


def _answers(report: Report) -> Answers | None:
    try:
        return answers_of(report)
    except FactsErased:
        return None


def _as_own(report: Report, answers: Answers | None) -> OwnReport:
    day = (answers.activity_date or answers.employment_start) if answers else None
    amount = (answers.invoice_cents or answers.activity_hours or 0) if answers else 0
    return OwnReport(report.contract_id, report.person_id, report.block, day, amount)
