"""A change of what was approved: lines are reversed and added, never edited, and the new report takes its place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import (
    ChangeKind,
    Contract,
    Decision,
    LedgerLine,
    Report,
    ReportState,
    TimelineEvent,
    User,
)
from tegenwaarde.usecases.corrections.correct_report import (
    ChangeUnderWay,
    FactsOfReportErased,
    NoSuchChange,
    NotApproved,
    start_correction,
)
from tegenwaarde.usecases.ledger.reverse import reverse_report
from tegenwaarde.usecases.reading.dossier_reports import Wanted, read_dossier_reports
from tegenwaarde.usecases.reading.queue import View, read_queue
from tegenwaarde.usecases.reading.several import read_several
from tegenwaarde.usecases.reading.standing import realised_of, standing_of
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.reports.facts import Earlier, earlier_of
from tegenwaarde.usecases.reports.reject_report import reject_report
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.reports.save_draft import save_draft
from tegenwaarde.usecases.reports.share_report import share_report
from tegenwaarde.usecases.reports.submit_report import TakenBack, submit_report
from tegenwaarde.usecases.review.replacing import NoLongerApproved
from tests.cast import ActorFor, a_contract
from tests.usecases.reports.stories import a_draft, a_submitted_report, approved

pytestmark = pytest.mark.django_db

END_OF_JUNE = date(2017, 6, 30)


@pytest.fixture
def accepted(anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    """Full time from March 2017 on, with a refugee's extra, approved."""
    report = a_submitted_report(bram_actor, contract_in_force, today, refugee=True)
    approved(anna_actor, report, today)
    report.refresh_from_db()
    return report


def changed(actor: Actor, report: Report, today: date, change: ChangeKind, **values: Any) -> Report:
    """Return the submitted change of an approved report."""
    made = start_correction(actor=actor, report_id=report.pk, change=change, today=today)
    save_draft(actor=actor, report_id=made.pk, values=values)
    return submit_report(actor=actor, report_id=made.pk, today=today)


def ended(actor: Actor, report: Report, today: date) -> Report:
    return changed(actor, report, today, ChangeKind.ENDED, employment_end=END_OF_JUNE)


def test_a_change_opens_with_what_was_approved(bram_actor: Actor, accepted: Report, today: date) -> None:
    made = start_correction(actor=bram_actor, report_id=accepted.pk, change=ChangeKind.ENDED, today=today)
    assert (made.corrects, made.change, made.state) == (accepted, ChangeKind.ENDED, ReportState.DRAFT)
    assert answers_of(made) == answers_of(accepted)
    assert (made.block, made.share, made.person) == (accepted.block, accepted.share, accepted.person)


def test_an_approved_change_replaces_what_it_changes_by_lines_that_are_added(
    anna_actor: Actor, bram_actor: Actor, accepted: Report, today: date
) -> None:
    before = list(LedgerLine.unfenced.order_by("pk").values())
    made = ended(bram_actor, accepted, today)
    approved(anna_actor, made, today)
    after = list(LedgerLine.unfenced.order_by("pk").values())
    assert after[: len(before)] == before
    accepted.refresh_from_db()
    assert accepted.state == ReportState.REPLACED
    assert sum(LedgerLine.unfenced.filter(report=accepted).values_list("cents", flat=True)) == 0
    standing = LedgerLine.unfenced.standing()
    assert {line.report_id for line in standing} == {made.pk}
    assert sum(line.cents for line in standing) == made.submitted_cents
    assert standing_of([accepted.contract_id], date(2018, 12, 31))[accepted.contract_id].realised_cents == (
        made.submitted_cents
    )


def test_realised_on_a_day_is_that_of_the_change(
    anna_actor: Actor, bram_actor: Actor, accepted: Report, today: date
) -> None:
    as_it_was = realised_of([accepted.contract_id], END_OF_JUNE)
    approved(anna_actor, ended(bram_actor, accepted, today), today)
    assert realised_of([accepted.contract_id], END_OF_JUNE) == as_it_was
    assert realised_of([accepted.contract_id], today) == as_it_was


