"""Whether a report could be approved as it stands, without doing so."""

from __future__ import annotations

from tegenwaarde.records.models import Report, ReportState
from tegenwaarde.usecases.evidence.seen import EvidenceMissing, asked_of, evidence_missing
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.reports.deciding import ChangedMeanwhile, why_not_waiting
from tegenwaarde.usecases.review.approve_report import double_counting, valued
from tegenwaarde.usecases.review.replacing import NoLongerApproved
from tegenwaarde.usecases.spoken import spoken


def why_not_approved(report: Report, version: int) -> Refused | None:
    """Return why approving the report as it was seen (`version`) would be refused; None where it would not.

    `contract.book`, `person` and `corrects` are read. What is there to be seen, and was not, stands in the way too.
    """
    if refusal := why_not_decided(report, version):
        return refusal
    try:
        found = valued(report)
    except Refused as refused:
        return refused
    if refusal := double_counting(report, found):
        return refusal
    if report.corrects and report.corrects.state != ReportState.APPROVED:
        return NoLongerApproved()
    missing = evidence_missing(report, asked_of(report, found))
    return EvidenceMissing(kinds="; ".join(spoken(kind.label) for kind in missing)) if missing else None


def why_not_decided(report: Report, version: int) -> Refused | None:
    """Return why nothing can be decided about the report as it was seen; None where it still waits like that."""
    if report.state != ReportState.SUBMITTED:
        return why_not_waiting(report)
    return ChangedMeanwhile() if report.version != version else None
