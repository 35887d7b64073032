"""A supplier opens its start page: what to do today, with its reason and its place, and every contract (S1)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.cast import a_contract
from tests.journeys.story import TODAY, look
from tests.journeys.test_one_euro import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HELDER = "Schoonmaak Helder"


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The site with the demo region, on the day of the story."""
    from tegenwaarde.usecases.demo.make_demo import make_demo

    settings.TODAY = TODAY
    make_demo(today=TODAY)
    return str(live_server.url)


def give_many_contracts() -> None:
    """Give the supplier so many contracts that its start page lists them."""
    from tegenwaarde.records.models import Buyer, PolicyText, Supplier

    supplier = Supplier.unfenced.get(name=HELDER)
    buyers = [Buyer.unfenced.get(name=f"Gemeente {town}") for town in ("Hengelo", "Borne")]
    term = {"tender_date": date(2024, 2, 1), "start": date(2024, 6, 1), "end": date(2026, 5, 31)}
    for number in range(6):
        a_contract(buyers[number % 2], supplier, PolicyText.unfenced.get(), title=f"Glasbewassing {number}", **term)


def test_a_clerk_sees_at_a_glance_what_to_do_and_does_it(browser: Browser, site: str) -> None:
    sanne = Visitor(browser, site).sign_in("sanne@demo.example")
    look(sanne.page, where="supplier's start")
    sanne.reads("U heeft nog €", "Vandaag te doen", "De ingangsdatum van de WW-uitkering ontbreekt", "Te laat")
    first = sanne.page.locator("main .tw-todo__item").first.inner_text()
    assert "Te laat" in first
    with sanne.page.expect_navigation():
        sanne.page.locator("main .tw-todo a", has_text="Verbeter de melding over SH-9").click()
    assert sanne.path().startswith("/invulling/")
    assert sanne.trouble == []


def test_many_contracts_are_listed_filtered_and_sorted_by_the_address(browser: Browser, site: str) -> None:
    give_many_contracts()
    sanne = Visitor(browser, site).sign_in("sanne@demo.example")
    look(sanne.page, where="supplier's start with many contracts")
    rows = sanne.page.locator("main table tbody tr")
    everything = rows.count()
    assert everything >= 8
    with sanne.page.expect_navigation():
        sanne.page.locator("main .tw-filters a", has_text="Gemeente Borne").click()
    assert "opdrachtgever=" in sanne.path()
    assert 0 < rows.count() < everything
    with sanne.page.expect_navigation():
        sanne.page.locator("main thead a", has_text="Contract").click()
    titles = rows.locator("th a").all_inner_texts()
    assert titles == sorted(titles)
    look(sanne.page, where="supplier's start, filtered and sorted")
    assert sanne.trouble == []
