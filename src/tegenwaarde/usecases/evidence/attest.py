"""Record that evidence was seen: which kind of document, on which day; until the report is decided about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, reports_visible_to, require
from tegenwaarde.records.models import EvidenceSeen, Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.evidence.seen import Seen, asked_now, record_seen
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.timeline import remember

UNDECIDED = (ReportState.SUBMITTED, ReportState.RETURNED)


class DecidedAlready(Refused):
    """What was seen belongs to the decision, which is never changed."""

    code = "EVIDENCE_DECIDED"
    words = _("This report was decided already, so what was seen for it stands.")


def attest_evidence(*, actor: Actor, report_id: int, seen: Iterable[Seen], today: date) -> list[EvidenceSeen]:
    """Keep which evidence of the report the actor saw, and when.

    Raises NotVisible, NotAllowed, DecidedAlready, and Invalid with each problem at `seen_<kind>`.
    """
    with transaction.atomic():
        report = report_to_attest(actor, report_id)
        try:
            asked = asked_now(report)
        except FactsErased:
            asked = ()
        kept = record_seen(actor=actor, report=report, asked=asked, seen=seen, today=today)
        if kept:
            remember(actor=actor, contract=report.contract, code="evidence_seen", today=today, report=report.pk)
    return kept


def report_to_attest(actor: Actor, report_id: int) -> Report:
    """Return the report, locked, whose evidence the actor looks at; NotVisible, NotAllowed, DecidedAlready."""
    seen = find(reports_visible_to(actor, "evidence.see"), pk=report_id)
    require(actor, "evidence.attest", seen.contract)
    rows = Report.unfenced.select_for_update(of=("self",)).select_related("contract__book", "person")
    report = rows.get(pk=report_id)
    if report.state not in UNDECIDED:
        raise DecidedAlready
    return report
