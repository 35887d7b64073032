"""Reporting in bulk: Bram downloads the template, uploads a sheet with an error, corrects it and submits it all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from tests.adapters.spreadsheets.refilled import refilled
from tests.journeys.story import XLSX, at_work, look, reads, send_sheet
from tests.usecases.sheets.making import a_file, placement

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tegenwaarde.records.models import Contract, User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bram_at_work(browser: Browser, live_server: Any, client_for: Any, bram: User, contract_in_force: Contract) -> Page:
    """Bram's browser, signed in, at the page for spreadsheets."""
    return at_work(browser, live_server, client_for(bram), "/spreadsheet/")


def test_a_sheet_travels_from_template_over_an_error_to_submitted_reports(bram_at_work: Page, tmp_path: Path) -> None:
    page = bram_at_work
    look(page, where="spreadsheets, empty")
    reads(page, "1. Vul het sjabloon in", "2. Upload het", "Nog geen spreadsheet")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download het sjabloon").click()
    template = tmp_path / "sjabloon.xlsx"
    download.value.save_as(template)
    assert "xl/worksheets/sheet1.xml" in ZipFile(io.BytesIO(template.read_bytes())).namelist()

    wrong = a_file(placement("P-1"), placement("P-2", employment_start="2019-02-30"))
    send_sheet(page, wrong, "plaatsingen.xlsx")
    reads(page, "Er zit 1 fout in deze spreadsheet", "Plaatsingen, H3 (Eerste werkdag)", "Dit is geen dag die bestaat")
    look(page, where="errors")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download hem met de fouten aangegeven").click()
    marked = tmp_path / "fouten.xlsx"
    download.value.save_as(marked)

    corrected = refilled(marked.read_bytes(), "Plaatsingen", {(2, "Eerste werkdag"): "1-3-2017"})
    page.get_by_role("link", name="Upload hem opnieuw").click()
    send_sheet(page, corrected, "plaatsingen goed.xlsx")
    reads(page, "Alle 2 rijen kloppen", "Alles indienen", "P-2", "Onderhoud van bruggen")
    look(page, where="preview")
    page.get_by_role("button", name="Alles indienen").click()
    page.wait_for_load_state()
    reads(page, "Alle 2 rijen zijn ingediend", "Wacht op beoordeling")
    look(page, where="taken over")

    page.goto(page.url.split("/spreadsheet/", 1)[0] + "/spreadsheet/")
    page.set_input_files("input[type=file]", {"name": "nog eens.xlsx", "mimeType": XLSX, "buffer": corrected})
    page.get_by_role("button", name="Controleer de spreadsheet").click()
    page.get_by_role("link", name="Bekijk wat toen is ingediend").wait_for()
    look(page, where="the same file again")

    send_again = a_file(placement("P-7"))
    send_sheet(page, send_again, "andere.xlsx")
    page.get_by_role("link", name="Weggooien").click()
    look(page, where="throw away")
    page.get_by_role("button", name="Ja, weggooien").click()
    reads(page, "De spreadsheet is weg")
