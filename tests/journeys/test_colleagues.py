"""A company looks after its own people: invites a colleague, removes one, and the last one leaves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.story import TODAY, look
from tests.journeys.test_one_euro import PASSWORD, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "noor@debrug.example"


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The site with the demo region, on the day of the story."""
    from tegenwaarde.usecases.demo.make_demo import make_demo

    settings.TODAY = TODAY
    make_demo(today=TODAY)
    return str(live_server.url)


def press(who: Visitor, words: str) -> None:
    with who.page.expect_navigation():
        who.page.locator("main").get_by_role("button", name=words).first.click()


def accept(noor: Visitor, letters: list[Any]) -> None:
    found = re.search(r"/uitnodiging/[^/]+/", letters[-1].body)
    assert found
    noor.go(found.group(0))
    noor.page.fill("input[name=name]", "Noor Haverkort")
    noor.page.fill("input[name=password]", PASSWORD)
    noor.press_first()
    noor.page.wait_for_url(noor.site + "/")


def remove(bram: Visitor, name: str) -> None:
    row = bram.page.locator("main tbody tr", has_text=name)
    with bram.page.expect_navigation():
        row.get_by_role("link", name="Verwijderen").click()
    look(bram.page, where=f"removing {name}")


def test_a_company_looks_after_its_own_people(browser: Browser, site: str, mailoutbox: list[Any]) -> None:
    bram = Visitor(browser, site).sign_in("bram@demo.example")
    bram.go("/collegas/")
    look(bram.page, where="colleagues")
    bram.page.fill("input[name=email]", NEW)
    press(bram, "Uitnodiging versturen")
    bram.reads(NEW)
    look(bram.page, where="colleagues with an invitation")
    press(bram, "Opnieuw versturen")
    assert len(mailoutbox) == 2
    noor = Visitor(browser, site)
    accept(noor, mailoutbox)
    noor.reads("Renovatie zwembad De Vijver")
    bram.go("/collegas/")
    remove(bram, "Noor Haverkort")
    press(bram, "Ja, verwijder Noor Haverkort")
    bram.reads("Noor Haverkort heeft geen toegang meer")
    noor.go("/")
    noor.reads("Uw account heeft hier nog geen rol")
    remove(bram, "Bram Hofstra")
    bram.reads("Dit is de laatste persoon")
    press(bram, "Ja, verwijder mij")
    assert bram.path() == "/"
    anna = Visitor(browser, site).sign_in("anna@demo.example")
    anna.reads("niemand van deze opdrachtnemer kan melden")
    anna.go("/opdrachtnemers/?mensen=zonder")
    look(anna.page, where="suppliers without people")
    with anna.page.expect_navigation():
        anna.page.locator("main tbody th a", has_text="Bouwbedrijf De Brug").click()
    look(anna.page, where="people of a supplier")
    anna.page.fill("input[name=email]", NEW)
    press(anna, "Uitnodiging versturen")
    assert mailoutbox[-1].to == [NEW]
    assert bram.trouble == noor.trouble == anna.trouble == []
