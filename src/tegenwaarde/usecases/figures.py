"""How figures are written in sentences, in the language that is active: `€ 1.234,56`, `1 maart 2017`, `5%`.

The ending of a figure's name says its unit, as in `kernel.step`. Spaces inside a figure never break.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.kernel.step import Figure

DECIMAL = re.compile(r"[0-9]+\.[0-9]{2}")
NBSP = "\N{NO-BREAK SPACE}"


def _dutch() -> bool:
    return (get_language() or "nl").startswith("nl")


def whole_number(value: int) -> str:
    """Return a whole number with its thousands apart: `1.234`."""
    text = f"{value:,}"
    return text.replace(",", ".") if _dutch() else text


def with_decimals(value: int, places: int) -> str:
    """Return `value` with its last `places` digits behind the mark, without zeros at the end: 325, 2 → `3,25`."""
    whole, part = divmod(abs(value), 10**places)
    decimals = f"{part:0{places}d}".rstrip("0")
    mark = "," if _dutch() else "."
    text = f"{whole_number(whole)}{mark}{decimals}" if decimals else whole_number(whole)
    return f"-{text}" if value < 0 else text


def decimal(text: str) -> str:
    """Return a plain number with two decimals as people write it: `3500000.00` → `3.500.000,00`."""
    whole, part = text.split(".")
    return f"{whole_number(int(whole))}{',' if _dutch() else '.'}{part}"


def money(cents: int) -> str:
    """Return an amount with its cents: `€ 1.234,56`."""
    whole, part = divmod(abs(cents), 100)
    amount = f"{whole_number(whole)}{',' if _dutch() else '.'}{part:02d}"
    sign = "-" if cents < 0 else ""
    return f"€{NBSP}{sign}{amount}" if _dutch() else f"{sign}€{amount}"


def money_in_a_sentence(cents: int) -> str:
    """Return an amount, without its cents where there are none: `€ 221.000`."""
    return money(cents) if cents % 100 else money(cents)[:-3]


def percent(value: int) -> str:
    """Return ten-thousandths of a percent as a percentage: 50,000 → `5%`."""
    return f"{with_decimals(value, 4)}%"


def hours(hundredths: int) -> str:
    """Return hours with their unit: 3,250 → `32,5 uur`."""
    unit = ngettext("hour", "hours", 1 if hundredths == 100 else 2)
    return f"{with_decimals(hundredths, 2)}{NBSP}{unit}"


def day(value: date) -> str:
    """Return a day: `1 maart 2017`."""
    return f"{value.day}{NBSP}{MONTHS[value.month]}{NBSP}{value.year}"


def quarter(value: Quarter) -> str:
    """Return a quarter: `1e kwartaal 2017`."""
    ordinal = {1: _("1st"), 2: _("2nd"), 3: _("3rd"), 4: _("4th")}[value.number]
    return _("%(ordinal)s quarter of %(year)s") % {"ordinal": ordinal, "year": value.year}


def _number_of(value: int, one: str, many: str) -> str:
    return f"{whole_number(value)}{NBSP}{one if value == 1 else many}"


def days(value: int) -> str:
    """Return a number of days: `184 dagen`."""
    return _number_of(value, _("day"), _("days"))


def years(value: int) -> str:
    """Return a number of years: `2 jaar`."""
    return _number_of(value, _("year"), _("years"))


_WRITERS: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("_cents", money_in_a_sentence),
    ("_percent", percent),
    ("_hours", hours),
    ("_days", days),
    ("_years", years),
)


def written(name: str, value: Figure) -> str:
    """Return a step's or event's figure as a sentence says it, by the ending of its name."""
    if name == "day" or name.endswith("_day"):
        return _day_in_words(str(value))
    if isinstance(value, str):
        return decimal(value) if DECIMAL.fullmatch(value) else value
    for ending, write in _WRITERS:
        if name.endswith(ending):
            return write(value)
    return str(value)


def _day_in_words(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def sentence(words: str, figures: Mapping[str, Figure]) -> str:
    """Return words with their `{named}` places filled by figures, each as a sentence says it."""
    return words.format(**{name: written(name, value) for name, value in figures.items()})


def in_a_column(name: str, value: Figure) -> str:
    """Return a figure as it stands in a column of figures: amounts always with their cents."""
    return money(value) if name.endswith("_cents") and isinstance(value, int) else written(name, value)
