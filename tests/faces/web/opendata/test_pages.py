"""The open data page and its file."""

from __future__ import annotations

import json

import pytest

from tegenwaarde.records.models import Buyer, Contract, User
from tests.cast import ClientFor, a_tender

pytestmark = pytest.mark.django_db


def test_the_page_says_what_is_in_it_and_offers_the_file(
    client_for: ClientFor, anna: User, contract_in_force: Contract
) -> None:
    page = client_for(anna).get("/open-data/").content.decode()
    assert "5 personen" in page
    assert 'href="/open-data/ocds.json"' in page


def test_the_file_is_plain_numbers_and_keeps_estimates_unless_asked(
    client_for: ClientFor, anna: User, contract_in_force: Contract, voorbeeldstad: Buyer
) -> None:
    a_tender(voorbeeldstad)
    answer = client_for(anna).get("/open-data/ocds.json")
    assert answer["Content-Type"].startswith("application/json")
    assert answer["Content-Disposition"] == 'attachment; filename="social-return-2017-10-02.json"'
    tender, contract = json.loads(answer.content)["releases"]
    assert "value" not in tender["tender"]
    assert contract["contracts"][0]["value"]["amount"] == 500_000
    asked = json.loads(client_for(anna).get("/open-data/ocds.json?ramingen=ja").content)
    assert asked["releases"][0]["tender"]["value"]["amount"] == 500_000


def test_a_supplier_and_a_contact_person_find_no_such_page(client_for: ClientFor, bram: User, piet: User) -> None:
    for user in (bram, piet):
        assert client_for(user).get("/open-data/").status_code == 404
        assert client_for(user).get("/open-data/ocds.json").status_code == 404
