"""One placement from every side: steps, curve, quarters, fitting blocks and receipts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tegenwaarde.engine.facts import HoursChange, PlacementFacts
from tegenwaarde.engine.results import Amounts
from tegenwaarde.engine.valuing import curve, derived_figures, fitting_blocks, quarter_lines, replay, value_placement
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.kernel.step import Step
from tests.engine.books import BOOK
from tests.engine.placement_rows import facts

PERSONAL = facts(
    block="5",
    employment_start="2017-04-01",
    hours_per_week=3_200,
    birth_date="1961-11-23",
    benefit_since="2016-08-17",
    permanent_from="2018-04-01",
    refugee=True,
)


def steps(placement: PlacementFacts, as_of: date | None = None) -> tuple[Step, ...]:
    return value_placement(BOOK, placement, as_of).steps


def said(placement: PlacementFacts, as_of: date | None = None) -> dict[str, dict[str, object]]:
    return {step.code: dict(step.figures) for step in steps(placement, as_of)}


def test_every_step_of_a_value_has_its_figure_and_its_rule() -> None:
    explained = steps(facts(block="2", employment_end="2017-08-31", hours_per_week=2_400))
    assert [(step.code, step.rule) for step in explained] == [
        ("counted_window", "C1"),
        ("yearly_amount", "C"),
        ("hours_factor", "C2"),
        ("year_share", "A3"),
        ("rounded_value", "A4"),
        ("total", "A4"),
    ]
    assert {step.source for step in explained} == {"note 4.4/2"}
    figures = {name: figure for step in explained for name, figure in step.figures}
    assert figures["amount_cents"] == 4_000_000
    assert (figures["counted_hours"], figures["fulltime_hours"]) == (2_400, 3_600)
    assert (figures["full_years"], figures["rest_days"], figures["year_days"]) == (0, 184, 365)
    assert (figures["first_day"], figures["last_day"]) == ("2017-03-01", "2017-08-31")
    assert figures["value_cents"] == 1_344_292


def test_the_extras_are_explained_one_by_one() -> None:
    explained = said(PERSONAL)
    assert explained["extra_once"]["amount_cents"] == 1_000_000
    assert explained["extra_once"]["on_day"] == "2018-04-01"
    pro_rata = [dict(step.figures) for step in steps(PERSONAL) if step.code == "extra_pro_rata"]
    assert [(one["component"], one["value_cents"]) for one in pro_rata] == [
        ("fifty_plus", 444_444),
        ("refugee", 444_444),
    ]
    assert explained["total"]["value_cents"] == 888_889 + 1_000_000 + 2 * 444_444


def test_hours_that_change_are_explained_stretch_by_stretch() -> None:
    changed = facts(employment_end="2018-02-28", hours_changes=(HoursChange(date(2017, 9, 1), 1_800),))
    codes = [step.code for step in steps(changed)]
    assert codes[2:6] == ["hours_factor", "year_share", "hours_factor", "stretch_share"]
    assert (said(changed)["stretch_share"]["parts"], said(changed)["stretch_share"]["of_parts"]) == (181, 365)


def test_what_counts_later_says_from_when() -> None:
    assert said(facts(), date(2017, 2, 1))["counts_later"] == {"on_day": "2017-03-01"}
    invoice = facts(block="9", activity_date="2017-06-01", invoice_cents=5)
    assert said(invoice, date(2017, 2, 1))["counts_later"] == {"on_day": "2017-06-01"}
    assert "extra_once" not in said(PERSONAL, date(2018, 3, 31))


def test_invoices_and_activities_are_explained() -> None:
    assert said(facts(block="9", activity_date="2017-06-01", invoice_cents=5))["invoice"]["value_cents"] == 5
    activity = said(facts(block="15", activity_date="2017-06-01", activity_hours=150))["activity"]
    assert (activity["rate_cents"], activity["value_cents"]) == (10_000, 15_000)
    assert "outside_contract" in said(facts(block="9", activity_date="2019-06-01", invoice_cents=5))


@pytest.mark.parametrize("personal", ["1961", "11-23", "2016-08-17"])
def test_no_step_and_no_receipt_holds_a_fact_of_a_person(personal: str) -> None:
    valuation = value_placement(BOOK, PERSONAL)
    assert personal not in json.dumps([step.as_json() for step in valuation.steps])
    assert personal not in json.dumps(derived_figures(BOOK, PERSONAL))


def test_quarters_are_the_steps_of_the_curve_and_leave_out_zeros() -> None:
    lines = quarter_lines(BOOK, facts(employment_end="2017-08-31", permanent_from="2017-08-31"))
    assert [(str(line.quarter), line.component, line.cents) for line in lines] == [
        ("2017-Q1", "base", 254_795),  # 31 days
        ("2017-Q2", "base", 747_945),  # 122 days, less what came before
        ("2017-Q3", "base", 509_589),  # 184 days, less what came before
        ("2017-Q3", "permanent", 1_000_000),
    ]


def test_an_invoice_counts_in_the_quarter_of_its_day() -> None:
    lines = quarter_lines(BOOK, facts(block="9", activity_date="2018-12-31", invoice_cents=10**30))
    assert [(line.quarter, line.cents) for line in lines] == [(Quarter(2018, 4), 10**30)]


def test_what_is_refused_has_no_quarters_and_a_flat_curve() -> None:
    assert quarter_lines(BOOK, facts(contract_end=None)) == ()
    assert quarter_lines(BOOK, facts(hours_per_week=0)) == ()
    assert curve(BOOK, facts(hours_per_week=0), [date(2018, 1, 1)]) == [Amounts()]
    assert curve(BOOK, facts(birth_date="1850-01-01"), [date(2018, 1, 1)]) == [Amounts()]


def test_the_curve_has_no_days_where_none_are_asked() -> None:
    assert curve(BOOK, facts(), []) == []


def test_blocks_that_fit_come_first_and_the_highest_value_leads() -> None:
    fits = fitting_blocks(BOOK, facts(block="", benefit_since="2016-01-01"))
    values = [fit.valuation.amounts.total for fit in fits if fit.fits]
    assert [fit.block for fit in fits][:3] == ["8", "1", "3"]
    assert values == sorted(values, reverse=True)
    assert [fit.fits for fit in fits] == sorted((fit.fits for fit in fits), reverse=True)
    assert {fit.block for fit in fits} == {block.id for block in BOOK.blocks}


def test_blocks_that_do_not_fit_say_why_not() -> None:
    why = {fit.block: [problem.code for problem in fit.valuation.problems] for fit in fitting_blocks(BOOK, facts())}
    assert why["14"] == ["BIRTH_DATE_MISSING"]
    assert why["9"] == ["ACTIVITY_DATE_MISSING", "INVOICE_EUR_MISSING"]
    assert why["1"] == []


def test_a_fitting_block_is_valued_as_if_it_had_been_chosen() -> None:
    changed = replace(
        PERSONAL, hours_changes=(HoursChange(date(2017, 9, 1), 1_800),), extras_taken=frozenset({"infra"})
    )
    for fit in fitting_blocks(BOOK, changed):
        assert fit.valuation == value_placement(BOOK, replace(changed, block=fit.block))


def test_impossible_days_fit_no_block() -> None:
    assert not any(fit.fits for fit in fitting_blocks(BOOK, facts(birth_date="1850-01-01")))


def test_a_receipt_is_plain_data_with_derived_figures_only() -> None:
    assert derived_figures(BOOK, PERSONAL) == {
        "from_day": "2017-04-01",
        "last_day": "2018-03-31",
        "yearly_cents": 1_000_000,
        "hours": [{"from_day": "2017-04-01", "part": 8, "whole": 9}],
        "additions": [
            {"component": "permanent", "extra": "16", "cents": 1_000_000, "day": "2018-04-01"},
            {"component": "fifty_plus", "extra": "17", "cents": 500_000, "day": ""},
            {"component": "refugee", "extra": "18", "cents": 500_000, "day": ""},
        ],
    }


def test_a_receipt_of_nothing_counted_replays_to_nothing() -> None:
    kept = derived_figures(BOOK, facts(employment_start="2019-01-01"))
    assert replay(kept, date(2020, 1, 1)) == Amounts()
