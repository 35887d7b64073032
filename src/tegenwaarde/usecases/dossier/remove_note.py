"""Throw a note away: who wrote it may."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, find, notes_visible_to, require
from tegenwaarde.records.models import DossierNote
from tegenwaarde.usecases.dossier.opening import KEY
from tegenwaarde.usecases.timeline import remember

ERASED = "–"  # what stands for the words of a note that was thrown away


def own_note(actor: Actor, note_id: int) -> DossierNote:
    """Return a note that stands and that the actor wrote; NotVisible, NotAllowed."""
    seen = notes_visible_to(actor).filter(removed_on__isnull=True).select_related("contract")
    note = find(seen, pk=note_id)
    require(actor, KEY, note.contract)
    if note.made_by_id != actor.user_id:
        raise NotAllowed(KEY)
    return note


def remove_note(*, actor: Actor, note_id: int, today: date) -> DossierNote:
    """Erase the words; that there was a note stays in the timeline. Raises NotVisible, NotAllowed."""
    note = own_note(actor, note_id)
    with transaction.atomic():
        rows = DossierNote.unfenced.filter(pk=note.pk, removed_on__isnull=True)
        if rows.update(removed_on=today, words=ERASED):
            remember(actor=actor, contract=note.contract, code="note_removed", today=today, note=note.pk)
    note.refresh_from_db()
    return note