def test_until_it_is_approved_a_change_leaves_everything_as_it_was(
    anna_actor: Actor, bram_actor: Actor, accepted: Report, today: date
) -> None:
    before = list(LedgerLine.unfenced.values())
    made = ended(bram_actor, accepted, today)
    return_report(
        actor=anna_actor, report_id=made.pk, version=made.version, reason="Stuur het ontslag mee", today=today
    )
    again = submit_report(actor=bram_actor, report_id=made.pk, today=today)
    reject_report(actor=anna_actor, report_id=again.pk, version=again.version, reason="Klopt niet", today=today)
    accepted.refresh_from_db()
    assert accepted.state == ReportState.APPROVED
    assert list(LedgerLine.unfenced.values()) == before
    assert start_correction(actor=bram_actor, report_id=accepted.pk, change=ChangeKind.ENDED, today=today).pk != made.pk


def test_a_report_is_changed_once_at_a_time(bram_actor: Actor, accepted: Report, today: date) -> None:
    made = start_correction(actor=bram_actor, report_id=accepted.pk, change=ChangeKind.HOURS, today=today)
    with pytest.raises(ChangeUnderWay) as refused:
        start_correction(actor=bram_actor, report_id=accepted.pk, change=ChangeKind.ENDED, today=today)
    assert refused.value.figures == {"report": made.pk}


def test_a_change_can_be_changed_again(anna_actor: Actor, bram_actor: Actor, accepted: Report, today: date) -> None:
    first = ended(bram_actor, accepted, today)
    approved(anna_actor, first, today)
    with pytest.raises(ChangeUnderWay):
        start_correction(actor=bram_actor, report_id=accepted.pk, change=ChangeKind.ENDED, today=today)
    first.refresh_from_db()
    longer = changed(bram_actor, first, today, ChangeKind.EXTENDED, employment_end=None)
    approved(anna_actor, longer, today)
    assert longer.submitted_cents == accepted.submitted_cents
    assert {line.report_id for line in LedgerLine.unfenced.standing()} == {longer.pk}


def test_only_what_stands_approved_can_be_changed(
    anna_actor: Actor, bram_actor: Actor, accepted: Report, contract_in_force: Contract, today: date
) -> None:
    waiting = a_submitted_report(bram_actor, contract_in_force, today, reference="medewerker 13")
    reverse_report(actor=anna_actor, report_id=accepted.pk, reason="Dubbel gemeld", today=today)
    for report in (waiting, accepted):
        with pytest.raises(NotApproved):
            start_correction(actor=bram_actor, report_id=report.pk, change=ChangeKind.ENDED, today=today)


def test_only_the_own_supplier_passes_on_a_change(
    anna_actor: Actor, olga: User, actor_of: ActorFor, accepted: Report, today: date
) -> None:
    with pytest.raises(NotAllowed):
        start_correction(actor=anna_actor, report_id=accepted.pk, change=ChangeKind.ENDED, today=today)
    with pytest.raises(NotVisible):
        start_correction(actor=actor_of(olga), report_id=accepted.pk, change=ChangeKind.ENDED, today=today)


def test_erased_facts_cannot_be_changed(bram_actor: Actor, accepted: Report, today: date) -> None:
    Report.unfenced.filter(pk=accepted.pk).update(facts=None)
    with pytest.raises(FactsOfReportErased):
        start_correction(actor=bram_actor, report_id=accepted.pk, change=ChangeKind.ENDED, today=today)


def test_a_change_in_which_nothing_changed_is_refused(bram_actor: Actor, accepted: Report, today: date) -> None:
    made = start_correction(actor=bram_actor, report_id=accepted.pk, change=ChangeKind.HOURS, today=today)
    with pytest.raises(Invalid) as refused:
        submit_report(actor=bram_actor, report_id=made.pk, today=today)
    assert [problem.code for problem in refused.value.problems] == ["NOTHING_CHANGED"]


