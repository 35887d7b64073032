"""The notes of a dossier, for the buyer's side only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import notes_visible_to
from tegenwaarde.records.models import Contract
from tegenwaarde.usecases.dossier.remove_note import own_note


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note; `own` says whether the reader wrote it, and may throw it away."""

    note_id: int
    words: str
    who: str
    made_on: date
    own: bool


@dataclass(frozen=True, slots=True)
class NoteToRemove:
    """One note, before it is thrown away."""

    contract_id: int
    title: str
    words: str


def notes_of(actor: Actor, contract: Contract) -> tuple[NoteRow, ...]:
    """Return the notes that the actor sees, the newest first; one query."""
    rows = notes_visible_to(actor).filter(contract=contract, removed_on__isnull=True).select_related("made_by")
    return tuple(
        NoteRow(one.pk, one.words, one.made_by.name, one.made_on, one.made_by_id == actor.user_id) for one in rows
    )


def read_note(*, actor: Actor, note_id: int) -> NoteToRemove:
    """Return a note of the actor's own; NotVisible, NotAllowed."""
    note = own_note(actor, note_id)
    return NoteToRemove(note.contract_id, note.contract.title, note.words)
