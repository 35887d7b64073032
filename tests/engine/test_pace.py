"""Where a contract stands (D1, D2), and what is realised and committed (C10)."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.engine.pace import committed_cents, expected_cents, pace, realised_cents
from tegenwaarde.engine.results import Amounts
from tegenwaarde.kernel.period import Period
from tests.engine.books import BOOK

TWO_YEARS = Period.inclusive(date(2017, 1, 1), date(2018, 12, 31))
NET = 100_000


@pytest.mark.parametrize(
    ("on", "cents"),
    [
        (date(2016, 6, 1), 0),
        (date(2016, 12, 31), 0),
        (date(2017, 1, 1), 137),  # 1/730, half up
        (date(2017, 12, 31), 50_000),
        (date(2018, 12, 31), NET),
        (date(2030, 1, 1), NET),
    ],
)
def test_what_is_expected_grows_with_the_days(on: date, cents: int) -> None:
    assert expected_cents(NET, TWO_YEARS, on) == cents


def test_a_huge_obligation_is_expected_exactly() -> None:
    assert expected_cents(10**30, TWO_YEARS, date(2017, 12, 31)) == 5 * 10**29


@pytest.mark.parametrize(
    ("realised", "committed", "on", "state"),
    [
        (NET, NET, date(2017, 6, 30), "fulfilled"),
        (NET, NET, date(2020, 1, 1), "fulfilled"),
        (45_000, 45_000, date(2017, 12, 31), "on_track"),
        (44_999, NET, date(2017, 12, 31), "behind_covered"),
        (44_999, NET - 1, date(2017, 12, 31), "at_risk"),
        (NET - 1, NET, date(2018, 12, 31), "on_track"),
        (NET - 1, NET, date(2019, 1, 1), "short"),
        (0, 0, date(2016, 12, 31), "on_track"),
    ],
)
def test_a_contract_is_in_one_state(realised: int, committed: int, on: date, state: str) -> None:
    stand = pace(BOOK, net_cents=NET, contract=TWO_YEARS, realised_cents=realised, committed_cents=committed, on=on)
    assert stand.state == state
    assert (stand.realised_cents, stand.forecast_cents, stand.net_cents) == (realised, committed, NET)


def test_nothing_due_is_fulfilled() -> None:
    stand = pace(BOOK, net_cents=0, contract=TWO_YEARS, realised_cents=0, committed_cents=0, on=date(2017, 1, 1))
    assert stand.state == "fulfilled"


def test_the_state_says_the_figures_it_comes_from() -> None:
    stand = pace(BOOK, net_cents=NET, contract=TWO_YEARS, realised_cents=1, committed_cents=2, on=date(2017, 12, 31))
    assert [(step.code, step.rule) for step in stand.steps] == [("expected", "D1"), ("pace", "D2")]
    assert stand.steps[0]["expected_cents"] == 50_000
    assert stand.steps[1]["tolerance_percent"] == 100_000


def test_realised_is_what_was_approved_and_committed_adds_what_is_agreed() -> None:
    approved = [Amounts(base=10, infra=5), Amounts(base=1)]
    assert realised_cents(approved) == 16
    assert committed_cents(approved, [100, 20]) == 136
