"""The words every room shares: cents, periods, quarters, problems and steps."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.kernel.money import cents_from_text, half_up, text_from_cents
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.quarter import Quarter, quarters_between
from tegenwaarde.kernel.step import Step, steps_from_json, steps_to_json


def test_half_a_cent_is_rounded_up() -> None:
    assert [half_up(n, 2) for n in (0, 1, 2, 3)] == [0, 1, 1, 2]
    assert half_up(149, 100) == 1


@pytest.mark.parametrize(("text", "cents"), [("0", 0), ("12", 1_200), ("12.5", 1_250), ("12.05", 1_205)])
def test_a_plain_number_is_read_as_cents(text: str, cents: int) -> None:
    assert cents_from_text(text) == cents


@pytest.mark.parametrize("text", ["", "-1", "1,5", "1.234", ".5", "1.", " 1", "1e3", "١"])
def test_anything_else_is_not_an_amount(text: str) -> None:
    assert cents_from_text(text) is None


def test_cents_are_written_with_two_decimals() -> None:
    assert [text_from_cents(cents) for cents in (0, 5, 123_456, -5)] == ["0.00", "0.05", "1234.56", "-0.05"]


def test_a_period_counts_its_first_day_and_not_its_end() -> None:
    year = Period.inclusive(date(2017, 1, 1), date(2017, 12, 31))
    assert year.days == 365
    assert year.last in year
    assert year.until not in year


def test_periods_that_do_not_touch_meet_in_nothing() -> None:
    spring = Period(date(2017, 3, 1), date(2017, 6, 1))
    autumn = Period(date(2017, 9, 1), date(2017, 12, 1))
    assert spring.meet(autumn).days == 0
    assert spring.meet(Period(date(2017, 5, 1), date(2018, 1, 1))) == Period(date(2017, 5, 1), date(2017, 6, 1))


def test_quarters_follow_each_other_over_the_turn_of_the_year() -> None:
    last = Quarter.of(date(2017, 12, 31))
    assert str(last) == "2017-Q4"
    assert last.next() == Quarter(2018, 1)
    assert last.next().previous() == last
    assert last.period == Period(date(2017, 10, 1), date(2018, 1, 1))


def test_every_quarter_with_a_day_in_it_is_listed() -> None:
    quarters = quarters_between(date(2017, 3, 31), date(2017, 7, 1))
    assert [quarter.number for quarter in quarters] == [1, 2, 3]


def test_a_problem_says_its_sentence_with_its_figures() -> None:
    assert str(Problem("TOO_OLD", "Not yet {age}.", "birth_date", (("age", 27),))) == "Not yet 27."


def test_steps_survive_being_kept_as_plain_data() -> None:
    step = Step("year_share", (("rest_days", 184), ("last_day", "2017-08-31")), "A3", "note 4.4/2")
    assert step["rest_days"] == 184
    assert steps_from_json(steps_to_json([step])) == (step,)
