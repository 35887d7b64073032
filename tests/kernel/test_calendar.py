"""Day numbers, anniversaries, months and the exact year fraction (A3, C8)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenwaarde.kernel import calendar
from tegenwaarde.kernel.calendar import ONE_YEAR, add_months, anniversary, date_of, day_number, whole_years
from tests.engine.properties import few
from tests.engine.reference import later
from tests.engine.reference import year_fraction as slow_year_fraction

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def number(text: str) -> int:
    return day_number(date.fromisoformat(text))


def day(value: int) -> str:
    return date_of(value).isoformat()


def fraction(anchor: str, until: str) -> Fraction:
    return Fraction(int(calendar.year_fraction(number(anchor), number(until))), ONE_YEAR)


def test_a_day_number_counts_from_1970() -> None:
    assert number("1970-01-01") == 0
    assert day(number("1900-02-28") + 1) == "1900-03-01"


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2017-01-15", 3, "2017-04-15"),
        ("2017-01-31", 1, "2017-03-01"),
        ("2016-01-31", 1, "2016-03-01"),
        ("2017-08-31", 3, "2017-12-01"),
        ("2016-02-29", 24, "2018-03-01"),
        ("2016-02-29", 48, "2020-02-29"),
        ("2017-11-30", 3, "2018-03-01"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_first_of_the_next_month(start: str, months: int, expected: str) -> None:
    assert day(add_months(number(start), months)) == expected


def test_the_anniversary_of_a_leap_day_is_the_first_of_march() -> None:
    turns = anniversary(np.full(5, number("2016-02-29"), dtype=np.int32), np.arange(5))
    assert [day(turn) for turn in turns] == ["2016-02-29", "2017-03-01", "2018-03-01", "2019-03-01", "2020-02-29"]


def test_the_anniversary_of_28_february_stays_before_a_leap_day() -> None:
    assert day(anniversary(number("2015-02-28"), 1)) == "2016-02-28"


@pytest.mark.parametrize(
    ("anchor", "until", "expected"),
    [
        ("2017-03-01", "2018-03-01", Fraction(1)),
        ("2017-03-01", "2017-09-01", Fraction(184, 365)),
        ("2016-02-29", "2017-03-01", Fraction(1)),
        ("2017-09-01", "2019-07-13", 1 + Fraction(315, 365)),
        ("2016-01-01", "2016-12-31", Fraction(365, 366)),
        ("2017-03-01", "2017-03-01", Fraction(0)),
    ],
)
def test_a_year_fraction_is_exact(anchor: str, until: str, expected: Fraction) -> None:
    assert fraction(anchor, until) == expected


@few
@given(DAYS, st.integers(0, 40_000))
def test_the_year_fraction_agrees_with_counting_on_dates(anchor: date, length: int) -> None:
    until = date_of(min(day_number(anchor) + length, number("2199-12-31")))
    assert fraction(anchor.isoformat(), until.isoformat()) == slow_year_fraction(anchor, until)


@few
@given(DAYS, st.integers(0, 80))
def test_anniversaries_agree_with_dates(anchor: date, years: int) -> None:
    years = min(years, 2199 - anchor.year)
    turn = later(anchor, years)
    assert date_of(anniversary(day_number(anchor), years)) == turn
    assert whole_years(day_number(anchor), day_number(turn)) == years
    assert whole_years(day_number(anchor), day_number(turn) - 1) == years - 1


def test_a_day_outside_the_calendar_is_the_nearest_day_in_it() -> None:
    far = np.array([-(2**29), 2**29], dtype=np.int32)
    assert calendar.days_of(calendar.keys_of(far)).tolist() == [calendar.FIRST_DAY, calendar.LAST_DAY]
