"""Hand out a copy of evidence to who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import evidence_files_visible_to, find, may
from tegenwaarde.records.models import EvidenceFile
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.ports.files import FileGone
from tegenwaarde.usecases.refusals import Refused


class FileErased(Refused):
    """The copy is no longer there."""

    code = "FILE_ERASED"
    words = _("This copy is no longer there. That it was uploaded, and what was seen, still stands with the report.")


@dataclass(frozen=True, slots=True)
class Download:
    """A copy with the name and the type to hand it out under."""

    name: str
    content_type: str
    content: bytes


def download_evidence(*, actor: Actor, file_id: int, ports: Ports, today: date) -> Download:
    """Return the copy; that somebody of the buyer's side saw it is logged. NotVisible, FileErased."""
    file: EvidenceFile = find(evidence_files_visible_to(actor).select_related("report__contract"), pk=file_id)
    if file.erased_on is not None:
        raise FileErased
    try:
        content = ports.files.store.open(file.stored_as)
    except FileGone as gone:
        raise FileErased from gone
    if not may(actor, "evidence.upload", file.report.contract):
        ports.log_sight(user_id=actor.user_id, report_id=file.report_id, day=today)
    return Download(file.name, file.content_type, content)
