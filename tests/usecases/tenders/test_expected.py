"""What tenders are expected to bring."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tegenwaarde.usecases.tenders.expected import expected_of, expected_of_one
from tests.cast import a_contract, a_tender

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tegenwaarde.records.models import Buyer, PolicyText, Supplier

pytestmark = pytest.mark.django_db


def test_a_planned_tender_is_expected_to_bring_five_percent_of_its_estimate(voorbeeldstad: Buyer) -> None:
    expected = expected_of_one(a_tender(voorbeeldstad))
    assert (expected.cents, expected.regime, expected.if_possible) == (2_500_000, "result", False)
    assert expected.day == date(2017, 10, 1)
    assert expected.day_assumed
    assert expected.term_assumed


def test_the_day_of_publication_counts_once_it_is_known(voorbeeldstad: Buyer) -> None:
    late = a_tender(voorbeeldstad, estimated_value_cents=21_200_000, tender_date=date(2018, 1, 8))
    early = a_tender(voorbeeldstad, estimated_value_cents=21_200_000)
    assert expected_of_one(early).regime == "result"
    assert expected_of_one(late).regime == "result_if_possible"


def test_much_material_and_little_labour_lowers_what_is_expected(voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad, kind="works", labour_share=250_000, material_share=750_000)
    assert expected_of_one(tender).cents == 1_000_000


def test_not_applied_where_that_is_possible_brings_nothing_and_says_what_it_would_have_brought(
    voorbeeldstad: Buyer,
) -> None:
    tender = a_tender(voorbeeldstad, estimated_value_cents=15_000_000, applied=False, not_applied_code="other")
    expected = expected_of_one(tender)
    assert (expected.cents, expected.would_be_cents, expected.applied) == (0, 750_000, False)
    assert expected.value is not None
    assert expected.value.steps[-1].code == "not_applied"


def test_not_applied_where_the_policy_says_must_still_counts(voorbeeldstad: Buyer) -> None:
    expected = expected_of_one(a_tender(voorbeeldstad, applied=False, not_applied_code="other"))
    assert (expected.cents, expected.applied, expected.must) == (2_500_000, True, True)


def test_without_an_estimate_nothing_can_be_said_until_contracts_were_awarded(
    voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    tender = a_tender(voorbeeldstad, estimated_value_cents=None)
    expected = expected_of_one(tender)
    assert not expected.known
    assert [problem.code for problem in expected.problems] == ["VALUE_MISSING"]
    a_contract(voorbeeldstad, de_brug, policy_text, tender=tender, value_cents=60_000_000)
    assert expected_of_one(tender).cents == 3_000_000


def test_a_subsidy_is_planned_by_what_it_is_a_year(voorbeeldstad: Buyer) -> None:
    told = {"kind": "subsidy", "estimated_value_cents": None}
    much = a_tender(voorbeeldstad, subsidy_per_year_cents=20_000_000, **told)
    little = a_tender(voorbeeldstad, subsidy_per_year_cents=10_000_000, **told)
    unknown = a_tender(voorbeeldstad, kind="subsidy")
    assert (expected_of_one(much).cents, expected_of_one(much).regime) == (1_000_000, "effort")
    assert (expected_of_one(little).cents, expected_of_one(little).regime) == (0, "none")
    assert [problem.place for problem in expected_of_one(unknown).problems] == ["subsidy_per_year_cents"]


def test_a_quarter_before_the_policy_began_is_said_to_have_none(voorbeeldstad: Buyer) -> None:
    expected = expected_of_one(a_tender(voorbeeldstad, quarter_start=date(2013, 1, 1)))
    assert [problem.code for problem in expected.problems] == ["NO_POLICY_IN_FORCE"]


def test_many_tenders_ask_as_little_of_the_database_as_one(
    voorbeeldstad: Buyer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tenders = [a_tender(voorbeeldstad, title=f"Opdracht {n}") for n in range(7)]
    expected_of_one(tenders[0])
    with django_assert_num_queries(2):
        assert len(expected_of(tenders)) == 7
