"""The start page of each role: what waits, how things stand, and how much is asked of the database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tegenwaarde.records.models import Person, Report
from tegenwaarde.usecases.reports.answers import Answers, sealed_answers
from tests.cast import a_contract

if TYPE_CHECKING:
    from django.test import Client

    from tegenwaarde.records.models import Buyer, Contract, PolicyText, Supplier, User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db


def a_report(contract: Contract, clerk: User, number: int, state: str) -> Report:
    assert contract.supplier
    return Report.unfenced.create(
        contract=contract,
        person=Person.unfenced.create(supplier=contract.supplier, reference=f"DB-{number}"),
        state=state,
        block="3",
        facts=sealed_answers(Answers(situations=("block-3",))),
        submitted_on=date(2017, 9, 1),
        made_by=clerk,
        made_on=date(2017, 9, 1),
    )


def queries(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize("path", ["/", "/dossiers/", "/beoordelen/", "/kwartaal/", "/concepten/"])
def test_more_contracts_and_reports_do_not_ask_more_of_the_database(
    path: str,
    anna: User,
    bram: User,
    voorbeeldstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
    client_for: ClientFor,
) -> None:
    browser = client_for(anna)
    for number in range(2):
        a_report(a_contract(voorbeeldstad, de_brug, policy_text), bram, number, "submitted")
    browser.get(path)
    few = queries(browser, path)
    for number in range(2, 12):
        a_report(a_contract(voorbeeldstad, de_brug, policy_text), bram, number, "submitted")
    assert queries(browser, path) == few


def test_a_suppliers_start_asks_no_more_for_more_contracts(
    bram: User, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, client_for: ClientFor
) -> None:
    browser = client_for(bram)
    for number in range(2):
        a_report(a_contract(voorbeeldstad, de_brug, policy_text), bram, number, "returned")
    browser.get("/")
    few = queries(browser, "/")
    for number in range(2, 12):
        a_report(a_contract(voorbeeldstad, de_brug, policy_text), bram, number, "returned")
    assert queries(browser, "/") == few


def test_the_coordinators_start_says_what_waits(
    anna: User, bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    a_report(contract_in_force, bram, 1, "submitted")
    page = client_for(anna).get("/").content.decode()
    assert "Wacht op beoordeling" in page
    assert "Onderhoud van bruggen" in page
    assert "€\N{NO-BREAK SPACE}25.000" in page


def test_the_suppliers_start_says_what_is_open_and_what_came_back(
    bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    a_report(contract_in_force, bram, 7, "returned")
    page = client_for(bram).get("/").content.decode()
    assert "U heeft nog" in page
    assert "DB-7" in page


def test_another_suppliers_start_shows_nothing_of_it(
    olga: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    page = client_for(olga).get("/").content.decode()
    assert "Onderhoud van bruggen" not in page


def test_a_manager_gets_the_buyers_whose_figures_are_open(
    milan: User, buurstad: Buyer, contract_in_force: Contract, client_for: ClientFor
) -> None:
    page = client_for(milan).get("/").content.decode()
    assert "Voorbeeldstad" in page
    assert "Buurstad" not in page


def test_an_administrator_sees_which_subregions_are_assumed(
    beheer: User, voorbeeldstad: Buyer, client_for: ClientFor
) -> None:
    voorbeeldstad.memberships.update(assumption=True)
    page = client_for(beheer).get("/beheer/opdrachtgevers/").content.decode()
    assert "Aanname" in page
    assert "Subregio A" in page


def test_the_suppliers_start_offers_what_was_begun(
    bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    a_report(contract_in_force, bram, 8, "draft")
    page = client_for(bram).get("/").content.decode()
    assert "Ga verder met de melding over DB-8" in page
