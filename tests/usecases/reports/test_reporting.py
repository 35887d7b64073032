"""From a draft to an accepted value: what Bram fills in, what Anna decides, and what is kept of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import (
    Contract,
    LedgerLine,
    Person,
    PolicyText,
    Receipt,
    Report,
    ReportState,
    ReviewDecision,
    TimelineEvent,
    User,
)
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.reports.deciding import ChangedMeanwhile, DecidedBefore, NotWaiting
from tegenwaarde.usecases.reports.opening import ContractNotRunning, ReportNotOpen
from tegenwaarde.usecases.reports.reject_report import reject_report
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.reports.save_draft import rename_person, save_draft
from tegenwaarde.usecases.reports.start_report import start_report
from tegenwaarde.usecases.reports.submit_report import submit_report
from tegenwaarde.usecases.reports.withdraw_draft import SubmittedBefore, withdraw_draft
from tegenwaarde.usecases.review.approve_report import NotValuable, approve_report
from tests.cast import ActorFor, a_contract
from tests.usecases.reports.stories import MARCH, PARTICIPATIEWET, a_draft, a_submitted_report, approved, work

pytestmark = pytest.mark.django_db


def problem_places(refused: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.place for problem in refused.value.problems}


def test_a_report_travels_from_draft_over_a_return_to_the_ledger(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    assert (report.state, report.submitted_cents) == (ReportState.SUBMITTED, 5_515_068)
    return_report(actor=anna_actor, report_id=report.pk, version=report.version, reason="Uren fout", today=today)
    save_draft(actor=bram_actor, report_id=report.pk, values={"hours_per_week": 1800})
    again = submit_report(actor=bram_actor, report_id=report.pk, today=today)
    approved(anna_actor, again, today)
    lines = LedgerLine.unfenced.filter(report=report)
    assert [(line.year, line.quarter) for line in lines] == [
        (2017, 1), (2017, 2), (2017, 3), (2017, 4), (2018, 1), (2018, 2), (2018, 3), (2018, 4)
    ]  # fmt: skip
    assert sum(line.cents for line in lines) == again.submitted_cents == 2_757_534
    assert [decision.decision for decision in ReviewDecision.unfenced.filter(report=report)] == ["approved", "returned"]


def test_what_happened_stands_in_the_timeline_without_a_personal_fact(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    approved(anna_actor, report, today)
    events = list(TimelineEvent.unfenced.filter(contract=contract_in_force).order_by("id"))
    assert [event.code for event in events] == ["report_submitted", "report_approved"]
    assert set(events[0].figures) == {"report", "value_cents"}


def test_a_return_without_a_reason_is_refused(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    for verb in (return_report, reject_report):
        with pytest.raises(Invalid) as refused:
            verb(actor=anna_actor, report_id=report.pk, version=report.version, reason="  ", today=today)
        assert problem_places(refused) == {"reason"}
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED


def test_the_receipt_of_an_approval_holds_no_personal_fact(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    more: dict[str, Any] = {"birth_date": date(1966, 5, 17), "refugee": True}
    report = a_submitted_report(bram_actor, contract_in_force, today, **more)
    approved(anna_actor, report, today)
    kept = Receipt.unfenced.get(ledger_lines__report=report, ledger_lines__quarter=1, ledger_lines__component="base",
                                ledger_lines__year=2017)  # fmt: skip
    text = str(kept.figures) + str(kept.steps)
    for fact in ("1966", "2016-03-01", "medewerker"):
        assert fact not in text


def test_facts_are_kept_sealed(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    report.refresh_from_db()
    assert b"2016-03-01" not in bytes(report.facts or b"")
    assert answers_of(report).since("participatiewet") == date(2016, 3, 1)


def test_the_same_reference_is_the_same_person(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    first, second = (
        start_report(actor=bram_actor, contract_id=contract_in_force.pk, reference=text, today=today)
        for text in ("P-7", " P-7 ")
    )
    assert first.person == second.person


@pytest.mark.parametrize("reference", ["", "   ", "123456782", "1234.56.782", "x" * 61])
def test_a_reference_that_is_none_or_a_service_number_is_refused(
    bram_actor: Actor, contract_in_force: Contract, today: date, reference: str
) -> None:
    with pytest.raises(Invalid) as refused:
        start_report(actor=bram_actor, contract_id=contract_in_force.pk, reference=reference, today=today)
    assert problem_places(refused) == {"reference"}
    assert not Person.unfenced.exists()


def test_a_renamed_draft_leaves_no_person_behind(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    report = start_report(actor=bram_actor, contract_id=contract_in_force.pk, reference="P-7", today=today)
    rename_person(actor=bram_actor, report_id=report.pk, reference="P-8")
    assert list(Person.unfenced.values_list("reference", flat=True)) == ["P-8"]


def test_a_withdrawn_draft_is_gone_with_its_person(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    withdraw_draft(actor=bram_actor, report_id=a_draft(bram_actor, contract_in_force, today).pk)
    assert not Report.unfenced.exists()
    assert not Person.unfenced.exists()


def test_a_returned_report_cannot_be_withdrawn(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    return_report(actor=anna_actor, report_id=report.pk, version=report.version, reason="Nee", today=today)
    with pytest.raises(SubmittedBefore):
        withdraw_draft(actor=bram_actor, report_id=report.pk)


def test_a_submitted_report_can_no_longer_be_changed(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    with pytest.raises(ReportNotOpen):
        save_draft(actor=bram_actor, report_id=report.pk, values={"hours_per_week": 100})
    with pytest.raises(ReportNotOpen):
        submit_report(actor=bram_actor, report_id=report.pk, today=today)


def test_nothing_can_be_reported_on_a_closed_contract(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    Contract.unfenced.update(state="closed")
    with pytest.raises(ContractNotRunning):
        start_report(actor=bram_actor, contract_id=contract_in_force.pk, reference="P-7", today=today)


@pytest.mark.parametrize(
    ("values", "block", "place"),
    [
        ({"employment_start": None}, "1", "employment_start"),
        ({"hours_per_week": None}, "1", "hours_per_week"),
        ({"benefit_since": ()}, "1", "benefit_since"),
        ({"benefit_since": (("participatiewet", date(2015, 3, 1)),)}, "1", "benefit_since"),
        ({"situations": ("block-14",)}, "14", "birth_date"),
        ({"situations": ("block-14",), "birth_date": date(1990, 3, 1)}, "14", "birth_date"),
        ({"situations": ("block-10",)}, "10", "study_end"),
        ({"employment_start": date(2019, 1, 1), "situations": ("block-3",)}, "3", "block"),
        ({}, "3", "block"),
        ({}, "", "block"),
    ],
)
def test_what_the_rules_refuse_is_said_at_its_field(
    bram_actor: Actor, contract_in_force: Contract, today: date, values: dict[str, Any], block: str, place: str
) -> None:
    report = a_draft(bram_actor, contract_in_force, today, block=block, **values)
    with pytest.raises(Invalid) as refused:
        submit_report(actor=bram_actor, report_id=report.pk, today=today)
    assert place in problem_places(refused)
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT


def test_days_that_contradict_each_other_are_refused_at_once(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    with pytest.raises(Invalid) as refused:
        save_draft(actor=bram_actor, report_id=report.pk, values={"employment_end": date(2017, 2, 1)})
    assert problem_places(refused) == {"employment_end"}


def test_an_invoice_counts_on_its_day(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    made = start_report(actor=bram_actor, contract_id=contract_in_force.pk, kind="invoice", today=today)
    save_draft(
        actor=bram_actor, report_id=made.pk, values={"invoice_cents": 123_456, "activity_date": date(2017, 5, 3)}
    )
    approved(anna_actor, submit_report(actor=bram_actor, report_id=made.pk, today=today), today)
    line = LedgerLine.unfenced.get(report=made)
    assert (line.year, line.quarter, line.block, line.cents) == (2017, 2, "9", 123_456)


def test_hours_of_an_activity_wait_for_the_finding_of_the_coordinator(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    made = start_report(actor=bram_actor, contract_id=contract_in_force.pk, kind="activity", today=today)
    save_draft(
        actor=bram_actor,
        report_id=made.pk,
        values={"activity_hours": 800, "activity_date": date(2017, 5, 3), "participation": "Sollicitatietraining"},
    )
    with pytest.raises(Invalid) as refused:
        submit_report(actor=bram_actor, report_id=made.pk, today=today)
    assert [problem.code for problem in refused.value.problems] == ["FINDING_MISSING"]


def test_a_small_contract_takes_hours_of_an_activity_without_a_finding(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    obligation = contract_in_force.obligations.get()
    obligation.pk, obligation.number, obligation.regime = None, 2, "result_if_possible_broad"
    obligation.save()
    made = start_report(actor=bram_actor, contract_id=contract_in_force.pk, kind="activity", today=today)
    values = {"activity_hours": 800, "activity_date": date(2017, 5, 3), "participation": "Sollicitatietraining"}
    save_draft(actor=bram_actor, report_id=made.pk, values=values)
    assert submit_report(actor=bram_actor, report_id=made.pk, today=today).submitted_cents == 80_000


def test_the_second_coordinator_is_told_and_nothing_is_approved_twice(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    approved(anna_actor, report, today)
    before = LedgerLine.unfenced.count()
    with pytest.raises(DecidedBefore) as told:
        approved(anna_actor, report, today)
    assert "Anna" in str(told.value)
    assert LedgerLine.unfenced.count() == before


def test_a_report_that_was_submitted_anew_must_be_read_again(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    seen = report.version
    return_report(actor=anna_actor, report_id=report.pk, version=seen, reason="Nee", today=today)
    submit_report(actor=bram_actor, report_id=report.pk, today=today)
    with pytest.raises(ChangedMeanwhile):
        approve_report(actor=anna_actor, report_id=report.pk, version=seen, today=today)


def test_an_extra_counts_once_for_a_person_of_a_supplier(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    for start, end in ((MARCH, date(2017, 6, 30)), (date(2017, 7, 1), None)):
        days = {"employment_start": start, "employment_end": end, "permanent_from": max(start, date(2017, 6, 1))}
        approved(anna_actor, a_submitted_report(bram_actor, contract_in_force, today, **days), today)
    assert LedgerLine.unfenced.filter(component="permanent").count() == 1


def test_counting_starts_with_the_first_day_at_the_supplier(
    anna_actor: Actor,
    bram_actor: Actor,
    contract_in_force: Contract,
    policy_text: PolicyText,
    today: date,
    voorbeeldstad: Any,
    de_brug: Any,
) -> None:
    first = a_submitted_report(bram_actor, contract_in_force, today, employment_end=date(2017, 12, 31))
    approved(anna_actor, first, today)
    other = a_contract(voorbeeldstad, de_brug, policy_text, title="Tweede", end=date(2020, 12, 31))
    second = a_submitted_report(
        bram_actor, other, today, hours_per_week=900, employment_start=date(2018, 1, 1),
    )  # fmt: skip
    approved(anna_actor, second, today)
    figures = Receipt.unfenced.filter(ledger_lines__report=second).distinct().get().figures
    assert (figures["from_day"], figures["last_day"]) == ("2018-01-01", "2019-02-28")


def test_a_report_that_the_rules_refuse_meanwhile_is_not_approved(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    Contract.unfenced.filter(pk=contract_in_force.pk).update(end=date(2017, 2, 1))
    with pytest.raises(NotValuable):
        approved(anna_actor, report, today)


def test_an_assistant_prepares_and_decides_nothing(
    aisha: User, actor_of: ActorFor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    with pytest.raises(NotAllowed):
        approved(actor_of(aisha), report, today)
    with pytest.raises(NotAllowed):
        return_report(actor=actor_of(aisha), report_id=report.pk, version=report.version, reason="Nee", today=today)


def test_a_neighbour_finds_no_report(
    carla: User, nora: User, olga: User, actor_of: ActorFor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    for user in (carla, nora, olga):
        with pytest.raises(NotVisible):
            approved(actor_of(user), report, today)
        with pytest.raises(NotVisible):
            save_draft(actor=actor_of(user), report_id=report.pk, values=work())


def test_the_buyers_side_sees_no_draft_and_writes_no_report(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    draft = a_draft(bram_actor, contract_in_force, today)
    with pytest.raises(NotVisible):
        approved(anna_actor, draft, today)
    submitted = a_submitted_report(bram_actor, contract_in_force, today)
    with pytest.raises(NotAllowed):
        save_draft(actor=anna_actor, report_id=submitted.pk, values=work())
    with pytest.raises(NotAllowed):
        start_report(actor=anna_actor, contract_id=contract_in_force.pk, reference="P-1", today=today)


def test_a_report_of_another_supplier_teaches_nothing_about_a_person(
    anna_actor: Actor,
    bram_actor: Actor,
    olga: User,
    actor_of: ActorFor,
    contract_in_force: Contract,
    policy_text: PolicyText,
    voorbeeldstad: Any,
    other_supplier: Any,
    today: date,
) -> None:
    approved(anna_actor, a_submitted_report(bram_actor, contract_in_force, today, permanent_from=MARCH), today)
    theirs = a_contract(voorbeeldstad, other_supplier, policy_text, title="Schoonmaak")
    report = a_submitted_report(actor_of(olga), theirs, today, permanent_from=MARCH)
    assert report.submitted_cents == 6_515_068
    approved(anna_actor, report, today)


def test_a_decision_needs_a_report_that_waits(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    return_report(actor=anna_actor, report_id=report.pk, version=report.version, reason="Nee", today=today)
    with pytest.raises((DecidedBefore, NotWaiting)):
        approved(anna_actor, report, today)


def test_what_the_chosen_block_does_not_ask_is_not_kept(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    everything = ("benefit-ww", PARTICIPATIEWET, "block-8")
    since = (("participatiewet", date(2016, 3, 1)), ("ww", date(2016, 9, 1)))
    report = a_submitted_report(
        bram_actor, contract_in_force, today, situations=everything, benefit_since=since, block="8"
    )
    kept = answers_of(report)
    assert (kept.situations, kept.benefit_since) == (("block-8",), ())
    assert report.submitted_cents == 6_434_247
