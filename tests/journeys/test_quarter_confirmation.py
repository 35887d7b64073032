"""A quarter is over: the supplier confirms it for all contracts at once, and the coordinator sees that (S5)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.story import look
from tests.journeys.test_one_euro import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = date(2025, 1, 15)
PAGE = "/kwartaalbevestiging/"


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The site with the demo region, two weeks before the quarter's confirmation is due."""
    from tegenwaarde.usecases.demo.make_demo import make_demo

    settings.TODAY = TODAY
    make_demo(today=TODAY)
    return str(live_server.url)


def press(who: Visitor, words: str) -> None:
    with who.page.expect_navigation():
        who.page.locator("main").get_by_role("button", name=words).first.click()


def test_a_quarter_is_confirmed_in_one_click_and_taken_back_and_confirmed_again(browser: Browser, site: str) -> None:
    bram = Visitor(browser, site).sign_in("bram@demo.example")
    bram.reads("uw kwartaalbevestiging moet uiterlijk 31 januari 2025 binnen zijn")
    press(bram, "Meteen bevestigen")
    assert bram.path() == "/"
    bram.reads("Het 4e kwartaal 2024 is bevestigd voor 3 contracten.", "er is nu geen kwartaal te bevestigen")
    bram.go(PAGE)
    look(bram.page, where="quarter confirmed")
    bram.reads("bevestigd door Bram Hofstra op 15 januari 2025")
    press(bram, "Bevestiging intrekken")
    bram.reads("is ingetrokken voor 3 contracten", "Te bevestigen")
    look(bram.page, where="quarter to confirm")
    boxes = bram.page.locator("input[name=contracts]")
    assert boxes.count() == 3
    boxes.first.uncheck()
    press(bram, "Bevestigen")
    bram.reads("Het 4e kwartaal 2024 is bevestigd voor 2 contracten.")
    assert bram.trouble == []


def test_confirming_nothing_is_pointed_out_and_the_coordinator_sees_who_is_late(browser: Browser, site: str) -> None:
    from tegenwaarde.records.models import Contract

    thijs = Visitor(browser, site).sign_in("thijs@demo.example")
    thijs.reads("uw kwartaalbevestiging is te laat", "Bevestig 2 kwartalen")
    assert thijs.page.get_by_role("button", name="Alles bevestigen").count() == 1
    thijs.go(PAGE)
    for box in thijs.page.locator("input[name=contracts]").all():
        box.uncheck()
    press(thijs, "Bevestigen: ")
    thijs.reads("Kies ten minste één contract.")
    look(thijs.page, where="nothing chosen")
    anna = Visitor(browser, site).sign_in("anna@demo.example")
    look(anna.page, where="coordinator's start with who is late")
    anna.reads("het kwartaal is niet op tijd bevestigd")
    anna.go("/kwartaalbevestigingen/te-laat/")
    look(anna.page, where="late confirmations")
    anna.reads("Leerlingenvervoer", "Taxi Tukker", "3e kwartaal 2024")
    late = Contract.unfenced.get(title="Leerlingenvervoer")
    anna.go(f"/dossiers/{late.pk}/")
    anna.reads("3e kwartaal 2024: niet bevestigd")
    look(anna.page, where="dossier with its quarters")
    assert thijs.trouble == anna.trouble == []
