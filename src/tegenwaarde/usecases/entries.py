"""Figures and days as people write them, on a screen or in a spreadsheet: to whole cents, hundredths and days."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from django.utils.dates import MONTHS, MONTHS_3

from tegenwaarde.usecases.spoken import in_every_language

MOST_WEEK_HOURS = 168 * 100  # hours in a week, in hundredths
DUTCH_MONEY = re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,(?P<part>[0-9]{1,2}))?")
ENGLISH_MONEY = re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.(?P<part>[0-9]{1,2})")
NUMBER = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<part>[0-9]+))?")
ANY_NUMBER = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*|[0-9]+)(?:[.,](?P<part>[0-9]+))?"
)
MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
LONGEST_WHOLE = 11  # digits before the mark: more euros than any contract has
DUTCH_DAY = re.compile(r"(?P<day>[0-9]{1,2})[-/. ](?P<month>[0-9]{1,2})[-/. ](?P<year>[0-9]{4})")
ISO_DAY = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
SPOKEN_DAY = re.compile(r"(?P<day>[0-9]{1,2})[ -](?P<month>[^\W\d_]+)\.?[ -](?P<year>[0-9]{4})")


def cents_from_entry(text: str) -> int | None:
    """Return the cents of an amount as people write it (`1.234,56`, `1234.56`, `€ 1.234`), None where it is none."""
    bare = SPACES.sub("", text).removeprefix("€").removesuffix(",-")
    found = DUTCH_MONEY.fullmatch(bare) or ENGLISH_MONEY.fullmatch(bare)
    if found is None:
        return None
    whole = found["whole"].replace(".", "").replace(",", "")
    return int(whole) * 100 + int((found["part"] or "").ljust(2, "0")) if len(whole) <= LONGEST_WHOLE else None


def scaled_from_entry(text: str, places: int) -> int | None:
    """Return a number (comma or point) times ten to the power `places`; None where it is none or too precise."""
    found = NUMBER.fullmatch(SPACES.sub("", text).removesuffix("%"))
    if found is None or len(found["whole"]) > LONGEST_WHOLE or len(found["part"] or "") > places:
        return None
    return int(found["whole"] + (found["part"] or "").ljust(places, "0"))


def what_is_wrong(text: str, places: int) -> str:
    """Return why a figure cannot be read: `negative`, `long`, `precise` (more decimals than `places`) or `invalid`."""
    bare = SPACES.sub("", text).removesuffix("%").removesuffix(",-").replace("€", "")
    if bare[:1] in MINUS and ANY_NUMBER.fullmatch(bare[1:]):
        return "negative"
    found = NUMBER.fullmatch(bare) or ANY_NUMBER.fullmatch(bare)
    if found is None:
        return "invalid"
    if len(re.sub("[.,]", "", found["whole"])) > LONGEST_WHOLE:
        return "long"
    return "precise" if len(found["part"] or "") > places else "invalid"


def day_from_entry(text: str) -> date | None:
    """Return a day written as `1-3-2017`, `1 maart 2017` or `2017-03-01` (a clock time is dropped); None for none."""
    bare = " ".join(text.split())
    found = DUTCH_DAY.fullmatch(bare) or ISO_DAY.fullmatch(bare) or SPOKEN_DAY.fullmatch(bare)
    if found is None:
        return None
    named = found["month"]
    try:
        month = int(named) if named.isdecimal() else _months()[named.casefold()]
        return date(int(found["year"]), month, int(found["day"]))
    except (ValueError, KeyError):
        return None


@cache
def _months() -> dict[str, int]:
    """Return the number of each month by its names, whole and short, in every language."""
    return {
        name.casefold().rstrip("."): number
        for months in (MONTHS, MONTHS_3)
        for number, words in months.items()
        for name in in_every_language(words)
    }
