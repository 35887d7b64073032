"""What is due: the worked examples, and each rule of section B at its edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tegenwaarde.engine.facts import CertificateFacts, ObligationFacts
from tegenwaarde.engine.obligations import calculate_obligation, fine
from tegenwaarde.engine.results import ObligationValue
from tegenwaarde.policy.book import PERCENT
from tests.engine.books import BOOK

EURO = 100
TENDER = ObligationFacts(
    kind="services",
    tender_date=date(2017, 2, 1),
    value_cents=150_000 * EURO,
    contract_start=date(2017, 1, 1),
    contract_end=date(2017, 12, 31),
)
DAYS = ("tender_date", "contract_start", "contract_end")


def held(text: str) -> tuple[CertificateFacts, ...]:
    """Return certificates written as `pso2:2016-01-01:2018-12-31;…`."""
    parts = [one.split(":") for one in text.split(";")] if text else []
    return tuple(CertificateFacts(label, date.fromisoformat(a), date.fromisoformat(b)) for label, a, b in parts)


def facts(certificates: str = "", **changes: Any) -> ObligationFacts:
    read: dict[str, Any] = {name: date.fromisoformat(v) if name in DAYS and v else v for name, v in changes.items()}
    return replace(TENDER, certificates=held(certificates), **read)


def due(certificates: str = "", **changes: Any) -> ObligationValue:
    value = calculate_obligation(BOOK, facts(certificates, **changes))
    assert value.problems == ()
    return value


def works(euros: int) -> dict[str, Any]:
    return {"kind": "works", "value_cents": euros * EURO}


EXAMPLES = [
    (facts(value_cents=500_000 * EURO), "result", True, 2_500_000, 0),
    (
        facts(
            "pso2:2016-01-01:2020-12-31",
            **works(500_000),
            labour_share=25 * PERCENT,
            material_share=75 * PERCENT,
            contract_start="2017-07-01",
            contract_end="2018-06-30",
        ),
        "result",
        False,
        1_000_000,
        250_000,
    ),
    (
        facts("pso3:2016-01-01:2018-12-31", contract_start="2017-07-01", contract_end="2020-06-30"),
        "result_if_possible",
        False,
        750_000,
        125_000,
    ),
    (
        facts(
            "pso1:2016-01-01:2018-03-31;pso2:2018-04-01:2020-03-31",
            **works(2_400_000),
            contract_start="2017-04-01",
            contract_end="2019-09-30",
        ),
        "result",
        False,
        12_000_000,
        2_280_000,
    ),
    (
        facts("werkpakt:2017-07-01:2019-12-31;pso1:2016-01-01:2019-12-31", **works(1_000_000)),
        "result",
        False,
        5_000_000,
        1_508_219,
    ),
    (
        facts("pso2:2016-01-01:2017-06-30;pso2:2017-07-01:2019-06-30", **works(1_000_000)),
        "result",
        False,
        5_000_000,
        1_250_000,
    ),
]


@pytest.mark.parametrize(("obligation", "regime", "european", "gross", "discount"), EXAMPLES)
def test_a_worked_example_comes_out_to_the_cent(
    obligation: ObligationFacts, regime: str, european: bool, gross: int, discount: int
) -> None:
    value = calculate_obligation(BOOK, obligation)
    assert (value.regime, value.european) == (regime, european)
    assert (value.gross_cents, value.discount_cents, value.net_cents) == (gross, discount, gross - discount)


@pytest.mark.parametrize(
    ("euros", "regime"),
    [
        (100_000, "result_if_possible_broad"),
        (100_001, "result_if_possible"),
        (208_999, "result_if_possible"),
        (209_000, "result"),
    ],
)
@pytest.mark.parametrize("kind", ["works", "services", "supplies"])
def test_the_estimated_value_decides_the_regime(euros: int, regime: str, kind: str) -> None:
    assert due(kind=kind, estimated_value_cents=euros * EURO).regime == regime
    assert due(kind=kind, value_cents=euros * EURO).regime == regime


@pytest.mark.parametrize(
    ("tender_date", "euros"), [("2014-01-01", 207_000), ("2015-12-31", 207_000), ("2018-01-01", 221_000)]
)
def test_the_tender_date_picks_the_threshold(tender_date: str, euros: int) -> None:
    assert due(tender_date=tender_date, value_cents=euros * EURO).regime == "result"
    assert due(tender_date=tender_date, value_cents=euros * EURO - 1).regime == "result_if_possible"


def test_a_tender_past_the_last_threshold_is_valued_with_a_warning() -> None:
    assert due(tender_date="2027-12-31").warnings == ()
    late = due(tender_date="2028-01-01", value_cents=216_000 * EURO)
    assert late.regime == "result"
    assert [str(warning) for warning in late.warnings] == [
        "The European thresholds are known until 2027-12-31; the last ones were used."
    ]


def test_works_are_european_at_their_own_threshold() -> None:
    assert not due(**works(5_224_999)).european
    assert due(**works(5_225_000)).european
    assert due(kind="supplies", value_cents=209_000 * EURO).european


def test_who_states_whether_a_tender_is_european_is_believed() -> None:
    assert due(european=True).european
    assert not due(value_cents=500_000 * EURO, european=False).european


@pytest.mark.parametrize(
    ("material", "labour", "percentage"),
    [(70, 29, 5), (71, 30, 5), (71, 29, 2), (None, 29, 5), (71, None, 5), (100, 0, 2)],
)
def test_mostly_material_lowers_the_percentage(material: int | None, labour: int | None, percentage: int) -> None:
    shares: dict[str, Any] = {
        name: None if share is None else share * PERCENT
        for name, share in (("material_share", material), ("labour_share", labour))
    }
    assert due(**shares).percentage == percentage * PERCENT


def test_a_person_may_choose_another_percentage() -> None:
    chosen = due(percentage=75_000, material_share=90 * PERCENT, labour_share=10 * PERCENT)
    assert (chosen.percentage, chosen.gross_cents) == (75_000, 1_125_000)
    assert due(percentage=0).gross_cents == 0


def test_the_gross_obligation_is_rounded_half_up() -> None:
    assert due(value_cents=10).gross_cents == 1
    assert due(value_cents=9).gross_cents == 0


def subsidy(per_year_euros: int, certificates: str = "", **changes: Any) -> ObligationValue:
    return due(certificates, kind="subsidy", subsidy_per_year_cents=per_year_euros * EURO, **changes)


def test_a_large_subsidy_is_an_effort_obligation() -> None:
    large = subsidy(100_001, european=True)
    assert (large.regime, large.european, large.gross_cents) == ("effort", False, 750_000)


def test_a_small_subsidy_owes_nothing() -> None:
    small = subsidy(100_000)
    assert (small.regime, small.percentage, small.gross_cents, small.years) == ("none", 0, 0, ())
    assert [step.code for step in small.steps] == ["subsidy_regime"]


def test_a_subsidy_looks_up_no_threshold() -> None:
    assert subsidy(200_000, tender_date="2010-01-01").regime == "effort"
    assert subsidy(200_000, tender_date="2035-01-01").warnings == ()


def test_labels_do_not_lower_a_subsidy_or_a_european_tender() -> None:
    held_long = "pso3:2010-01-01:2030-12-31"
    assert subsidy(200_000, held_long).discount_cents == 0
    european = due(held_long, european=True)
    assert european.discount_cents == 0
    assert "labels_do_not_count" in [step.code for step in european.steps]


def test_the_highest_label_counts_and_they_are_never_added() -> None:
    assert due("pso3:2010-01-01:2030-12-31;werkpakt:2010-01-01:2030-12-31").discount_cents == 375_000


def test_no_label_takes_more_than_the_policy_allows() -> None:
    capped = replace(BOOK, obligation=replace(BOOK.obligation, highest_discount=20 * PERCENT))
    assert calculate_obligation(capped, facts("pso3:2010-01-01:2030-12-31")).discount_cents == 150_000


def test_a_certificate_that_lapses_takes_nothing_off_that_year() -> None:
    assert due("pso3:2010-01-01:2017-12-30").discount_cents == 0
    assert due("pso3:2017-12-31:2017-12-31").discount_cents == 1_027  # one day of 365 at half


def test_a_gap_of_one_day_breaks_a_chain() -> None:
    whole, gap = "pso3:2010-01-01:2017-06-29;pso3:2017-06-{}:2018-12-31", "pso3:2017-07-01:2018-12-31"
    assert due(whole.format("30")).discount_cents == 375_000
    assert (
        due(whole.format("30").replace("06-29", "06-28")).discount_cents
        == due(gap.replace("07-01", "06-30")).discount_cents
    )


def test_certificates_of_one_family_that_overlap_are_one_chain() -> None:
    steps_up = "pso1:2016-01-01:2017-08-31;pso2:2017-07-01:2019-12-31"
    assert due(steps_up).discount_cents == 131_712  # (181 days × 10% + 184 days × 25%) / 365 of 7,500


def test_labels_of_different_families_do_not_chain() -> None:
    assert due("pso3:2010-01-01:2017-06-30;werkpakt:2017-07-01:2030-01-01").discount_cents == 189_041


def test_every_contract_year_has_its_share() -> None:
    years = due(contract_start="2017-07-01", contract_end="2018-12-31").years
    assert [(str(year.period.start), str(year.period.last), year.share_cents) for year in years] == [
        ("2017-07-01", "2018-06-30", 498_634),
        ("2018-07-01", "2018-12-31", 251_366),
    ]


def test_every_step_of_an_obligation_names_its_rule() -> None:
    explained = calculate_obligation(BOOK, EXAMPLES[1][0]).steps
    assert [(step.code, step.rule) for step in explained] == [
        ("thresholds", "B1"),
        ("regime", "B2"),
        ("european", "B6"),
        ("percentage_capital", "B4"),
        ("gross", "B5"),
        ("label", "B7"),
        ("contract_year", "B8"),
        ("net", "B8"),
    ]
    assert all(step.source for step in explained)
    assert explained[-1]["net_cents"] == 750_000


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "lease"}, "UNKNOWN_KIND"),
        ({"kind": ""}, "KIND_MISSING"),
        ({"tender_date": None}, "TENDER_DATE_MISSING"),
        ({"value_cents": None}, "VALUE_EUR_MISSING"),
        ({"contract_start": None}, "CONTRACT_START_MISSING"),
        ({"contract_end": None}, "CONTRACT_END_MISSING"),
        ({"contract_end": "2016-12-31"}, "CONTRACT_END_BEFORE_START"),
        ({"kind": "subsidy"}, "SUBSIDY_PER_YEAR_EUR_MISSING"),
        ({"tender_date": "2013-12-31"}, "TENDER_BEFORE_FIRST_THRESHOLD"),
        ({"percentage": 1_000_001}, "PERCENTAGE_OUTSIDE"),
        ({"percentage": -1}, "PERCENTAGE_OUTSIDE"),
        ({"certificates": "pso4:2017-01-01:2018-01-01"}, "UNKNOWN_CERTIFICATE"),
        ({"certificates": "pso1:2017-01-02:2017-01-01"}, "CERTIFICATE_ENDS_BEFORE_START"),
        ({"value_cents": -5}, "AMOUNT_BELOW_ZERO"),
        ({"contract_end": "2200-01-01"}, "DAY_OUTSIDE_CALENDAR"),
        ({"certificates": "pso1:1850-01-02:2017-01-01"}, "DAY_OUTSIDE_CALENDAR"),
    ],
)
def test_an_obligation_is_refused_for_its_reason(changes: dict[str, Any], code: str) -> None:
    value = calculate_obligation(BOOK, facts(**changes))
    assert [problem.code for problem in value.problems] == [code]
    assert "{" not in str(value.problems[0])
    assert (value.gross_cents, value.net_cents, value.steps) == (0, 0, ())


def test_every_problem_is_told_at_once() -> None:
    value = calculate_obligation(BOOK, facts("pso4:2017-01-01:2018-01-01", value_cents=None, percentage=2_000_000))
    assert [problem.code for problem in value.problems] == [
        "VALUE_EUR_MISSING",
        "PERCENTAGE_OUTSIDE",
        "UNKNOWN_CERTIFICATE",
    ]


def test_amounts_of_thirty_digits_are_exact() -> None:
    huge = due("pso2:2010-01-01:2030-12-31", value_cents=10**30, european=False, contract_end="2018-12-30")
    assert (huge.gross_cents, huge.discount_cents) == (5 * 10**28, 125 * 10**26)
    assert sum(year.share_cents for year in huge.years) == 5 * 10**28


@pytest.mark.parametrize(
    ("regime", "applied", "cents"),
    [
        ("result", True, 30),
        ("result_if_possible", True, 30),
        ("result_if_possible_broad", True, 30),
        ("result_if_possible", False, 0),
        ("effort", True, 0),
        ("none", True, 0),
    ],
)
def test_a_fine_is_what_was_not_realised(regime: str, applied: bool, cents: int) -> None:
    assert fine(100, 70, regime, applied) == cents
    assert fine(100, 130, regime, applied) == 0
