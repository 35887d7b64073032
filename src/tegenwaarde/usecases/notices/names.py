"""Names and numbers of organisations as they are compared: legal form, case, accents and signs do not count."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

DUTCH_FORMS = ("bv", "nv", "vof", "cv", "ua", "cooperatie", "stichting", "vereniging", "maatschap", "gemeente")
FORMS_ABROAD = ("gmbh", "ag", "kg", "ohg", "ltd", "limited", "llp", "plc", "inc", "corp", "oy", "oyj", "ab", "as")
MORE_FORMS_ABROAD = ("aps", "sa", "sas", "sarl", "srl", "spa", "sprl", "bvba", "vzw", "asbl")
LEGAL_FORMS = frozenset((*DUTCH_FORMS, *FORMS_ABROAD, *MORE_FORMS_ABROAD))
SIGNS = re.compile(r"[^a-z0-9]+")
DOTTED = re.compile(r"\b(?:[a-z]\.\s*){2,}|\b[a-z](?:\.[a-z])+\b")
WHAT_A_NUMBER_IS_CALLED = re.compile(r"^(?:vat|btw|kvk|no|nr|tva|ust|hrb?)(?=[^a-z]|\d|[a-z]{2}\d)", re.IGNORECASE)
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
ALIKE, NOT_QUITE_DIFFERENT = 85, 60  # of a hundred
TELLING = 4  # letters that a word needs to tell one organisation from another


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """Return a name as it is compared: `Gemeente Voorbeeldstad` and `VOORBEELDSTAD` are the same."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    bare = DOTTED.sub(lambda found: f"{re.sub(r'[^a-z]', '', found.group())} ", bare.replace("&", " en "))
    words = _letters_together(SIGNS.sub(" ", bare).split())
    telling = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(telling or words) or bare.strip()


def _letters_together(words: list[str]) -> list[str]:
    """Return the words with letters that stand alone put together: `b v` is `bv`."""
    found: list[str] = []
    alone = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and alone:
            found[-1] += word
        else:
            found.append(word)
        alone = single
    return found


def squeezed(number: str) -> str:
    """Return a number of a register without signs and without what it is called: `VAT: FI 2183 2199` → `FI21832199`."""
    if UUID.fullmatch(number.strip()):
        return ""
    bare = WHAT_A_NUMBER_IS_CALLED.sub("", number.strip())
    letters = re.sub(r"[^0-9A-Za-z]", "", bare).upper()
    return letters if any(sign.isdigit() for sign in letters) else ""


def alike(one: str, other: str) -> bool:
    """Say whether two plain names may well be of one organisation: nearly the same, or one with words added."""
    return _one_within_the_other(one, other) or _ratio(one, other) >= ALIKE


def quite_different(one: str, other: str) -> bool:
    """Say whether two plain names are so far apart that a shared number has to be looked at."""
    return not _one_within_the_other(one, other) and _ratio(one, other) < NOT_QUITE_DIFFERENT


def _one_within_the_other(one: str, other: str) -> bool:
    fewer, more = sorted((set(one.split()), set(other.split())), key=len)
    return fewer <= more and any(len(word) >= TELLING for word in fewer)


def _ratio(one: str, other: str) -> int:
    longest = max(len(one), len(other), 1)
    if (longest - min(len(one), len(other))) * 100 // longest > 100 - NOT_QUITE_DIFFERENT:
        return 0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return 200 * same // max(len(one) + len(other), 1)
