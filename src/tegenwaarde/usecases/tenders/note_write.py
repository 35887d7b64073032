"""Write a note on a tender: what a market consultation brought, or something else to remember (note 3.3)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, require, tender_notes_visible_to, tenders_visible_to
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import TenderNote, TenderNoteKind
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.tenders.changing import remember

KEY = "tender.plan"
MOST_SIGNS = 4000


class NotOwnNote(Refused):
    """A note is changed and removed by who wrote it."""

    code = "NOT_OWN_NOTE"
    words = _("Somebody else wrote this note. You can add a note of your own beside it.")


def add_tender_note(*, actor: Actor, tender_id: int, kind: str, day: date, words: str, today: date) -> TenderNote:
    """Keep a note on a tender; it stands in the tender's timeline that there is one.

    Raises NotVisible, NotAllowed, and Invalid with each problem at its field.
    """
    tender = find(tenders_visible_to(actor), pk=tender_id)
    require(actor, KEY)
    _check(kind, day, words, today)
    with transaction.atomic():
        note = TenderNote.unfenced.create(
            tender=tender, kind=kind, day=day, words=words.strip(), made_by_id=actor.user_id
        )
        code = "tender_consulted" if kind == TenderNoteKind.CONSULTATION else "tender_noted"
        remember(actor=actor, tender=tender, code=code, today=today, day=day.isoformat())
    return note


def change_tender_note(*, actor: Actor, note_id: int, kind: str, day: date, words: str, today: date) -> TenderNote:
    """Change one's own note.

    Raises NotVisible, NotAllowed, NotOwnNote, and Invalid with each problem at its field.
    """
    note = find_own_note(actor, note_id)
    _check(kind, day, words, today)
    note.kind, note.day, note.words = kind, day, words.strip()
    note.save(update_fields=["kind", "day", "words"])
    return note


def find_own_note(actor: Actor, note_id: int) -> TenderNote:
    """Return a note that the actor wrote; NotVisible, NotAllowed or NotOwnNote."""
    note = find(tender_notes_visible_to(actor).select_related("tender"), pk=note_id)
    require(actor, KEY)
    if note.made_by_id != actor.user_id:
        raise NotOwnNote
    return note


def _check(kind: str, day: date, words: str, today: date) -> None:
    problems = []
    if kind not in TenderNoteKind.values:
        problems.append(Problem("UNKNOWN_NOTE", "Choose what the note is about.", "kind"))
    if day > today:
        problems.append(Problem("NOTE_OF_LATER", "Give a day that is not in the future.", "day"))
    if not words.strip():
        problems.append(Problem("NOTE_IS_EMPTY", "Write what has to be remembered.", "words"))
    if len(words) > MOST_SIGNS:
        text = "Write at most {most} characters."
        problems.append(Problem("NOTE_TOO_LONG", text, "words", (("most", MOST_SIGNS),)))
    if problems:
        raise Invalid(problems)
