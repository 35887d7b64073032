"""A joint tender from the plan to a draft contract, and again next year, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.story import TODAY, look
from tests.journeys.test_one_euro import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Zwembad van twee gemeenten 2025"


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The site with the demo region, on the day of the story."""
    from tegenwaarde.usecases.demo.make_demo import make_demo

    settings.TODAY = TODAY
    make_demo(today=TODAY)
    return str(live_server.url)


def plan_together(ine: Visitor) -> str:
    """Plan a tender of Hengelo with Borne; return the page of the tender."""
    page = ine.page
    look(page, where="planner's start")
    page.locator("main a[href='/aanbestedingen/nieuw/']").first.click()
    page.fill("textarea[name=title]", TITLE)
    page.check("input[name=kind][value=works]")
    page.select_option("select[name=quarter_start]", "2025-01-01")
    page.fill("input[name=estimated_value_cents]", "8.000.000")
    page.fill("input[name=buyer-0-share]", "70")
    page.locator("button[name=add-buyer]").click()
    page.wait_for_load_state()
    assert page.input_value("textarea[name=title]") == TITLE
    page.select_option("select[name=buyer-1-buyer_id]", label="Gemeente Borne")
    page.fill("input[name=buyer-1-share]", "20")
    page.press("textarea[name=title]", "Tab")
    look(page, where="tender: new")
    page.locator("button.nl-button--primary[name=save]").click()
    page.wait_for_load_state()
    ine.reads("90%")
    look(page, where="tender: parts are not the whole")
    page.fill("input[name=buyer-1-share]", "30")
    page.locator("button.nl-button--primary[name=save]").click()
    page.wait_for_url(re.compile(r"/aanbestedingen/\d+/$"))
    ine.reads("€ 400.000", "Gemeente Hengelo (70%)", "Gemeente Borne (30%)")
    look(page, where="tender")
    return ine.path()


def find_it(anna: Visitor, path: str) -> None:
    """Follow a figure of the timeline to the list, narrow that down, and open the tender."""
    page = anna.page
    anna.go("/aanbestedingen/tijdlijn/")
    anna.reads("€ 10.000.000", "1e kwartaal 2025")
    look(page, where="timeline")
    page.locator("main a[href*='kwartaal=1'][href*='stand=planned']").first.click()
    page.wait_for_load_state()
    anna.reads(TITLE, "Samen")
    look(page, where="list")
    page.fill("main input[name=zoek]", "zwembad twee")
    page.press("main input[name=zoek]", "Enter")
    page.wait_for_load_state()
    anna.reads("1 aanbesteding")
    page.locator(f"main a[href='{path}']").click()
    page.wait_for_url(f"**{path}")


def publish_and_award(anna: Visitor, path: str) -> None:
    page = anna.page
    page.locator(f"main a[href='{path}publiceren/']").click()
    look(page, where="publish")
    page.fill("input[name=day]", "2025-01-20")
    anna.press_first()
    page.wait_for_url(f"**{path}")
    page.locator(f"main a[href='{path}gunnen/']").click()
    look(page, where="award")
    page.fill("input[name=supplier]", "Zwembadbouw Noord")
    page.fill("input[name=value_cents]", "7.600.000")
    anna.press_first()
    page.wait_for_url(re.compile(r"/concepten/\d+/$"))
    anna.reads("Gemeente Hengelo 70%", "Gemeente Borne 30%")
    page.locator("main a[href$='/opdrachtgevers/']").first.click()
    look(page, where="buyers of a draft")
    anna.go(path)
    anna.reads("Zwembadbouw Noord", "Gegund")
    look(page, where="awarded tender")


def plan_it_again(anna: Visitor) -> None:
    page = anna.page
    anna.go("/aanbestedingen/kopie/?jaar=2025")
    look(page, where="copy a year")
    anna.press_first()
    page.wait_for_load_state()
    look(page, where="copy a year: sure")
    anna.press_first()
    page.wait_for_url(re.compile(r"jaar=2026$"))
    anna.reads("Zwembad van twee gemeenten 2026")
    anna.go("/aanbestedingen/kopie/?jaar=2025")
    anna.reads("staat al in 2026")


def test_a_joint_tender_goes_from_plan_to_contract_and_comes_again(browser: Browser, site: str) -> None:
    ine = Visitor(browser, site).sign_in("ine@demo.example")
    path = plan_together(ine)
    anna = Visitor(browser, site).sign_in("anna@demo.example")
    find_it(anna, path)
    publish_and_award(anna, path)
    plan_it_again(anna)
    keep_others_out(browser, site, path)
    assert ine.trouble == anna.trouble == []


def keep_others_out(browser: Browser, site: str, path: str) -> None:
    """The other buyer reads the tender; a neighbour, a supplier and a manager do not; the manager has the figures."""
    borne = Visitor(browser, site).sign_in("contact.borne@demo.example")
    assert [borne.go(path), borne.go(f"{path}kopie/")] == [200, 403]
    for email in ("contact.haaksbergen@demo.example", "erik@demo.example", "sanne@demo.example", "ria@demo.example"):
        assert Visitor(browser, site).sign_in(email).go(path) == 404, email
    ria = Visitor(browser, site).sign_in("ria@demo.example")
    look(ria.page, where="manager's start")
    ria.go("/aanbestedingen/tijdlijn/")
    assert ria.page.locator("main table a").count() == 0
    look(ria.page, where="timeline of a manager")
    kees = Visitor(browser, site).sign_in("kees@demo.example")
    look(kees.page, where="consultant's start")
