"""The papers of a dossier: a document is shared, a deputy named, a note kept inside, and all of it is found again."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.records.models import Contract, User
from tests.adapters.files.papers import pdf
from tests.journeys.story import look
from tests.journeys.test_review import Desk, desk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

__all__ = ["desk"]
PATIENCE = 60_000  # milliseconds: a file is looked into before it is kept


def reads(page: Page, *words: str) -> None:
    text = re.sub(r"\s+", " ", page.inner_text("main"))
    assert [one for one in words if one not in text] == [], text


def a_contact(page: Page, address: str, name: str, phone: str, *, stands_in_for: str = "") -> None:
    page.goto(address)
    look(page, where="new contact")
    page.check("input[name=side][value=supplier]")
    page.fill("input[name=name]", name)
    page.fill("input[name=phone]", phone)
    if stands_in_for:
        page.select_option("select[name=deputy_of]", label=f"{stands_in_for} (Bouwbedrijf De Brug)")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/contact/")


def test_what_a_coordinator_keeps_with_a_dossier_is_found_again(
    desk: Desk, anna: User, bram: User, contract_in_force: Contract, today: date
) -> None:
    coordinator, clerk = desk(anna), desk(bram)
    for page in (coordinator, clerk):
        page.set_default_timeout(PATIENCE)
    dossier = f"/dossiers/{contract_in_force.pk}/"
    keeps_documents(coordinator, clerk, dossier)
    knows_whom_to_call(coordinator, clerk, dossier)
    reads_what_happened(coordinator, clerk, dossier)
    finds_it_again(coordinator, clerk, dossier)


def keeps_documents(coordinator: Page, clerk: Page, dossier: str) -> None:
    coordinator.goto(f"{dossier}documenten/")
    reads(coordinator, "Nog geen documenten")
    look(coordinator, where="no documents")
    refused: Any = {"name": "lijst.pdf", "mimeType": "application/pdf", "buffer": pdf("BSN 111222333")}
    coordinator.set_input_files("input[type=file]", refused)
    coordinator.get_by_role("button", name="Document toevoegen").click()
    coordinator.get_by_text("staat een burgerservicenummer (BSN)").first.wait_for()
    look(coordinator, where="document refused")
    plan: Any = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": pdf("Plan van aanpak")}
    coordinator.set_input_files("input[type=file]", plan)
    coordinator.fill("input[name=about]", "Van de aannemer")
    coordinator.get_by_role("button", name="Document toevoegen").click()
    coordinator.get_by_text("is toegevoegd aan het dossier").first.wait_for()
    reads(coordinator, "plan.pdf", "Van de aannemer", "Niet gedeeld")
    clerk.goto(f"{dossier}documenten/")
    reads(clerk, "Nog geen documenten")
    coordinator.get_by_role("button", name="Delen plan.pdf").click()
    coordinator.get_by_text("De opdrachtnemer ziet ‘plan.pdf’ nu.").first.wait_for()
    look(coordinator, where="documents")
    clerk.goto(f"{dossier}documenten/")
    with clerk.expect_download() as download:
        clerk.get_by_role("link", name="plan.pdf").click()
    assert download.value.suggested_filename == "plan.pdf"
    look(clerk, where="documents of the supplier")


def knows_whom_to_call(coordinator: Page, clerk: Page, dossier: str) -> None:
    a_contact(coordinator, f"{dossier}contact/toevoegen/", "Gérrit Müller", "06 12 34 56 78")
    a_contact(coordinator, f"{dossier}contact/toevoegen/", "Truus", "074 123 45 67", stands_in_for="Gérrit Müller")
    coordinator.fill("textarea[name=words]", "Belt liever 's morgens.")
    coordinator.get_by_role("button", name="Notitie bewaren").click()
    coordinator.get_by_text("De notitie is bewaard.").first.wait_for()
    reads(coordinator, "Vervangt Gérrit Müller.", "Afwezig? Bel dan Truus.", "Belt liever 's morgens.", "Bram")
    look(coordinator, where="contacts")
    clerk.goto(f"{dossier}contact/")
    reads(clerk, "Gérrit Müller", "Truus", "Anna")
    assert "morgens" not in clerk.content()
    look(clerk, where="contacts of the supplier")


def reads_what_happened(coordinator: Page, clerk: Page, dossier: str) -> None:
    coordinator.goto(f"{dossier}tijdlijn/")
    look(coordinator, where="timeline")
    coordinator.get_by_role("link", name="Documenten (2)").click()
    coordinator.wait_for_url("**soort=documents")
    reads(coordinator, "Het document ‘plan.pdf’ is gedeeld met de opdrachtnemer.")
    assert "contactpersoon" not in coordinator.inner_text("main")
    clerk.goto(f"{dossier}tijdlijn/")
    assert "notitie" not in clerk.inner_text("main")


def finds_it_again(coordinator: Page, clerk: Page, dossier: str) -> None:
    coordinator.goto("/dossiers/")
    coordinator.keyboard.press("/")
    coordinator.keyboard.type("muller 500.000")
    coordinator.keyboard.press("Enter")
    coordinator.wait_for_url("**/zoeken/?**")
    reads(coordinator, "1 resultaat gevonden", "Contact: Gérrit Müller", "Bedrag: € 500.000")
    look(coordinator, where="found")
    coordinator.keyboard.press("/")
    coordinator.keyboard.press("ArrowDown")
    coordinator.keyboard.press("Enter")
    coordinator.wait_for_url(f"**{dossier}")
    coordinator.goto("/zoeken/?zoek=brugegn")
    coordinator.get_by_role("link", name="bruggen").click()
    coordinator.wait_for_url("**zoek=bruggen")
    clerk.goto("/zoeken/?zoek=morgens")
    reads(clerk, "Niets gevonden")
    look(clerk, where="nothing found")
