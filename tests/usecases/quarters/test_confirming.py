"""Confirming a quarter: what is asked, when it is due, who was first, and taking it back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tegenwaarde.access.fence import NotVisible
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import QuarterConfirmation, TimelineEvent
from tegenwaarde.usecases.quarters.asked import confirmations_of
from tegenwaarde.usecases.quarters.confirm_open_quarters import confirm_open_quarters
from tegenwaarde.usecases.quarters.confirm_quarter import (
    ConfirmedBefore,
    NotAskedForThisQuarter,
    QuarterNotOver,
    confirm_quarter,
)
from tegenwaarde.usecases.quarters.withdraw_confirmation import (
    NothingToWithdraw,
    TooLateToWithdraw,
    withdraw_confirmation,
)
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import a_contract, a_user
from tests.usecases.reports.stories import a_draft

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, Contract, PolicyText, Supplier, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db
SECOND, THIRD, FOURTH = Quarter(2017, 2), Quarter(2017, 3), Quarter(2017, 4)


def codes() -> list[str]:
    return list(TimelineEvent.unfenced.order_by("id").values_list("code", flat=True))


def submitted(actor: Actor, contract: Contract, on: date) -> None:
    report = a_draft(actor, contract, on)
    type(report).unfenced.filter(pk=report.pk).update(state="submitted", submitted_on=on)


def test_every_quarter_that_ended_since_the_contract_was_put_in_force_is_asked(
    contract_in_force: Contract, today: date
) -> None:
    asked = confirmations_of([contract_in_force.pk], today)[contract_in_force.pk]
    assert [one.quarter for one in asked] == [THIRD, SECOND, Quarter(2017, 1)]
    assert [one.due_day for one in asked] == [date(2017, 10, 31), date(2017, 7, 31), date(2017, 4, 30)]
    assert [one.overdue_on(today) for one in asked] == [False, True, True]


def test_a_quarter_is_in_time_on_its_last_day_and_late_the_day_after(contract_in_force: Contract) -> None:
    (third, *_) = confirmations_of([contract_in_force.pk], date(2017, 10, 31))[contract_in_force.pk]
    assert not third.overdue_on(date(2017, 10, 31))
    assert third.overdue_on(date(2017, 11, 1))


def test_one_click_confirms_the_quarter_for_all_contracts_over_all_buyers(
    bram_actor: Actor,
    contract_in_force: Contract,
    buurstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
    today: date,
) -> None:
    a_contract(buurstad, de_brug, policy_text)
    made = confirm_quarter(actor=bram_actor, quarter=THIRD, today=today)
    assert (made.contracts, made.unchanged) == (2, 2)
    assert QuarterConfirmation.unfenced.filter(year=2017, quarter=3, nothing_changed=True).count() == 2
    assert codes() == ["quarter_confirmed_unchanged"] * 2


def test_everything_that_is_open_is_confirmed_at_once_up_to_the_quarter_that_was_shown(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    made = confirm_open_quarters(actor=bram_actor, last=SECOND, today=today)
    assert [one.quarter for one in made] == [Quarter(2017, 1), SECOND]
    (third, *_) = confirmations_of([contract_in_force.pk], today)[contract_in_force.pk]
    assert third.open
    with pytest.raises(ConfirmedBefore):
        confirm_open_quarters(actor=bram_actor, last=SECOND, today=today)


def test_what_was_reported_in_the_quarter_says_that_something_changed(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    submitted(bram_actor, contract_in_force, date(2017, 9, 30))
    assert confirm_quarter(actor=bram_actor, quarter=THIRD, today=today).unchanged == 0
    assert codes()[-1] == "quarter_confirmed"


def test_what_was_reported_before_the_quarter_changed_nothing_in_it(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    submitted(bram_actor, contract_in_force, date(2017, 6, 30))
    assert confirm_quarter(actor=bram_actor, quarter=THIRD, today=today).unchanged == 1


def test_what_was_reported_too_late_changed_something_all_the_same(
    bram_actor: Actor, contract_in_force: Contract
) -> None:
    submitted(bram_actor, contract_in_force, date(2017, 11, 15))
    assert confirm_quarter(actor=bram_actor, quarter=THIRD, today=date(2017, 11, 20)).unchanged == 0


def test_a_quarter_that_still_runs_is_refused(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    with pytest.raises(QuarterNotOver) as refused:
        confirm_quarter(actor=bram_actor, quarter=FOURTH, today=today)
    assert "1\N{NO-BREAK SPACE}januari\N{NO-BREAK SPACE}2018" in str(refused.value)


def test_a_quarter_on_its_last_day_is_refused_and_the_day_after_confirmed(
    bram_actor: Actor, contract_in_force: Contract
) -> None:
    with pytest.raises(QuarterNotOver):
        confirm_quarter(actor=bram_actor, quarter=THIRD, today=date(2017, 9, 30))
    assert confirm_quarter(actor=bram_actor, quarter=THIRD, today=date(2017, 10, 1)).contracts == 1


def test_a_contract_that_did_not_run_in_the_quarter_is_left_out(
    bram_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, today: date
) -> None:
    ended = a_contract(voorbeeldstad, de_brug, policy_text, end=date(2017, 6, 30))
    begun = a_contract(voorbeeldstad, de_brug, policy_text, start=date(2017, 9, 30))
    assert confirm_quarter(actor=bram_actor, quarter=THIRD, today=today).contracts == 1
    assert begun.quarter_confirmations.count() == 1
    with pytest.raises(NotAskedForThisQuarter):
        confirm_quarter(actor=bram_actor, quarter=THIRD, contract_ids=[ended.pk], today=today)


def test_nothing_is_asked_of_a_closed_contract(contract_in_force: Contract, today: date) -> None:
    contract_in_force.state = "closed"
    contract_in_force.save()
    assert confirmations_of([contract_in_force.pk], today) == {}


def test_nothing_is_asked_of_a_contract_for_which_nothing_is_due(
    voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, today: date
) -> None:
    small = a_contract(voorbeeldstad, de_brug, policy_text, value_cents=0)
    assert small.obligations.get().net_cents == 0
    assert confirmations_of([small.pk], today) == {}


def test_the_second_of_two_clerks_is_told_that_it_was_done(
    bram_actor: Actor, contract_in_force: Contract, de_brug: Supplier, actor_of: ActorFor, today: date
) -> None:
    sanne = actor_of(a_user("Sanne", "supplier", supplier=de_brug))
    confirm_quarter(actor=sanne, quarter=THIRD, today=today)
    with pytest.raises(ConfirmedBefore) as refused:
        confirm_quarter(actor=bram_actor, quarter=THIRD, today=today)
    assert "Sanne" in str(refused.value)
    assert QuarterConfirmation.unfenced.count() == 1
    assert len(codes()) == 1


def test_what_a_colleague_confirmed_meanwhile_is_counted_apart(
    bram_actor: Actor,
    contract_in_force: Contract,
    voorbeeldstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
    today: date,
) -> None:
    confirm_quarter(actor=bram_actor, quarter=THIRD, contract_ids=[contract_in_force.pk], today=today)
    a_contract(voorbeeldstad, de_brug, policy_text)
    made = confirm_quarter(actor=bram_actor, quarter=THIRD, today=today)
    assert (made.contracts, made.before) == (1, 1)


def test_a_contract_of_another_supplier_is_not_there(
    olga: User, contract_in_force: Contract, actor_of: ActorFor, today: date
) -> None:
    with pytest.raises(NotVisible):
        confirm_quarter(actor=actor_of(olga), quarter=THIRD, contract_ids=[contract_in_force.pk], today=today)


@pytest.mark.parametrize("who", ["anna", "piet", "milan"])
def test_nobody_of_the_buyers_side_confirms(
    who: str, contract_in_force: Contract, actor_of: ActorFor, today: date, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotVisible):
        confirm_quarter(actor=actor_of(request.getfixturevalue(who)), quarter=THIRD, today=today)
    assert not QuarterConfirmation.unfenced.exists()


def test_choosing_no_contract_is_refused_at_the_choice(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    with pytest.raises(Invalid) as refused:
        confirm_quarter(actor=bram_actor, quarter=THIRD, contract_ids=[], today=today)
    assert refused.value.problems[0].place == "contracts"


def test_a_confirmation_is_taken_back_until_the_day_it_is_due(bram_actor: Actor, contract_in_force: Contract) -> None:
    confirm_quarter(actor=bram_actor, quarter=THIRD, today=date(2017, 10, 2))
    assert withdraw_confirmation(actor=bram_actor, quarter=THIRD, today=date(2017, 10, 31)) == 1
    assert not QuarterConfirmation.unfenced.exists()
    assert codes()[-1] == "quarter_confirmation_withdrawn"


def test_after_the_due_day_a_confirmation_stays(bram_actor: Actor, contract_in_force: Contract) -> None:
    confirm_quarter(actor=bram_actor, quarter=THIRD, today=date(2017, 10, 2))
    with pytest.raises(TooLateToWithdraw):
        withdraw_confirmation(actor=bram_actor, quarter=THIRD, today=date(2017, 11, 1))
    assert QuarterConfirmation.unfenced.count() == 1


def test_what_was_never_confirmed_cannot_be_taken_back(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    with pytest.raises(NothingToWithdraw):
        withdraw_confirmation(actor=bram_actor, quarter=THIRD, today=today)