def test_a_change_may_leave_nothing(anna_actor: Actor, bram_actor: Actor, accepted: Report, today: date) -> None:
    values = {"employment_start": date(2016, 3, 2), "employment_end": date(2016, 12, 31)}
    made = changed(bram_actor, accepted, today, ChangeKind.MISTAKE, **values)
    assert made.submitted_cents == 0
    approved(anna_actor, made, today)
    assert not LedgerLine.unfenced.standing().exists()
    assert realised_of([accepted.contract_id], date(2018, 12, 31)).get(accepted.contract_id, 0) == 0


def test_infra_werkt_that_was_paid_later_adds_its_extra_once(
    anna_actor: Actor, bram_actor: Actor, accepted: Report, today: date
) -> None:
    made = changed(bram_actor, accepted, today, ChangeKind.INFRA, infra_paid_on=date(2017, 9, 15))
    approved(anna_actor, made, today)
    assert (made.submitted_cents or 0) - (accepted.submitted_cents or 0) == 250_000
    assert LedgerLine.unfenced.standing().filter(component="refugee").exists()


def test_a_permanent_contract_that_was_given_later_adds_its_extra(
    anna_actor: Actor, bram_actor: Actor, accepted: Report, today: date
) -> None:
    made = changed(bram_actor, accepted, today, ChangeKind.PERMANENT, permanent_from=date(2017, 9, 1))
    approved(anna_actor, made, today)
    assert (made.submitted_cents or 0) - (accepted.submitted_cents or 0) == 1_000_000


def test_what_is_changed_never_counts_beside_its_change(bram_actor: Actor, accepted: Report, today: date) -> None:
    made = start_correction(actor=bram_actor, report_id=accepted.pk, change=ChangeKind.HOURS, today=today)
    assert earlier_of(made) == Earlier()


def test_a_change_is_not_approved_once_its_report_was_taken_back(
    anna_actor: Actor, bram_actor: Actor, accepted: Report, today: date
) -> None:
    made = ended(bram_actor, accepted, today)
    Report.unfenced.filter(pk=accepted.pk).update(state=ReportState.REJECTED)
    before = LedgerLine.unfenced.count()
    with pytest.raises(NoLongerApproved):
        approved(anna_actor, made, today)
    assert LedgerLine.unfenced.count() == before
    made.refresh_from_db()
    assert made.state == ReportState.SUBMITTED


def test_a_change_is_not_submitted_once_its_report_was_taken_back(
    anna_actor: Actor, bram_actor: Actor, accepted: Report, today: date
) -> None:
    made = start_correction(actor=bram_actor, report_id=accepted.pk, change=ChangeKind.ENDED, today=today)
    save_draft(actor=bram_actor, report_id=made.pk, values={"employment_end": END_OF_JUNE})
    reverse_report(actor=anna_actor, report_id=accepted.pk, reason="Dubbel gemeld", today=today)
    with pytest.raises(TakenBack):
        submit_report(actor=bram_actor, report_id=made.pk, today=today)


