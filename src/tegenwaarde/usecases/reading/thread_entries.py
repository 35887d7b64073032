"""What an entry of a thread holds, and whose names its reader sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from tegenwaarde.records.models import User
from tegenwaarde.usecases.reading.changes import Changed

END_OF_DAY = datetime.max.replace(tzinfo=UTC)  # for what has a day and no moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened; cents.

    `kind` is submission, question, message, approved, returned, rejected, taken_back, seen, file, second_party,
    confirmed, denied or correction. `number` counts the submissions, `changes` says what differs from the one before
    (`compared` that there was one), `waits` that a question was not answered, `erased` that its text or facts are gone.
    `evidence` is what was seen for an approval, in words. `report_id` is the other report of a correction, and `state`
    is where that stands.
    """

    kind: str
    who: str
    day: date
    moment: datetime = END_OF_DAY
    from_supplier: bool = False
    text: str = ""
    evidence: str = ""
    number: int = 0
    value_cents: int | None = None
    changes: tuple[Changed, ...] = ()
    compared: bool = False
    waits: bool = False
    erased: bool = False
    report_id: int = 0
    state: str = ""

    @property
    def order(self) -> tuple[date, datetime]:
        """Return what entries are sorted by."""
        return self.day, self.moment


@dataclass(frozen=True, slots=True)
class Voices:
    """Who reads: whether of the supplier, with which colleagues, and whether personal facts may be seen."""

    supplier: bool
    sees_facts: bool
    colleagues: frozenset[int]

    def name(self, user: User | None) -> str:
        """Return whose voice it is, as the reader may know it."""
        if user is None:
            return ""
        if not self.supplier or user.pk in self.colleagues:
            return user.name
        return _("The buyer")
