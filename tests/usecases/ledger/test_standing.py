"""Where a contract stands on a day (C10, D1, D2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Agreement, Contract, PlanLine, PolicyText, Report, User
from tegenwaarde.usecases.reading.standing import standing_of
from tests.cast import a_contract
from tests.usecases.reports.stories import a_submitted_report, approved

pytestmark = pytest.mark.django_db


def an_agreement(contract: Contract, user: User, number: int = 1, **line: Any) -> PlanLine:
    receipt = contract.obligations.get().receipt
    agreement = Agreement.unfenced.create(
        contract=contract, number=number, agreed_by=user, agreed_on=date(2017, 1, 10), note=""
    )
    facts = {
        "block": "1", "persons": 2, "hours_per_week": 3600, "start": date(2017, 3, 1), "end": date(2018, 12, 31),
        "value_cents_each": 1_000_000,
    }  # fmt: skip
    return PlanLine.unfenced.create(agreement=agreement, receipt=receipt, **{**facts, **line})


@pytest.fixture
def accepted(anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    report = a_submitted_report(bram_actor, contract_in_force, today, hours_per_week=1200)
    approved(anna_actor, report, today)
    return report


def test_realised_grows_with_the_days(contract_in_force: Contract, accepted: Report) -> None:
    assert accepted.submitted_cents == 1_838_356
    on = {day: standing_of([contract_in_force.pk], day)[contract_in_force.pk] for day in (
        date(2017, 2, 28), date(2017, 9, 30), date(2017, 10, 2), date(2018, 12, 31), date(2020, 1, 1)
    )}  # fmt: skip
    assert [standing.realised_cents for standing in on.values()] == [0, 586_301, 591_781, 1_838_356, 1_838_356]
    assert {standing.forecast_cents for standing in on.values()} == {1_838_356}


def test_a_contract_that_keeps_pace_is_on_track_and_one_without_reports_is_at_risk(
    contract_in_force: Contract,
    policy_text: PolicyText,
    accepted: Report,
    voorbeeldstad: Any,
    de_brug: Any,
    today: date,
) -> None:
    assert accepted.contract_id == contract_in_force.pk
    bare = a_contract(voorbeeldstad, de_brug, policy_text, title="Zonder invulling")
    standings = standing_of([contract_in_force.pk, bare.pk], today)
    assert standings[bare.pk].state == "at_risk"
    assert standings[bare.pk].expected_cents == 941_781
    assert standings[contract_in_force.pk].net_cents == 2_500_000


def test_what_is_agreed_counts_as_forecast_until_a_report_replaces_it(
    contract_in_force: Contract, anna: User, anna_actor: Actor, bram_actor: Actor, today: date
) -> None:
    line = an_agreement(contract_in_force, anna)
    before = standing_of([contract_in_force.pk], today)[contract_in_force.pk]
    assert (before.agreed_cents, before.forecast_cents, before.realised_cents) == (2_000_000, 2_000_000, 0)
    report = a_submitted_report(bram_actor, contract_in_force, today, hours_per_week=1200)
    assert report.plan_line == line
    assert standing_of([contract_in_force.pk], today)[contract_in_force.pk].forecast_cents == 2_000_000
    approved(anna_actor, report, today)
    after = standing_of([contract_in_force.pk], today)[contract_in_force.pk]
    assert (after.agreed_cents, after.forecast_cents) == (2_000_000, 1_000_000 + 1_838_356)


def test_a_newer_agreement_keeps_what_was_replaced_already(
    contract_in_force: Contract, anna: User, anna_actor: Actor, bram_actor: Actor, today: date
) -> None:
    an_agreement(contract_in_force, anna)
    approved(anna_actor, a_submitted_report(bram_actor, contract_in_force, today, hours_per_week=1200), today)
    an_agreement(contract_in_force, anna, number=2, persons=3)
    standing = standing_of([contract_in_force.pk], today)[contract_in_force.pk]
    assert (standing.agreed_cents, standing.forecast_cents) == (3_000_000, 2_000_000 + 1_838_356)


def test_an_unplanned_report_comes_on_top_of_what_is_agreed(
    contract_in_force: Contract, anna: User, anna_actor: Actor, bram_actor: Actor, today: date
) -> None:
    an_agreement(contract_in_force, anna, block="3")
    report = a_submitted_report(bram_actor, contract_in_force, today, hours_per_week=1200)
    approved(anna_actor, report, today)
    assert report.plan_line is None
    assert standing_of([contract_in_force.pk], today)[contract_in_force.pk].forecast_cents == 2_000_000 + 1_838_356


def test_many_contracts_take_no_more_queries_than_one(
    django_assert_num_queries: Any,
    contract_in_force: Contract,
    policy_text: PolicyText,
    accepted: Report,
    anna: User,
    voorbeeldstad: Any,
    de_brug: Any,
    today: date,
) -> None:
    assert accepted.pk
    an_agreement(contract_in_force, anna)
    ids = [contract_in_force.pk]
    with django_assert_num_queries(8):
        standing_of(ids, today)
    for number in range(5):
        other = a_contract(voorbeeldstad, de_brug, policy_text, title=f"Werk {number}")
        an_agreement(other, anna)
        ids.append(other.pk)
    with django_assert_num_queries(8):
        assert len(standing_of(ids, today)) == 6


def test_a_draft_stands_nowhere(contract_in_force: Contract, today: date) -> None:
    Contract.unfenced.update(state="draft")
    assert standing_of([contract_in_force.pk], today) == {}
