"""Write a note in a dossier, for the buyer's side only."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import DossierNote
from tegenwaarde.usecases.dossier.opening import contract_to_write
from tegenwaarde.usecases.numbers import labelled_numbers
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.timeline import remember

LONGEST_NOTE = 2000


def add_note(*, actor: Actor, contract_id: int, words: str, today: date) -> DossierNote:
    """Keep the note; raises NotVisible, NotAllowed, and Invalid at `words`."""
    contract = contract_to_write(actor, contract_id)
    require(actor, "note.see", contract)
    said = words.strip()
    if problems := _problems(said):
        raise Invalid(problems)
    with transaction.atomic():
        made = DossierNote.unfenced.create(contract=contract, words=said, made_by_id=actor.user_id, made_on=today)
        remember(actor=actor, contract=contract, code="note_added", today=today, note=made.pk)
    return made


def _problems(words: str) -> list[Problem]:
    if not words:
        return [Problem("NOTE_MISSING", "Write down what you want to remember.", "words")]
    if len(words) > LONGEST_NOTE:
        text = "This is too long: use at most {most} characters."
        return [Problem("TEXT_TOO_LONG", text, "words", (("most", LONGEST_NOTE),))]
    if labelled_numbers(words).refused:
        text = "This note holds a citizen service number (BSN) or the number of an identity document. Leave it out."
        return [Problem("NOTE_HAS_NUMBER", text, "words")]
    return []
