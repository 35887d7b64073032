"""The pages about evidence: asking, recording, adding a copy, handing it out, and taking it away."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tegenwaarde.records.models import AccessLog, EvidenceFile, EvidenceSeen, Report
from tests.adapters.files.papers import JPEG, pdf
from tests.usecases.reports.stories import a_submitted_report

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db
BSN = "123456782"


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today)


@pytest.fixture
def desk(client_for: ClientFor, anna: User) -> Client:
    return client_for(anna)


@pytest.fixture
def clerk(client_for: ClientFor, bram: User) -> Client:
    return client_for(bram)


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def add(clerk: Client, report: Report, content: bytes | None = None, name: str = "contract.pdf", **more: str) -> Any:
    file = SimpleUploadedFile(name, content if content is not None else pdf("Arbeidsovereenkomst"))
    sent = {"kind": "employment", "file": file, **more}
    return clerk.post(f"/invulling/{report.pk}/bewijs/toevoegen/", sent)


def test_the_supplier_reads_what_is_asked_and_that_showing_is_enough(clerk: Client, report: Report) -> None:
    page = text_of(clerk.get(f"/invulling/{report.pk}/bewijs/"))
    assert "Arbeidsovereenkomst of detacheringsovereenkomst" in page
    assert "Laten zien is genoeg" in page
    assert "Scans en foto's worden niet gelezen" in page.replace("&#x27;", "'")
    assert "10 MB" in page


def test_the_coordinator_records_what_was_seen_and_takes_it_back(desk: Client, report: Report) -> None:
    at = f"/invulling/{report.pk}/bewijs/"
    sent = {"seen": ["employment", "benefit"], "seen_on": "2017-09-25"}
    assert desk.post(f"{at}gezien/", sent)["Location"] == at
    assert "Gezien op 25 september 2017 door Anna" in text_of(desk.get(at)).replace("\N{NO-BREAK SPACE}", " ")
    assert desk.post(f"{at}niet-gezien/", {"kind": "benefit"})["Location"] == at
    assert [one.kind for one in EvidenceSeen.unfenced.all()] == ["employment"]


@pytest.mark.parametrize(
    "sent",
    [
        {"seen": ["employment"], "seen_on": ""},
        {"seen": ["employment"], "seen_on": "2017-10-03"},
        {"seen_on": "2017-10-02"},
        {"seen": ["wajong"], "seen_on": "2017-10-02"},
    ],
)
def test_half_a_record_is_asked_about(desk: Client, report: Report, sent: dict[str, Any]) -> None:
    answer = desk.post(f"/invulling/{report.pk}/bewijs/gezien/", sent)
    assert answer.status_code == 422
    assert "<title>Fout: " in text_of(answer)
    assert not EvidenceSeen.unfenced.exists()


def test_the_supplier_reads_that_it_was_seen_and_not_by_whom(clerk: Client, desk: Client, report: Report) -> None:
    desk.post(f"/invulling/{report.pk}/bewijs/gezien/", {"seen": ["employment"], "seen_on": "2017-09-25"})
    page = text_of(clerk.get(f"/invulling/{report.pk}/bewijs/"))
    assert "Gezien op" in page
    assert "Anna" not in page


def test_a_copy_is_added_and_handed_out_as_a_download_only(clerk: Client, desk: Client, report: Report) -> None:
    assert add(clerk, report, name="Contract é.pdf").status_code == 302
    file = EvidenceFile.unfenced.get()
    answer = desk.get(f"/bewijsstuk/{file.pk}/")
    assert answer.content == pdf("Arbeidsovereenkomst")
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''Contract%20%C3%A9.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(answer.content))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_that_the_buyers_side_saw_a_copy_is_logged(clerk: Client, desk: Client, report: Report) -> None:
    add(clerk, report)
    file = EvidenceFile.unfenced.get()
    clerk.get(f"/bewijsstuk/{file.pk}/")
    assert not AccessLog.unfenced.exists()
    desk.get(f"/bewijsstuk/{file.pk}/")
    assert AccessLog.unfenced.get().user.name == "Anna"


def test_a_copy_is_nothing_to_others(clerk: Client, client_for: ClientFor, report: Report, request: Any) -> None:
    add(clerk, report)
    at = f"/bewijsstuk/{EvidenceFile.unfenced.get().pk}/"
    for name in ("olga", "carla", "piet", "milan", "beheer"):
        other = client_for(request.getfixturevalue(name))
        assert other.get(at).status_code == 404
        assert other.post(f"{at}verwijderen/").status_code == 404
    assert Client().get(at).status_code == 404


def test_a_bsn_is_refused_with_what_to_do_instead(clerk: Client, report: Report) -> None:
    answer = add(clerk, report, pdf(f"Burgerservicenummer {BSN}"))
    assert answer.status_code == 422
    assert "Maak het nummer onleesbaar" in text_of(answer)
    assert BSN not in text_of(answer)
    assert not EvidenceFile.unfenced.exists()


def test_a_number_that_may_be_a_bsn_is_asked_about(clerk: Client, report: Report) -> None:
    assert 'name="is_bsn"' not in text_of(clerk.get(f"/invulling/{report.pk}/bewijs/"))
    asked = add(clerk, report, pdf(f"Nummer {BSN}"))
    assert asked.status_code == 422
    assert 'name="is_bsn"' in text_of(asked)
    assert add(clerk, report, pdf(f"Nummer {BSN}"), is_bsn="yes").status_code == 422
    assert add(clerk, report, pdf(f"Nummer {BSN}"), is_bsn="no").status_code == 302
    assert EvidenceFile.unfenced.get().number_is_no_bsn


def test_a_file_that_is_too_large_is_told_so(clerk: Client, report: Report, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    answer = add(clerk, report, JPEG + b"\0" * 11 * 1024 * 1024)
    assert answer.status_code == 422
    assert "groter dan 10 MB" in text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


def test_nothing_that_is_sent_touches_the_disk_as_it_was_sent(
    clerk: Client, report: Report, tmp_path: Path, settings: Any
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    assert add(clerk, report, JPEG + b"\0" * 4 * 1024 * 1024).status_code == 302
    assert not (tmp_path / "nowhere").exists()


def test_a_copy_is_removed_after_a_question(clerk: Client, report: Report) -> None:
    add(clerk, report)
    at = f"/bewijsstuk/{EvidenceFile.unfenced.get().pk}/"
    assert "contract.pdf" in text_of(clerk.get(f"{at}verwijderen/"))
    assert clerk.post(f"{at}verwijderen/")["Location"] == f"/invulling/{report.pk}/bewijs/"
    assert EvidenceFile.unfenced.get().name == ""
    assert clerk.get(f"{at}verwijderen/").status_code == 404
    assert clerk.get(at).status_code == 409


def test_an_erased_copy_says_so(clerk: Client, desk: Client, report: Report) -> None:
    add(clerk, report)
    EvidenceFile.unfenced.update(erased_on=date(2017, 10, 2), name="")
    answer = desk.get(f"/bewijsstuk/{EvidenceFile.unfenced.get().pk}/")
    assert answer.status_code == 409
    assert "niet meer" in text_of(answer)


def test_the_page_costs_the_same_queries_for_many_copies(
    clerk: Client, report: Report, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    add(clerk, report)
    with CaptureQueriesContext(connection) as few:
        clerk.get(f"/invulling/{report.pk}/bewijs/")
    most = len(few)
    for _number in range(8):
        add(clerk, report)
    with django_assert_max_num_queries(most):
        clerk.get(f"/invulling/{report.pk}/bewijs/")


def test_both_pages_of_a_report_show_its_evidence(clerk: Client, desk: Client, report: Report) -> None:
    asked = "Arbeidsovereenkomst of detacheringsovereenkomst"
    assert asked in text_of(clerk.get(f"/invulling/{report.pk}/"))
    assert asked in text_of(desk.get(f"/beoordelen/{report.pk}/"))
