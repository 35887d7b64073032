"""A plan on its way: proposed, returned, compared, agreed; and activities once placing people is not possible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.story import TODAY, look
from tests.journeys.test_one_euro import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Vervanging cv-installaties"  # of Installatietechniek Van Dam for Losser: nothing was agreed or reported yet


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The site with the demo region, on the day of the story."""
    from tegenwaarde.usecases.demo.make_demo import make_demo

    settings.TODAY = TODAY
    make_demo(today=TODAY)
    return str(live_server.url)


def people(browser: Browser, site: str) -> tuple[Visitor, Visitor, str]:
    """Return the coordinator and the clerk of the contract of the story, signed in, and its address."""
    from tegenwaarde.records.models import Contract, RoleGrant

    contract = Contract.unfenced.get(title=TITLE)
    buyer = contract.buyers.get().buyer
    inside = buyer.memberships.get().subregion
    grants = RoleGrant.unfenced.select_related("user")
    coordinator = grants.filter(role="coordinator", subregion=inside)[0].user.email
    clerk = grants.filter(role="supplier", supplier=contract.supplier)[0].user.email
    return (
        Visitor(browser, site).sign_in(coordinator),
        Visitor(browser, site).sign_in(clerk),
        f"/dossiers/{contract.pk}/",
    )


def press(who: Visitor, words: str) -> None:
    """Press the button or link of `main` that says so."""
    main = who.page.locator("main")
    named = main.get_by_role("button", name=words, exact=True).or_(main.get_by_role("link", name=words, exact=True))
    with who.page.expect_navigation():
        named.first.click()


def write_a_plan(clerk: Visitor, dossier: str) -> None:
    """Write two lines; the value comes while typing, and the draft keeps itself."""
    page = clerk.page
    clerk.go(dossier)
    look(page, where="dossier before the plan")
    press(clerk, "Plan voorstellen")
    look(page, where="plan: empty")
    page.select_option("select[name=line-0-block]", "11")
    page.fill("input[name=line-0-hours_per_week]", "24")
    page.locator("#value .rp-value__amount").wait_for()
    page.wait_for_function("document.querySelector('#pl-version').value !== '0'")
    press(clerk, "Factuur toevoegen")
    page.fill("input[name=line-1-invoice_cents]", "1.500")
    page.fill("input[name=line-1-start]", "2025-03-01")
    page.locator("textarea[name=note]").focus()
    page.locator(".pl-worth > li", has_text="1.500,00").wait_for()
    look(page, where="plan: two lines")
    clerk.go(f"{dossier}afspraken/")
    look(page, where="agreements with a draft")
    press(clerk, "Verder met dit plan")
    assert page.input_value("input[name=line-1-invoice_cents]") in ("1500", "1.500")


def propose(clerk: Visitor) -> str:
    """Propose the plan, which falls short; return its address."""
    page = clerk.page
    page.fill("textarea[name=note]", "Meer lukt nog niet.")
    press(clerk, "Dit plan voorstellen")
    if clerk.path().endswith("/doen/"):
        look(page, where="plan: does not cover")
        page.check("input[name=sure]")
        press(clerk, "Dit plan voorstellen")
    look(page, where="agreements with a proposal")
    link = page.locator("main a[href^='/voorstellen/']").first.get_attribute("href")
    assert link
    return link


def return_it(anna: Visitor, plan: str) -> None:
    anna.go("/")
    look(anna.page, where="coordinator's start with a plan")
    anna.page.locator(f"main a[href='{plan}']").first.click()
    anna.page.wait_for_load_state()
    anna.reads("Meer lukt nog niet.", "€ 1.500,00")
    look(anna.page, where="proposal, coordinator")
    press(anna, "Terugsturen met een reden")
    anna.page.fill("textarea[name=reason]", "Graag een hogere factuur, en drie stages.")
    look(anna.page, where="return a plan")
    press(anna, "Plan terugsturen")


