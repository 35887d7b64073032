"""The supplier's start: what to do today, in order of urgency, and all its contracts over all buyers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.fence import NotAllowed
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import (
    BulkUpload,
    Certificate,
    Message,
    Person,
    Proposal,
    Report,
    ReviewDecision,
    SecondPartyRequest,
)
from tegenwaarde.usecases.quarters.confirm_quarter import confirm_quarter
from tegenwaarde.usecases.reading.supplier_start import SupplierStart, Wanted, read_supplier_start
from tegenwaarde.usecases.reading.supplier_todos import FIRST_WORDS, Todo, first_words
from tegenwaarde.usecases.reports.answers import Answers, sealed_answers
from tests.cast import a_contract
from tests.usecases.reports.stories import a_submitted_report, approved

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, Contract, PolicyText, Supplier, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db
MARCH = date(2017, 3, 1)


def start(actor: Actor, today: date, **wanted: Any) -> SupplierStart:
    return read_supplier_start(actor=actor, wanted=Wanted(**wanted), today=today)


def todos(actor: Actor, today: date, *codes: str) -> list[Todo]:
    return [one for one in start(actor, today).todos if one.code in codes]


def a_report(contract: Contract, clerk: User, number: int, state: str, **told: Any) -> Report:
    assert contract.supplier
    person, _made = Person.unfenced.get_or_create(supplier=contract.supplier, reference=f"DB-{number}")
    return Report.unfenced.create(
        contract=contract,
        person=person,
        state=state,
        block="3",
        facts=sealed_answers(Answers(situations=("block-3",), employment_start=MARCH, **told)),
        submitted_on=date(2017, 9, 1),
        made_by=clerk,
        made_on=date(2017, 9, 1),
    )


def returned(report: Report, by: User, reason: str, on: date) -> None:
    ReviewDecision.unfenced.create(report=report, decision="returned", reason=reason, decided_by=by, decided_on=on)


def test_what_is_still_to_be_done_is_added_up_over_all_buyers(
    bram_actor: Actor,
    contract_in_force: Contract,
    buurstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
    today: date,
) -> None:
    a_contract(buurstad, de_brug, policy_text)
    found = start(bram_actor, today)
    assert (found.open_cents, found.contracts_open) == (5_000_000, 2)
    assert {own.card.buyer for own in found.contracts} == {"Voorbeeldstad", "Buurstad"}


def test_a_contract_says_what_is_missing_to_what_is_due_and_to_the_line_of_today(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    card = start(bram_actor, today).contracts[0].card
    assert card.missing_cents == 2_500_000
    assert 0 < card.behind_cents < card.missing_cents
    assert card.behind_cents == card.standing.expected_cents


def test_quarters_to_confirm_stand_first_as_one_when_any_is_late_with_the_earliest_last_day(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    found = todos(bram_actor, today, "confirm", "confirm_late")
    assert [(one.code, one.quarter, one.quarters, one.day) for one in found] == [
        ("confirm_late", Quarter(2017, 3), 3, date(2017, 4, 30)),
    ]
    found_start = start(bram_actor, today)
    assert (found_start.confirm_by, found_start.confirm_late) == (date(2017, 4, 30), True)


def test_a_confirmed_quarter_leaves_the_list_and_the_contract_says_what_is_due_next(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    for number in (1, 2, 3):
        confirm_quarter(actor=bram_actor, quarter=Quarter(2017, number), today=today)
    found = start(bram_actor, today)
    assert not [one for one in found.todos if one.code.startswith("confirm")]
    assert found.confirm_by is None
    due = found.contracts[0].next_due
    assert due is not None
    assert (due.quarter, due.day, due.open) == (Quarter(2017, 4), date(2018, 1, 31), False)


def test_a_returned_report_shows_the_first_words_of_the_last_reason(
    bram: User, anna: User, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_report(contract_in_force, bram, 7, "returned")
    returned(report, anna, "Een oude reden.", date(2017, 9, 10))
    returned(report, anna, "De ingangsdatum ontbreekt.", date(2017, 9, 20))
    (found,) = todos(bram_actor, today, "returned")
    assert (found.who, found.reason, found.target_id) == ("DB-7", "De ingangsdatum ontbreekt.", report.pk)


def test_a_long_reason_is_cut_at_a_word() -> None:
    text = first_words("Wilt u de ingangsdatum van de uitkering nakijken " * 5)
    assert len(text) <= FIRST_WORDS + 2
    assert text.endswith(" …")


def test_many_of_a_kind_on_one_contract_stand_together(
    bram: User, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    for number in range(5):
        a_report(contract_in_force, bram, number, "draft")
    (found,) = todos(bram_actor, today, "draft")
    assert (found.number, found.contract_id) == (5, contract_in_force.pk)


def test_a_question_waits_until_it_is_answered(
    bram: User, anna: User, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_report(contract_in_force, bram, 7, "submitted")
    said = {"report": report, "day": today}
    Message.unfenced.create(**said, author=anna, from_supplier=False, asks=True, text="Hoeveel uur?")
    assert [one.target_id for one in todos(bram_actor, today, "question")] == [report.pk]
    Message.unfenced.create(**said, author=bram, from_supplier=True, text="Achtentwintig.")
    assert todos(bram_actor, today, "question") == []


@pytest.mark.parametrize(
    ("state", "more", "code"),
    [
        ("returned", {"reason": "Te weinig uren."}, ["plan_returned"]),
        ("draft", {}, ["plan_begun"]),
        ("proposed", {}, []),
        ("withdrawn", {}, ["plan_missing"]),
    ],
)
def test_a_plan_is_asked_until_it_is_proposed(
    state: str,
    more: dict[str, str],
    code: list[str],
    bram: User,
    bram_actor: Actor,
    contract_in_force: Contract,
    today: date,
) -> None:
    plans = ("plan_returned", "plan_begun", "plan_missing")
    assert [one.code for one in todos(bram_actor, today, *plans)] == ["plan_missing"]
    Proposal.unfenced.create(contract=contract_in_force, number=1, state=state, made_by=bram, made_on=today, **more)
    assert [one.code for one in todos(bram_actor, today, *plans)] == code


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (date(2017, 9, 1), ["ended"]),
        (date(2017, 10, 2), ["ends"]),
        (date(2017, 11, 2), ["ends"]),
        (date(2017, 11, 3), []),
        (date(2017, 8, 31), []),
        (None, []),
    ],
)
def test_a_placement_that_ends_about_now_asks_whether_it_goes_on(
    last: date | None,
    code: list[str],
    bram_actor: Actor,
    anna_actor: Actor,
    contract_in_force: Contract,
    today: date,
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today, employment_end=last)
    assert todos(bram_actor, today, "ends", "ended") == []
    approved(anna_actor, report, today)
    found = todos(bram_actor, today, "ends", "ended")
    assert [(one.code, one.day) for one in found] == [(one, last) for one in code]


def test_a_placement_of_which_a_change_is_under_way_asks_nothing(
    bram: User, bram_actor: Actor, anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    ending = a_submitted_report(bram_actor, contract_in_force, today, employment_end=today)
    approved(anna_actor, ending, today)
    change = a_report(contract_in_force, bram, 7, "draft")
    Report.unfenced.filter(pk=change.pk).update(corrects=ending, change="extended")
    assert todos(bram_actor, today, "ends", "ended") == []


def test_a_placement_that_ends_with_its_contract_asks_nothing(
    bram_actor: Actor,
    anna_actor: Actor,
    voorbeeldstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
    today: date,
) -> None:
    contract = a_contract(voorbeeldstad, de_brug, policy_text, end=date(2017, 10, 31))
    report = a_submitted_report(bram_actor, contract, today, employment_end=date(2017, 10, 31))
    approved(anna_actor, report, today)
    assert todos(bram_actor, today, "ends", "ended") == []


def test_an_erased_placement_asks_nothing(
    bram_actor: Actor, anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today, employment_end=today)
    approved(anna_actor, report, today)
    Report.unfenced.filter(pk=report.pk).update(facts=None)
    assert todos(bram_actor, today, "ends", "ended") == []


def test_a_certificate_that_lapses_is_told_until_its_successor_is_there(
    bram_actor: Actor, contract_in_force: Contract, de_brug: Supplier, today: date
) -> None:
    days = {"supplier": de_brug, "label": "pso1"}
    Certificate.unfenced.create(**days, first_day=date(2016, 1, 1), last_day=date(2017, 12, 1))
    (found,) = todos(bram_actor, today, "certificate")
    assert found.day == date(2017, 12, 1)
    assert found.about != "pso1"
    Certificate.unfenced.create(**days, first_day=date(2017, 12, 2), last_day=date(2019, 12, 1))
    assert todos(bram_actor, today, "certificate") == []


@pytest.mark.parametrize(("answer", "code"), [("confirmed", "confirmed"), ("denied", "denied")])
def test_an_answer_of_a_second_party_is_news_for_two_weeks(
    answer: str, code: str, bram: User, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    SecondPartyRequest.unfenced.create(
        report=a_report(contract_in_force, bram, 7, "submitted"),
        fact_kind="employment",
        report_version=1,
        party="Detacheerder Zuid",
        token_hash="x",
        made_by=bram,
        made_on=today - timedelta(days=3),
        last_day=today,
        answer=answer,
        answered_by="Jan",
        answered_on=today,
    )
    assert [one.reason for one in todos(bram_actor, today, code)] == ["Detacheerder Zuid"]
    assert todos(bram_actor, today + timedelta(days=15), code) == []


@pytest.mark.parametrize(
    ("state", "code"),
    [("checked", ["sheet_checked"]), ("refused", ["sheet_refused"]), ("checking", ["sheet_busy"]), ("imported", [])],
)
def test_a_spreadsheet_half_way_is_found_again(
    state: str,
    code: list[str],
    bram: User,
    bram_actor: Actor,
    contract_in_force: Contract,
    de_brug: Supplier,
    today: date,
) -> None:
    BulkUpload.unfenced.create(
        supplier=de_brug,
        name="kwartaal.xlsx",
        size=9,
        content_hash="a",
        state=state,
        uploaded_by=bram,
        uploaded_on=today,
    )
    sheets = ("sheet_checked", "sheet_refused", "sheet_busy")
    assert [one.code for one in todos(bram_actor, today, *sheets)] == code


def test_contracts_are_filtered_by_state_and_buyer_and_sorted_as_asked(
    bram_actor: Actor,
    contract_in_force: Contract,
    buurstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
    today: date,
) -> None:
    a_contract(buurstad, de_brug, policy_text, title="Asfalt", value_cents=10_000_000_00)

    def titles(**wanted: Any) -> list[str]:
        return [own.card.title for own in start(bram_actor, today, **wanted).contracts]

    assert titles() == titles(sort="-behind") == ["Asfalt", "Onderhoud van bruggen"]
    assert titles(sort="missing") == ["Onderhoud van bruggen", "Asfalt"]
    assert titles(buyer_id=buurstad.pk) == ["Asfalt"]
    assert titles(state="fulfilled") == []


def test_closed_contracts_are_counted_and_not_listed(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    contract_in_force.state = "closed"
    contract_in_force.save()
    found = start(bram_actor, today)
    assert (found.closed, found.total, found.todos) == (1, 0, ())


def test_another_supplier_and_the_buyers_side_see_nothing_of_it(
    bram: User, olga: User, anna: User, contract_in_force: Contract, actor_of: ActorFor, today: date
) -> None:
    a_report(contract_in_force, bram, 7, "returned")
    found = start(actor_of(olga), today)
    assert (found.total, found.todos) == (0, ())
    with pytest.raises(NotAllowed):
        start(actor_of(anna), today)
