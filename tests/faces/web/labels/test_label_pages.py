"""The pages of label holders and the leaflet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tegenwaarde.records.models import Certificate, Supplier, User
from tests.cast import ClientFor

pytestmark = pytest.mark.django_db
TOLD = {
    "kvk": "8888 8888",
    "name": "Wasserij Wit",
    "city": "Buurstad",
    "label": "pso3",
    "first_day": "2017-01-01",
    "last_day": "2018-12-31",
    "trades": ["98"],
}


@pytest.fixture
def window(anna: User, client_for: ClientFor) -> Client:
    return client_for(anna)


def page(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_an_empty_list_says_how_to_begin(window: Client) -> None:
    shown = page(window.get("/keurmerken/"))
    assert "Nog geen keurmerkhouders" in shown
    assert "/keurmerken/vastleggen/" in shown


def test_a_label_that_is_recorded_stands_in_the_list(window: Client) -> None:
    answer = window.post("/keurmerken/vastleggen/", TOLD, follow=True)
    assert answer.redirect_chain == [("/keurmerken/", 302)]
    shown = page(answer)
    assert "Wasserij Wit" in shown
    assert "31 december 2018" in shown
    assert "KvK 88888888" in shown


def test_a_mistake_is_told_at_its_field(window: Client) -> None:
    answer = window.post("/keurmerken/vastleggen/", {**TOLD, "last_day": "2016-01-01"})
    assert answer.status_code == 422
    assert "Wasserij Wit" in page(answer)
    assert not Supplier.unfenced.exists()


def test_the_list_of_another_day_stands_in_the_address(window: Client, de_brug: Supplier) -> None:
    Certificate.unfenced.create(supplier=de_brug, label="pso2", first_day=date(2016, 1, 1), last_day=date(2017, 6, 30))
    assert "Bouwbedrijf De Brug" not in page(window.get("/keurmerken/"))
    assert "Bouwbedrijf De Brug" in page(window.get("/keurmerken/?dag=2017-03-01"))
    assert window.get("/keurmerken/?dag=gisteren").status_code == 422


def test_the_list_can_be_downloaded(window: Client) -> None:
    answer = window.get("/keurmerken/lijst.xlsx?vak=45")
    assert answer["Content-Disposition"] == 'attachment; filename="keurmerkhouders.xlsx"'
    assert answer.content.startswith(b"PK")


def test_the_form_knows_the_supplier_that_one_comes_from(window: Client, contract_in_force: Any) -> None:
    shown = page(window.get(f"/keurmerken/vastleggen/?opdrachtnemer={contract_in_force.supplier_id}"))
    assert 'value="33333333"' in shown


def test_the_leaflet_is_there_for_everybody(region: Any, today: date) -> None:
    shown = page(Client().get("/keurmerken/bijsluiter/"))
    assert "juridische risico" in shown
    assert "€ 209.000" in shown
    assert "25%" in shown


def test_a_supplier_sees_no_list(bram: User, client_for: ClientFor) -> None:
    window = client_for(bram)
    paths = ("/keurmerken/", "/keurmerken/lijst.xlsx", "/keurmerken/vastleggen/")
    assert {window.get(path).status_code for path in paths} == {404}
