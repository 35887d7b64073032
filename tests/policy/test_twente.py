"""The book of Twente against the tables of the rules, written out once more by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.engine.obligation_columns import REGIMES
from tegenwaarde.engine.results import COMPONENTS
from tegenwaarde.policy.book import (
    PERCENT,
    BenefitSpan,
    Counts,
    Extra,
    ExtraShape,
    NotInForce,
    PotShape,
    Threshold,
    Unit,
)
from tegenwaarde.policy.book_aims import OwnExample
from tegenwaarde.policy.book_asking import DepartsFrom
from tegenwaarde.policy.library import book
from tegenwaarde.policy.reading_blocks import COMPONENTS as EXTRA_COMPONENTS

TWENTE = book("twente-2017")
YEAR, HOUR, INVOICE = Unit.FULL_TIME_YEAR, Unit.HOUR, Unit.INVOICE
MONTHS, ALWAYS, STUDY, NOBODY = Counts.MONTHS, Counts.ALWAYS, Counts.STUDY, Counts.NOT_A_PERSON
EURO = 100

BLOCKS = {
    "1": (YEAR, 30_000, MONTHS, 24),
    "2": (YEAR, 40_000, MONTHS, 24),
    "3": (YEAR, 30_000, ALWAYS, 0),
    "4": (YEAR, 15_000, ALWAYS, 0),
    "5": (YEAR, 10_000, MONTHS, 12),
    "6": (YEAR, 15_000, MONTHS, 12),
    "7": (YEAR, 30_000, ALWAYS, 0),
    "8": (YEAR, 35_000, ALWAYS, 0),
    "9": (INVOICE, 0, NOBODY, 0),
    "10": (YEAR, 15_000, STUDY, 0),
    "11": (YEAR, 5_000, STUDY, 0),
    "12": (YEAR, 5_000, STUDY, 0),
    "13": (YEAR, 25_000, MONTHS, 12),
    "14": (YEAR, 10_000, MONTHS, 24),
    "15": (HOUR, 100, NOBODY, 0),
}
SPANS = {
    "1": BenefitSpan("participatiewet", 0, 24, "", "2"),
    "2": BenefitSpan("participatiewet", 24, 0, "1", ""),
    "5": BenefitSpan("ww", 3, 12, "", "6"),
    "6": BenefitSpan("ww", 12, 0, "5", ""),
}
NEEDED = {
    "9": {"activity_date", "invoice_eur"},
    "10": {"study_end"},
    "11": {"study_end"},
    "12": {"study_end"},
    "14": {"birth_date"},
    "15": {"activity_date", "activity_hours"},
}
PERSONS_BUT_SW = {str(row) for row in (*range(1, 9), *range(10, 15))}
EXTRAS = {
    "16": (
        "permanent",
        ExtraShape.ON_A_DAY,
        "permanent_from",
        10_000,
        {"1", "2", "3", "5", "6", "7", "8", "10", "13", "14"},
    ),
    "17": ("fifty_plus", ExtraShape.PRO_RATA, "birth_date", 5_000, {"1", "2", "3", "5", "6"}),
    "18": ("refugee", ExtraShape.PRO_RATA, "refugee", 5_000, PERSONS_BUT_SW),
    "23": ("infra", ExtraShape.ON_A_DAY, "infra_paid_on", 2_500, PERSONS_BUT_SW),
}
LABELS = {
    "pso1": ("19", "pso", 10),
    "pso2": ("20", "pso", 25),
    "pso3": ("21", "pso", 50),
    "werkpakt": ("22", "werkpakt", 50),
}
THRESHOLDS = (
    (2014, 2015, 207_000, 5_186_000),
    (2016, 2017, 209_000, 5_225_000),
    (2018, 2019, 221_000, 5_548_000),
    (2020, 2021, 214_000, 5_350_000),
    (2022, 2023, 215_000, 5_382_000),
    (2024, 2025, 221_000, 5_538_000),
    (2026, 2027, 216_000, 5_404_000),
)


def test_all_twenty_three_rows_are_there() -> None:
    rows = [block.id for block in TWENTE.blocks] + [extra.id for extra in TWENTE.extras]
    rows += [label.row for label in TWENTE.labels]
    assert sorted(rows, key=int) == [str(row) for row in range(1, 24)]


@pytest.mark.parametrize("row", BLOCKS)
def test_a_block_is_as_the_table_has_it(row: str) -> None:
    block = TWENTE.block(row)
    assert (block.unit, block.amount_cents // EURO, block.counts, block.counts_months) == BLOCKS[row]
    assert block.benefit_span == SPANS.get(row)
    assert block.requires == NEEDED.get(row, set())
    assert block.too_old_at == (27 if row == "14" else 0)
    assert block.needs_finding == (row == "15")
    assert block.source == f"note 4.4/{row}"


@pytest.mark.parametrize("row", BLOCKS)
def test_a_block_can_be_explained_to_a_supplier(row: str) -> None:
    block = TWENTE.block(row)
    assert block.situation is not None
    assert block.situation.nl.rstrip(".").count("?") == 1
    assert block.situation.en.count("?") == 1
    assert block.evidence


@pytest.mark.parametrize("extra", TWENTE.extras, ids=lambda extra: extra.id)
def test_an_extra_is_as_the_table_has_it(extra: Extra) -> None:
    assert (extra.component, extra.shape, extra.fact, extra.amount_cents // EURO, set(extra.blocks)) == EXTRAS[extra.id]
    assert extra.from_age == (50 if extra.id == "17" else 0)
    assert extra.within_employment == (extra.id == "16")
    assert extra.source.startswith(f"note 4.4/{extra.id}")


def test_the_labels_are_as_the_table_has_them() -> None:
    assert {label.id: (label.row, label.family, label.rate // PERCENT) for label in TWENTE.labels} == LABELS
    assert [label.id for label in TWENTE.labels if label.only_recognising_buyers] == ["werkpakt"]
    assert TWENTE.labels[-1].recognised_by == ("Enschede",)
    assert TWENTE.label_warning is not None


def test_the_thresholds_are_as_the_table_has_them() -> None:
    expected = [
        (date(first, 1, 1), date(last, 12, 31), services * EURO, works * EURO)
        for first, last, services, works in THRESHOLDS
    ]
    found = [(row.from_day, row.until_day, row.services_supplies_cents, row.works_cents) for row in TWENTE.thresholds]
    assert found == expected


@pytest.mark.parametrize(
    ("day", "services", "past"),
    [
        (date(2014, 1, 1), 207_000, False),
        (date(2015, 12, 31), 207_000, False),
        (date(2016, 1, 1), 209_000, False),
        (date(2027, 12, 31), 216_000, False),
        (date(2028, 1, 1), 216_000, True),
    ],
    ids=str,
)
def test_a_tenders_day_picks_its_threshold(day: date, services: int, past: bool) -> None:
    row, is_past = TWENTE.threshold_on(day)
    assert isinstance(row, Threshold)
    assert (row.services_supplies_cents // EURO, is_past) == (services, past)


def test_a_tender_before_the_first_threshold_has_none() -> None:
    with pytest.raises(NotInForce):
        TWENTE.threshold_on(date(2013, 12, 31))


def test_the_obligation_is_as_section_b_has_it() -> None:
    rules = TWENTE.obligation
    assert (rules.if_possible_above_cents, rules.subsidy_above_cents) == (100_000 * EURO, 100_000 * EURO)
    assert (rules.standard_percentage, rules.capital_percentage) == (5 * PERCENT, 2 * PERCENT)
    assert (rules.capital_material_above, rules.capital_labour_below) == (70 * PERCENT, 30 * PERCENT)
    assert rules.highest_discount == 50 * PERCENT


def test_pace_reports_and_full_time_are_as_the_rules_have_them() -> None:
    assert TWENTE.fulltime_hours == 36 * 100
    assert TWENTE.pace.tolerance == 10 * PERCENT
    assert (TWENTE.reporting.due_months_after_quarter, TWENTE.reporting.remind_days) == (1, (-14, 0, 14))


def test_the_costs_lie_in_four_pots() -> None:
    assert [(pot.shape, pot.amount_cents // EURO) for pot in TWENTE.cost_pots] == [
        (PotShape.BY_POPULATION, 37_200),
        (PotShape.EQUAL, 7_000),
        (PotShape.EQUAL_NOT_EXEMPT, 4_000),
        (PotShape.NOT_SPLIT, 0),
    ]
    assert TWENTE.cost_pots[-1].borne_by == ("Almelo", "Enschede", "Hengelo")


def test_the_aims_are_as_the_note_has_them() -> None:
    ambition = TWENTE.ambition
    assert ambition is not None
    assert (ambition.yearly_cents // EURO, ambition.from_day, ambition.within_years) == (
        10_000_000,
        date(2017, 1, 1),
        3,
    )
    example = TWENTE.own_example
    assert isinstance(example, OwnExample)
    assert (example.staff_share, example.labels) == (5 * PERCENT, ("pso2", "pso3"))


def test_every_regime_that_asks_something_has_the_way_of_asking_that_the_note_chose() -> None:
    found = {regime: TWENTE.variant_for(regime) for regime in REGIMES}
    assert {regime: rule and rule.variant for regime, rule in found.items()} == {
        "none": None,
        "effort": "effort",
        "result": "condition",
        "result_if_possible": "condition",
        "result_if_possible_broad": "condition",
    }
    assert {rule.variant for rule in TWENTE.variants} == {"condition", "criterion", "both", "effort"}


@pytest.mark.parametrize("what", DepartsFrom)
def test_every_list_of_reasons_ends_with_another_one_in_ones_own_words(what: DepartsFrom) -> None:
    reasons = TWENTE.departures_from(what)
    assert len(reasons) > 5
    assert [one.id for one in reasons if one.explain] == [reasons[-1].id] == ["other"]


def test_every_source_names_the_note_or_the_rules() -> None:
    sources = [block.source for block in TWENTE.blocks] + [extra.source for extra in TWENTE.extras]
    sources += [label.source for label in TWENTE.labels] + [row.source for row in TWENTE.thresholds]
    sources += [pot.source for pot in TWENTE.cost_pots] + [source for _, source in TWENTE.obligation.sources]
    sources += [block.counts_source for block in TWENTE.blocks]
    sources += [one.source for one in TWENTE.departures] + [one.source for one in TWENTE.variants]
    sources += [TWENTE.pace.source, TWENTE.reporting.source, TWENTE.fulltime_source]
    assert [source for source in sources if "note" not in source and "rules" not in source] == []


def test_what_the_note_leaves_open_says_that_it_is_a_choice() -> None:
    assert TWENTE.block("13").counts_source.endswith("(choice)")
    assert [one.id for one in TWENTE.departures if not one.source.endswith("(choice)")] == []
    assert TWENTE.fulltime_source.endswith("(choice)")
    assert TWENTE.pace.source.endswith("(choice)")
    assert TWENTE.reporting.source.endswith("(choice)")


def test_the_reader_knows_the_components_of_the_engine() -> None:
    assert ("base", *EXTRA_COMPONENTS) == COMPONENTS
