"""Take back that evidence was seen: ticked by mistake, or no longer fitting what was reported."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find
from tegenwaarde.records.models import EvidenceSeen
from tegenwaarde.usecases.evidence.attest import report_to_attest
from tegenwaarde.usecases.timeline import remember


def withdraw_evidence(*, actor: Actor, report_id: int, kind: str, today: date) -> None:
    """Forget that evidence of this kind was seen; NotVisible, NotAllowed, DecidedAlready."""
    with transaction.atomic():
        report = report_to_attest(actor, report_id)
        find(EvidenceSeen.unfenced.filter(report=report), kind=kind).delete()
        remember(actor=actor, contract=report.contract, code="evidence_withdrawn", today=today, report=report.pk)
