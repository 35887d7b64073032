"""What has to be true after a drill: nothing that was answered with success is gone, nothing is half or twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tools.drill.work import Diary


def half_or_twice() -> Iterator[str]:
    """Yield every report whose decision, ledger lines, receipt and timeline do not say the same."""
    from tegenwaarde.records.models import LedgerLine, Receipt, Report, ReviewDecision, TimelineEvent

    approved = Counter(ReviewDecision.unfenced.filter(decision="approved").values_list("report_id", flat=True))
    told = Counter(
        event["report"]
        for event in TimelineEvent.unfenced.filter(code="report_approved").values_list("figures", flat=True)
    )
    booked: dict[int, int] = {}
    receipts: dict[int, set[int]] = {}
    for report_id, receipt_id, cents in LedgerLine.unfenced.values_list("report_id", "receipt_id", "cents"):
        booked[report_id] = booked.get(report_id, 0) + cents
        receipts.setdefault(report_id, set()).add(receipt_id)
    totals = dict(Receipt.unfenced.values_list("pk", "total_cents"))
    for report in Report.unfenced.order_by("pk"):
        expected = 1 if report.state == "approved" else 0
        held = (approved[report.pk], told[report.pk], len(receipts.get(report.pk, ())))
        if held != (expected,) * 3:
            yield f"report {report.pk} is {report.state}: {held} decisions, events and receipts"
        elif expected and booked[report.pk] != sum(totals[one] for one in receipts[report.pk]):
            yield f"report {report.pk}: the ledger does not add up to its receipt"
    loose = set(totals) - {one for found in receipts.values() for one in found}
    loose -= set(Receipt.unfenced.filter(kind="obligation").values_list("pk", flat=True))
    yield from (f"receipt {one} belongs to nothing" for one in sorted(loose))


def lost(diaries: list[Diary]) -> Iterator[str]:
    """Yield everything that somebody was told had been done, and that is not there."""
    from tegenwaarde.records.models import Message, QuarterConfirmation, Report, ReviewDecision

    decisions = set(ReviewDecision.unfenced.values_list("report_id", "decision", "decided_by__email"))
    states = dict(Report.unfenced.values_list("pk", "state"))
    said = Counter(Message.unfenced.values_list("report_id", "text"))
    for diary in diaries:
        told = [*((one, "approved") for one in diary.approved), *((one, "returned") for one in diary.returned)]
        gone = [one for one in told if (*one, diary.who) not in decisions]
        yield from (f"{diary.who}: {decision} {report} is lost" for report, decision in gone)
        unsent = [draft for draft in diary.submitted if states[draft] == "draft"]
        yield from (f"{diary.who}: {draft} was not submitted" for draft in unsent)
        not_once = [(report, words) for report, words in diary.said if said[report, words] != 1]
        yield from (f"{diary.who}: {words!r} is not there once" for _report, words in not_once)
    times = Counter(report for diary in diaries for report in diary.approved)
    yield from (f"report {report} was approved for two people" for report, number in times.items() if number > 1)
    confirmed, kept = sum(diary.quarters for diary in diaries), QuarterConfirmation.unfenced.count()
    if confirmed > kept:
        yield f"{confirmed} quarters were confirmed, {kept} are there"
    yield from _lost_hours(diaries)
    yield from _half_sheets(diaries)


def _lost_hours(diaries: list[Diary]) -> Iterator[str]:
    """Yield every draft that holds other hours than were kept last, or were sent after that without an answer."""
    from tegenwaarde.records.models import Report
    from tegenwaarde.usecases.reports.answers import answers_of

    possible: dict[int, set[int]] = {}
    for diary in diaries:
        for draft, hours, answered in diary.hours:
            possible[draft] = {hours} if answered else {*possible.get(draft, set()), hours}
    begun = {draft for diary in diaries for draft, _hours, answered in diary.hours if answered}
    for report in Report.unfenced.filter(pk__in=begun):
        if (answers_of(report).hours_per_week or 0) not in possible[report.pk]:
            yield f"the hours of {report.pk} are lost"


def _half_sheets(diaries: list[Diary]) -> Iterator[str]:
    """Yield every spreadsheet of which some rows were taken over and others not, or that was to be and is not."""
    from django.db.models import Count

    from tegenwaarde.records.models import BulkUpload

    states = {}
    for sheet, state, rows, taken in BulkUpload.unfenced.values_list("pk", "state", "rows", Count("reports")):
        states[sheet] = state
        if taken != (rows if state == "imported" else 0):
            yield f"spreadsheet {sheet} is {state} with {taken} of {rows} rows"
    told = [(diary.who, sheet) for diary in diaries for sheet in diary.sheets]
    yield from (f"{who}: spreadsheet {sheet} is lost" for who, sheet in told if states.get(sheet) != "imported")
