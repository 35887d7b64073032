"""Hand out a document of a dossier to who may see it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import documents_visible_to, find
from tegenwaarde.records.models import Document
from tegenwaarde.usecases.evidence.download import Download
from tegenwaarde.usecases.ports.files import EvidenceStore, FileGone
from tegenwaarde.usecases.refusals import Refused


class DocumentErased(Refused):
    """The document is no longer there."""

    code = "DOCUMENT_ERASED"
    words = _("This document is no longer there. The dossier's timeline says when it was removed.")


def download_document(*, actor: Actor, document_id: int, store: EvidenceStore) -> Download:
    """Return the document; NotVisible where the actor sees none, DocumentErased where it was removed."""
    document: Document = find(documents_visible_to(actor), pk=document_id)
    if document.removed_on is not None:
        raise DocumentErased
    try:
        content = store.open(document.stored_as)
    except FileGone as gone:
        raise DocumentErased from gone
    return Download(document.name, document.content_type, content)
