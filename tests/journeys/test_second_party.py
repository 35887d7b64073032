"""A school confirms what Bram reported: the link is asked for, opened, answered once, and read by Anna."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, Report, SecondPartyRequest, User
from tests.journeys.story import look
from tests.journeys.test_review import Desk, desk
from tests.usecases.reports.stories import a_submitted_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

__all__ = ["desk"]
SCHOOL = "ROC van Voorbeeldstad"


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today, reference="DB-12")


@pytest.fixture
def stranger(browser: Browser, live_server: Any) -> Page:
    """Open a browser in which nobody is signed in."""
    page = browser.new_context(locale="nl-NL", base_url=live_server.url).new_page()
    page.set_default_timeout(15_000)
    return page


def reads(page: Page, *words: str) -> None:
    text = re.sub(r"\s+", " ", page.inner_text("main"))
    assert [one for one in words if one not in text] == [], text


def ask(clerk: Page, report: Report, *, email: str = "") -> str:
    """Ask for a confirmation and return the link that is shown this once, as an address on this site."""
    clerk.goto(f"/invulling/{report.pk}/bevestigen/")
    clerk.fill("input[name=party]", SCHOOL)
    clerk.fill("input[name=email]", email)
    clerk.locator("main form button[type=submit]").last.click()
    link = clerk.input_value("#link")
    return "/" + link.split("/", 3)[3]


def test_a_school_confirms_a_fact_once_and_the_coordinator_reads_it(
    desk: Desk, stranger: Page, anna: User, bram: User, report: Report, mailoutbox: list[Any]
) -> None:
    clerk, coordinator = desk(bram), desk(anna)
    clerk.goto(f"/invulling/{report.pk}/bevestigen/")
    look(clerk, where="asking for a confirmation")
    clerk.locator("main form button[type=submit]").last.click()
    reads(clerk, "Vul in wie dit kan bevestigen")
    look(clerk, where="asking refused")

    link = ask(clerk, report, email="administratie@school.example")
    reads(clerk, "De link is gemaild naar administratie@school.example")
    look(clerk, where="the link, shown once")
    (letter,) = mailoutbox
    assert link in letter.body
    assert "DB-12" not in letter.body

    stranger.goto(link)
    reads(stranger, "Klopt dit?", "Bouwbedrijf De Brug", "DB-12", "1 maart 2017", "36 uur")
    look(stranger, where="the question behind the link")
    stranger.click("button[name=denied]")
    reads(stranger, "Vul uw naam in")
    look(stranger, where="an answer refused")
    assert SecondPartyRequest.unfenced.get().answer == ""
    stranger.fill("input[name=name]", "J. Smit")
    stranger.click("button[name=confirmed]")
    reads(stranger, "Uw antwoord is opgeslagen")
    look(stranger, where="thank you")
    assert link not in stranger.url

    stranger.goto(link)
    reads(stranger, "Deze link werkt niet (meer)")
    look(stranger, where="a link that was used")

    for page in (clerk, coordinator):
        page.goto(f"/invulling/{report.pk}/")
        reads(page, "J. Smit bevestigde dit op 2 oktober 2017")
    look(coordinator, where="report with a confirmation")
    clerk.goto(f"/invulling/{report.pk}/bevestigen/")
    look(clerk, where="confirmations so far")


def test_a_denial_and_a_withdrawn_question_are_shown_for_what_they_are(
    desk: Desk, stranger: Page, bram: User, report: Report
) -> None:
    clerk = desk(bram)
    stranger.goto(ask(clerk, report))
    stranger.fill("input[name=name]", "J. Smit")
    stranger.fill("textarea[name=remark]", "Zij begon pas in mei.")
    stranger.click("button[name=denied]")
    stranger.wait_for_url("**/bevestigen/bedankt/")

    second = ask(clerk, report)
    clerk.goto(f"/invulling/{report.pk}/bevestigen/")
    reads(clerk, "Klopt niet", "Zij begon pas in mei.", "Nog geen antwoord")
    look(clerk, where="a denial and an open question")
    clerk.locator("form[action$='/intrekken/'] button").click()
    reads(clerk, "De vraag is ingetrokken")
    stranger.goto(second)
    reads(stranger, "Deze link werkt niet (meer)")
