"""One person, two suppliers, in a real browser: a name that is asked once, a clash that is seen and decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.story import TODAY, look
from tests.journeys.test_one_euro import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CONTRACT = "Renovatie zwembad De Vijver"


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The site with the demo region, in which one person was reported by two suppliers."""
    from tegenwaarde.usecases.demo.make_demo import make_demo

    settings.TODAY = TODAY
    make_demo(today=TODAY)
    return str(live_server.url)


def ask_once(bram: Visitor) -> None:
    """Begin a report about somebody new; who it is comes back empty when something else is wrong."""
    page = bram.page
    bram.go("/dossiers/")
    page.locator("main a", has_text=CONTRACT).first.click()
    page.wait_for_load_state()
    bram.go(f"{bram.path()}invulling/nieuw/")
    page.fill("input[name=reference]", "123456782")
    page.fill("input[name=name_at_birth]", "Wondersteen")
    page.fill("input[name=birth_date]", "1980-04-27")
    bram.press_first()
    look(page, where="a reference that is a service number")
    assert page.input_value("input[name=name_at_birth]") == page.input_value("input[name=birth_date]") == ""
    page.fill("input[name=reference]", "DB-099")
    bram.press_first()
    look(page, where="who it is, asked again")
    page.fill("input[name=name_at_birth]", "Wondersteen")
    page.fill("input[name=birth_date]", "1980-04-27")
    bram.press_first()
    assert re.search(r"/invulling/\d+/situatie/$", bram.path())


def look_after_persons(bram: Visitor) -> None:
    """Find the person in the list, and give it another reference."""
    page = bram.page
    bram.go("/personen/")
    look(page, where="persons")
    bram.reads("DB-022", "DB-099", CONTRACT)
    assert "SH-21" not in page.content()
    page.locator("main a", has_text="DB-099").first.click()
    page.wait_for_load_state()
    look(page, where="person")
    page.fill("input[name=reference]", "DB-100")
    page.locator("form[action$='/referentie/'] button[type=submit]").click()
    page.wait_for_load_state()
    bram.reads("DB-100")


def decide(anna: Visitor) -> None:
    """Find the report that waits, see where else the person works, and decide whose hours count."""
    page = anna.page
    anna.go("/beoordelen/")
    page.locator("main table a", has_text="DB-022").first.click()
    page.wait_for_load_state()
    look(page, where="a review with double counting")
    anna.reads("Dubbeltelling", "Schoonmaak scholen", "Nog te beslissen")
    assert "SH-21" not in page.content()
    page.locator("main a[href$='/dubbeltelling/']").first.click()
    page.wait_for_load_state()
    look(page, where="double counting")
    anna.reads("Schoonmaak Helder", "Gemeente Dinkelland", "Erik Mulder", "20 uur", "156%")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    look(page, where="double counting without a reason")
    page.check("input[name=outcome][value=other]")
    page.fill("textarea[name=reason]", "Erik gebeld: de uren bij Helder gaan voor.")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/beoordelen/\d+/$"))
    look(page, where="a review after the decision")
    anna.reads("Erik gebeld", "16 uur")
    assert page.locator("form[action*='goedkeuren'] button[type=submit]").count() == 1


def test_a_person_at_two_suppliers_is_seen_and_decided_about(browser: Browser, site: str) -> None:
    bram = Visitor(browser, site).sign_in("bram@demo.example")
    ask_once(bram)
    look_after_persons(bram)
    anna = Visitor(browser, site).sign_in("anna@demo.example")
    decide(anna)
    bram.go("/dossiers/")
    bram.page.locator("main a", has_text=CONTRACT).first.click()
    bram.page.wait_for_load_state()
    bram.go(f"{bram.path()}tijdlijn/")
    assert "twee keer" not in bram.page.content()
    assert anna.trouble == bram.trouble == []
