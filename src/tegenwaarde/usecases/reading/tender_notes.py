"""What the page of a tender's notes shows: market consultations and what else there is to remember (note 3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, tender_notes_visible_to, tenders_visible_to
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import TenderNote, TenderNoteKind

KINDS = tuple((kind.value, kind.label) for kind in TenderNoteKind)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note on a tender."""

    note_id: int
    kind: str
    kind_words: str
    day: date
    words: str
    by: str
    own: bool


@dataclass(frozen=True, slots=True)
class NotesPage:
    """The notes on one tender, the newest first."""

    tender_id: int
    title: str
    rows: tuple[NoteRow, ...]
    may_write: bool


def read_tender_notes(*, actor: Actor, tender_id: int) -> NotesPage:
    """Return the notes on a tender; NotVisible. Two queries."""
    tender = find(tenders_visible_to(actor), pk=tender_id)
    return NotesPage(tender.pk, tender.title, notes_of(actor, tender.pk), holds(actor, "tender.plan"))


def read_tender_note(*, actor: Actor, tender_id: int, note_id: int) -> NoteRow:
    """Return one note; NotVisible."""
    rows = tender_notes_visible_to(actor).select_related("made_by")
    return _row(actor, find(rows, pk=note_id, tender_id=tender_id))


def notes_of(actor: Actor, tender_id: int) -> tuple[NoteRow, ...]:
    """Return the notes on a tender that is seen; one query."""
    rows = tender_notes_visible_to(actor).filter(tender_id=tender_id).select_related("made_by")
    return tuple(_row(actor, note) for note in rows)


def _row(actor: Actor, note: TenderNote) -> NoteRow:
    return NoteRow(
        note_id=note.pk,
        kind=note.kind,
        kind_words=str(TenderNoteKind(note.kind).label),
        day=note.day,
        words=note.words,
        by=note.made_by.name,
        own=note.made_by_id == actor.user_id,
    )
