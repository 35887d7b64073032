"""Every way in which a placement is refused, and what it is told (C8 and the batch interface)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tegenwaarde.engine.facts import HoursChange, PlacementFacts
from tegenwaarde.engine.placements import value_columns
from tegenwaarde.engine.refusals import NO_RIGHT_ROW, SENTENCES, Refusal, problem_of
from tegenwaarde.engine.results import Amounts
from tegenwaarde.engine.valuing import Unvalued, derived_figures, value_placement
from tegenwaarde.policy.book import PolicyBook
from tests.engine.books import BLOCKS, BOOK
from tests.engine.placement_rows import as_columns, facts

BARE = PlacementFacts(block="1", contract_start=date(2017, 1, 1), contract_end=date(2018, 12, 31))
REFUSED = {
    "UNKNOWN_ROW": [facts(block="16"), facts(block=""), facts(block="01")],
    "CONTRACT_START_MISSING": [facts(contract_start=None)],
    "CONTRACT_END_MISSING": [facts(contract_end=None)],
    "CONTRACT_END_BEFORE_START": [facts(contract_end="2016-12-31")],
    "EMPLOYMENT_START_MISSING": [facts(employment_start=None)],
    "EMPLOYMENT_END_BEFORE_START": [
        facts(employment_end="2017-02-28"),
        facts(block="9", activity_date="2017-06-01", invoice_cents=1, employment_end="2017-02-28"),
    ],
    "HOURS_PER_WEEK_MISSING": [facts(hours_per_week=None)],
    "HOURS_NOT_ABOVE_ZERO": [
        facts(hours_per_week=0),
        facts(hours_per_week=-1),
        facts(hours_per_week=0, block="15", activity_date="2017-06-01", activity_hours=100),
        facts(hours_changes=(HoursChange(date(2017, 6, 1), -1),)),
    ],
    "FULLTIME_HOURS_NOT_ABOVE_ZERO": [facts(fulltime_hours=0)],
    "STUDY_END_MISSING": [facts(block=row) for row in ("10", "11", "12")],
    "STUDY_END_BEFORE_START": [
        facts(block="10", study_start="2017-09-01", study_end="2017-08-31"),
        facts(block="3", study_start="2017-09-01", study_end="2017-08-31"),
    ],
    "BIRTH_DATE_MISSING": [facts(block="14")],
    "TOO_OLD": [facts(block="14", birth_date="1990-03-01"), facts(block="14", birth_date="1950-01-01")],
    "ACTIVITY_DATE_MISSING": [replace(BARE, block="9", invoice_cents=1), replace(BARE, block="15", activity_hours=1)],
    "INVOICE_EUR_MISSING": [replace(BARE, block="9", activity_date=date(2017, 6, 1))],
    "ACTIVITY_HOURS_MISSING": [replace(BARE, block="15", activity_date=date(2017, 6, 1))],
    "BENEFIT_RAN_LONGER": [facts(block="1", benefit_since="2015-03-01"), facts(block="5", benefit_since="2016-03-01")],
    "BENEFIT_RAN_SHORTER": [
        facts(block="2", benefit_since="2015-03-02"),
        facts(block="6", benefit_since="2016-03-02"),
        facts(block="5", benefit_since="2016-12-02"),
        facts(block="6", benefit_since="2017-03-01"),
    ],
}
CASES = [(code, placement) for code, placements in REFUSED.items() for placement in placements]


@pytest.mark.parametrize(("code", "placement"), CASES)
def test_a_placement_is_refused_for_its_reason(code: str, placement: PlacementFacts) -> None:
    valuation = value_placement(BOOK, placement)
    assert [problem.code for problem in valuation.problems] == [code]
    assert valuation.amounts == Amounts()
    assert valuation.counted is None


def test_refused_columns_say_the_same_as_refused_facts() -> None:
    values = value_columns(BOOK, as_columns([placement for code, placement in CASES if placement.hours_per_week != -1]))
    codes = [code for code, placement in CASES if placement.hours_per_week != -1]
    assert [Refusal(refusal).name for refusal in values.refusal] == codes
    assert not values.total.any()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"block": "1", "benefit_since": "2015-03-01"},
            "On the first day of employment the benefit had run 24 months or more, so this is row 2.",
        ),
        (
            {"block": "2", "benefit_since": "2016-03-01"},
            "On the first day of employment the benefit had run less than 24 months, so this is row 1.",
        ),
        (
            {"block": "6", "benefit_since": "2016-06-01"},
            "On the first day of employment the benefit had run less than 12 months, so this is row 5.",
        ),
        (
            {"block": "6", "benefit_since": "2017-01-01"},
            "On the first day of employment the benefit had run less than 3 months: no row values that.",
        ),
        ({"block": "17"}, "This policy has no such row: choose one of " + ", ".join(b.id for b in BLOCKS) + "."),
    ],
)
def test_a_refusal_says_what_to_do(changes: dict[str, Any], sentence: str) -> None:
    assert [str(problem) for problem in value_placement(BOOK, facts(**changes)).problems] == [sentence]


@pytest.mark.parametrize(
    ("block", "since"),
    [
        ("1", "2015-03-02"),
        ("2", "2015-03-01"),
        ("5", "2016-12-01"),
        ("5", "2016-03-02"),
        ("6", "2016-03-01"),
        ("1", "2018-01-01"),
    ],
)
def test_a_benefit_on_the_right_side_of_the_boundary_is_valued(block: str, since: str) -> None:
    assert value_placement(BOOK, facts(block=block, benefit_since=since)).problems == ()


def test_three_months_that_end_on_a_day_that_does_not_exist_end_a_day_later() -> None:
    early = facts(block="5", benefit_since="2016-11-30", employment_start="2017-02-28")
    assert [problem.code for problem in value_placement(BOOK, early).problems] == ["BENEFIT_RAN_SHORTER"]
    assert value_placement(BOOK, replace(early, employment_start=date(2017, 3, 1))).problems == ()


def test_the_age_limit_is_measured_on_the_first_day() -> None:
    assert value_placement(BOOK, facts(block="14", birth_date="1990-03-02")).problems == ()


def test_every_problem_is_told_at_once() -> None:
    wrong = facts(block="14", hours_per_week=0, contract_end="2016-12-31")
    codes = [problem.code for problem in value_placement(BOOK, wrong).problems]
    assert codes == ["CONTRACT_END_BEFORE_START", "BIRTH_DATE_MISSING", "HOURS_NOT_ABOVE_ZERO"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"birth_date": "1899-12-31"}, "DAY_OUTSIDE_CALENDAR"),
        ({"contract_end": "2200-01-01"}, "DAY_OUTSIDE_CALENDAR"),
        ({"hours_changes": (HoursChange(date(1850, 1, 1), 100),)}, "DAY_OUTSIDE_CALENDAR"),
        ({"invoice_cents": -1}, "AMOUNT_BELOW_ZERO"),
        ({"activity_hours": -100}, "AMOUNT_BELOW_ZERO"),
    ],
)
def test_what_no_calculation_can_take_is_refused(changes: dict[str, Any], code: str) -> None:
    assert [problem.code for problem in value_placement(BOOK, facts(**changes)).problems] == [code]
    with pytest.raises(Unvalued):
        derived_figures(BOOK, facts(**changes))


def test_refused_facts_have_no_figures_for_a_receipt() -> None:
    with pytest.raises(Unvalued, match="Give the hours per week"):
        derived_figures(BOOK, facts(hours_per_week=None))


@pytest.mark.parametrize("refusal", list(SENTENCES))
def test_every_refusal_has_a_sentence_for_every_row(refusal: Refusal) -> None:
    measured = refusal in NO_RIGHT_ROW
    for row in (row for row, block in enumerate(BLOCKS) if block.benefit_span or not measured):
        problem = problem_of(BOOK, refusal, row, right_row=0)
        assert problem.place
        assert "{" not in str(problem)


def test_a_fact_that_a_book_asks_for_is_asked_for() -> None:
    book: PolicyBook = replace(
        BOOK, blocks=tuple(replace(block, requires=frozenset({"benefit_since", "study_start"})) for block in BLOCKS)
    )
    codes = [problem.code for problem in value_placement(book, facts()).problems]
    assert codes == ["STUDY_START_MISSING", "BENEFIT_SINCE_MISSING"]
