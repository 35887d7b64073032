"""Erase the papers of a dossier with the facts of its persons: documents, contacts and notes may say who somebody is.

Documents stay as rows without name and content, for the timeline; contacts and notes go.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Exists, F, Q

from tegenwaarde.access.actor import visitor
from tegenwaarde.records.models import Contract, Document, DossierContact, DossierNote
from tegenwaarde.usecases.ports.files import EvidenceStore
from tegenwaarde.usecases.timeline import remember


def papers_left(contract_id: F) -> Q:
    """Say of a contract whether its dossier still holds papers that go, as a condition of a query."""
    return (
        Q(Exists(Document.unfenced.filter(_named(), contract=contract_id)))
        | Q(Exists(DossierContact.unfenced.filter(contract=contract_id)))
        | Q(Exists(DossierNote.unfenced.filter(contract=contract_id)))
    )


def count_papers(contract: Contract) -> int:
    """Return how many documents, contacts and notes go; three queries."""
    named = Document.unfenced.filter(_named(), contract=contract)
    return named.count() + contract.contacts.count() + contract.notes.count()


def erase_papers(contract: Contract, *, store: EvidenceStore, today: date) -> None:
    """Erase them within the transaction of the caller; the files leave `store` once that is committed."""
    documents = Document.unfenced.filter(_named(), contract=contract)
    counted = {
        "documents": documents.count(),
        "contacts": contract.contacts.count(),
        "notes": contract.notes.count(),
    }
    for name in documents.filter(removed_on__isnull=True).values_list("stored_as", flat=True):
        transaction.on_commit(partial(store.delete, name), robust=True)
    documents.filter(removed_on__isnull=True).update(removed_on=today)
    documents.update(name="", about="")
    contract.contacts.all().delete()
    contract.notes.all().delete()
    remember(actor=visitor(today), contract=contract, code="papers_erased", today=today, **counted)


def _named() -> Q:
    return Q(removed_on__isnull=True) | ~Q(name="")
