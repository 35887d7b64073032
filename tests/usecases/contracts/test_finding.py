"""The finding that placing people is not possible opens the activities, and can be withdrawn (C7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import Contract, ObligationVersion, TimelineEvent, User
from tegenwaarde.usecases.contracts.finding import (
    FoundBefore,
    NothingFound,
    NothingToFind,
    finding_present,
    record_finding,
    withdraw_finding,
)
from tegenwaarde.usecases.reading.finding import read_finding
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.save_draft import save_draft
from tegenwaarde.usecases.reports.start_report import start_report
from tegenwaarde.usecases.reports.submit_report import submit_report
from tests.cast import ActorFor

pytestmark = pytest.mark.django_db


def found(actor: Actor, contract: Contract, today: date, reason: str = "Er is geen werk voor deze groep.") -> Any:
    return record_finding(actor=actor, contract_id=contract.pk, reason=reason, today=today)


def an_activity(actor: Actor, contract: Contract, today: date) -> int:
    made = start_report(actor=actor, contract_id=contract.pk, kind="activity", today=today)
    told = {"activity_date": date(2017, 9, 1), "activity_hours": 400, "participation": "Sollicitatietraining."}
    save_draft(actor=actor, report_id=made.pk, values=told)
    return made.pk


def test_hours_of_activities_can_be_reported_after_the_finding_and_not_before(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report_id = an_activity(bram_actor, contract_in_force, today)
    with pytest.raises(Invalid) as refused:
        submit_report(actor=bram_actor, report_id=report_id, today=today)
    assert {problem.code for problem in refused.value.problems} == {"FINDING_MISSING"}
    found(anna_actor, contract_in_force, today)
    assert submit_report(actor=bram_actor, report_id=report_id, today=today).submitted_cents == 40_000


def test_after_it_was_withdrawn_new_activities_are_refused_again(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    found(anna_actor, contract_in_force, today)
    withdraw_finding(actor=anna_actor, contract_id=contract_in_force.pk, reason="Er is toch werk.", today=today)
    assert not finding_present(contract_in_force)
    with pytest.raises(Invalid):
        submit_report(actor=bram_actor, report_id=an_activity(bram_actor, contract_in_force, today), today=today)
    codes = list(TimelineEvent.unfenced.filter(contract=contract_in_force).values_list("code", flat=True))
    assert codes == ["finding_withdrawn", "finding_recorded"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_finding_without_a_reason_is_refused(
    anna_actor: Actor, contract_in_force: Contract, today: date, reason: str
) -> None:
    with pytest.raises(Invalid):
        found(anna_actor, contract_in_force, today, reason)
    found(anna_actor, contract_in_force, today)
    with pytest.raises(Invalid):
        withdraw_finding(actor=anna_actor, contract_id=contract_in_force.pk, reason=reason, today=today)
    assert finding_present(contract_in_force)


def test_a_second_finding_beside_the_first_is_refused_and_so_is_withdrawing_none(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    with pytest.raises(NothingFound):
        withdraw_finding(actor=anna_actor, contract_id=contract_in_force.pk, reason="Toch wel.", today=today)
    found(anna_actor, contract_in_force, today)
    with pytest.raises(FoundBefore):
        found(anna_actor, contract_in_force, today)
    withdraw_finding(actor=anna_actor, contract_id=contract_in_force.pk, reason="Toch wel.", today=today)
    found(anna_actor, contract_in_force, today)
    assert finding_present(contract_in_force)


def test_where_activities_count_anyway_nothing_has_to_be_found(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    told = ObligationVersion.unfenced.filter(contract=contract_in_force).values().get()
    ObligationVersion.unfenced.create(**{**told, "id": None, "number": 2, "regime": "result_if_possible_broad"})
    assert not read_finding(actor=anna_actor, contract_id=contract_in_force.pk).matters
    with pytest.raises(NothingToFind):
        found(anna_actor, contract_in_force, today)


def test_the_supplier_sees_that_it_was_found_and_when_and_not_why(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    found(anna_actor, contract_in_force, today)
    inside = read_finding(actor=anna_actor, contract_id=contract_in_force.pk).standing
    outside = read_finding(actor=bram_actor, contract_id=contract_in_force.pk).standing
    assert inside
    assert outside
    assert (inside.reason, inside.found_by) == ("Er is geen werk voor deze groep.", "Anna")
    assert (outside.found_on, outside.reason, outside.found_by) == (today, "", "")


def test_only_the_coordinator_records_it_and_a_neighbour_finds_no_contract(
    contract_in_force: Contract,
    bram_actor: Actor,
    aisha: User,
    piet: User,
    carla: User,
    olga: User,
    actor_of: ActorFor,
    today: date,
) -> None:
    for actor in (bram_actor, actor_of(aisha), actor_of(piet)):
        with pytest.raises(NotAllowed):
            found(actor, contract_in_force, today)
    for person in (carla, olga):
        with pytest.raises(NotVisible):
            found(actor_of(person), contract_in_force, today)
        with pytest.raises(NotVisible):
            read_finding(actor=actor_of(person), contract_id=contract_in_force.pk)


def test_whether_it_was_found_asks_nothing_more_where_findings_were_read_along(
    anna_actor: Actor, contract_in_force: Contract, today: date, django_assert_num_queries: Any
) -> None:
    found(anna_actor, contract_in_force, today)
    contract = Contract.unfenced.prefetch_related("findings").get(pk=contract_in_force.pk)
    with django_assert_num_queries(0):
        assert finding_present(contract)
