"""What somebody searches for, word by word: text, perhaps a sum, perhaps days; and where in a text it stands."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tegenwaarde.records.plain import plain
from tegenwaarde.usecases.entries import cents_from_entry, day_from_entry

MOST_WORDS = 8
LONGEST = 100
KVK_DIGITS = 8
MONTHS = (
    ("januari", "january"), ("februari", "february"), ("maart", "march"), ("april", "april"), ("mei", "may"),
    ("juni", "june"), ("juli", "july"), ("augustus", "august"), ("september", "september"), ("oktober", "october"),
    ("november", "november"), ("december", "december"),
)  # fmt: skip
NUMBER_OF = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
DAY_IN_WORDS = re.compile(rf"(?:(?P<day>[0-9]{{1,2}}) )?(?P<month>{'|'.join(NUMBER_OF)}) (?P<year>(?:19|20)[0-9]{{2}})")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
APART = re.compile(r"[0-9]{1,4}(?: [0-9]{2,4})+(?![0-9.,])")  # a KvK number or a sum with spaces in it
DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that has to stand somewhere: `texts` are ways to write it, `cents` and `days` are inclusive spans."""

    texts: tuple[str, ...]
    cents: tuple[int, int] | None = None
    days: tuple[date, date] | None = None


Words = tuple[Word, ...]


def words_of(text: str) -> Words:
    """Return what is searched for; nothing where nothing is told. What is too much is left out."""
    told = " ".join(plain(text[:LONGEST]).replace("€", " ").split())
    found: list[Word] = []

    def taken(match: re.Match[str]) -> str:
        found.append(Word((match[0],), days=_days_in_words(match)))
        return " "

    rest = APART.sub(_together, DAY_IN_WORDS.sub(taken, told))
    found += [_word(one) for one in rest.split()]
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def _together(match: re.Match[str]) -> str:
    """Write digits with spaces in them as one where they are a KvK number or a sum."""
    parts = match[0].split()
    digits = "".join(parts)
    is_sum = len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
    return digits if len(digits) == KVK_DIGITS or is_sum else match[0]


def _word(text: str) -> Word:
    digits = "".join(DIGITS.findall(text))
    bare = len(digits) >= KVK_DIGITS and re.fullmatch(r"[0-9./-]+", text)
    return Word(tuple(dict.fromkeys((text, digits))) if bare else (text,), _span_of_cents(text), _span_of_days(text))


def _span_of_cents(text: str) -> tuple[int, int] | None:
    """Return the amount; one that is told without cents is any with those euros."""
    cents = cents_from_entry(text)
    if cents is None:
        return None
    exact = cents % 100 or re.search(r"[.,][0-9]{2}$", text)
    return (cents, cents) if exact else (cents, cents + 99)


def _span_of_days(text: str) -> tuple[date, date] | None:
    if YEAR.fullmatch(text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    day = day_from_entry(text)
    return (day, day) if day else None


def _days_in_words(match: re.Match[str]) -> tuple[date, date] | None:
    year, month = int(match["year"]), NUMBER_OF[match["month"]]
    last = monthrange(year, month)[1]
    if match["day"] is None:
        return date(year, month, 1), date(year, month, last)
    number = int(match["day"])
    return (date(year, month, number),) * 2 if 1 <= number <= last else None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, marked where it is what was searched for."""

    text: str
    marked: bool


def pieces(text: str, words: Iterable[Word]) -> tuple[Piece, ...]:
    """Return the text in parts, the words in it marked."""
    signs = [(small, place) for place, sign in enumerate(text) for small in plain(sign)]
    small = "".join(sign for sign, _place in signs)
    marked = [False] * len(text)
    for wanted in {one for word in words for one in word.texts}:
        start = small.find(wanted)
        while start >= 0:
            for _sign, place in signs[start : start + len(wanted)]:
                marked[place] = True
            start = small.find(wanted, start + 1)
    found: list[Piece] = []
    for sign, is_marked in zip(text, marked, strict=True):
        if found and found[-1].marked == is_marked:
            found[-1] = Piece(found[-1].text + sign, is_marked)
        else:
            found.append(Piece(sign, is_marked))
    return tuple(found)


def stands_in(text: str, word: Word) -> bool:
    """Say whether the word stands in the text."""
    small = plain(text)
    return any(one in small for one in word.texts)


def one_slip(one: str, other: str) -> bool:
    """Say whether two words differ by one sign: another, one more, one less, or two that changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[same:], other[same:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[:2] == others[1::-1] and rest[2:] == others[2:] and len(others) > 1)
    )
