"""Remove a copy of evidence that was uploaded, until the report is decided about."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import evidence_files_visible_to, find
from tegenwaarde.records.models import EvidenceFile, Report
from tegenwaarde.usecases.evidence.erase import erased
from tegenwaarde.usecases.evidence.upload import UNDECIDED, DecidedAlready, own_report
from tegenwaarde.usecases.ports.files import EvidenceStore
from tegenwaarde.usecases.timeline import remember


def remove_evidence(*, actor: Actor, file_id: int, store: EvidenceStore, today: date) -> EvidenceFile:
    """Throw the copy away; that there was one, of which kind and when, stays.

    Raises NotVisible, NotAllowed, DecidedAlready.
    """
    file = find(evidence_files_visible_to(actor).filter(erased_on__isnull=True), pk=file_id)
    report = own_report(actor, file.report_id)
    with transaction.atomic():
        locked = Report.unfenced.select_for_update(of=("self",)).get(pk=report.pk)
        if locked.state not in UNDECIDED:
            raise DecidedAlready
        erased(file, today)
        remember(actor=actor, contract=report.contract, code="evidence_removed", today=today, report=report.pk)
        transaction.on_commit(lambda: store.delete(file.stored_as))
    return file
