"""Where a contract stands (D1, D2), and what counts as realised and as committed (C10); cents throughout."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from tegenwaarde.engine.results import Amounts, Pace
from tegenwaarde.kernel.calendar import day_number, year_fraction
from tegenwaarde.kernel.exact import column_of, half_up_share
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.step import Step
from tegenwaarde.policy.book import PERCENT, PolicyBook

WHOLE = 100 * PERCENT


def expected_cents(net_cents: int, contract: Period, on: date) -> int:
    """Return what should have been realised up to and with day `on` (D1): net × YF, half up; zero before the start."""
    until = min(max(on + timedelta(days=1), contract.start), contract.until)
    bounds = np.array([day_number(until), day_number(contract.until)], dtype=np.int32)
    passed, whole = year_fraction(np.full(2, day_number(contract.start), dtype=np.int32), bounds).astype(np.int64)
    return int(half_up_share(column_of([net_cents]), np.array([passed]), np.array([whole]))[0])


def pace(
    book: PolicyBook, *, net_cents: int, contract: Period, realised_cents: int, committed_cents: int, on: date
) -> Pace:
    """Return the state of a contract on day `on` (D2): realised up to that day, forecast is what is committed."""
    expected = expected_cents(net_cents, contract, on)
    enough = expected * (WHOLE - book.pace.tolerance)
    state = _state(
        fulfilled=realised_cents >= net_cents,
        over=on >= contract.until,
        on_track=realised_cents * WHOLE >= enough,
        covered=committed_cents >= net_cents,
    )
    start, last = contract.start.isoformat(), contract.last.isoformat()
    steps = (
        Step(
            "expected",
            (("net_cents", net_cents), ("first_day", start), ("last_day", last), ("expected_cents", expected)),
            "D1",
            book.pace.source,
        ),
        Step(
            "pace",
            (
                ("state", state),
                ("realised_cents", realised_cents),
                ("expected_cents", expected),
                ("tolerance_percent", book.pace.tolerance),
                ("forecast_cents", committed_cents),
                ("net_cents", net_cents),
            ),
            "D2",
            book.pace.source,
        ),
    )
    return Pace(on, net_cents, expected, realised_cents, committed_cents, state, steps)


def realised_cents(approved: Iterable[Amounts]) -> int:
    """Return what is realised (C10): approved values, each up to and with the day that is asked about."""
    return sum(amounts.total for amounts in approved)


def committed_cents(approved_to_end: Iterable[Amounts], agreed_cents: Iterable[int]) -> int:
    """Return what is committed (C10): approved values to the contract's end, and agreed ones not yet reported."""
    return sum(amounts.total for amounts in approved_to_end) + sum(agreed_cents)


def _state(*, fulfilled: bool, over: bool, on_track: bool, covered: bool) -> str:
    if fulfilled:
        return "fulfilled"
    if over:
        return "short"
    if on_track:
        return "on_track"
    return "behind_covered" if covered else "at_risk"
