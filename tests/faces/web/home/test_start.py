"""The start page of each role: what waits, how things stand, and how much is asked of the database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tegenwaarde.records.models import BulkUpload, Certificate, Message, Person, Report, SecondPartyRequest
from tegenwaarde.usecases.reports.answers import Answers, sealed_answers
from tests.cast import a_contract
from tests.usecases.reports.stories import a_submitted_report, approved

if TYPE_CHECKING:
    from django.test import Client

    from tegenwaarde.records.models import Buyer, Contract, PolicyText, Supplier, User
    from tests.cast import ActorFor, ClientFor

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


@pytest.mark.parametrize(
    ("state", "words"),
    [("checked", "Dien in wat er in kwartaal.xlsx staat"), ("refused", "Herstel de fouten"), ("checking", "verwerkt")],
)
def test_the_suppliers_start_leads_to_a_spreadsheet_half_way(
    state: str, words: str, bram: User, contract_in_force: Contract, de_brug: Supplier, client_for: ClientFor
) -> None:
    made = BulkUpload.unfenced.create(
        supplier=de_brug,
        name="kwartaal.xlsx",
        size=9,
        rows=4,
        content_hash="a",
        state=state,
        uploaded_by=bram,
        uploaded_on=date(2017, 10, 2),
    )
    page = client_for(bram).get("/").content.decode()
    assert words in page
    assert f'href="/spreadsheet/{made.pk}/"' in page


def test_every_kind_of_work_has_its_words_and_its_place(
    bram: User,
    anna: User,
    contract_in_force: Contract,
    de_brug: Supplier,
    client_for: ClientFor,
    actor_of: ActorFor,
) -> None:
    today = date(2017, 10, 2)
    ending = a_submitted_report(actor_of(bram), contract_in_force, today, reference="DB-1", employment_end=today)
    approved(actor_of(anna), ending, today)
    asked = a_report(contract_in_force, bram, 2, "submitted")
    Message.unfenced.create(report=asked, author=anna, from_supplier=False, asks=True, text="Hoeveel uur?", day=today)
    for answer in ("confirmed", "denied"):
        SecondPartyRequest.unfenced.create(
            report=asked,
            fact_kind="employment" if answer == "confirmed" else "study",
            report_version=1,
            party=f"Partij {answer}",
            token_hash=answer,
            made_by=bram,
            made_on=today,
            last_day=today,
            answer=answer,
            answered_by="Jan",
            answered_on=today,
        )
    Certificate.unfenced.create(supplier=de_brug, label="pso1", first_day=date(2016, 1, 1), last_day=date(2017, 12, 1))
    page = client_for(bram).get("/").content.decode()
    for words in (
        "DB-1 (Onderhoud van bruggen) loopt af op",
        "Beantwoord de vraag over DB-2",
        "Partij confirmed bevestigt wat u vroeg",
        "Partij denied zegt dat iets",
        "loopt af op 1\N{NO-BREAK SPACE}december",
        "Maak een plan voor",
    ):
        assert words in page, words
    assert f'href="/invulling/{ending.pk}/wijziging-doorgeven/"' in page


def test_the_coordinators_start_points_out_who_was_reported_elsewhere_too(
    anna: User, bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    first = a_report(contract_in_force, bram, 1, "submitted")
    browser = client_for(anna)
    assert "Misschien dubbel gemeld" not in browser.get("/").content.decode()
    Report.unfenced.create(
        contract=contract_in_force,
        person=first.person,
        state="submitted",
        block="3",
        facts=first.facts,
        submitted_on=date(2017, 9, 1),
        made_by=bram,
        made_on=date(2017, 9, 1),
    )
    page = browser.get("/").content.decode()
    assert "Misschien dubbel gemeld (2)" in page
    assert "deze persoon is ook elders gemeld" in page


def test_a_full_queue_leaves_room_for_what_else_asks_attention(
    anna: User, bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    for number in range(12):
        a_report(contract_in_force, bram, number, "submitted")
    page = client_for(anna).get("/").content.decode()
    assert "het kwartaal is niet op tijd bevestigd" in page
    assert "En nog " in page
