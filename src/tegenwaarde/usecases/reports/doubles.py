"""Invoices and activities that look like one that the supplier reported before: its own reports only."""

from __future__ import annotations

from dataclasses import dataclass

from tegenwaarde.records.models import Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.reports.answers import PLACEMENT, Answers, answers_of

KNOWN = (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.APPROVED)


@dataclass(frozen=True, slots=True)
class PossibleDouble:
    """A report that looks the same, and the contract that it is on; `number` says that the invoice number is equal."""

    report_id: int
    title: str
    number: bool


def possible_doubles(report: Report, answers: Answers) -> tuple[PossibleDouble, ...]:
    """Return the same supplier's reports with the same invoice number, or the same day with the same amount or hours.

    One query; none for somebody's work, nor while nothing was filled in.
    """
    if answers.kind == PLACEMENT or not (answers.invoice_number or answers.activity_date):
        return ()
    rows = Report.unfenced.filter(
        contract__supplier=report.contract.supplier, person__isnull=True, state__in=KNOWN
    ).exclude(pk__in=[report.pk, report.corrects_id or 0])
    found = []
    for other in rows.select_related("contract").order_by("pk"):
        try:
            known = answers_of(other)
        except FactsErased:
            continue
        same_number = _same_invoice(answers, known)
        if known.kind == answers.kind and (same_number or _same_day(answers, known)):
            found.append(PossibleDouble(other.pk, other.contract.title, same_number))
    return tuple(found)


def _same_invoice(one: Answers, other: Answers) -> bool:
    """Say whether the numbers are equal, and no different sender is named."""
    senders = {_bare(sender) for sender in (one.invoice_by, other.invoice_by) if sender}
    return bool(one.invoice_number) and _bare(one.invoice_number) == _bare(other.invoice_number) and len(senders) < 2


def _same_day(one: Answers, other: Answers) -> bool:
    figure = one.invoice_cents if one.invoice_cents is not None else one.activity_hours
    known = other.invoice_cents if one.invoice_cents is not None else other.activity_hours
    same_day = one.activity_date is not None and one.activity_date == other.activity_date
    return same_day and figure is not None and figure == known


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()
