"""The page on which a supplier confirms its quarters, the button on the start page, and the list of who is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tegenwaarde.records.models import QuarterConfirmation
from tests.cast import a_contract
from tests.faces.web.home.test_start import a_report
from tests.faces.web.reports.test_reporting_pages import text_of

if TYPE_CHECKING:
    from django.test import Client

    from tegenwaarde.records.models import Buyer, Contract, PolicyText, Supplier, User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db
PAGE = "/kwartaalbevestiging/"
THIRD = {"year": "2017", "number": "3"}


def queries(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(path).status_code == 200
    return len(seen)


def test_everything_is_ticked_and_one_click_confirms_it(
    bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    browser = client_for(bram)
    page = browser.get(PAGE).content.decode()
    assert page.count('name="contracts"') == page.count("checked>") == 3
    answer = browser.post(PAGE, {**THIRD, "contracts": [contract_in_force.pk]}, follow=True)
    assert "Het 3e kwartaal 2017 is bevestigd voor 1 contract." in text_of(answer)
    assert QuarterConfirmation.unfenced.get().confirmed_by == bram


def test_the_start_page_confirms_in_one_click_and_comes_back(
    bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    browser = client_for(bram)
    answer = browser.post(PAGE, {**THIRD, "everything": "1", "from": "start"})
    assert answer["Location"] == "/"
    assert QuarterConfirmation.unfenced.count() == 1


def test_quarters_in_a_row_are_one_thing_to_do_and_confirmed_in_one_click(
    bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    browser = client_for(bram)
    start = browser.get("/")
    assert start.content.decode().count(f'action="{PAGE}"') == 1
    assert "Bevestig 3 kwartalen voor “Onderhoud van bruggen”, tot en met het 3e kwartaal 2017" in text_of(start)
    assert "Alle 3 kwartalen bevestigen" in text_of(browser.get(PAGE))
    answer = browser.post(PAGE, {**THIRD, "all_open": "1", "from": "start"}, follow=True)
    assert "3 kwartalen zijn bevestigd, tot en met het 3e kwartaal 2017." in text_of(answer)
    assert QuarterConfirmation.unfenced.count() == 3
    assert browser.post(PAGE, {**THIRD, "all_open": "1"}).status_code == 409


def test_what_lies_open_is_pointed_out_and_does_not_stop_the_confirmation(
    bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    a_report(contract_in_force, bram, 1, "draft")
    a_report(contract_in_force, bram, 2, "returned")
    browser = client_for(bram)
    shown = text_of(browser.get(PAGE))
    assert "2 meldingen niet ingediend" in shown
    assert "1 teruggestuurd, 1 concept" in shown
    browser.post(PAGE, {**THIRD, "everything": "1"})
    assert QuarterConfirmation.unfenced.count() == 1


def test_ticking_nothing_is_refused_with_the_reason_on_the_page(
    bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    answer = client_for(bram).post(PAGE, THIRD)
    assert answer.status_code == 422
    assert "Kies ten minste één contract." in text_of(answer)
    assert "<title>Fout: " in answer.content.decode()


def test_the_second_clerk_reads_that_it_was_done(
    bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    browser = client_for(bram)
    browser.post(PAGE, {**THIRD, "everything": "1"})
    answer = browser.post(PAGE, {**THIRD, "everything": "1"})
    assert answer.status_code == 409
    assert "Bram heeft dit kwartaal al bevestigd" in text_of(answer)


@pytest.mark.parametrize("asked", [{}, {"year": "2017", "number": "5"}, {"year": "x", "number": "1"}])
def test_a_quarter_that_does_not_exist_is_not_found(
    asked: dict[str, str], bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    assert client_for(bram).post(PAGE, {**asked, "everything": "1"}).status_code == 404


def test_a_contract_of_another_supplier_is_not_found(
    olga: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    assert client_for(olga).post(PAGE, {**THIRD, "contracts": [contract_in_force.pk]}).status_code == 404


def test_a_confirmation_is_taken_back(bram: User, contract_in_force: Contract, client_for: ClientFor) -> None:
    browser = client_for(bram)
    browser.post(PAGE, {**THIRD, "everything": "1"})
    answer = browser.post(f"{PAGE}intrekken/", THIRD, follow=True)
    assert "ingetrokken voor 1 contract" in text_of(answer)
    assert not QuarterConfirmation.unfenced.exists()


def test_more_contracts_do_not_ask_more_of_the_database(
    bram: User, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, client_for: ClientFor
) -> None:
    browser = client_for(bram)
    for number in range(2):
        a_report(a_contract(voorbeeldstad, de_brug, policy_text), bram, number, "submitted")
    few = queries(browser, PAGE)
    for number in range(2, 12):
        a_report(a_contract(voorbeeldstad, de_brug, policy_text), bram, number, "submitted")
    assert queries(browser, PAGE) == few


def test_a_supplier_without_contracts_reads_what_will_come(olga: User, client_for: ClientFor) -> None:
    shown = text_of(client_for(olga).get(PAGE))
    assert "Nog niets te bevestigen" in shown
    assert "1 januari 2018" in shown


def test_the_coordinator_reads_on_the_dossier_who_confirmed_and_in_a_list_who_is_late(
    bram: User, anna: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    client_for(bram).post(PAGE, {**THIRD, "everything": "1"})
    browser = client_for(anna)
    dossier = text_of(browser.get(f"/dossiers/{contract_in_force.pk}/"))
    assert "3e kwartaal 2017: bevestigd door Bram op 2 oktober 2017" in dossier
    late = text_of(browser.get("/kwartaalbevestigingen/te-laat/"))
    assert "1e kwartaal 2017, 2e kwartaal 2017" in late
    assert "Niet bevestigd" in text_of(browser.get("/"))


def test_a_neighbours_late_contract_is_not_listed(
    carla: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    assert "Onderhoud van bruggen" not in text_of(client_for(carla).get("/kwartaalbevestigingen/te-laat/"))


def test_a_long_list_of_contracts_becomes_a_table_with_filters_and_totals(
    bram: User, voorbeeldstad: Buyer, buurstad: Buyer, de_brug: Supplier, policy_text: PolicyText, client_for: ClientFor
) -> None:
    for number in range(8):
        a_contract(buurstad if number else voorbeeldstad, de_brug, policy_text, title=f"Werk {number}")
    browser = client_for(bram)
    assert "8 contracten samen" in text_of(browser.get("/"))
    kept = text_of(browser.get("/?opdrachtgever=" + str(voorbeeldstad.pk)))
    assert "1 contract</th>" in kept
    assert "Werk 7" not in kept.partition("<table")[2]
    assert browser.get("/?stand=onzin&opdrachtgever=x&sorteer=y&page=z").status_code == 200
