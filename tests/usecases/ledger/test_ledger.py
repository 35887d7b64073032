"""The ledger: lines add up to the value, receipts replay to the same cents, and nothing is ever changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.engine.valuing import replay
from tegenwaarde.records.models import Contract, LedgerLine, Receipt, Report, ReportState, User
from tegenwaarde.usecases.ledger.reverse import NothingToReverse, reverse_report
from tegenwaarde.usecases.reading.standing import realised_of
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import ActorFor
from tests.usecases.reports.stories import a_submitted_report, approved

pytestmark = pytest.mark.django_db

days = st.dates(date(2016, 6, 1), date(2018, 10, 1))


@pytest.fixture
def accepted(anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    """A year on benefit, a permanent contract and a refugee's extra, approved."""
    more: dict[str, Any] = {"permanent_from": date(2017, 9, 1), "refugee": True, "hours_per_week": 2800}
    report = a_submitted_report(bram_actor, contract_in_force, today, **more)
    approved(anna_actor, report, today)
    return report


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(start=days, hours=st.integers(100, 4000), permanent=days, refugee=st.booleans(), asked=days)
def test_the_ledger_and_its_receipt_give_the_same_cents(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date, **facts: Any
) -> None:
    with transaction.atomic():
        report = a_submitted_report(
            bram_actor, contract_in_force, today, situations=("block-3",), block="3", employment_start=facts["start"],
            hours_per_week=facts["hours"], permanent_from=facts["permanent"], refugee=facts["refugee"],
        )  # fmt: skip
        approved(anna_actor, report, today)
        receipt = Receipt.unfenced.filter(ledger_lines__report=report).distinct().get()
        booked = sum(LedgerLine.unfenced.filter(report=report).values_list("cents", flat=True))
        assert booked == report.submitted_cents == receipt.total_cents
        assert booked == replay(receipt.figures, date(2018, 12, 31)).total
        realised = realised_of([contract_in_force.pk], facts["asked"]).get(contract_in_force.pk, 0)
        assert realised == replay(receipt.figures, facts["asked"]).total
        transaction.set_rollback(True)


def test_a_line_says_which_part_it_is(accepted: Report) -> None:
    parts = LedgerLine.unfenced.filter(report=accepted).values_list("component", flat=True)
    assert set(parts) == {"base", "permanent", "refugee"}
    permanent = LedgerLine.unfenced.get(report=accepted, component="permanent")
    assert (permanent.year, permanent.quarter, permanent.cents) == (2017, 3, 1_000_000)


@pytest.mark.parametrize("table", ["records_ledgerline", "records_receipt", "records_reviewdecision"])
@pytest.mark.parametrize("change", ["UPDATE {table} SET id = id + 1000", "DELETE FROM {table}"])
def test_the_database_itself_refuses_to_change_what_was_booked(accepted: Report, table: str, change: str) -> None:
    assert accepted.pk
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table=table))


def test_a_reversal_sums_to_zero_in_every_quarter_and_part(anna_actor: Actor, accepted: Report, today: date) -> None:
    reverse_report(actor=anna_actor, report_id=accepted.pk, reason="Dubbel gemeld", today=today)
    sums: dict[tuple[int, int, str], int] = {}
    for line in LedgerLine.unfenced.filter(report=accepted):
        place = (line.year, line.quarter, line.component)
        sums[place] = sums.get(place, 0) + line.cents
    assert set(sums.values()) == {0}
    assert not LedgerLine.unfenced.standing().exists()
    accepted.refresh_from_db()
    assert accepted.state == ReportState.REJECTED
    assert realised_of([accepted.contract_id], today).get(accepted.contract_id, 0) == 0


def test_what_was_taken_back_cannot_be_taken_back_again(anna_actor: Actor, accepted: Report, today: date) -> None:
    reverse_report(actor=anna_actor, report_id=accepted.pk, reason="Dubbel gemeld", today=today)
    before = LedgerLine.unfenced.count()
    with pytest.raises(NothingToReverse):
        reverse_report(actor=anna_actor, report_id=accepted.pk, reason="Nog eens", today=today)
    assert LedgerLine.unfenced.count() == before


def test_taking_back_asks_for_a_reason(anna_actor: Actor, accepted: Report, today: date) -> None:
    with pytest.raises(Invalid):
        reverse_report(actor=anna_actor, report_id=accepted.pk, reason=" ", today=today)


def test_only_a_coordinator_of_the_contract_takes_value_back(
    aisha: User, carla: User, bram_actor: Actor, actor_of: ActorFor, accepted: Report, today: date
) -> None:
    with pytest.raises(NotAllowed):
        reverse_report(actor=actor_of(aisha), report_id=accepted.pk, reason="Dubbel", today=today)
    for actor in (actor_of(carla), bram_actor):
        with pytest.raises(NotVisible):
            reverse_report(actor=actor, report_id=accepted.pk, reason="Dubbel", today=today)


def test_value_can_be_reported_again_after_it_was_taken_back(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, accepted: Report, today: date
) -> None:
    reverse_report(actor=anna_actor, report_id=accepted.pk, reason="Verkeerd bouwblok", today=today)
    again = a_submitted_report(bram_actor, contract_in_force, today, permanent_from=date(2017, 9, 1))
    approved(anna_actor, again, today)
    assert LedgerLine.unfenced.standing().filter(component="permanent").count() == 1
