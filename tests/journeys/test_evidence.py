"""Evidence: Bram reads what is asked and adds a copy, Aisha and Anna record what they saw, and nothing else is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, EvidenceFile, Report, User
from tests.adapters.files.papers import docx, paragraph, pdf
from tests.cast import ClientFor
from tests.journeys.story import look
from tests.usecases.reports.stories import a_submitted_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BSN = "123456782"
Desk = Callable[[User], "Page"]


@pytest.fixture
def desk(browser: Browser, live_server: Any, settings: Any, client_for: ClientFor, today: Any) -> Desk:
    """Open a browser in which somebody is signed in."""
    settings.TODAY = today

    def opened(user: User) -> Page:
        page = browser.new_context(locale="nl-NL", base_url=live_server.url).new_page()
        cookie = client_for(user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page.set_default_timeout(15_000)
        return page

    return opened


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: Any) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today)


def add(page: Page, content: bytes, name: str) -> None:
    """Send a copy of the employment contract."""
    page.check("input[name=kind][value=employment]")
    page.set_input_files("input[name=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.locator("form[action$='/toevoegen/'] button[type=submit]").click()
    page.wait_for_load_state()


def reads(page: Page, *words: str) -> None:
    text = re.sub(r"\s+", " ", page.inner_text("main"))
    assert [one for one in words if one not in text] == [], text


def add_a_copy(page: Page, report: Report) -> None:
    """Read what is asked, be refused with a BSN, be asked about a number, and add one."""
    page.goto(f"/invulling/{report.pk}/")
    reads(page, "Arbeidsovereenkomst of detacheringsovereenkomst", "Nog niet gezien")
    look(page, where="report with its evidence")
    page.click(f"a[href='/invulling/{report.pk}/bewijs/']")
    reads(page, "Laten zien is genoeg", "Scans en foto's worden niet gelezen")
    look(page, where="evidence of the supplier")
    add(page, docx(paragraph("BSN: 1234", "56782")), "loonstrook.pdf")
    reads(page, "In dit bestand staat een burgerservicenummer (BSN)")
    assert page.title().startswith("Fout:")
    look(page, where="evidence refused")
    add(page, pdf(f"Personeelsblad {BSN}"), "blad.pdf")
    reads(page, "Is dit een burgerservicenummer (BSN)?")
    look(page, where="evidence asked about")
    page.check("input[name=is_bsn][value=no]")
    add(page, pdf(f"Personeelsblad {BSN}"), "blad.pdf")
    add(page, pdf("Arbeidsovereenkomst"), "Contract medewerker 12.exe")
    reads(page, "blad.pdf", "Contract medewerker 12.pdf", "wordt gewist op")
    look(page, where="evidence with copies")


def remove_a_copy(page: Page) -> None:
    page.click("a[href$='/verwijderen/'] >> nth=0")
    reads(page, "blad.pdf", "komt niet terug")
    look(page, where="remove a copy")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    assert [file.name for file in EvidenceFile.unfenced.kept()] == ["Contract medewerker 12.pdf"]


def record_what_was_seen(page: Page, report: Report) -> None:
    page.goto(f"/invulling/{report.pk}/bewijs/")
    look(page, where="evidence of the buyer's side")
    page.locator("form[action$='/gezien/'] button[type=submit]").click()
    reads(page, "Kruis aan wat u zag")
    page.check("input[name=seen][value=employment]")
    page.fill("input[name=seen_on]", "2017-09-28")
    page.locator("form[action$='/bewijs/gezien/'] button[type=submit]").click()
    reads(page, "Gezien op 28 september 2017 door Aisha")
    look(page, where="evidence seen")


def take_it_back_and_open_the_copy(page: Page, report: Report, folder: Path) -> None:
    page.goto(f"/invulling/{report.pk}/bewijs/")
    page.get_by_role("button", name="Toch niet gezien").click()
    page.wait_for_load_state()
    assert "Gezien op 28 september" not in re.sub(r"\s+", " ", page.inner_text("main"))
    with page.expect_download() as started:
        page.click("a[href^='/bewijsstuk/']")
    started.value.save_as(folder / "copy.pdf")
    assert started.value.suggested_filename == "Contract medewerker 12.pdf"
    assert (folder / "copy.pdf").read_bytes() == pdf("Arbeidsovereenkomst")


def approve_with_a_reason_for_what_was_not_seen(page: Page, report: Report) -> None:
    page.goto(f"/beoordelen/{report.pk}/")
    page.check("input[name=seen][value=employment]")
    page.locator("form[action*='goedkeuren'] button[type=submit]").click()
    page.wait_for_load_state()
    reads(page, "vraagt bewijs dat nog niet is gezien", "bijstandsuitkering")
    look(page, where="approving without evidence")
    page.fill("[name=without_because]", "De gemeente bevestigde de uitkering telefonisch.")
    page.locator("form[action*='goedkeuren'] button[type=submit]").click()
    page.wait_for_load_state()
    assert Report.unfenced.get(pk=report.pk).state == "approved"
    page.goto(f"/invulling/{report.pk}/")
    reads(page, "De gemeente bevestigde de uitkering telefonisch.")


def test_evidence_is_seen_and_as_little_as_possible_is_kept(
    desk: Desk, report: Report, bram: User, aisha: User, anna: User, tmp_path: Path
) -> None:
    clerk = desk(bram)
    add_a_copy(clerk, report)
    remove_a_copy(clerk)
    record_what_was_seen(desk(aisha), report)
    coordinator = desk(anna)
    take_it_back_and_open_the_copy(coordinator, report, tmp_path)
    approve_with_a_reason_for_what_was_not_seen(coordinator, report)
    clerk.goto(f"/invulling/{report.pk}/bewijs/")
    reads(clerk, "Gezien op")
    assert clerk.locator("input[type=file]").count() == 0
    look(clerk, where="evidence after the decision")
