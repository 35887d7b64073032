"""An officer takes a spec text for a street, the administrator changes it, and label holders are found for a tender."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.story import TODAY, look
from tests.journeys.test_one_euro import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STREET = "Reconstructie Enschedesestraat"


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


def follow(who: Visitor, words: str) -> None:
    with who.page.expect_navigation():
        who.page.locator("main").get_by_role("link", name=words).first.click()


def street_id() -> int:
    from tegenwaarde.records.models import Tender

    return Tender.unfenced.filter(title=STREET).latest("pk").pk


def take_the_text(ine: Visitor) -> None:
    ine.go(f"/aanbestedingen/{street_id()}/bestektekst/")
    ine.reads("samen te werken met Infra-Werkt")
    look(ine.page, where="choosing a spec text")
    press(ine, "Deze tekst nemen")
    ine.reads("Er staan nog plekken open")
    ine.page.get_by_label("Ik vul de open plekken zelf in").check()
    press(ine, "Deze tekst nemen")
    ine.reads("De tekst is genomen")
    look(ine.page, where="a spec text that was taken")
    with ine.page.expect_download() as waiting:
        ine.page.get_by_role("link", name="Downloaden voor Word").click()
    with zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as file:
        words = file.read("word/document.xml").decode()
    assert STREET in words
    assert "Infra-Werkt" in words
    ine.go(f"/aanbestedingen/{street_id()}/")
    ine.reads("Bestektekst 2 is genomen")


def change_the_text(fatima: Visitor) -> None:
    fatima.go("/beheer/bestekteksten/")
    look(fatima.page, where="the spec texts")
    follow(fatima, "Uitvoeringsvoorwaarde")
    look(fatima.page, where="one spec text")
    follow(fatima, "Deze tekst wijzigen")
    box = fatima.page.get_by_label("De tekst", exact=True)
    before = box.input_value()
    box.fill(before + "\n{koper} helpt graag.\n")
    press(fatima, "Voorbeeld bekijken")
    fatima.reads("{koper} is geen plek")
    look(fatima.page, where="a mistake in a spec text")
    box.fill(before + "\n{buyer} helpt graag.\n")
    press(fatima, "Voorbeeld bekijken")
    fatima.reads("Gemeente Voorbeeldstad helpt graag.")
    look(fatima.page, where="a preview of a spec text")
    fatima.page.get_by_label("Wat heeft u veranderd?").fill("Een vriendelijke slotzin.")
    press(fatima, "Opslaan als nieuwe versie")
    fatima.reads("Versie 2 is nu in gebruik")
    follow(fatima, "Versie 2")
    fatima.reads("Wat veranderde sinds versie 1")
    look(fatima.page, where="a version of a spec text")


def find_label_holders(anna: Visitor) -> None:
    anna.go("/keurmerken/")
    look(anna.page, where="label holders")
    follow(anna, "Bouw, wegen en infra")
    anna.reads("Straatwerk Noaberschap")
    assert "Wasserij Helder Wit" not in anna.page.locator("main").inner_text()
    follow(anna, "Lees de bijsluiter")
    look(anna.page, where="the leaflet on labels")
    anna.go("/keurmerken/vastleggen/")
    look(anna.page, where="recording a label")
    anna.page.get_by_label("KvK-nummer").fill("00000299")
    anna.page.get_by_label("Naam van de opdrachtnemer").fill("Rioolwerk Rein")
    anna.page.get_by_label("Plaats").fill("Borne")
    anna.page.get_by_label("Keurmerk", exact=True).select_option("pso3")
    anna.page.get_by_label("Eerste dag van het certificaat").fill("2024-06-01")
    anna.page.get_by_label("Laatste dag van het certificaat").fill("2027-05-31")
    anna.page.get_by_label("Bouw, wegen en infra").check()
    press(anna, "Keurmerk vastleggen")
    anna.go("/keurmerken/?vak=45&plaats=Borne")
    anna.reads("Rioolwerk Rein")


def test_a_spec_text_is_taken_and_changed_and_label_holders_are_found(browser: Browser, site: str) -> None:
    ine = Visitor(browser, site).sign_in("ine@demo.example")
    take_the_text(ine)
    fatima = Visitor(browser, site).sign_in("fatima@demo.example")
    change_the_text(fatima)
    ine.go(f"/aanbestedingen/{street_id()}/bestektekst/")
    ine.reads("Gemeente Hengelo helpt graag.")
    anna = Visitor(browser, site).sign_in("anna@demo.example")
    find_label_holders(anna)
    assert ine.trouble == fatima.trouble == anna.trouble == []
