"""What a dossier shows: how it stands, what comes next and by whom, what happened; and finding it in the list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Buyer, Contract, PolicyText, Supplier, User
from tegenwaarde.usecases.certificates.labels import labels_for
from tegenwaarde.usecases.contracts.begin_draft import begin_draft
from tegenwaarde.usecases.quarters.confirm_quarter import confirm_quarter
from tegenwaarde.usecases.reading.dossier import read_head
from tegenwaarde.usecases.reading.dossiers import PAGE, Wanted, read_dossiers
from tegenwaarde.usecases.reading.obligation import read_obligation
from tegenwaarde.usecases.reading.timeline import read_timeline
from tegenwaarde.usecases.timeline import remember
from tests.cast import TODAY, ActorFor, a_contract
from tests.usecases.contracts.test_agreements import LINE, recorded
from tests.usecases.reports.stories import a_submitted_report

pytestmark = pytest.mark.django_db


def titles(actor: Actor, today: date, **wanted: Any) -> list[str]:
    return [row.title for row in read_dossiers(actor=actor, wanted=Wanted(**wanted), today=today).rows]


@pytest.fixture
def three(
    contract_in_force: Contract,
    voorbeeldstad: Buyer,
    de_brug: Supplier,
    other_supplier: Supplier,
    policy_text: PolicyText,
) -> None:
    assert contract_in_force.title == "Onderhoud van bruggen"
    a_contract(
        voorbeeldstad,
        other_supplier,
        policy_text,
        title="Schoonmaak",
        end=date(2017, 12, 31),
        value_cents=90_000_000,
        reference="S-7",
    )
    a_contract(
        voorbeeldstad, de_brug, policy_text, title="Asfalt", kind="works", end=date(2020, 1, 1), value_cents=20_000_000
    )


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Schoonmaak", "Onderhoud van bruggen", "Asfalt"]),
        ({"text": "BRUG"}, ["Onderhoud van bruggen", "Asfalt"]),
        ({"text": "brug onderhoud"}, ["Onderhoud van bruggen"]),
        ({"text": "44444444"}, ["Schoonmaak"]),
        ({"text": "s-7"}, ["Schoonmaak"]),
        ({"text": "voorbeeldstad"}, ["Schoonmaak", "Onderhoud van bruggen", "Asfalt"]),
        ({"text": "zwembad"}, []),
        ({"kind": "works"}, ["Asfalt"]),
        ({"state": "closed"}, []),
        ({"state": "at_risk"}, ["Schoonmaak", "Onderhoud van bruggen", "Asfalt"]),
        ({"sort": "title"}, ["Asfalt", "Onderhoud van bruggen", "Schoonmaak"]),
        ({"sort": "-title"}, ["Schoonmaak", "Onderhoud van bruggen", "Asfalt"]),
        ({"sort": "value"}, ["Asfalt", "Onderhoud van bruggen", "Schoonmaak"]),
        ({"sort": "-end"}, ["Asfalt", "Onderhoud van bruggen", "Schoonmaak"]),
        ({"page": 9}, ["Schoonmaak", "Onderhoud van bruggen", "Asfalt"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(
    anna_actor: Actor, today: date, wanted: dict[str, Any], found: list[str]
) -> None:
    assert titles(anna_actor, today, **wanted) == found


@pytest.mark.usefixtures("three")
def test_the_list_tells_its_totals_and_what_each_filter_keeps(anna_actor: Actor, today: date) -> None:
    found = read_dossiers(actor=anna_actor, wanted=Wanted(), today=today)
    assert (found.total, found.net_cents, found.realised_cents) == (3, 8_000_000, 0)
    assert [(one.value, one.count) for one in found.kinds] == [("works", 1), ("services", 2)]
    assert [(one.words, one.count) for one in found.buyers] == [("Voorbeeldstad", 3)]


@pytest.mark.usefixtures("three")
def test_each_side_finds_its_own_dossiers_and_no_drafts(
    anna_actor: Actor, bram_actor: Actor, carla: User, nora: User, piet: User, actor_of: ActorFor, today: date
) -> None:
    begin_draft(actor=anna_actor)
    assert len(titles(anna_actor, today)) == len(titles(actor_of(piet), today)) == 3
    assert titles(bram_actor, today) == ["Onderhoud van bruggen", "Asfalt"]
    assert titles(actor_of(carla), today) == titles(actor_of(nora), today) == []


def test_a_page_of_the_list_holds_fifty(
    anna_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, today: date
) -> None:
    for number in range(PAGE + 1):
        a_contract(voorbeeldstad, de_brug, policy_text, title=f"Werk {number}")
    first = read_dossiers(actor=anna_actor, wanted=Wanted(), today=today)
    last = read_dossiers(actor=anna_actor, wanted=Wanted(page=2), today=today)
    assert (len(first.rows), len(last.rows), last.pages) == (PAGE, 1, 2)


def test_the_next_step_is_to_invite_then_to_plan_then_to_report(
    anna_actor: Actor, contract_in_force: Contract, actor_of: ActorFor, request: pytest.FixtureRequest, today: date
) -> None:
    def route() -> str:
        return read_head(actor=anna_actor, contract_id=contract_in_force.pk, today=today).next_step.route

    assert route() == "invite"
    bram = request.getfixturevalue("bram")
    assert route() == "proposal_write"
    recorded(anna_actor, contract_in_force, today, LINE)
    step = read_head(actor=anna_actor, contract_id=contract_in_force.pk, today=today).next_step
    assert (step.route, step.by_day) == ("quarter_confirm", None)
    for quarter in (Quarter(2017, 1), Quarter(2017, 2)):
        confirm_quarter(actor=actor_of(bram), quarter=quarter, today=today)
    step = read_head(actor=anna_actor, contract_id=contract_in_force.pk, today=today).next_step
    assert (step.route, step.by_day) == ("quarter_confirm", date(2017, 10, 31))
    a_submitted_report(actor_of(bram), contract_in_force, today)
    step = read_head(actor=anna_actor, contract_id=contract_in_force.pk, today=today).next_step
    assert (step.route, step.by_day) == ("dossier_reports", None)


def test_a_quarter_that_was_not_confirmed_in_time_is_asked_first(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    recorded(anna_actor, contract_in_force, today, LINE)
    step = read_head(actor=anna_actor, contract_id=contract_in_force.pk, today=today).next_step
    assert "30\N{NO-BREAK SPACE}april\N{NO-BREAK SPACE}2017" in str(step.words)


def test_where_every_quarter_is_confirmed_the_running_one_is_due_next(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    recorded(anna_actor, contract_in_force, today, LINE)
    for number in (1, 2, 3):
        confirm_quarter(actor=bram_actor, quarter=Quarter(2017, number), today=today)
    head = read_head(actor=anna_actor, contract_id=contract_in_force.pk, today=today)
    assert (head.next_step.route, head.next_step.by_day) == ("dossier_reports", date(2018, 1, 31))
    assert [(one.quarter.number, one.confirmed_by) for one in head.quarters] == [(3, "Bram"), (2, "Bram"), (1, "Bram")]


@pytest.mark.parametrize("who", ["piet", "bram"])
def test_contact_person_and_supplier_see_on_the_dossier_what_was_confirmed(
    who: str,
    bram_actor: Actor,
    contract_in_force: Contract,
    actor_of: ActorFor,
    today: date,
    request: pytest.FixtureRequest,
) -> None:
    confirm_quarter(actor=bram_actor, quarter=Quarter(2017, 3), today=today)
    reader = actor_of(request.getfixturevalue(who))
    head = read_head(actor=reader, contract_id=contract_in_force.pk, today=today)
    assert [one.open for one in head.quarters] == [False, True, True]


def test_nothing_comes_next_where_nothing_is_due_or_the_contract_is_closed(
    anna_actor: Actor,
    contract_in_force: Contract,
    voorbeeldstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
    today: date,
) -> None:
    small = a_contract(voorbeeldstad, de_brug, policy_text, kind="subsidy", subsidy_per_year_cents=5_000_000)
    Contract.unfenced.filter(pk=contract_in_force.pk).update(state="closed")
    for contract in (small, contract_in_force):
        head = read_head(actor=anna_actor, contract_id=contract.pk, today=today)
        assert (head.next_step.route, head.next_step.who) == ("", "")


def test_the_head_lets_each_role_do_what_it_may(
    contract_in_force: Contract, anna: User, aisha: User, piet: User, bram: User, actor_of: ActorFor, today: date
) -> None:
    def may(user: User) -> tuple[bool, ...]:
        head = read_head(actor=actor_of(user), contract_id=contract_in_force.pk, today=today)
        return head.inside, head.may_agree, head.may_invite, head.may_report

    assert may(anna) == (True, True, True, False)
    assert may(aisha) == (True, False, True, False)
    assert may(piet) == (True, False, False, False)
    assert may(bram) == (False, False, False, True)


def test_a_dossier_of_others_does_not_exist(
    contract_in_force: Contract, carla: User, nora: User, olga: User, milan: User, actor_of: ActorFor, today: date
) -> None:
    for person in (carla, nora, olga, milan):
        actor, number = actor_of(person), contract_in_force.pk
        with pytest.raises(NotVisible):
            read_head(actor=actor, contract_id=number, today=today)
        with pytest.raises(NotVisible):
            read_obligation(actor=actor, contract_id=number, today=TODAY)
        with pytest.raises(NotVisible):
            read_timeline(actor=actor, contract_id=number)


def test_a_draft_is_no_dossier_yet(anna_actor: Actor, today: date) -> None:
    draft = begin_draft(actor=anna_actor)
    with pytest.raises(NotVisible):
        read_head(actor=anna_actor, contract_id=draft.pk, today=today)
    with pytest.raises(NotVisible):
        read_obligation(actor=anna_actor, contract_id=draft.pk, today=TODAY)


def test_the_obligation_is_explained_from_its_receipt_year_by_year(
    bram_actor: Actor, contract_in_force: Contract, policy_text: PolicyText
) -> None:
    shown = read_obligation(actor=bram_actor, contract_id=contract_in_force.pk, today=TODAY)
    assert (shown.due.regime, shown.due.net_cents) == ("result", 2_500_000)
    assert [year.net_cents for year in shown.due.years] == [1_250_000, 1_250_000]
    assert (shown.due.policy.book_id, shown.due.policy.sha256) == ("twente-2017", policy_text.sha256)
    assert [one.rule for one in shown.due.sentences] == ["B1", "B2", "B6", "B4", "B5", "B8", "B8", "B8"]
    assert [one.number for one in shown.versions] == [1]


def test_reasons_of_the_buyers_side_stay_on_that_side(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract
) -> None:
    Contract.unfenced.filter(pk=contract_in_force.pk).update(percentage_reason="Zwakke onderneming")
    number = contract_in_force.pk
    assert read_obligation(actor=anna_actor, contract_id=number, today=TODAY).percentage_reason == "Zwakke onderneming"
    assert read_obligation(actor=bram_actor, contract_id=number, today=TODAY).percentage_reason == ""


def test_the_timeline_names_the_buyers_people_to_the_buyers_side_only(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    remember(actor=anna_actor, contract=contract_in_force, code="supplier_invited", today=today)
    remember(actor=bram_actor, contract=contract_in_force, code="report_submitted", today=today, value_cents=100)
    number = contract_in_force.pk
    assert [event.who for event in read_timeline(actor=anna_actor, contract_id=number).events] == ["Bram", "Anna"]
    own, other = read_timeline(actor=bram_actor, contract_id=number).events
    assert own.who == "Bram"
    assert other.who not in {"", "Anna"}


def test_a_draft_without_a_date_offers_the_labels_of_todays_policy(
    anna_actor: Actor, policy_text: PolicyText, today: date
) -> None:
    assert policy_text.pk
    draft = begin_draft(actor=anna_actor)
    assert [label.id for label in labels_for(draft, today)] == ["pso1", "pso2", "pso3", "werkpakt"]
