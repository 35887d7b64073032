"""Cells of a tender in words, there and back: its buyers with their parts, its quarter, and words from a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Procedure, TenderKind
from tegenwaarde.usecases.contracts.parts import WHOLE, Share
from tegenwaarde.usecases.entries import day_from_entry, scaled_from_entry
from tegenwaarde.usecases.figures import percent
from tegenwaarde.usecases.notices.names import plain as without_form
from tegenwaarde.usecases.ports.sheets import plain_name
from tegenwaarde.usecases.sheets.shape import NO, YES
from tegenwaarde.usecases.spoken import in_every_language

BETWEEN = re.compile(r"[;\n]")
BUYER_WITH_PART = re.compile(r"(?P<name>.*?)\s*(?P<share>[0-9]+(?:[.,][0-9]+)?)\s*%")
YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
NUMBERS = re.compile(r"[0-9]+")
LETTERS = re.compile(r"[^\W\d_]+")
QUARTER_WORDS = frozenset(
    {"k", "q", "kw", "kwartaal", "quarter", "e", "ste", "de", "st", "nd", "rd", "th", "of", "van"}
)
SHARE_PLACES = 4

UNKNOWN_BUYER = "There is no buyer called “{name}”. Choose it from the list, or write it as it stands there."
BUYER_TWO_WAYS = "There are several buyers called “{name}”. Ask the administrator to tell them apart."
PARTS_OF_SOME = Problem("PARTS_OF_SOME", "Give each of these buyers its part, or none of them: then all pay alike.")
NOTHING_LEFT = Problem("NOTHING_LEFT_FOR_LEAD", "These parts leave nothing for the buyer that leads. Correct them.")
PART_UNREADABLE = Problem("PART_UNREADABLE", "Write the parts like this: Buurstad 25%; Havenstad 15%.")


@dataclass(frozen=True, slots=True)
class NamedBuyers:
    """The buyers that the register knows, by name as it is compared; 0 for a name that several have."""

    ids: Mapping[str, int]

    def find(self, name: str) -> int | Problem:
        """Return a buyer's id, or what is wrong with the name."""
        found = self.ids.get(plain_name(name))
        if found:
            return found
        code, text = ("UNKNOWN_BUYER", UNKNOWN_BUYER) if found is None else ("BUYER_AMBIGUOUS", BUYER_TWO_WAYS)
        return Problem(code, text, params=(("name", name[:80]),))


def named_buyers(buyers: Sequence[tuple[int, str]]) -> NamedBuyers:
    """Return the buyers (id and name) by their names, and by what people call them: `Hengelo`, `Gemeente Hengelo`."""
    whole: dict[str, int] = {}
    short: dict[str, int] = {}
    for pk, name in buyers:
        for ids, said in ((whole, plain_name(name)), (short, plain_name(without_form(name)))):
            ids[said] = 0 if said in ids else pk
    return NamedBuyers(short | whole)


def shares_in(lead: int, others: str, known: NamedBuyers) -> tuple[Share, ...] | Problem:
    """Return every buyer's part (ten-thousandths of a percent), the one that leads first; or what is wrong."""
    named = [found for part in BETWEEN.split(others) if part.strip() for found in [_named(part.strip(), known)]]
    shares: list[Share] = []
    for one in named:
        if isinstance(one, Problem):
            return one
        shares.append(one)
    with_part = sum(one.share > 0 for one in shares)
    if with_part not in (0, len(shares)):
        return PARTS_OF_SOME
    if not with_part:
        shares = [Share(one.buyer_id, WHOLE // (len(shares) + 1)) for one in shares]
    rest = WHOLE - sum(one.share for one in shares)
    return (Share(lead, rest), *shares) if rest > 0 else NOTHING_LEFT


def _named(part: str, known: NamedBuyers) -> Share | Problem:
    """Return a buyer with its part, 0 where it is not said."""
    written = BUYER_WITH_PART.fullmatch(part)
    share = scaled_from_entry(written["share"], SHARE_PLACES) if written else 0
    if share is None or (written and not share):
        return PART_UNREADABLE
    found = known.find(written["name"] if written else part)
    return found if isinstance(found, Problem) else Share(found, share)


def others_in_words(shares: Sequence[Share], names: Mapping[int, str]) -> str:
    """Return the buyers behind the one that leads, each with its part, as `shares_in` reads them."""
    return "; ".join(f"{names[one.buyer_id]} {percent(one.share)}" for one in shares[1:])


def quarter_in(text: str) -> Quarter | None:
    """Return the quarter that a cell names (`2e kwartaal 2018`, `2018 K2`, `Q2-2018`, a day); None for none."""
    years = YEAR.findall(text)
    rest = YEAR.sub(" ", text)
    numbers, words = NUMBERS.findall(rest), LETTERS.findall(rest.casefold())
    if len(years) == 1 and len(numbers) == 1 and numbers[0] in ("1", "2", "3", "4") and QUARTER_WORDS.issuperset(words):
        return Quarter(int(years[0]), int(numbers[0]))
    day = day_from_entry(text)
    return Quarter.of(day) if day else None


@cache
def kinds() -> dict[str, str]:
    """Return the kind that each word stands for, in every language."""
    return {plain_name(word): one.value for one in TenderKind for word in in_every_language(one.label)}


@cache
def procedures() -> dict[str, str]:
    """Return the procedure that each word stands for, in every language."""
    return {plain_name(word): one.value for one in Procedure for word in in_every_language(one.label)}


@cache
def yes_and_no() -> dict[str, bool]:
    """Return what yes and no are, in every language."""
    return {plain_name(word): said for words, said in ((YES, True), (NO, False)) for word in in_every_language(words)}
