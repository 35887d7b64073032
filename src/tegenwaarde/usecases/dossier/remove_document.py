"""Take a document out of the dossier: its content is erased at once, that there was one stays in the timeline."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Document
from tegenwaarde.usecases.dossier.share_document import standing_document
from tegenwaarde.usecases.ports.files import EvidenceStore
from tegenwaarde.usecases.timeline import remember


def remove_document(*, actor: Actor, document_id: int, store: EvidenceStore, today: date) -> Document:
    """Erase the document; its name stays for the timeline. Raises NotVisible, NotAllowed."""
    document = standing_document(actor, document_id)
    with transaction.atomic():
        rows = Document.unfenced.filter(pk=document.pk, removed_on__isnull=True)
        if rows.update(removed_on=today):
            code = "document_removed" if document.shared else "document_removed_inside"
            remember(actor=actor, contract=document.contract, code=code, today=today, document=document.pk)
            transaction.on_commit(partial(store.delete, document.stored_as), robust=True)
    document.refresh_from_db()
    return document
