"""Remove one's own note from a tender; that there was one stays in the timeline."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.usecases.tenders.changing import remember
from tegenwaarde.usecases.tenders.note_write import find_own_note


def remove_tender_note(*, actor: Actor, note_id: int, today: date) -> int:
    """Take away the actor's own note; return the number of its tender.

    Raises NotVisible, NotAllowed and NotOwnNote.
    """
    note = find_own_note(actor, note_id)
    with transaction.atomic():
        remember(actor=actor, tender=note.tender, code="tender_note_removed", today=today, day=note.day.isoformat())
        note.delete()
    return note.tender_id
