"""Who somebody is, as a keyed hash: enough to find the same person twice, too little to tell who it is.

The hash is HMAC-SHA256 over the name at birth (normalised) and the date of birth, chained over
`settings.REFERENCE_KEYS` (the oldest first): the first key hashes the person, each next one hashes the hash. So a
renewed key needs no name.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from django.conf import settings

# The prefixes that Dutch registers know, and those of names from elsewhere; with or without, a name is the same.
_LISTED = (
    "aan abu af al am an at auf aus bei ben bij bin boven da dal das de degli dei del della den der des deze di die do"
    " don dos du el ibn il im in la las le les lo los met of onder op over s t te ten ter then tho thoe to toe tot uijt"
    " uit unter van vanden vander vd vdn vdr vom von voor vor zu zum zur"
)
PREFIXES = frozenset(_LISTED.replace("ij", "y").split())
# Letters that Unicode does not take apart into a letter and a mark.
LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h"})
APOSTROPHES = (
    "'`\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}\N{MODIFIER LETTER APOSTROPHE}"
)
SHORTENED = re.compile(rf"(?<!\w)[{APOSTROPHES}]\s*([st])(?=\W|[^\W\d_])", re.IGNORECASE)  # 's-Graven…, 't Hooft
APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
NO_LETTERS = re.compile(r"[\W\d_]+")


class KeysMissing(LookupError):
    """A hash was made with more keys than `settings.REFERENCE_KEYS` has: put the lost ones back."""


def identity_hash(name_at_birth: str, birth_date: date) -> tuple[str, int]:
    """Return the hash with every key (hexadecimal), and how many keys made it."""
    chain = identity_chain(name_at_birth, birth_date)
    return chain[-1], len(chain)


def identity_chain(name_at_birth: str, birth_date: date) -> tuple[str, ...]:
    """Return the hash with the first key, with the first two, and so on: what a row not yet renewed would hold."""
    return chain_of(normalised_name(name_at_birth), birth_date)


def chain_of(normalised: str, birth_date: date) -> tuple[str, ...]:
    """Return the same for a name that is normalised already."""
    return chains_of([f"{normalised}|{birth_date.isoformat()}"])[0]


def chains_of(people: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the chains of many people, each told as `normalised name|date`; an empty one for an empty text."""
    made: list[list[str]] = [list(people)]
    for key in settings.REFERENCE_KEYS:
        secret = key.encode()
        made.append([hmac.digest(secret, one.encode(), "sha256").hex() if one else "" for one in made[-1]])
    return [chain if chain[0] else () for chain in zip(*made[1:], strict=True)]


def renewed_hash(made: str, keys: int) -> tuple[str, int]:
    """Return a hash that `keys` keys made with the later keys added, and their number; KeysMissing for too many."""
    known = settings.REFERENCE_KEYS
    if keys > len(known):
        raise KeysMissing(f"a hash was made with {keys} keys, REFERENCE_KEYS has {len(known)}")
    for key in known[keys:]:
        made = _keyed(key, made)
    return made, len(known)


def normalised_name(name: str) -> str:
    """Return a name as it is compared: its words without case, marks, initials and prefixes, in the alphabet's order.

    `IJ` and `Y` are one letter, hyphens and spaces one sign. A name of prefixes or single letters alone keeps them.
    """
    if name.isascii() and name.isalpha():
        return name.lower().replace("ij", "y")
    letters = name.lower() if name.isascii() and not APOSTROPHE.search(name) else _plain_letters(name)
    words = [word.replace("ij", "y") for word in NO_LETTERS.split(letters) if word]
    telling = [word for word in words if len(word) > 1 and word not in PREFIXES]
    return " ".join(sorted(telling or words))


def _plain_letters(name: str) -> str:
    """Return a name in small letters without marks and apostrophes."""
    plain = APOSTROPHE.sub("", SHORTENED.sub(r" \1 ", name))
    decomposed = unicodedata.normalize("NFKD", plain.casefold()).translate(LETTERS)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def _keyed(key: str, message: str) -> str:
    return hmac.digest(key.encode(), message.encode(), "sha256").hex()
