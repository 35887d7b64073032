"""The pages about spec texts: on a tender, and the administrator's."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tegenwaarde.policy import library
from tegenwaarde.records.models import Buyer, SpecTemplate, SpecText, Subregion, Tender, User
from tests.cast import ClientFor, a_tender

pytestmark = pytest.mark.django_db
NEW = "# Titel\n\n{buyer} vraagt {percentage}.\n"


@pytest.fixture
def roads(voorbeeldstad: Buyer) -> Tender:
    """Works on a street: infrastructure, not European."""
    return a_tender(
        voorbeeldstad,
        title="Herinrichting Dorpsstraat",
        reference="2018-7",
        kind="works",
        cpv="45233140",
        start=date(2018, 4, 1),
        end=date(2019, 9, 30),
        estimated_value_cents=85_000_000,
    )


@pytest.fixture
def window(piet: User, client_for: ClientFor) -> Client:
    return client_for(piet)


@pytest.fixture
def office(beheer: User, client_for: ClientFor, subregion_a: Subregion) -> Client:
    return client_for(beheer)


def page(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_the_advised_text_is_shown_filled_in(window: Client, roads: Tender) -> None:
    shown = page(window.get(f"/aanbestedingen/{roads.pk}/bestektekst/"))
    assert "Geadviseerd" in shown
    assert "5% van de opdrachtsom" in shown
    assert "samen te werken met Infra-Werkt" in shown


def test_another_way_of_asking_stands_in_the_address(window: Client, roads: Tender) -> None:
    shown = page(window.get(f"/aanbestedingen/{roads.pk}/bestektekst/?manier=criterion"))
    assert "Hoe wij punten geven" in shown


def test_taking_leads_to_the_text_with_its_downloads(window: Client, roads: Tender) -> None:
    answer = window.post(f"/aanbestedingen/{roads.pk}/bestektekst/", {"variant": "condition"}, follow=True)
    assert answer.redirect_chain == [(f"/aanbestedingen/{roads.pk}/bestektekst/1/", 302)]
    shown = page(answer)
    assert "versie 1 van de tekst" in shown
    assert "<textarea" in shown
    plain = window.get(f"/aanbestedingen/{roads.pk}/bestektekst/1/tekst.txt")
    assert plain["Content-Disposition"] == 'attachment; filename="bestektekst-herinrichting-dorpsstraat-1.txt"'
    assert page(plain).startswith("Social return als uitvoeringsvoorwaarde: Herinrichting Dorpsstraat\n")


def test_the_docx_has_headings_a_list_page_numbers_and_its_language(window: Client, roads: Tender) -> None:
    window.post(f"/aanbestedingen/{roads.pk}/bestektekst/", {"variant": "condition"})
    answer = window.get(f"/aanbestedingen/{roads.pk}/bestektekst/1/tekst.docx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert file.testzip() is None
        words, styles = file.read("word/document.xml").decode(), file.read("word/styles.xml").decode()
        about = file.read("docProps/core.xml").decode()
        footer = "".join(file.read(name).decode() for name in file.namelist() if "footer" in name)
    assert words.count('w:val="Heading2"') > 5
    assert 'w:val="ListBullet"' in words
    assert 'w:val="nl-NL"' in styles
    assert "<dc:language>nl-NL</dc:language>" in about
    assert "Herinrichting Dorpsstraat" in about
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    assert "Deze tekst hoort bij de contractvoorwaarden" not in words


def test_open_places_are_named_with_a_link_to_the_form(window: Client, roads: Tender) -> None:
    Tender.unfenced.filter(pk=roads.pk).update(estimated_value_cents=None)
    url = f"/aanbestedingen/{roads.pk}/bestektekst/"
    shown = page(window.get(url))
    assert "#id_estimated_value_cents" in shown
    assert "[nog in te vullen: de geraamde waarde]" in shown
    refused = window.post(url, {"variant": "condition"})
    assert refused.status_code == 422
    assert "Er staan nog plekken open" in page(refused)
    window.post(url, {"variant": "condition", "gaps_are_meant": "on"})
    assert SpecText.unfenced.count() == 1


def test_a_neighbour_sees_no_text(nora: User, client_for: ClientFor, window: Client, roads: Tender) -> None:
    window.post(f"/aanbestedingen/{roads.pk}/bestektekst/", {"variant": "condition"})
    neighbour = client_for(nora)
    for ending in ("", "1/", "1/tekst.txt", "1/tekst.docx"):
        assert neighbour.get(f"/aanbestedingen/{roads.pk}/bestektekst/{ending}").status_code == 404


def test_the_administrator_sees_every_text_with_its_version(office: Client) -> None:
    shown = page(office.get("/beheer/bestekteksten/"))
    assert shown.count("hoort bij het programma") == 4


def test_a_preview_saves_nothing_and_shows_what_changed(office: Client) -> None:
    told = {"words": NEW, "preview_with": "roads", "change": "", "based_on": "1", "look": "1"}
    answer = office.post("/beheer/bestekteksten/condition/wijzigen/", told)
    assert answer.status_code == 200
    assert "Gemeente Voorbeeldstad vraagt 5%." in page(answer)
    assert "<ins>" in page(answer)
    assert SpecTemplate.unfenced.count() == 0


def test_a_mistake_is_told_at_its_line(office: Client) -> None:
    told = {"words": "# Titel\n\n{koper}", "preview_with": "roads", "change": "x", "based_on": "1", "save": "1"}
    answer = office.post("/beheer/bestekteksten/condition/wijzigen/", told)
    assert answer.status_code == 422
    assert "Regel 3: {koper} is geen plek" in page(answer)


def test_saving_makes_a_version_and_an_old_one_can_be_used_again(office: Client) -> None:
    told = {"words": NEW, "preview_with": "roads", "change": "Veel korter.", "based_on": "1", "save": "1"}
    saved = office.post("/beheer/bestekteksten/condition/wijzigen/", told, follow=True)
    assert "Veel korter." in page(saved)
    old = page(office.get("/beheer/bestekteksten/condition/1/"))
    assert "Deze versie weer gebruiken" in old
    office.post("/beheer/bestekteksten/condition/1/")
    newest = SpecTemplate.unfenced.latest("number")
    assert (newest.number, newest.words) == (3, library.spec_text("twente", "condition"))


def test_who_comes_second_keeps_what_was_typed(office: Client) -> None:
    told = {"words": NEW, "preview_with": "roads", "change": "Een.", "based_on": "1", "save": "1"}
    office.post("/beheer/bestekteksten/condition/wijzigen/", told)
    second = office.post("/beheer/bestekteksten/condition/wijzigen/", {**told, "words": "# Ander\n\nTekst."})
    assert second.status_code == 422
    assert "intussen opgeslagen" in page(second)
    assert "# Ander" in page(second)


def test_a_coordinator_does_not_change_the_texts(anna: User, client_for: ClientFor, region: Any) -> None:
    assert client_for(anna).get("/beheer/bestekteksten/").status_code == 404
