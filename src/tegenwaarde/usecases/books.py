"""Policy books in use: the text is kept with its hash, and a book is always read from the kept text."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from tegenwaarde.policy import library
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.policy.reader import read_book
from tegenwaarde.records.models import PolicyText
from tegenwaarde.usecases.refusals import Refused


class NoPolicyInForce(Refused):
    """No kept book was in force on the day."""

    code = "NO_POLICY_IN_FORCE"
    words = _("No policy version was in force on {day}. Check the publication date, or ask the administrator.")


class BookUnreadable(Refused):
    """A kept text can no longer be read: the program and the text do not fit."""

    code = "BOOK_UNREADABLE"
    words = _("Policy version {book} cannot be read. Ask the administrator.")


def keep_book(book_id: str) -> PolicyText:
    """Keep the text of a shipped book, once; returns what is kept."""
    book = library.book(book_id)
    kept, _made = PolicyText.unfenced.get_or_create(
        sha256=book.text_hash,
        defaults={
            "book_id": book.id,
            "region": book.region,
            "text": library.book_text(book_id),
            "in_force_from": book.in_force_from,
        },
    )
    return kept


@lru_cache(maxsize=64)
def _read(sha256: str, book_id: str) -> PolicyBook:
    text = PolicyText.unfenced.values_list("text", flat=True).get(sha256=sha256)
    book, _problems = read_book(text)
    if book is None or book.text_hash != sha256:
        raise BookUnreadable(book=book_id)
    return book


def open_book(kept: PolicyText) -> PolicyBook:
    """Return the book of a kept text; BookUnreadable where text and program no longer fit."""
    return _read(kept.sha256, kept.book_id)


def text_in_force(region: str, day: date) -> PolicyText:
    """Return the kept book of a region that was in force on `day` (A5); NoPolicyInForce where there is none."""
    found = PolicyText.unfenced.filter(region=region, in_force_from__lte=day).order_by("-in_force_from", "-id").first()
    if found is None:
        raise NoPolicyInForce(day=day.isoformat())
    return found
