"""Calendar arithmetic on day numbers, one day or a column of days (A3, C8).

A day is a number: days since 1970-01-01. Every day has a *key* in a calendar where each month has 32 slots and each
year 384, so that years, months and anniversaries are plain arithmetic on keys; a slot that its month does not have
(31 April, 29 February of a common year) stands for the first day of the next month. No library's own way of adding
years does that: they all step back to the 28th.

A year fraction is a whole number of `ONE_YEAR`ths, so that it is exact: 365 and 366 both divide `ONE_YEAR`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int32]

FIRST_YEAR, LAST_YEAR = 1899, 2210
MONTH_SLOTS = 32
YEAR_SLOTS = 12 * MONTH_SLOTS
ONE_YEAR = 365 * 366

_EPOCH = date(1970, 1, 1).toordinal()
FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal() - _EPOCH
LAST_DAY = date(LAST_YEAR, 12, 31).toordinal() - _EPOCH


def _tables() -> tuple[Days, Days]:
    """Return the key of every day, and the day of every key."""
    first_month = (FIRST_YEAR - 1970) * 12
    months = np.arange((LAST_YEAR + 1 - FIRST_YEAR) * 12 + 1) + first_month
    starts = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    slots = np.arange(MONTH_SLOTS)
    day_of_key = np.minimum(starts[:-1, None] + slots, starts[1:, None]).astype(np.int32).ravel()
    days = np.arange(FIRST_DAY, LAST_DAY + 1)
    month = np.searchsorted(starts, days, side="right") - 1
    key_of_day = (month * MONTH_SLOTS + days - starts[month]).astype(np.int32)
    return key_of_day, day_of_key


_KEY_OF_DAY, _DAY_OF_KEY = _tables()


def day_number(day: date) -> int:
    """Return the number of `day`."""
    return day.toordinal() - _EPOCH


def date_of(number: int) -> date:
    """Return the date that has this day number."""
    return date.fromordinal(int(number) + _EPOCH)


def keys_of(days: Any) -> Any:
    """Return the keys of days; a day outside the calendar gets the key of the nearest day in it."""
    return _KEY_OF_DAY.take(np.subtract(days, FIRST_DAY), mode="clip")


def days_of(keys: Any) -> Any:
    """Return the days of keys; a key outside the calendar gives the nearest day in it."""
    return _DAY_OF_KEY.take(keys, mode="clip")


def add_months(days: Any, months: int) -> Any:
    """Return the days so many months later: the same day number, or the 1st of the next month (C8)."""
    return days_of(keys_of(days) + MONTH_SLOTS * months)


def anniversary(days: Any, years: Any) -> Any:
    """Return the days so many whole years later; 29 February in a common year is 1 March (A3)."""
    return days_of(keys_of(days) + YEAR_SLOTS * years)


def whole_years(anchor: Any, until: Any) -> Any:
    """Return how many anniversaries of `anchor` have come on day `until`."""
    return (keys_of(until) - keys_of(anchor)) // YEAR_SLOTS


def year_fraction(anchor: Any, until: Any) -> Any:
    """Return YF(anchor, until), `until` left out, in `ONE_YEAR`ths; `until` is not before `anchor` (A3)."""
    anchor_key = keys_of(anchor)
    years = (keys_of(until) - anchor_key) // YEAR_SLOTS
    turn_key = anchor_key + years * YEAR_SLOTS
    turn = days_of(turn_key)
    days_in_year = days_of(turn_key + YEAR_SLOTS) - turn
    return years * ONE_YEAR + (until - turn) * (365 + 366 - days_in_year)
