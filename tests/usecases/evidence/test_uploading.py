"""Copies of evidence: taken where the region takes them, kept encrypted, refused with what to do, gone on their day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.policy.book_keeping import EvidenceFiles
from tegenwaarde.records.models import EvidenceFile, Report, TimelineEvent
from tegenwaarde.usecases.evidence import upload as uploading
from tegenwaarde.usecases.evidence.erase import ErasedFiles, erase_files
from tegenwaarde.usecases.evidence.remove import remove_evidence
from tegenwaarde.usecases.evidence.upload import (
    DecidedAlready,
    FilesNotAccepted,
    TooManyFiles,
    clean_name,
    upload_evidence,
)
from tegenwaarde.usecases.refusals import Invalid
from tests.adapters.files.papers import JPEG, docx, paragraph, pdf
from tests.usecases.evidence.stories import a_copy, files_in, kept_in
from tests.usecases.reports.stories import a_submitted_report, approved

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db
BSN = "123456782"
Uploader = Callable[..., EvidenceFile]


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today)


@pytest.fixture
def upload(report: Report, bram_actor: Actor, tmp_path: Path, today: date) -> Uploader:
    """Upload a copy as Bram, unless another is said."""

    def uploaded(*, actor: Actor = bram_actor, **more: Any) -> EvidenceFile:
        files = files_in(tmp_path)
        return upload_evidence(actor=actor, report_id=report.pk, upload=a_copy(**more), files=files, today=today)

    return uploaded


def codes(upload: Uploader, **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        upload(**more)
    return [(one.code, one.place) for one in refused.value.problems]


def test_a_copy_is_kept_encrypted_under_a_name_that_says_nothing(upload: Uploader, tmp_path: Path) -> None:
    made = upload(name="Contract medewerker 12.PDF")
    (kept,) = kept_in(tmp_path)
    assert kept.name == made.stored_as
    assert b"Arbeidsovereenkomst" not in kept.read_bytes()
    assert b"%PDF" not in kept.read_bytes()
    assert files_in(tmp_path).store.open(made.stored_as) == pdf("Arbeidsovereenkomst")
    assert (made.name, made.content_type, made.size) == (
        "Contract medewerker 12.pdf",
        "application/pdf",
        len(a_copy().content),
    )
    assert TimelineEvent.unfenced.get(code="evidence_uploaded").figures == {"report": made.report_id}


def test_a_copy_is_erased_so_many_months_after_the_contracts_end(upload: Uploader) -> None:
    assert upload().erase_on == date(2019, 3, 31)


def test_a_copy_for_a_contract_long_over_is_erased_tomorrow(upload: Uploader, report: Report) -> None:
    report.contract.end = date(2017, 1, 31)
    report.contract.save()
    assert upload().erase_on == date(2017, 10, 3)


def test_the_content_counts_and_not_the_name(upload: Uploader) -> None:
    assert upload(content=JPEG, name="contract.pdf").name == "contract.jpg"
    assert codes(upload, content=b"MZ\0\0 program", name="contract.pdf") == [("FILE_PROGRAM", "file")]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"content": b""}, ("FILE_EMPTY", "file")),
        ({"kind": "wajong"}, ("EVIDENCE_NOT_ASKED", "kind")),
        ({"content": b"", "size": 10 * 1024 * 1024 + 1}, ("FILE_TOO_LARGE", "file")),
        ({"content": b"<html>"}, ("FILE_WEB", "file")),
        ({"content": pdf(f"BSN {BSN}")}, ("FILE_HAS_BSN", "file")),
        ({"content": docx(paragraph("BSN: 1234", "56782"))}, ("FILE_HAS_BSN", "file")),
        ({"content": pdf("Paspoortnummer SPECI2014")}, ("FILE_HAS_DOCUMENT_NUMBER", "file")),
        ({"content": pdf(f"Nummer {BSN}")}, ("FILE_MAY_HAVE_BSN", "is_bsn")),
        ({"content": pdf(f"Nummer {BSN}"), "is_bsn": True}, ("FILE_HAS_BSN", "file")),
        ({"name": f"BSN {BSN}.pdf"}, ("FILE_HAS_BSN", "file")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_is_refused_leaves_nothing_behind(
    upload: Uploader, tmp_path: Path, more: dict[str, Any], code: tuple[str, str]
) -> None:
    assert codes(upload, **more) == [code]
    assert kept_in(tmp_path) == []
    assert not EvidenceFile.unfenced.exists()


def test_a_number_that_the_supplier_says_is_no_bsn_is_kept_with_that_answer(upload: Uploader) -> None:
    assert upload(content=pdf(f"Nummer {BSN}"), is_bsn=False).number_is_no_bsn
    assert codes(upload, content=pdf(f"BSN {BSN}"), is_bsn=False) == [("FILE_HAS_BSN", "file")]


def test_the_question_about_a_number_does_not_tell_it(upload: Uploader) -> None:
    with pytest.raises(Invalid) as asked:
        upload(content=pdf(f"Nummer {BSN}"))
    assert "782" in str(asked.value)
    assert BSN not in str(asked.value)


def test_a_vat_number_and_an_iban_are_no_bsn(upload: Uploader) -> None:
    assert upload(content=pdf("BTW NL123456782B01", "IBAN NL91 ABNA 0417 1643 00", "KvK 12345678")).pk


def test_a_region_that_takes_no_copies_refuses_them(upload: Uploader, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from tegenwaarde.policy.library import book

    no_files = replace(book("twente-2017"), evidence_files=EvidenceFiles())
    monkeypatch.setattr(uploading, "open_book", lambda _kept: no_files)
    with pytest.raises(FilesNotAccepted):
        upload()


def test_only_the_supplier_of_the_contract_uploads(
    upload: Uploader, anna_actor: Actor, olga: User, piet: User, actor_of: ActorFor
) -> None:
    for actor, refusal in ((anna_actor, NotAllowed), (actor_of(olga), NotVisible), (actor_of(piet), NotVisible)):
        with pytest.raises(refusal):
            upload(actor=actor)


def test_nothing_is_added_or_removed_after_the_decision(
    upload: Uploader, report: Report, anna_actor: Actor, bram_actor: Actor, tmp_path: Path, today: date
) -> None:
    made = upload()
    approved(anna_actor, report, today)
    with pytest.raises(DecidedAlready):
        upload()
    with pytest.raises(DecidedAlready):
        remove_evidence(actor=bram_actor, file_id=made.pk, store=files_in(tmp_path).store, today=today)


def test_there_is_an_end_to_how_many_copies_a_report_has(upload: Uploader) -> None:
    for _number in range(uploading.MOST_FILES):
        upload(content=JPEG)
    with pytest.raises(TooManyFiles):
        upload(content=JPEG)


def test_a_save_whose_record_fails_leaves_no_file(
    upload: Uploader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_figures: Any) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr(uploading, "remember", fail)
    with pytest.raises(RuntimeError):
        upload()
    assert kept_in(tmp_path) == []
    assert not EvidenceFile.unfenced.exists()


@pytest.mark.django_db(transaction=True)
def test_a_supplier_removes_a_copy(upload: Uploader, bram_actor: Actor, tmp_path: Path, today: date) -> None:
    made = upload()
    remove_evidence(actor=bram_actor, file_id=made.pk, store=files_in(tmp_path).store, today=today)
    made.refresh_from_db()
    assert (made.erased_on, made.name) == (today, "")
    assert kept_in(tmp_path) == []
    with pytest.raises(NotVisible):
        remove_evidence(actor=bram_actor, file_id=made.pk, store=files_in(tmp_path).store, today=today)


def test_copies_are_erased_on_their_day_and_not_before(upload: Uploader, tmp_path: Path) -> None:
    made, store = upload(), files_in(tmp_path).store
    assert erase_files(store=store, today=date(2019, 3, 30)).on_their_day == 0
    assert kept_in(tmp_path)
    assert erase_files(store=store, today=date(2019, 3, 31)).on_their_day == 1
    assert kept_in(tmp_path) == []
    made.refresh_from_db()
    assert (made.erased_on, made.name) == (date(2019, 3, 31), "")
    assert erase_files(store=store, today=date(2019, 3, 31)) == ErasedFiles(0, 0)


def test_an_erasing_that_was_cut_short_is_finished_the_next_time(
    upload: Uploader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tegenwaarde.usecases.evidence import erase

    made, store = upload(), files_in(tmp_path).store

    def stop(*_row: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut_short:
        cut_short.setattr(erase, "erased", stop)
        with pytest.raises(KeyboardInterrupt):
            erase_files(store=store, today=date(2019, 3, 31))
    assert erase_files(store=store, today=date(2019, 4, 1)).on_their_day == 1
    made.refresh_from_db()
    assert made.erased_on == date(2019, 4, 1)


def test_what_a_cut_short_upload_left_is_thrown_away_a_day_later(upload: Uploader, tmp_path: Path) -> None:
    made, store = upload(), files_in(tmp_path).store
    store.save(b"a save without its transaction")
    written = date.fromtimestamp(kept_in(tmp_path)[0].stat().st_mtime)  # noqa: DTZ012 - the machine's own day
    EvidenceFile.unfenced.update(erase_on=date(2199, 1, 1))
    assert erase_files(store=store, today=written) == ErasedFiles(0, 0)
    assert erase_files(store=store, today=date.fromordinal(written.toordinal() + 1)) == ErasedFiles(0, 1)
    assert [place.name for place in kept_in(tmp_path)] == [made.stored_as]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("contract.pdf", "contract.pdf"),
        ("C:\\Users\\bram\\Contract (1).docx", "Contract (1).pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x 1.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ('"; filename=x.html', "filename x.pdf"),
        ("...", "bewijs.pdf"),
        ("", "bewijs.pdf"),
        ("Werkgeversverklaring é.pdf", "Werkgeversverklaring é.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_and_gets_its_true_ending(name: str, clean: str) -> None:
    assert clean_name(name, ".pdf") == clean


def test_a_draft_with_a_copy_can_be_thrown_away_and_the_copy_goes_with_the_next_erasing(
    bram_actor: Actor, contract_in_force: Contract, tmp_path: Path, today: date
) -> None:
    from tegenwaarde.usecases.reports.withdraw_draft import withdraw_draft
    from tests.usecases.reports.stories import a_draft

    draft, files = a_draft(bram_actor, contract_in_force, today), files_in(tmp_path)
    upload_evidence(actor=bram_actor, report_id=draft.pk, upload=a_copy(), files=files, today=today)
    withdraw_draft(actor=bram_actor, report_id=draft.pk)
    assert not EvidenceFile.unfenced.exists()
    assert erase_files(store=files.store, today=date(2199, 1, 1)).without_a_row == 1
    assert kept_in(tmp_path) == []
