"""One report, one thread: a question, a return with its reason, a correction, and what both sides see of it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, Report, User
from tests.cast import ClientFor
from tests.journeys.story import look
from tests.journeys.test_review import Desk, desk
from tests.usecases.reports.stories import a_submitted_report

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

__all__ = ["desk"]


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    ended = date(2018, 2, 28)
    return a_submitted_report(bram_actor, contract_in_force, today, reference="P-1", employment_end=ended)


def reads(page: Page, *words: str) -> None:
    text = re.sub(r"\s+", " ", page.inner_text("main"))
    assert [one for one in words if one not in text] == [], text


def say(page: Page, text: str, *, asks: bool = False) -> None:
    page.fill(".th-form textarea", text)
    if asks:
        page.check(".th-form input[name=asks]")
    page.locator(".th-form button[type=submit]").click()
    page.get_by_text(text).first.wait_for()


def test_a_question_a_return_and_a_correction_stand_in_one_thread(
    desk: Desk, anna: User, bram: User, report: Report, mailoutbox: list[Any]
) -> None:
    coordinator, clerk = desk(anna), desk(bram)
    coordinator.goto(f"/beoordelen/{report.pk}/")
    say(coordinator, "Hoeveel uur werkt deze persoon echt?", asks=True)
    look(coordinator, where="review with a question")
    assert [letter.to for letter in mailoutbox] == [[bram.email]]

    clerk.goto(f"/invulling/{report.pk}/")
    reads(clerk, "Er staat een vraag over deze melding voor u open", "Hoeveel uur werkt deze persoon echt?")
    assert "Anna" not in clerk.inner_text("main")
    look(clerk, where="report with a question")
    clerk.fill(".th-form textarea", "BSN 111222333")
    clerk.locator(".th-form button[type=submit]").click()
    clerk.get_by_text("burgerservicenummer (BSN) of het nummer").first.wait_for()
    look(clerk, where="message refused")
    say(clerk, "Dat zoek ik uit.")
    reads(clerk, "Dat zoek ik uit.")

    coordinator.goto(f"/beoordelen/{report.pk}/")
    reads(coordinator, "Dat zoek ik uit.")
    coordinator.fill("textarea[name=reason]", "De uren kloppen niet met het contract")
    coordinator.locator("[data-rp-return]").click()
    coordinator.wait_for_url("**/beoordelen/")

    clerk.goto(f"/invulling/{report.pk}/werk/")
    reads(clerk, "De uren kloppen niet met het contract")
    clerk.fill("input[name=hours_per_week]", "24")
    clerk.press("input[name=hours_per_week]", "Enter")
    clerk.wait_for_url("**/indienen/")
    clerk.check("input[name=no_displacement]")
    clerk.locator("main form button[type=submit]").first.click()
    clerk.wait_for_url(re.compile(r"/invulling/$"))

    for page, address in ((coordinator, f"/beoordelen/{report.pk}/"), (clerk, f"/invulling/{report.pk}/")):
        page.goto(address)
        reads(page, "Opnieuw ingediend", "36 uur", "24 uur", "De uren kloppen niet met het contract")
        look(page, where=address)
    reads(coordinator, "Wat er veranderde sinds de vorige keer indienen")


def test_an_approval_is_taken_back_after_its_consequence_was_read(
    desk: Desk, client_for: ClientFor, anna: User, bram: User, report: Report
) -> None:
    seen = {"seen": ["employment", "benefit"], "seen_on": "2017-10-02", "version": report.version}
    assert client_for(anna).post(f"/beoordelen/{report.pk}/goedkeuren/", seen).status_code == 302
    coordinator = desk(anna)
    coordinator.goto(f"/invulling/{report.pk}/")
    coordinator.get_by_role("link", name="Deze goedkeuring terugdraaien").click()
    reads(coordinator, "telt niet meer mee voor Bouwbedrijf De Brug")
    look(coordinator, where="take back")
    coordinator.fill("textarea[name=reason]", "Het contract bleek van iemand anders")
    coordinator.get_by_role("button", name="Ja, draai het terug").click()
    coordinator.wait_for_url(f"**/invulling/{report.pk}/")
    reads(coordinator, "Goedkeuring teruggedraaid", "Het contract bleek van iemand anders")
    clerk = desk(bram)
    clerk.goto(f"/dossiers/{report.contract_id}/invulling/")
    reads(clerk, "P-1", "Afgekeurd")
    look(clerk, where="reports of the dossier")
