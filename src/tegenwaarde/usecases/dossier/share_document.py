"""Let the supplier see a document of the dossier, or no longer."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import documents_visible_to, find, require
from tegenwaarde.records.models import Document
from tegenwaarde.usecases.dossier.opening import KEY
from tegenwaarde.usecases.timeline import remember


def standing_document(actor: Actor, document_id: int) -> Document:
    """Return a document that is still there and that the actor keeps; NotVisible, NotAllowed."""
    seen = documents_visible_to(actor).filter(removed_on__isnull=True).select_related("contract")
    document = find(seen, pk=document_id)
    require(actor, KEY, document.contract)
    return document


def share_document(*, actor: Actor, document_id: int, shared: bool, today: date) -> Document:
    """Share the document with the supplier, or not; where it was so already nothing happens.

    Raises NotVisible, NotAllowed.
    """
    document = standing_document(actor, document_id)
    with transaction.atomic():
        rows = Document.unfenced.filter(pk=document.pk, removed_on__isnull=True, shared=not shared)
        if rows.update(shared=shared):
            code = "document_shared" if shared else "document_unshared"
            remember(actor=actor, contract=document.contract, code=code, today=today, document=document.pk)
    document.refresh_from_db()
    return document
