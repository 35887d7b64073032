"""Who somebody is, taken in once: checked, hashed at once, and never kept as it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.identity import chain_of, chains_of, normalised_name
from tegenwaarde.usecases.refusals import Invalid

FIRST_BIRTH_DATE = date(1900, 1, 1)
LONGEST_NAME = 200
Chain = tuple[str, ...]  # a hash with the first key, with the first two, and so on
A_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, as the hashes with the first key, the first two, and so on. Holds no name and no day."""

    chain: Chain

    @property
    def made(self) -> str:
        """Return the hash with every key."""
        return self.chain[-1]

    @property
    def keys(self) -> int:
        """Return how many keys made it."""
        return len(self.chain)

    def is_of(self, made: str, keys: int) -> bool:
        """Say whether a hash made with so many keys is of this person."""
        return 0 < keys <= len(self.chain) and self.chain[keys - 1] == made


def identify(*, name_at_birth: str, birth_date: date | None, today: date) -> Identity | None:
    """Return who somebody is; None where neither was given. Raises Invalid at `name_at_birth` or `birth_date`."""
    name = name_at_birth.strip()
    if not name and birth_date is None:
        return None
    known = normalised_name(name)
    problems = [*_with_the_name(name, known), *_with_the_day(birth_date, today)]
    if problems or birth_date is None:
        raise Invalid(problems)
    return Identity(chain_of(known, birth_date))


def identify_many(names: Sequence[str], births: Sequence[date | None], today: date) -> list[Chain]:
    """Return the hashes of many people, as an identity has them; none where anything is missing or wrong.

    Each distinct name is normalised once, and nothing of it outlives the call.
    """
    known = {name: _sound_name(name) for name in set(names)}
    days = {day: "" if any(_with_the_day(day, today)) or day is None else day.isoformat() for day in set(births)}
    told = zip(map(known.__getitem__, names), map(days.__getitem__, births), strict=True)
    return chains_of([f"{name}|{day}" if name and day else "" for name, day in told])


def _sound_name(name: str) -> str:
    """Return the name normalised, empty where it is none."""
    known = normalised_name(name)
    return "" if any(_with_the_name(name.strip(), known)) else known


def _with_the_name(name: str, known: str) -> Iterator[Problem]:
    if not name:
        yield Problem("BIRTH_NAME_MISSING", "Give the name at birth too.", "name_at_birth")
    elif len(name) > LONGEST_NAME or A_DIGIT.search(name) or not known:
        text = "This is not a name. Give the family name with which this person was born, without figures."
        yield Problem("BIRTH_NAME_WRONG", text, "name_at_birth")


def _with_the_day(born: date | None, today: date) -> Iterator[Problem]:
    if born is None:
        yield Problem("BIRTH_DATE_MISSING", "Give the date of birth too.", "birth_date")
    elif not FIRST_BIRTH_DATE <= born < today:
        yield Problem("BIRTH_DATE_WRONG", "This cannot be a date of birth: correct it.", "birth_date")
