"""How figures and days are written on a screen, in the language that is active.

What a sentence needs too comes from `usecases.figures`; here is the rest. Units as everywhere: money is cents, hours
are hundredths, percentages are ten-thousandths of a percent. Spaces inside a figure never break.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tegenwaarde.kernel.money import half_up
from tegenwaarde.kernel.period import Period
from tegenwaarde.usecases.figures import NBSP, day, hours, money, percent, quarter, whole_number, with_decimals

__all__ = ["NBSP", "hours", "percent", "quarter"]

euro_cents = money
longdate = day


def _dutch() -> bool:
    return (get_language() or "nl").startswith("nl")


def as_typed(value: int, places: int) -> str:
    """Return a figure as one would type it: in English without marks between thousands, which could be misread."""
    text = with_decimals(value, places)
    return text if _dutch() else text.replace(",", "")


def euro_whole(cents: int) -> str:
    """Return an amount in whole euros, half up: `€ 1.235`."""
    whole = whole_number(half_up(abs(cents), 100))
    sign = "-" if cents < 0 and whole != "0" else ""
    return f"€{NBSP}{sign}{whole}" if _dutch() else f"{sign}€{whole}"


def share_of(part: int, whole: int) -> str:
    """Return how much of `whole` is `part`, in whole percents, half up.

    Never 100% before it is all there, and something is never 0%.
    """
    if part <= 0 or whole <= 0:
        return f"{0 if part <= 0 else 100}%"
    rounded = half_up(part * 100, whole)
    if not rounded:
        return _("less than 1%")
    return f"{min(rounded, 99) if part < whole else rounded}%"


def hours_number(hundredths: int) -> str:
    """Return hours without their unit: 3,250 → `32,5`."""
    return with_decimals(hundredths, 2)


def shortdate(day: date, *, year: bool = True) -> str:
    """Return a day with its month shortened: `1 mrt 2017`, or `1 mrt` without its year."""
    text = f"{day.day}{NBSP}{_short_month(day)}"
    return f"{text}{NBSP}{day.year}" if year else text


def _short_month(day: date) -> str:
    name = str(MONTHS_3[day.month])
    return name if _dutch() else name.capitalize()


def days(first: date, last: date | None) -> str:
    """Return the days `first` to `last`, both counted: `1 mrt t/m 31 aug 2017`; `last` None is not ended yet."""
    if last is None:
        return _("from %(first)s") % {"first": shortdate(first)}
    if first == last:
        return shortdate(first)
    start = shortdate(first, year=first.year != last.year)
    return _("%(first)s to %(last)s") % {"first": start, "last": shortdate(last)}


def period(value: Period) -> str:
    """Return a period in words; a period without days is an en dash."""
    return days(value.start, value.last) if value.days else "–"


def moment(value: datetime) -> str:
    """Return a moment in the time of the clock on the wall: `1 maart 2017, 14:05`."""
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{longdate(here)}, {here:%H:%M}"
