"""Departing from the advice on a tender or a draft: which reasons there are, what is wrong, and how a reason reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.policy.book_asking import OTHER_REASON, DepartsFrom
from tegenwaarde.records.models import Tender
from tegenwaarde.usecases.books import NoPolicyInForce, open_book, text_in_force
from tegenwaarde.usecases.spoken import spoken

PLACES = {
    DepartsFrom.PERCENTAGE: ("percentage_code", "percentage_reason"),
    DepartsFrom.NOT_APPLIED: ("not_applied_code", "not_applied_reason"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """What was decided otherwise than the policy usually says; a percentage is ten-thousandths of a percent.

    Each reason has its code in the book and its words, which are never empty where something was decided.
    """

    percentage: int | None = None
    percentage_code: str = ""
    percentage_reason: str = ""
    applied: bool = True
    not_applied_code: str = ""
    not_applied_reason: str = ""

    def of_the_contract(self) -> dict[str, Any]:
        """Return the same as a contract holds it, by field."""
        return {name: getattr(self, name) for name in self.__slots__}


def departure_of(tender: Tender) -> Departed:
    """Return what a contract that comes of the tender takes over; the code's words stand in where none were added."""
    book = book_for(tender.entered_in.region.policy_region, tender.tender_date or tender.quarter_start)
    found = Departed()
    if tender.percentage is not None:
        words = _kept_words(book, DepartsFrom.PERCENTAGE, tender.percentage_code, tender.percentage_reason)
        found = Departed(percentage=tender.percentage, percentage_code=tender.percentage_code, percentage_reason=words)
    if tender.applied:
        return found
    words = _kept_words(book, DepartsFrom.NOT_APPLIED, tender.not_applied_code, tender.not_applied_reason)
    return Departed(
        percentage=found.percentage,
        percentage_code=found.percentage_code,
        percentage_reason=found.percentage_reason,
        applied=False,
        not_applied_code=tender.not_applied_code,
        not_applied_reason=words,
    )


def book_for(region: str, *days: date | None) -> PolicyBook | None:
    """Return the region's book of the first of the days on which one was in force; None where none was."""
    for day in days:
        try:
            if day is not None:
                return open_book(text_in_force(region, day))
        except NoPolicyInForce:
            continue
    return None


def choices_of(book: PolicyBook | None, what: DepartsFrom) -> tuple[tuple[str, str], ...]:
    """Return the reasons to choose from: code and words."""
    return tuple((one.id, spoken(one.label)) for one in book.departures_from(what)) if book else ()


def reason_problems(book: PolicyBook | None, what: DepartsFrom, code: str, words: str) -> Iterator[Problem]:
    """Yield what is wrong with a reason: no choice, one the book does not list, or one that asks for own words."""
    code_place, words_place = PLACES[what]
    if not code:
        yield Problem("REASON_MISSING", "Choose the reason.", code_place)
        return
    known = {one.id: one for one in book.departures_from(what)} if book else {}
    if code not in known:
        yield Problem("UNKNOWN_REASON", "Choose a reason from the list.", code_place)
    elif known[code].explain and not words.strip():
        yield Problem("REASON_NEEDS_WORDS", "Say in your own words what the reason is.", words_place)


def said_reason(book: PolicyBook | None, what: DepartsFrom, code: str, words: str) -> str:
    """Return a reason as people read it: what the list calls it and what was added, in the reader's language."""
    label = dict(choices_of(book, what)).get(code, "") if code != OTHER_REASON else ""
    labels = {one.label.nl for one in book.departures_from(what)} if book else set()
    own = "" if label and words in labels else words.strip()
    return ". ".join(part.rstrip(".") for part in (label, own) if part)


def kept_reason(book: PolicyBook | None, what: DepartsFrom, code: str, words: str) -> tuple[str, str]:
    """Return a reason as a contract keeps it: own words alone are another reason, a code alone has the list's words."""
    if words.strip() and not code:
        return OTHER_REASON, words.strip()
    return code, _kept_words(book, what, code, words)


def _kept_words(book: PolicyBook | None, what: DepartsFrom, code: str, words: str) -> str:
    """Return one's own words, or the list's where there are none or where they are those of a reason of the list."""
    labels = {one.id: one.label.nl for one in book.departures_from(what)} if book else {}
    own = "" if words.strip() in labels.values() else words.strip()
    return own or labels.get(code, code)
