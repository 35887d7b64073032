"""What says something of a person goes once it can change no value any more; what it was worth stays to the cent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.cast import a_contract
from tests.usecases.reports.stories import a_draft, a_submitted_report, approved
from tests.usecases.second_party.stories import answer, ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, Contract, Person, PolicyText, Region, Report, Supplier
    from tegenwaarde.usecases.erasing.erase_all import Rest
    from tegenwaarde.usecases.erasing.erase_contract import Erased

pytestmark = pytest.mark.django_db
LAST_KEPT, GONE = date(2019, 12, 31), date(2020, 1, 1)  # twelve months after 31 December 2018


class Shelf:
    """A store that says which files it was told to throw away."""

    def __init__(self) -> None:
        self.thrown_away: list[str] = []

    def save(self, content: bytes) -> str:
        return content.hex()

    def open(self, name: str) -> bytes:
        return bytes.fromhex(name)

    def delete(self, name: str) -> None:
        self.thrown_away.append(name)

    def saved_before(self, day: date) -> Iterable[str]:
        return ()


def erase(day: date) -> list[Erased | Rest]:
    from tegenwaarde.usecases.erasing.erase_all import erase_all

    return list(erase_all(store=Shelf(), today=day))


@pytest.fixture
def waiting(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today, reference="DB-12")


@pytest.fixture
def counted(anna_actor: Actor, waiting: Report, today: date) -> Report:
    approved(anna_actor, waiting, today)
    waiting.refresh_from_db()
    return waiting


def person_of(report: Report) -> Person:
    from tegenwaarde.records.models import Person

    return Person.unfenced.get(pk=report.person_id or 0)


def sealed_rows() -> int:
    from tegenwaarde.usecases.erasing.rotate_facts import SEALED

    return sum(
        model.unfenced.filter(**{f"{field}__isnull": False}).count()  # type: ignore[attr-defined]
        for model, field in SEALED
    )


def test_facts_are_kept_up_to_the_last_day_on_which_they_can_change_a_value(counted: Report) -> None:
    erase(LAST_KEPT)
    counted.refresh_from_db()
    assert counted.facts is not None
    assert person_of(counted).reference == "DB-12"


def test_a_day_later_nothing_sealed_is_left_and_the_person_is_a_number(counted: Report) -> None:
    erase(GONE)
    counted.refresh_from_db()
    person = person_of(counted)
    assert counted.facts is None
    assert sealed_rows() == 0
    assert (person.reference, person.identity_hash, person.erased_on) == (f"#{person.pk}", "", GONE)


def test_a_number_that_the_supplier_uses_itself_is_not_given_twice(
    counted: Report, bram_actor: Actor, voorbeeldstad: Buyer, policy_text: PolicyText, today: date
) -> None:
    assert counted.contract.supplier
    going_on = a_contract(voorbeeldstad, counted.contract.supplier, policy_text, end=date(2021, 12, 31))
    a_draft(bram_actor, going_on, today, reference=f"#{counted.person_id}")
    erase(GONE)
    assert person_of(counted).reference == f"#{counted.person_id}-1"


def test_a_second_run_finds_nothing_left(counted: Report) -> None:
    from tegenwaarde.usecases.erasing.erase_all import Rest

    first, second = erase(GONE), erase(GONE)
    assert [type(one).__name__ for one in first] == ["Erased", "Rest"]
    assert second == [Rest(0, 0, 0)]


def test_a_look_beforehand_says_the_same_and_erases_nothing(counted: Report) -> None:
    from tegenwaarde.usecases.erasing.erase_all import what_would_go

    before = list(what_would_go(GONE))
    counted.refresh_from_db()
    assert counted.facts is not None
    assert before == erase(GONE)


def test_the_cents_are_replayed_from_the_receipt_alone(counted: Report) -> None:
    from tegenwaarde.engine.valuing import replay
    from tegenwaarde.kernel.quarter import Quarter
    from tegenwaarde.records.models import LedgerLine

    def booked() -> list[tuple[Any, ...]]:
        return list(LedgerLine.unfenced.order_by("pk").values_list("year", "quarter", "component", "cents"))

    before = booked()
    erase(GONE)
    lines = LedgerLine.unfenced.filter(report=counted).select_related("receipt")
    receipt = lines[0].receipt
    assert booked() == before
    last = Quarter(2018, 4).period.last
    assert replay(receipt.figures, last).total == receipt.total_cents == sum(line.cents for line in lines)


def test_a_receipt_and_the_timeline_hold_no_fact_of_the_person(counted: Report) -> None:
    from tegenwaarde.records.models import Receipt, TimelineEvent

    erase(GONE)
    kept = [str(row) for row in Receipt.unfenced.values_list("figures", "steps")]
    kept += [str(row) for row in TimelineEvent.unfenced.values_list("code", "figures")]
    assert not any(telling in "".join(kept) for telling in ("DB-12", "2016-03-01", "participatiewet"))


def test_the_timeline_says_how_much_went(counted: Report, bram_actor: Actor, today: date) -> None:
    a_draft(bram_actor, counted.contract, today, reference="DB-13")
    erase(GONE)
    event = counted.contract.timeline.get(code="facts_erased")
    assert (event.figures, event.actor_id) == ({"reports": 1, "drafts": 1}, None)


def test_what_was_said_and_asked_loses_its_words_and_names(
    bram_actor: Actor, anna_actor: Actor, waiting: Report, today: date
) -> None:
    from tegenwaarde.records.models import Message, SecondPartyRequest

    Message.unfenced.create(
        report=waiting, author_id=bram_actor.user_id, from_supplier=True, text="Zij werkt nu meer.", day=today
    )
    answer(ask(bram_actor, waiting, today, email="school@school.example"), today, confirmed=False)
    ask(bram_actor, waiting, today, party="Detacheerder Zuid")
    erase(GONE)
    assert Message.unfenced.values_list("text", "erased_on").get() == ("", GONE)
    denied, never = SecondPartyRequest.unfenced.order_by("pk")
    assert (denied.answer, denied.answered_on) == ("denied", today)
    for request in (denied, never):
        held = (request.party, request.email, request.remark, request.fact)
        assert held == ("–", "", "", None)
    assert (denied.answered_by, never.withdrawn) == ("–", True)


def test_a_draft_of_a_contract_that_is_over_is_thrown_away_with_its_person_and_its_files(
    bram_actor: Actor, contract_in_force: Contract, today: date, django_capture_on_commit_callbacks: Any
) -> None:
    from tegenwaarde.records.models import EvidenceFile, Person, Report
    from tegenwaarde.usecases.erasing.erase_contract import erase_contract

    draft = a_draft(bram_actor, contract_in_force, today)
    days = {"uploaded_on": today, "erase_on": date(2030, 1, 1)}
    EvidenceFile.unfenced.create(
        report=draft, kind="employment", size=1, stored_as="a" * 64, uploaded_by_id=bram_actor.user_id, **days
    )
    shelf = Shelf()
    with django_capture_on_commit_callbacks(execute=True):
        erase_contract(contract_in_force.pk, store=shelf, today=GONE)
    assert not Report.unfenced.exists()
    assert not Person.unfenced.exists()
    assert shelf.thrown_away == ["a" * 64]


@pytest.fixture
def going_on(voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText) -> Contract:
    """A contract of the same supplier that ends three years later."""
    return a_contract(voorbeeldstad, de_brug, policy_text, start=date(2018, 1, 1), end=date(2021, 12, 31))


def test_a_person_who_goes_on_elsewhere_keeps_the_identity_and_the_first_working_day(
    counted: Report, going_on: Contract, bram_actor: Actor, today: date
) -> None:
    from tegenwaarde.usecases.reports.facts import earlier_of

    later = a_submitted_report(bram_actor, going_on, today, reference="DB-12", employment_start=date(2019, 1, 1))
    before = earlier_of(later)
    erase(GONE)
    counted.refresh_from_db()
    later.refresh_from_db()
    person = person_of(counted)
    assert counted.facts is None
    assert later.facts is not None
    assert (person.reference, person.erased_on) == ("DB-12", None)
    assert person.identity_hash != ""
    assert earlier_of(type(later).unfenced.select_related("person").get(pk=later.pk)) == before
    assert before.first_employed == date(2017, 3, 1)


def test_a_report_that_still_waits_is_not_approved_without_its_facts(
    waiting: Report, anna_actor: Actor, today: date
) -> None:
    from tegenwaarde.usecases.review.approve_report import FactsGone

    erase(GONE)
    with pytest.raises(FactsGone):
        approved(anna_actor, waiting, today)


def test_a_change_of_what_was_erased_is_refused(counted: Report, bram_actor: Actor, today: date) -> None:
    from tegenwaarde.records.models import ChangeKind
    from tegenwaarde.usecases.corrections.correct_report import FactsOfReportErased, start_correction

    erase(GONE)
    with pytest.raises(FactsOfReportErased):
        start_correction(actor=bram_actor, report_id=counted.pk, change=ChangeKind.ENDED, today=today)


def test_who_was_told_apart_is_forgotten_with_either_of_them(counted: Report, anna_actor: Actor, today: date) -> None:
    from tegenwaarde.records.models import Distinction, Person, Supplier

    helder = Supplier.unfenced.create(name="Helder", kvk="88888888")
    other = Person.unfenced.create(supplier=helder, reference="7")
    Distinction.unfenced.create(
        first=person_of(counted), second=other, reason="Tweeling.", decided_by_id=anna_actor.user_id, decided_on=today
    )
    erase(GONE)
    assert not Distinction.unfenced.exists()


@pytest.mark.parametrize(
    ("state", "day", "after"),
    [
        ("checked", date(2017, 11, 2), ("discarded", None)),
        ("checked", date(2017, 11, 1), ("checked", b"x")),
        ("importing", date(2018, 11, 1), ("importing", b"x")),
        ("imported", date(2017, 11, 2), ("imported", None)),
    ],
)
def test_a_spreadsheet_that_nobody_took_over_is_thrown_away_after_the_days_of_the_policy(
    region: Region,
    bram_actor: Actor,
    de_brug: Supplier,
    today: date,
    state: str,
    day: date,
    after: tuple[str, bytes | None],
) -> None:
    from tegenwaarde.records.models import BulkUpload

    upload = BulkUpload.unfenced.create(
        supplier=de_brug,
        name="3.xlsx",
        size=1,
        content_hash="1" * 64,
        state=state,
        sealed=b"x",
        uploaded_by_id=bram_actor.user_id,
        uploaded_on=today,
    )
    erase(day)
    upload.refresh_from_db()
    assert (upload.state, upload.sealed and bytes(upload.sealed)) == after


def test_a_stop_between_two_contracts_leaves_the_one_whole_and_the_other_for_the_next_time(
    counted: Report, bram_actor: Actor, voorbeeldstad: Buyer, policy_text: PolicyText, today: date
) -> None:
    from tegenwaarde.usecases.erasing.erase_all import erase_all

    assert counted.contract.supplier
    second = a_contract(voorbeeldstad, counted.contract.supplier, policy_text)
    other = a_submitted_report(bram_actor, second, today, reference="DB-20")
    running = erase_all(store=Shelf(), today=GONE)
    next(running)
    running.close()  # type: ignore[attr-defined]
    for report in (counted, other):
        report.refresh_from_db()
    assert (counted.facts, other.facts is None) == (None, False)
    erase(GONE)
    other.refresh_from_db()
    assert other.facts is None
