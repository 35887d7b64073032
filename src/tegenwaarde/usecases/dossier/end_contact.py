"""End somebody's being called about a contract: kept, and out of sight."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import DossierContact
from tegenwaarde.usecases.dossier.contacts import contact_to_write
from tegenwaarde.usecases.timeline import remember


def end_contact(*, actor: Actor, contact_id: int, today: date) -> DossierContact:
    """Let the contact be one no longer from today on; whoever stood in for it stands by itself.

    Raises NotVisible (also where it ended before), NotAllowed.
    """
    contact = contact_to_write(actor, contact_id)
    with transaction.atomic():
        rows = DossierContact.unfenced.filter(pk=contact.pk, until_day__isnull=True)
        if rows.update(until_day=today, version=contact.version + 1):
            DossierContact.unfenced.filter(deputy_of_id=contact.pk).update(deputy_of=None)
            remember(actor=actor, contract=contact.contract, code="contact_ended", today=today, contact=contact.pk)
    contact.refresh_from_db()
    return contact
