"""A policy book made by hand from the rules' own table, so that the engine is tested without any reader."""

from __future__ import annotations

from datetime import date
from typing import Any

from tegenwaarde.policy.book import (
    PERCENT,
    BenefitSpan,
    Block,
    CostPot,
    Counts,
    Extra,
    ExtraShape,
    Label,
    ObligationRules,
    PaceRules,
    PolicyBook,
    PotShape,
    ReportingRules,
    Threshold,
    Unit,
)
from tegenwaarde.policy.text import Text

EURO = 100
WORDS = Text("tekst", "text")
WORK = frozenset(("employment_start", "hours_per_week"))


def person(row: str, euros: int, counts: Counts = Counts.ALWAYS, months: int = 0, **more: Any) -> Block:
    return Block(
        row, WORDS, Unit.FULL_TIME_YEAR, euros * EURO, counts, f"note 4.4/{row}", months, requires=WORK, **more
    )


def span(benefit: str, from_months: int, below_months: int, shorter: str = "", longer: str = "") -> BenefitSpan:
    return BenefitSpan(benefit, from_months, below_months, shorter, longer)


def flat(row: str, unit: Unit, euros: int, needs_finding: bool = False) -> Block:
    amount = "invoice_eur" if unit is Unit.INVOICE else "activity_hours"
    needed = frozenset(("activity_date", amount))
    source = f"note 4.4/{row}"
    return Block(
        row, WORDS, unit, euros * EURO, Counts.NOT_A_PERSON, source, requires=needed, needs_finding=needs_finding
    )


BLOCKS = (
    person("1", 30_000, Counts.MONTHS, 24, benefit_span=span("pw", 0, 24, "", "2")),
    person("2", 40_000, Counts.MONTHS, 24, benefit_span=span("pw", 24, 0, "1", "")),
    person("3", 30_000),
    person("4", 15_000),
    person("5", 10_000, Counts.MONTHS, 12, benefit_span=span("ww", 3, 12, "", "6")),
    person("6", 15_000, Counts.MONTHS, 12, benefit_span=span("ww", 12, 0, "5", "")),
    person("7", 30_000),
    person("8", 35_000),
    flat("9", Unit.INVOICE, 0),
    person("10", 15_000, Counts.STUDY),
    person("11", 5_000, Counts.STUDY),
    person("12", 5_000, Counts.STUDY),
    person("13", 25_000, Counts.MONTHS, 12),
    person("14", 10_000, Counts.MONTHS, 24, too_old_at=27),
    flat("15", Unit.HOUR, 100, needs_finding=True),
)


def rows(*numbers: int) -> frozenset[str]:
    return frozenset(str(number) for number in numbers)


MOST = rows(1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14)
EXTRAS = (
    Extra("16", WORDS, "permanent", ExtraShape.ON_A_DAY, "permanent_from", 1_000_000,
          rows(1, 2, 3, 5, 6, 7, 8, 10, 13, 14), "note 4.4/16", within_employment=True),
    Extra("17", WORDS, "fifty_plus", ExtraShape.PRO_RATA, "birth_date", 500_000,
          rows(1, 2, 3, 5, 6), "note 4.4/17", from_age=50),
    Extra("18", WORDS, "refugee", ExtraShape.PRO_RATA, "refugee", 500_000, MOST, "note 4.4/18"),
    Extra("23", WORDS, "infra", ExtraShape.ON_A_DAY, "infra_paid_on", 250_000, MOST, "note 4.4/23"),
)  # fmt: skip

LABELS = (
    Label("pso1", WORDS, "pso", 10 * PERCENT, "note 4.4/19"),
    Label("pso2", WORDS, "pso", 25 * PERCENT, "note 4.4/20"),
    Label("pso3", WORDS, "pso", 50 * PERCENT, "note 4.4/21"),
    Label("werkpakt", WORDS, "werkpakt", 50 * PERCENT, "note 4.4/22", only_recognising_buyers=True),
)

THRESHOLDS = tuple(
    Threshold(date(year, 1, 1), date(year + 1, 12, 31), services * EURO, works * EURO, "note 4.3, dated data")
    for year, services, works in (
        (2014, 207_000, 5_186_000),
        (2016, 209_000, 5_225_000),
        (2018, 221_000, 5_548_000),
        (2020, 214_000, 5_350_000),
        (2022, 215_000, 5_382_000),
        (2024, 221_000, 5_538_000),
        (2026, 216_000, 5_404_000),
    )
)

OBLIGATION = ObligationRules(
    if_possible_above_cents=100_000 * EURO,
    standard_percentage=5 * PERCENT,
    capital_percentage=2 * PERCENT,
    capital_material_above=70 * PERCENT,
    capital_labour_below=30 * PERCENT,
    subsidy_above_cents=100_000 * EURO,
    highest_discount=50 * PERCENT,
    sources=tuple((f"B{number}", "note 4.3") for number in range(1, 10)),
)

POTS = (
    CostPot("population", WORDS, PotShape.BY_POPULATION, 37_200 * EURO, "note 4.9"),
    CostPot("equal", WORDS, PotShape.EQUAL, 7_000 * EURO, "note 4.9"),
    CostPot("one_off", WORDS, PotShape.EQUAL_NOT_EXEMPT, 4_000 * EURO, "note 4.9"),
)

BOOK = PolicyBook(
    id="voorbeeld-2017",
    region="voorbeeld",
    title=WORDS,
    in_force_from=date(2017, 1, 1),
    source="note",
    fulltime_hours=3_600,
    blocks=BLOCKS,
    extras=EXTRAS,
    labels=LABELS,
    thresholds=THRESHOLDS,
    obligation=OBLIGATION,
    pace=PaceRules(10 * PERCENT, "choice"),
    reporting=ReportingRules(1, (-14, 0, 14), "choice"),
    cost_pots=POTS,
    ambition=None,
    text_hash="0" * 64,
)
