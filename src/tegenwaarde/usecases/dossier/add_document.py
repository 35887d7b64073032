"""Put a document in a dossier: it is looked into first, by its content and for numbers that say who somebody is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Document
from tegenwaarde.usecases.dossier.opening import contract_to_write
from tegenwaarde.usecases.evidence.refusing import not_taken, telling_numbers, too_large
from tegenwaarde.usecases.evidence.upload import clean_name
from tegenwaarde.usecases.numbers import numbers_in
from tegenwaarde.usecases.ports.files import FileLook, Files
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember

MOST_BYTES = 25 * 1024 * 1024  # of one document
MOST_DOCUMENTS = 200  # in one dossier
LONGEST_NAME = 190  # signs of a document's name, without its ending
LONGEST_ABOUT = 300
HAS_NUMBER = {
    "FILE_HAS_BSN": "There is a citizen service number (BSN) in this file. Make it unreadable, and upload that.",
    "FILE_HAS_DOCUMENT_NUMBER": (
        "There is the number of an identity document in this file. Make it unreadable, and upload that."
    ),
}


class TooManyDocuments(Refused):
    """There are enough documents."""

    code = "TOO_MANY_DOCUMENTS"
    words = _("There are {most} documents in this dossier already. Remove one that is not needed first.")


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A file as it was sent, of `size` bytes; the content is empty where that was too much to take in.

    `name` is what to call it, empty to call it as its file. `is_bsn` answers whether a number that may be a BSN is one;
    None where that was not asked yet.
    """

    file_name: str
    content: bytes
    size: int
    name: str = ""
    about: str = ""
    shared: bool = False
    is_bsn: bool | None = None

    def called(self, ending: str) -> str:
        """Return what to call it, with the ending that its content says."""
        told = " ".join(self.name.replace("\\", "/").replace("/", "-").split())
        named = told if not told or told.lower().endswith(ending) else f"{told}{ending}"
        return clean_name(named or self.file_name, ending, most=LONGEST_NAME, nameless="document")


def add_document(*, actor: Actor, contract_id: int, new: NewDocument, files: Files, today: date) -> Document:
    """Keep a document in the dossier, encrypted; the supplier sees it where it is `shared`.

    Raises NotVisible, NotAllowed, TooManyDocuments, and Invalid at `file`, `name`, `about` or `is_bsn`. Nothing is kept
    of a file that is refused.
    """
    contract = contract_to_write(actor, contract_id)
    if Document.unfenced.filter(contract=contract, removed_on__isnull=True).count() >= MOST_DOCUMENTS:
        raise TooManyDocuments(most=MOST_DOCUMENTS)
    if problems := _outside(new):
        raise Invalid(problems)
    look = files.look(new.content)
    if problems := _inside(look, new):
        raise Invalid(problems)
    made = Document(
        contract=contract,
        name=new.called(look.ending),
        about=new.about.strip(),
        content_type=look.content_type,
        size=len(new.content),
        stored_as=files.store.save(new.content),
        shared=new.shared,
        uploaded_by_id=actor.user_id,
        uploaded_on=today,
    )
    try:
        with transaction.atomic():
            made.save()
            code = "document_added" if new.shared else "document_kept"
            remember(actor=actor, contract=contract, code=code, today=today, document=made.pk)
    except BaseException:
        files.store.delete(made.stored_as)
        raise
    return made


def _outside(new: NewDocument) -> list[Problem]:
    found = too_large(max(new.size, len(new.content)), MOST_BYTES)
    for place, text, most in (("name", new.name, LONGEST_NAME), ("about", new.about, LONGEST_ABOUT)):
        if len(text) > most:
            words = "This is too long: use at most {most} characters."
            found.append(Problem("TEXT_TOO_LONG", words, place, (("most", most),)))
    return found


def _inside(look: FileLook, new: NewDocument) -> list[Problem]:
    if look.problem:
        return not_taken(look)
    found = numbers_in([*look.passages, new.file_name, new.name, new.about], look.tables)
    told = telling_numbers(found, says_none=new.is_bsn is False, says_one=new.is_bsn is True)
    return [replace(one, text=HAS_NUMBER.get(one.code, one.text)) for one in told]
