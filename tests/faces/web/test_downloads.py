"""Lists as files: what the list shows, as the address asks for it, on all its pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.adapters.spreadsheets import read_sheets
from tegenwaarde.records.models import Buyer, Contract, PolicyText, Supplier, User
from tests.cast import ClientFor, a_contract
from tests.usecases.reports.stories import a_submitted_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna_web(client_for: ClientFor, anna: User) -> Client:
    return client_for(anna)


def csv_of(client: Client, address: str) -> list[list[str]]:
    answer = client.get(f"{address}{'&' if '?' in address else '?'}als=csv")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert ".csv" in answer["Content-Disposition"]
    return [line.split(";") for line in answer.content.decode("utf-8-sig").splitlines()]


def test_all_dossiers_that_are_asked_for_come_along(
    anna_web: Client, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    for number in range(52):
        a_contract(voorbeeldstad, de_brug, policy_text, title=f"Werk {number:02}")
    a_contract(voorbeeldstad, de_brug, policy_text, title="Levering van zand", kind="supplies")
    head, *rows = csv_of(anna_web, "/dossiers/download/?soort=services&sorteer=title&page=2")
    assert (head[0], head[7], len(rows)) == ("Contract", "Waarde van het contract", 52)
    assert rows[0][:6] == ["Werk 00", "2017-12", "Voorbeeldstad", "Bouwbedrijf De Brug", "1-1-2017", "31-12-2018"]
    assert rows[0][7:9] == ["500000,00", "25000,00"]


def test_a_list_comes_as_a_spreadsheet_with_real_amounts_and_days(
    anna_web: Client, contract_in_force: Contract
) -> None:
    answer = anna_web.get("/dossiers/download/")
    (table,) = read_sheets(answer.content).tables
    (row,) = list(zip(*table.columns, strict=True))[1:]
    assert (row[4], row[7]) == (date(2017, 1, 1), 500_000)


def test_what_waits_for_review_comes_along(
    anna_web: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    a_submitted_report(bram_actor, contract_in_force, today, reference="=HYPERLINK(1)")
    _head, row = csv_of(anna_web, "/beoordelen/download/")
    assert row[0] == "'=HYPERLINK(1)"
    assert row[2:5] == ["Bouwbedrijf De Brug", "Onderhoud van bruggen", "Voorbeeldstad"]
    assert csv_of(anna_web, "/beoordelen/download/?soort=wijziging")[1:] == []


def test_suppliers_and_a_quarter_come_along(
    anna_web: Client, contract_in_force: Contract, voorbeeldstad: Buyer
) -> None:
    assert csv_of(anna_web, "/opdrachtnemers/download/")[1][:2] == ["Bouwbedrijf De Brug", "KvK 33333333"]
    (quarter,) = csv_of(anna_web, f"/kwartaal/{voorbeeldstad.pk}/2017/3/download/")[1:]
    assert (quarter[0], quarter[3], quarter[4]) == ("Onderhoud van bruggen", "100%", "25000,00")
    assert anna_web.get(f"/kwartaal/{voorbeeldstad.pk}/2017/5/download/").status_code == 404


def test_each_list_leads_to_its_files_with_what_is_asked(anna_web: Client, contract_in_force: Contract) -> None:
    shown = anna_web.get("/dossiers/?soort=services&page=1").content.decode()
    assert 'href="/dossiers/download/?soort=services"' in shown
    assert 'href="/dossiers/download/?soort=services&amp;als=csv"' in shown


def test_nobody_takes_along_what_is_another_s(
    client_for: ClientFor, carla: User, contract_in_force: Contract, voorbeeldstad: Buyer
) -> None:
    carla_web = client_for(carla)
    assert csv_of(carla_web, "/dossiers/download/")[1:] == []
    assert carla_web.get(f"/kwartaal/{voorbeeldstad.pk}/2017/3/download/").status_code == 404
