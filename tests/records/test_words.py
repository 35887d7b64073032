"""The words of the querysets: what is in force, running, waiting or standing, to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tegenwaarde.records.models import (
    BulkUpload,
    Buyer,
    Contract,
    EvidenceFile,
    Invitation,
    LedgerLine,
    Proposal,
    Report,
    RoleGrant,
    SecondPartyRequest,
    SubregionMembership,
)
from tests.cast import TODAY
from tests.records.world import World

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2017, 3, 1), date(2017, 5, 31)
DAY = timedelta(days=1)
DAYS_AND_WHETHER_HELD = [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)]


@pytest.mark.parametrize(("day", "held"), DAYS_AND_WHETHER_HELD)
def test_a_role_is_held_from_its_first_day_and_not_on_the_day_it_ends(world: World, day: date, held: bool) -> None:
    grant = world.grant(role="administrator", from_day=FIRST, until_day=LAST + DAY)
    assert RoleGrant.unfenced.in_force_on(day).filter(pk=grant.pk).exists() is held


@pytest.mark.parametrize(("day", "held"), DAYS_AND_WHETHER_HELD)
def test_a_buyer_belongs_from_its_first_day_and_not_on_the_day_it_leaves(world: World, day: date, held: bool) -> None:
    membership = world.membership(from_day=FIRST, until_day=LAST + DAY)
    assert SubregionMembership.unfenced.in_force_on(day).filter(pk=membership.pk).exists() is held
    inside = Buyer.unfenced.in_subregions_on(frozenset({world.subregion.pk}), day)
    assert inside.filter(pk=membership.buyer_id).exists() is held


def test_a_role_without_an_end_goes_on(world: World) -> None:
    grant = world.grant(role="administrator", from_day=FIRST)
    assert RoleGrant.unfenced.in_force_on(date(2099, 1, 1)).filter(pk=grant.pk).exists()


def test_a_role_that_ends_on_its_first_day_was_never_held(world: World) -> None:
    grant = world.grant(role="administrator", from_day=FIRST, until_day=FIRST)
    assert not RoleGrant.unfenced.in_force_on(FIRST).filter(pk=grant.pk).exists()


@pytest.mark.parametrize(
    ("first", "last", "running"),
    [
        (FIRST - 9 * DAY, FIRST - DAY, False),
        (FIRST - 9 * DAY, FIRST, True),
        (LAST, LAST + 9 * DAY, True),
        (LAST + DAY, LAST + 9 * DAY, False),
        (FIRST + DAY, LAST - DAY, True),
        (FIRST - DAY, LAST + DAY, True),
    ],
)
def test_a_contract_runs_between_two_days_when_one_of_its_days_is_among_them(
    world: World, first: date, last: date, running: bool
) -> None:
    contract = world.a_contract(start=FIRST, end=LAST)
    assert Contract.unfenced.running_between(first, last).filter(pk=contract.pk).exists() is running


def test_a_draft_runs_never_and_a_closed_contract_ran(world: World) -> None:
    draft = world.a_contract(state="draft", start=FIRST, end=LAST)
    closed = world.a_contract(state="closed", start=FIRST, end=LAST)
    running = Contract.unfenced.running_between(FIRST, LAST)
    assert set(running) == {closed, world.contract}
    assert list(Contract.unfenced.drafts()) == [draft]
    assert set(Contract.unfenced.in_force()) == {closed, world.contract}


def test_a_contract_is_bought_by_each_of_its_buyers(world: World) -> None:
    world.share()
    for buyer in (world.buyer, world.other_buyer):
        assert list(Contract.unfenced.bought_by(buyer.pk)) == [world.contract]
    assert not Contract.unfenced.bought_by(world.a_buyer().pk).exists()


def test_the_report_that_waits_longest_comes_first_and_nothing_else_waits(world: World) -> None:
    later = world.report(submitted_on=TODAY)
    first = world.report(submitted_on=TODAY - DAY)
    same_day = world.report(submitted_on=TODAY)
    for state in ("draft", "returned", "approved", "rejected"):
        world.report(state=state)
    assert list(Report.unfenced.waiting_for_review()) == [first, later, same_day]


def test_the_supplier_works_on_drafts_and_on_what_was_returned(world: World) -> None:
    made = {state: world.report(state=state) for state in ("draft", "submitted", "returned", "approved", "rejected")}
    assert set(Report.unfenced.with_the_supplier()) == {made["draft"], made["returned"]}


def test_quarters_are_before_or_up_to_another_across_the_years(world: World) -> None:
    report = world.report()
    quarters = [(2016, 4), (2017, 1), (2017, 2), (2017, 3), (2018, 1)]
    for year, quarter in quarters:
        world.line(report=report, year=year, quarter=quarter)
    for number, (year, quarter) in enumerate(quarters):
        before = LedgerLine.unfenced.before_quarter(year, quarter)
        up_to = LedgerLine.unfenced.up_to_quarter(year, quarter)
        assert list(before.values_list("year", "quarter")) == quarters[:number]
        assert list(up_to.values_list("year", "quarter")) == quarters[: number + 1]


def test_neither_a_reversed_line_nor_its_reversal_stands(world: World) -> None:
    report = world.report()
    kept = world.line(report=report)
    wrong = world.line(report=report, quarter=2)
    world.line(report=report, quarter=2, reverses=wrong, cents=-wrong.cents)
    assert list(LedgerLine.unfenced.standing()) == [kept]


def test_a_line_knows_the_first_day_of_its_quarter(world: World) -> None:
    assert world.line(quarter=4).first_day == date(2017, 10, 1)


def test_an_invitation_is_open_up_to_its_last_day_unless_used_or_withdrawn(world: World) -> None:
    still_open = world.invitation(token_hash="1" * 64, last_day=TODAY)
    world.invitation(token_hash="2" * 64, last_day=TODAY - DAY)
    world.invitation(token_hash="3" * 64, accepted_by=world.user)
    world.invitation(token_hash="4" * 64, withdrawn=True)
    assert list(Invitation.unfenced.open_on(TODAY)) == [still_open]


def test_a_plan_line_is_worth_its_persons_together(world: World) -> None:
    assert world.plan_line(persons=3, value_cents_each=1_250_050).value_cents == 3_750_150


def test_the_proposal_that_waits_longest_comes_first_and_a_draft_is_open_without_waiting(world: World) -> None:
    later, draft, first = (
        world.proposal(contract=world.a_contract(), **facts)
        for facts in (
            {"state": "proposed", "proposed_on": TODAY},
            {},
            {"state": "proposed", "proposed_on": TODAY - DAY},
        )
    )
    world.proposal(number=1, state="withdrawn")
    world.proposal(number=2, state="returned", reason="Te weinig.")
    assert list(Proposal.unfenced.waiting_for_the_buyer()) == [first, later]
    assert set(Proposal.unfenced.open()) == {first, later, draft}


def test_a_sheet_is_busy_while_it_is_checked_or_taken_over(world: World) -> None:
    states = ("checking", "refused", "checked", "importing", "imported", "discarded")
    made = {state: world.upload(state=state, content_hash=state) for state in states}
    assert set(BulkUpload.unfenced.busy()) == {made["checking"], made["importing"]}


def test_a_file_is_erased_on_its_day_and_kept_until_then(world: World) -> None:
    today = world.evidence_file(stored_as="1" * 64, erase_on=TODAY)
    tomorrow = world.evidence_file(stored_as="2" * 64, erase_on=TODAY + DAY)
    world.evidence_file(stored_as="3" * 64, erase_on=TODAY, erased_on=TODAY)
    assert list(EvidenceFile.unfenced.to_erase_on(TODAY)) == [today]
    assert set(EvidenceFile.unfenced.kept()) == {today, tomorrow}


def test_a_second_party_can_answer_once_up_to_the_last_day_of_its_link(world: World) -> None:
    answer = {"answer": "denied", "answered_by": "J. Smit", "answered_on": TODAY}
    still_open = world.asked_of_a_second_party(token_hash="1" * 64)
    days = {"made_on": TODAY - DAY, "last_day": TODAY - DAY}
    world.asked_of_a_second_party(token_hash="2" * 64, **days)
    world.asked_of_a_second_party(token_hash="3" * 64, withdrawn=True)
    world.asked_of_a_second_party(token_hash="4" * 64, **answer)
    assert list(SecondPartyRequest.unfenced.open_on(TODAY)) == [still_open]
