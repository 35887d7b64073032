"""The pages for reporting with a spreadsheet: what a supplier sees of each state, and what it gets."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tegenwaarde.adapters.spreadsheets import read_sheets
from tegenwaarde.config import clock
from tegenwaarde.records.models import BulkUpload, Contract, Report, User
from tegenwaarde.usecases.sheets.columns import PLACEMENTS
from tests.cast import ActorFor, a_contract
from tests.usecases.sheets.making import a_file, placement, uploaded

if TYPE_CHECKING:
    from django.test import Client

    from tegenwaarde.records.models import Buyer, PolicyText, Supplier
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db
HERE = "/spreadsheet/"


@pytest.fixture
def browser(client_for: ClientFor, bram: User) -> Client:
    return client_for(bram)


def send(browser: Client, content: bytes, name: str = "plaatsingen.xlsx") -> str:
    """Upload a file; return the address where the supplier is led, or the page that says why not."""
    answer = browser.post(HERE, {"file": SimpleUploadedFile(name, content)})
    return answer.url if answer.status_code == 302 else answer.content.decode()  # type: ignore[attr-defined]


def read(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_template_offers_the_contracts_and_blocks_of_the_supplier(
    browser: Client, contract_in_force: Contract
) -> None:
    answer = browser.get(HERE + "sjabloon/")
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    read = read_sheets(answer.content)
    assert [table.name for table in read.tables] == ["Plaatsingen", "SW-rekeningen", "MVO-uren", "Uitleg", "Lijsten"]
    lists = read.tables[-1].columns
    assert lists[0][1] == "2017-12 · Onderhoud van bruggen"
    assert lists[1][1] == "1 · Participatiewet, korter dan 2 jaar (€ 30.000)"
    assert [column[0] for column in read.tables[0].columns] == [str(one.head) for one in PLACEMENTS.columns]


def test_a_right_sheet_is_shown_with_its_values_and_submitted_with_one_button(
    browser: Client, contract_in_force: Contract
) -> None:
    there = send(browser, a_file(placement("P-1"), placement("P-2")))
    shown = read(browser, there)
    assert "Alles indienen" in shown
    assert "P-2" in shown
    assert browser.post(there + "indienen/").status_code == 302
    after = read(browser, there)
    assert Report.unfenced.filter(upload__isnull=False).count() == 2
    assert f"/invulling/{Report.unfenced.order_by('pk')[0].pk}/" in after


def test_a_wrong_sheet_says_at_which_cell_and_comes_back_marked(browser: Client, contract_in_force: Contract) -> None:
    row = placement("P-1", employment_start="2019-02-30", name_at_birth="Papadopoulos")
    there = send(browser, a_file(row))
    shown = read(browser, there)
    assert "Plaatsingen, H2 (Eerste werkdag)" in shown
    assert "Papadopoulos" not in shown
    marked = read_sheets(browser.get(there + "fouten/").content)
    assert [table.name for table in marked.tables][:2] == ["Fouten", "Plaatsingen"]
    cells = [column[1] for column in marked.tables[1].columns]
    assert cells[PLACEMENTS.place("employment_start")] == "2019-02-30"
    assert cells[PLACEMENTS.place("name_at_birth")] == ""
    assert cells[PLACEMENTS.place("birth_date")] == ""
    assert cells[PLACEMENTS.place("reference")] == "P-1"


def test_the_same_file_leads_to_what_was_submitted(browser: Client, contract_in_force: Contract) -> None:
    file = a_file(placement("P-1"))
    there = send(browser, file)
    browser.post(there + "indienen/")
    answer = browser.post(HERE, {"file": SimpleUploadedFile("anders.xlsx", file)})
    assert answer.status_code == 409
    assert there in answer.content.decode()
    assert "2 oktober 2017" in answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("content", [b"", b"naam;uren\nx;1\n", b"%PDF-1.4 ...", b"PK\x03\x04 half"])
def test_what_is_no_sheet_is_told_apart(browser: Client, contract_in_force: Contract, content: bytes) -> None:
    shown = read(browser, send(browser, content))
    assert "Het bestand" in shown


def test_a_file_that_is_too_large_is_told_and_not_kept(browser: Client, contract_in_force: Contract) -> None:
    shown = send(browser, b"PK\x03\x04" + bytes(21 * 1024 * 1024))
    assert "20 MB" in shown
    assert not BulkUpload.unfenced.exists()


def test_a_file_never_lies_on_the_disk(
    browser: Client, contract_in_force: Contract, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refuse)
    many = a_file(*(placement(f"P-{number}") for number in range(40)))
    assert send(browser, many + bytes(3 * 1024 * 1024)).startswith(HERE)


def test_work_that_broke_off_can_be_tried_again(
    browser: Client, bram: User, actor_of: ActorFor, contract_in_force: Contract, today: date
) -> None:
    upload = uploaded(actor_of(bram), a_file(placement("P-1")), today)
    BulkUpload.unfenced.filter(pk=upload.pk).update(state="importing")
    stale = BulkUpload.unfenced.get(pk=upload.pk).beat - timedelta(days=2)
    BulkUpload.unfenced.filter(pk=upload.pk).update(beat=stale)
    there = f"{HERE}{upload.pk}/"
    assert "afgebroken" in read(browser, there)
    browser.post(there + "indienen/")
    assert Report.unfenced.count() == 1


def test_progress_is_shown_while_somebody_works_on_it(
    browser: Client, bram: User, actor_of: ActorFor, contract_in_force: Contract, today: date
) -> None:
    upload = uploaded(actor_of(bram), a_file(placement("P-1")), today)
    there = f"{HERE}{upload.pk}/"
    BulkUpload.unfenced.filter(pk=upload.pk).update(state="importing", done=0, beat=clock.now())
    assert f'hx-get="{there}voortgang/"' in read(browser, there)
    assert "HX-Refresh" not in browser.get(there + "voortgang/").headers
    BulkUpload.unfenced.filter(pk=upload.pk).update(state="checked")
    assert browser.get(there + "voortgang/").headers["HX-Refresh"] == "true"


def test_a_sheet_is_thrown_away_after_a_question(browser: Client, contract_in_force: Contract) -> None:
    there = send(browser, a_file(placement("P-1")))
    assert "weggooien?" in read(browser, there + "weggooien/").casefold()
    browser.post(there + "weggooien/")
    assert BulkUpload.unfenced.get().sealed is None
    assert "weggegooid" in read(browser, there)


def test_a_long_sheet_asks_no_query_per_row(
    browser: Client,
    voorbeeldstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
    contract_in_force: Contract,
) -> None:
    a_contract(voorbeeldstad, de_brug, policy_text, reference="2017-13", title="Onderhoud van wegen")
    counts = []
    for numbers in (range(2), range(10, 40)):
        rows = [placement(f"P-{one}", contract="2017-12" if one % 2 else "2017-13") for one in numbers]
        there = send(browser, a_file(*rows))
        with CaptureQueriesContext(connection) as seen:
            read(browser, there)
        counts.append(len(seen))
        browser.post(there + "indienen/")
        with CaptureQueriesContext(connection) as seen:
            read(browser, there)
        counts.append(len(seen))
    assert counts[0] == counts[2]
    assert counts[1] == counts[3]


def test_somebody_without_contracts_is_told_what_comes(browser: Client, de_brug: Supplier) -> None:
    assert "geen lopend contract" in read(browser, HERE)