def propose_again(clerk: Visitor, dossier: str) -> str:
    """Begin with the copy of what came back, change it and propose it."""
    page = clerk.page
    clerk.go(f"{dossier}afspraken/")
    clerk.reads("Graag een hogere factuur, en drie stages.")
    press(clerk, "Plan aanpassen en opnieuw voorstellen")
    page.fill("input[name=line-0-persons]", "3")
    page.fill("input[name=line-1-invoice_cents]", "15.000")
    press(clerk, "Kopiëren regel 1")
    press(clerk, "Weghalen regel 2")
    assert page.locator("fieldset.tw-line").count() == 2
    return propose(clerk)


def compare_and_agree(anna: Visitor, dossier: str, plan: str) -> None:
    anna.go(plan)
    press(anna, "Vergelijken met een andere versie")
    anna.reads("gewijzigd", "€ 13.500,00 meer")
    look(anna.page, where="versions compared")
    anna.go(plan)
    press(anna, "Akkoord gaan")
    look(anna.page, where="agree to a plan")
    press(anna, "Ja, akkoord")
    anna.reads("Versie 1", "factuur van € 15.000,00")
    look(anna.page, where="agreements, coordinator")
    anna.go(f"{dossier}tijdlijn/")
    look(anna.page, where="timeline")
    assert anna.page.locator(f"main a[href='{plan}']").count() == 2


def find_that_placing_is_not_possible(anna: Visitor, clerk: Visitor, dossier: str) -> None:
    clerk.go(f"{dossier}afspraken/")
    clerk.reads("Activiteiten tellen pas mee")
    anna.go(f"{dossier}plaatsen-niet-mogelijk/")
    look(anna.page, where="finding")
    anna.page.fill("textarea[name=reason]", "Het werk gebeurt alleen in de nacht, achter gesloten deuren.")
    press(anna, "Ja, dit vastleggen")
    look(anna.page, where="agreements with a finding")


def report_hours(clerk: Visitor, dossier: str) -> None:
    """Report hours of an activity, which count now."""
    page = clerk.page
    clerk.go(f"{dossier}afspraken/")
    clerk.reads("heeft de regievoerder vastgelegd dat het bij dit contract niet mogelijk is om mensen te plaatsen")
    clerk.go(f"{dossier}invulling/nieuw/")
    page.check("input[name=kind][value=activity]")
    clerk.press_first()
    page.fill("input[name=activity_date]", "2025-01-15")
    page.fill("input[name=activity_hours]", "8")
    page.fill("[name=participation]", "Zes jongeren oefenen een sollicitatie.")
    clerk.press_first()
    clerk.reads("€ 800,00")
    look(page, where="hours of an activity")


def withdraw_the_finding(anna: Visitor, dossier: str) -> None:
    anna.go(f"{dossier}plaatsen-niet-mogelijk/intrekken/")
    look(anna.page, where="withdraw the finding")
    anna.page.fill("textarea[name=reason]", "Er komt een dagploeg.")
    press(anna, "Ja, intrekken")
    anna.reads("Activiteiten tellen pas mee")


def test_a_plan_is_proposed_returned_compared_and_agreed_and_a_finding_opens_activities(
    browser: Browser, site: str, mailoutbox: list[Any]
) -> None:
    anna, clerk, dossier = people(browser, site)
    write_a_plan(clerk, dossier)
    first = propose(clerk)
    return_it(anna, first)
    second = propose_again(clerk, dossier)
    assert second != first
    compare_and_agree(anna, dossier, second)
    assert [
        bool(re.search(rf"{plan}\s", mail.body)) for plan, mail in zip((first, second), mailoutbox[-2:], strict=True)
    ]
    find_that_placing_is_not_possible(anna, clerk, dossier)
    report_hours(clerk, dossier)
    withdraw_the_finding(anna, dossier)
    assert anna.trouble == clerk.trouble == []
