"""Many notices at once: Anna uploads a ZIP, leaves, finds it back, says who is meant, and starts a contract."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.adapters.eforms import builder
from tests.journeys.story import look
from tests.usecases.notices.making import WON_BY_NAME, a_modification, a_notice, a_zip, give_numbers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tegenwaarde.records.models import Buyer, PolicyText, Supplier, User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILES = {
    "1-goed.xml": a_notice("one"),
    "2-bekend.xml": a_notice("one"),
    "3-kapot.xml": b"<ContractAwardNotice",
    "4-wijziging.xml": a_modification("one"),
    "5-naam.xml": a_notice("two", organisations=builder.VOORBEELDSTAD + WON_BY_NAME),
}


@pytest.fixture
def desk(
    browser: Browser,
    live_server: Any,
    client_for: Any,
    anna: User,
    voorbeeldstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
) -> Page:
    """Anna's browser, signed in, at the list of uploads."""
    assert all(one.pk for one in (voorbeeldstad, de_brug, policy_text))
    give_numbers()
    cookie = client_for(anna).cookies["sessionid"]
    context = browser.new_context(locale="nl-NL")
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{live_server.url}/aankondigingen/")
    return page


def reads(page: Page, *words: str) -> None:
    text = re.sub(r"\s+", " ", page.inner_text("main"))
    assert [one for one in words if one not in text] == [], text


def test_a_zip_of_notices_becomes_lines_and_a_started_contract(desk: Page, live_server: Any) -> None:
    page = desk
    reads(page, "Nog geen aankondigingen")
    look(page, where="uploads, empty")
    page.get_by_role("link", name="Aankondigingen uploaden").click()
    look(page, where="upload")
    zipped = {"name": "gunningen.zip", "mimeType": "application/zip", "buffer": a_zip(FILES)}
    page.set_input_files("input[type=file]", zipped)  # type: ignore[arg-type]
    page.get_by_role("button", name="Lees de aankondigingen").click()
    page.wait_for_url(re.compile(r"/aankondigingen/\d+/$"))

    page.goto(f"{live_server.url}/concepten/")
    page.get_by_role("link", name="Eerdere uploads").click()
    reads(page, "gunningen.zip", "5 van 5")
    look(page, where="uploads")
    page.get_by_role("link", name="gunningen.zip").click()
    reads(page, "1-goed.xml", "Al bekend", "Niet gelezen", "is bijgewerkt", "Geef aan wie er met")
    look(page, where="an upload")
    page.get_by_role("link", name="Niet gelezen (1)").click()
    reads(page, "3-kapot.xml")
    page.get_by_role("link", name="Niet gelezen (1)").click()

    page.get_by_role("row").filter(has_text="5-naam.xml").get_by_role("link").click()
    reads(page, "Het is niet zeker wie dat is")
    look(page, where="draft with a question")
    page.get_by_role("link", name=re.compile("Geef aan wie .* is$")).click()
    look(page, where="question")
    page.get_by_label(re.compile("Bouwbedrijf De Brug")).check()
    page.get_by_role("button", name="Deze wordt bedoeld").click()
    reads(page, "Renovatie brug")

    page.fill("input[name=tender_date]", "2017-02-01")
    page.fill("input[name=start]", "2017-07-01")
    page.fill("input[name=end]", "2018-06-30")
    page.get_by_role("button", name="Bewaren en in werking stellen").click()
    page.wait_for_url(re.compile(r"/in-werking/$"))
    page.get_by_role("button", name=re.compile("^Ja")).click()
    page.wait_for_url(re.compile(r"/dossiers/\d+/$"))
    reads(page, "Renovatie brug", "Bouwbedrijf De Brug")
