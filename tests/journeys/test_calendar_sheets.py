"""The calendar with a spreadsheet: Anna takes the template, corrects an error, takes it over and takes it along."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from tests.adapters.spreadsheets.refilled import refilled
from tests.journeys.story import at_work, look, reads, send_sheet
from tests.usecases.calendar_sheets.making import a_calendar, tender

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tegenwaarde.records.models import Buyer, User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def anna_at_work(
    browser: Browser, live_server: Any, client_for: Any, anna: User, voorbeeldstad: Buyer, buurstad: Buyer
) -> Page:
    """Anna's browser, signed in, at the tender calendar."""
    return at_work(browser, live_server, client_for(anna), "/aanbestedingen/")


def taken(page: Page, link: str, to: Path) -> bytes:
    """Follow a link to a file, and return the file."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    download.value.save_as(to)
    return to.read_bytes()


def test_a_year_travels_from_the_template_over_an_error_into_the_calendar_and_out_again(
    anna_at_work: Page, tmp_path: Path
) -> None:
    page = anna_at_work
    page.get_by_role("link", name="Met een spreadsheet").click()
    look(page, where="spreadsheets, empty")
    reads(page, "1. Vul het sjabloon in", "2. Upload het", "Nog geen spreadsheet")
    template = taken(page, "Download het sjabloon", tmp_path / "sjabloon.xlsx")
    assert "xl/worksheets/sheet1.xml" in ZipFile(io.BytesIO(template)).namelist()

    wrong = a_calendar(tender("Riolering", others="Buurstad 40%"), tender("Groen", quarter="in het voorjaar"))
    send_sheet(page, wrong, "kalender 2018.xlsx")
    reads(page, "Er zit 1 fout in deze spreadsheet", "Aanbestedingen, H3 (Kwartaal van publicatie)", "2018 K2")
    look(page, where="errors")
    marked = taken(page, "Download hem met de fouten aangegeven", tmp_path / "fouten.xlsx")
    corrected = refilled(marked, "Aanbestedingen", {(2, "Kwartaal van publicatie"): "2018 K2"})

    page.get_by_role("link", name="Upload hem opnieuw").click()
    send_sheet(page, corrected, "kalender 2018 goed.xlsx")
    reads(page, "2 nieuwe aanbestedingen, samen € 2.000.000", "€ 100.000 social return", "Voorbeeldstad, Buurstad")
    look(page, where="preview")
    page.get_by_role("button", name="Overnemen").click()
    page.wait_for_load_state()
    reads(page, "2 rijen van deze spreadsheet zijn overgenomen")
    look(page, where="taken over")

    page.get_by_role("link", name="Naar de kalender").click()
    reads(page, "Riolering", "Groen")
    calendar = taken(page, "Excel (XLSX)", tmp_path / "kalender.xlsx")
    changed = refilled(calendar, "Aanbestedingen", {(2, "Geraamde waarde"): "2.000.000"})
    page.get_by_role("link", name="Met een spreadsheet").click()
    send_sheet(page, changed, "kalender 2018 anders.xlsx")
    reads(page, "1 aanbesteding staat al in de kalender, met iets anders erin", "Bekend, gelijk", "Bekend, verschilt")
    look(page, where="preview of what is known")
    page.get_by_label("Pas de kalender aan aan de spreadsheet").check()
    page.get_by_role("button", name="Overnemen").click()
    page.wait_for_load_state()
    reads(page, "1 rij van deze spreadsheet is overgenomen")
    page.get_by_role("link", name="Naar de kalender").click()
    reads(page, "2 aanbestedingen: € 150.000 social return verwacht")
