"""Reports that share one entry: the same work, told once, with a part of the hours for each contract (C9)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from tegenwaarde.records.models import Report, ReportState

OPEN_STATES = (ReportState.DRAFT, ReportState.RETURNED)


def follows_an_entry(report: Report) -> bool:
    """Say whether the report's facts are filled in at its entry, because both are still open."""
    return report.entry is not None and report.state in OPEN_STATES and report.entry.state in OPEN_STATES


def where_it_is_filled_in(report: Report) -> Report:
    """Return the report whose steps hold the facts: its entry while it follows that, else the report itself."""
    return report.entry if report.entry is not None and follows_an_entry(report) else report


def followers_of(report: Report) -> QuerySet[Report]:
    """Return the open reports that follow this entry, in order."""
    rows = Report.unfenced.filter(entry=report, state__in=OPEN_STATES)
    return rows.select_related("contract__book", "person", "entry").order_by("pk")


def of_the_same_entry(report: Report) -> QuerySet[Report]:
    """Return the report with all that share its entry, in order."""
    first = report.entry_id or report.pk
    return Report.unfenced.filter(Q(pk=first) | Q(entry_id=first)).select_related("contract__book").order_by("pk")
