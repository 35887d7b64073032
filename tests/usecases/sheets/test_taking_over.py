"""A spreadsheet on its way: uploaded, checked, shown, and taken over all at once or not at all."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.adapters.later import at_once
from tegenwaarde.adapters.spreadsheets import read_sheets
from tegenwaarde.records.models import BulkUpload, Contract, Person, Report, ReportState, Submission, UploadState
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.sheets.check import check_sheets
from tegenwaarde.usecases.sheets.discard_upload import TakenOverAlready, discard_upload
from tegenwaarde.usecases.sheets.keeping import unseal_kept
from tegenwaarde.usecases.sheets.start_upload import start_upload
from tegenwaarde.usecases.sheets.take_over import take_over
from tegenwaarde.usecases.sheets.uploading import NotReadyToTakeOver, SheetTakenOver, own_supplier, world_for
from tests.cast import ActorFor
from tests.usecases.sheets.making import (
    NOW,
    a_file,
    codes,
    found_in,
    invoice,
    outside,
    placement,
    taken_over,
    uploaded,
)

pytestmark = pytest.mark.django_db


def test_every_row_of_a_right_sheet_becomes_a_submitted_report(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    file = a_file(placement("P-1"), placement("P-2", block="3", benefit_since=""), invoices=[invoice()])
    upload = uploaded(bram_actor, file, today)
    assert (upload.state, upload.rows, codes(upload)) == (UploadState.CHECKED, 3, [])
    assert not Report.unfenced.exists()
    taken_over(bram_actor, upload, today)
    assert (upload.state, upload.sealed, upload.done) == (UploadState.IMPORTED, None, 3)
    reports = list(upload.reports.order_by("pk"))
    assert {one.state for one in reports} == {ReportState.SUBMITTED}
    assert sum(one.submitted_cents or 0 for one in reports) == upload.value_cents > 0
    assert Submission.unfenced.filter(report__in=reports).count() == 3
    assert all(one.identity_hash for one in Person.unfenced.all())
    assert contract_in_force.timeline.filter(code="sheet_taken_over").get().figures["number"] == 3


def test_a_row_says_what_the_form_would_have_said(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    from tests.usecases.reports.stories import a_submitted_report

    upload = uploaded(bram_actor, a_file(placement("P-1")), today)
    report = taken_over(bram_actor, upload, today).reports.get()
    by_form = a_submitted_report(bram_actor, contract_in_force, today)
    assert (report.block, report.submitted_cents, report.share) == ("1", by_form.submitted_cents, by_form.share)
    assert answers_of(report) == answers_of(by_form)


def test_one_wrong_row_keeps_all_rows_out(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    upload = uploaded(bram_actor, a_file(placement("P-1"), placement("P-2", hours_per_week="32,5,1")), today)
    assert upload.state == UploadState.REFUSED
    assert codes(upload) == [(3, "hours_per_week", "NOT_A_NUMBER")]
    with pytest.raises(NotReadyToTakeOver):
        taken_over(bram_actor, upload, today)
    assert not Report.unfenced.exists()
    assert not Person.unfenced.exists()


def test_while_a_sheet_is_checked_its_count_moves_up_to_all_rows(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    content = a_file(*(placement(f"P-{number}") for number in range(10)), invoices=[invoice()])
    told: list[tuple[int, int]] = []
    world = world_for(own_supplier(bram_actor), today)
    checked = check_sheets(read_sheets(content), world, lambda rows, done: told.append((rows, done)))
    assert checked.errors == []
    assert told == [(11, done) for done in (0, 2, 4, 6, 8, 10, 11)]


def test_the_same_file_is_not_taken_over_twice(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    file = a_file(placement("P-1"))
    upload = taken_over(bram_actor, uploaded(bram_actor, file, today), today)
    with pytest.raises(SheetTakenOver) as refused:
        uploaded(bram_actor, file, today)
    assert refused.value.upload_id == upload.pk
    assert Report.unfenced.count() == 1


def test_the_same_file_with_errors_is_checked_again_as_contracts_may_have_changed(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    Contract.unfenced.filter(pk=contract_in_force.pk).update(state="closed")
    file = a_file(placement("P-1"))
    first = uploaded(bram_actor, file, today)
    assert codes(first) == [(2, "contract", "CONTRACT_NOT_RUNNING")]
    Contract.unfenced.filter(pk=contract_in_force.pk).update(state="running")
    second = uploaded(bram_actor, file, today)
    assert (second.pk, second.state) == (first.pk, UploadState.CHECKED)


def test_what_changed_since_the_check_is_found_before_anything_is_written(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    upload = uploaded(bram_actor, a_file(placement("P-1")), today)
    Contract.unfenced.filter(pk=contract_in_force.pk).update(state="closed")
    assert taken_over(bram_actor, upload, today).state == UploadState.REFUSED
    assert codes(upload) == [(2, "contract", "CONTRACT_NOT_RUNNING")]
    assert not Report.unfenced.exists()


def test_a_value_that_changed_since_the_check_is_shown_first(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    upload = uploaded(bram_actor, a_file(placement("P-1")), today)
    seen = upload.value_cents
    Contract.unfenced.filter(pk=contract_in_force.pk).update(end=date(2018, 6, 30))
    assert taken_over(bram_actor, upload, today).state == UploadState.CHECKED
    assert [one.problem.code for one in found_in(upload)] == ["VALUES_CHANGED"]
    assert upload.value_cents < seen
    assert taken_over(bram_actor, upload, today).state == UploadState.IMPORTED


def test_a_colleague_who_reports_the_same_meanwhile_stops_the_sheet(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    first, second = (uploaded(bram_actor, a_file(placement("P-1"), name_of), today) for name_of in (
        placement("P-2"), placement("P-3")
    ))  # fmt: skip
    taken_over(bram_actor, first, today)
    assert taken_over(bram_actor, second, today).state == UploadState.REFUSED
    assert (2, "reference", "ALREADY_REPORTED") in codes(second)
    assert Report.unfenced.count() == 2


def test_neither_the_sheet_nor_an_identity_is_kept(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    name, born = "Papadopoulos", date(1971, 8, 23)
    row = placement("P-1", name_at_birth=name, birth_date=born, hours_per_week="x")
    upload = uploaded(bram_actor, a_file(row), today)
    kept = unseal_kept(upload)
    assert upload.state == UploadState.REFUSED
    told = repr(kept) + repr(upload.problems) + upload.name
    assert name.casefold() not in told.casefold()
    assert repr(born) not in told
    assert "1971" not in told
    assert list(kept.hashes) == ["P-1"]


def test_the_next_sheet_may_leave_out_who_the_latest_one_named(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    uploaded(bram_actor, a_file(placement("P-1", hours_per_week="x")), today)
    upload = uploaded(bram_actor, a_file(placement("P-1", name_at_birth="", birth_date="")), today)
    assert upload.state == UploadState.CHECKED
    taken_over(bram_actor, upload, today)
    assert Person.unfenced.get().identity_hash


def test_a_sheet_that_waits_can_be_thrown_away_and_one_taken_over_cannot(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    upload = uploaded(bram_actor, a_file(placement("P-1")), today)
    discard_upload(actor=bram_actor, upload_id=upload.pk, now=NOW)
    upload.refresh_from_db()
    assert (upload.state, upload.sealed, upload.problems) == (UploadState.DISCARDED, None, [])
    again = taken_over(bram_actor, uploaded(bram_actor, a_file(placement("P-1")), today), today)
    assert again.pk != upload.pk
    with pytest.raises(TakenOverAlready):
        discard_upload(actor=bram_actor, upload_id=again.pk, now=NOW)


def test_an_import_that_broke_off_can_be_started_again(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    upload = uploaded(bram_actor, a_file(placement("P-1")), today)
    start = partial(take_over, actor=bram_actor, upload_id=upload.pk, today=today)
    start(later=lambda _work: None, now=lambda: NOW)  # the process died before it wrote anything
    with pytest.raises(NotReadyToTakeOver):
        start(later=at_once, now=lambda: NOW + timedelta(seconds=30))
    assert not Report.unfenced.exists()
    start(later=at_once, now=lambda: NOW + timedelta(seconds=90))
    assert Report.unfenced.count() == 1


def test_a_check_that_broke_off_begins_again_with_the_same_file(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    file = a_file(placement("P-1"))
    died = partial(start_upload, actor=bram_actor, content=file, size=len(file), file_name="x.xlsx", today=today)
    died(outside=outside(later=lambda _work: None))
    BulkUpload.unfenced.update(beat=NOW - timedelta(minutes=2))
    upload = uploaded(bram_actor, file, today)
    assert (upload.state, BulkUpload.unfenced.count()) == (UploadState.CHECKED, 1)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(bram_actor: Actor, de_brug: object, today: date) -> None:
    with pytest.raises(Invalid) as refused:
        start_upload(
            actor=bram_actor, content=b"", size=21 * 1024 * 1024, file_name="x.xlsx", outside=outside(), today=today
        )
    assert refused.value.problems[0].code == "FILE_TOO_LARGE"


def test_another_supplier_neither_sees_nor_takes_over_the_sheet(
    bram_actor: Actor, actor_of: ActorFor, olga: object, contract_in_force: Contract, today: date
) -> None:
    upload = uploaded(bram_actor, a_file(placement("P-1")), today)
    with pytest.raises(NotVisible):
        taken_over(actor_of(olga), upload, today)  # type: ignore[arg-type]