def test_a_change_of_divided_work_is_one_entry_for_all_its_contracts(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    assert contract_in_force.supplier
    assert contract_in_force.book
    buyer = contract_in_force.buyers.get().buyer
    second = a_contract(buyer, contract_in_force.supplier, contract_in_force.book, title="Nieuwbouw school")
    draft = a_draft(bram_actor, contract_in_force, today)
    shares = {contract_in_force.pk: 250_000, second.pk: 750_000}
    share_report(actor=bram_actor, report_id=draft.pk, shares=shares, today=today)
    submit_report(actor=bram_actor, report_id=draft.pk, today=today)
    for report in Report.unfenced.order_by("pk"):
        approved(anna_actor, report, today)
    other = Report.unfenced.get(contract=second)
    made = start_correction(actor=bram_actor, report_id=other.pk, change=ChangeKind.ENDED, today=today)
    follower = Report.unfenced.get(entry=made)
    assert (follower.corrects_id, follower.share, made.share) == (draft.pk, 250_000, 750_000)
    save_draft(actor=bram_actor, report_id=made.pk, values={"employment_end": date(2018, 2, 28)})
    submit_report(actor=bram_actor, report_id=made.pk, today=today)
    for report in (made, follower):
        report.refresh_from_db()
        approved(anna_actor, report, today)
    assert sum(line.cents for line in LedgerLine.unfenced.standing()) == 3_000_000
    assert {line.report_id for line in LedgerLine.unfenced.standing()} == {made.pk, follower.pk}


def test_a_change_may_divide_the_hours_anew(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    assert contract_in_force.supplier
    assert contract_in_force.book
    buyer = contract_in_force.buyers.get().buyer
    second = a_contract(buyer, contract_in_force.supplier, contract_in_force.book, title="Nieuwbouw school")
    draft = a_draft(bram_actor, contract_in_force, today)
    for shares in ({contract_in_force.pk: 500_000, second.pk: 500_000},):
        share_report(actor=bram_actor, report_id=draft.pk, shares=shares, today=today)
    submit_report(actor=bram_actor, report_id=draft.pk, today=today)
    for report in Report.unfenced.order_by("pk"):
        approved(anna_actor, report, today)
    made = start_correction(actor=bram_actor, report_id=draft.pk, change=ChangeKind.MISTAKE, today=today)
    divided = {contract_in_force.pk: 700_000, second.pk: 300_000}
    share_report(actor=bram_actor, report_id=made.pk, shares=divided, today=today)
    submit_report(actor=bram_actor, report_id=made.pk, today=today)
    assert Report.unfenced.get(entry=made).state == ReportState.SUBMITTED


def test_an_invoice_only_changes_where_it_was_wrong(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    from tegenwaarde.usecases.reports.start_report import start_report

    made = start_report(actor=bram_actor, contract_id=contract_in_force.pk, kind="invoice", today=today)
    values = {"activity_date": date(2017, 6, 1), "invoice_cents": 100_000}
    save_draft(actor=bram_actor, report_id=made.pk, values=values)
    approved(anna_actor, submit_report(actor=bram_actor, report_id=made.pk, today=today), today)
    with pytest.raises(NoSuchChange):
        start_correction(actor=bram_actor, report_id=made.pk, change=ChangeKind.HOURS, today=today)
    again = changed(bram_actor, made, today, ChangeKind.MISTAKE, invoice_cents=90_000)
    approved(anna_actor, again, today)
    assert sum(line.cents for line in LedgerLine.unfenced.standing()) == 90_000


def test_the_timeline_tells_what_a_change_took_and_gave(
    anna_actor: Actor, bram_actor: Actor, accepted: Report, today: date
) -> None:
    made = ended(bram_actor, accepted, today)
    approved(anna_actor, made, today)
    told = {event.code: event.figures for event in TimelineEvent.unfenced.all()}
    assert told["change_submitted"]["value_cents"] == made.submitted_cents
    assert told["report_replaced"] == {"report": accepted.pk, "value_cents": accepted.submitted_cents}


def test_a_change_that_waits_adds_only_what_differs_from_what_it_replaces(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, accepted: Report, today: date
) -> None:
    waiting = ended(bram_actor, accepted, today)
    before, after = accepted.submitted_cents or 0, waiting.submitted_cents or 0
    assert 0 < after < before
    queue = read_queue(actor=anna_actor, view=View())
    assert (queue.total_cents, queue.replaces) == (after - before, True)
    several = read_several(actor=anna_actor, decision=Decision.APPROVED, chosen=[(waiting.pk, waiting.version)])
    shown = (*several.going, *several.left)[0]
    assert (shown.value_cents, shown.replaces_cents) == (after, before)
    listed = read_dossier_reports(actor=anna_actor, contract_id=contract_in_force.pk, wanted=Wanted())
    assert (listed.accepted_cents, listed.waiting_cents) == (before, after - before)
