"""What a coordinator reads before an approval is taken back: what it is about, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, reports_visible_to, require
from tegenwaarde.records.models import LedgerLine, ReportState
from tegenwaarde.usecases.ledger.reverse import CorrectionWaits, NothingToReverse, waiting_correction


@dataclass(frozen=True, slots=True)
class TakingBack:
    """The approved report and its accepted value, cents."""

    report_id: int
    contract_id: int
    title: str
    supplier: str
    who: str
    value_cents: int


def read_taking_back(*, actor: Actor, report_id: int) -> TakingBack:
    """Return what would be taken back; NotVisible, NotAllowed, NothingToReverse, CorrectionWaits."""
    rows = reports_visible_to(actor, "queue.see").select_related("contract__supplier", "person")
    report = find(rows, pk=report_id)
    require(actor, "report.approve", report.contract)
    if report.state != ReportState.APPROVED:
        raise NothingToReverse
    if waiting_correction(report):
        raise CorrectionWaits
    standing = LedgerLine.unfenced.standing().filter(report=report).aggregate(cents=Sum("cents"))
    return TakingBack(
        report_id=report.pk,
        contract_id=report.contract_id,
        title=report.contract.title,
        supplier=report.contract.supplier.name if report.contract.supplier else "",
        who=report.person.reference if report.person else "",
        value_cents=standing["cents"] or 0,
    )
