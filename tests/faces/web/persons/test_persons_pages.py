"""Bram's own people by his own references: what each is used for, and never anything of others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, Person, Supplier, User
from tegenwaarde.usecases.reports.start_report import start_report
from tests.cast import ClientFor
from tests.usecases.reports.stories import a_submitted_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client_for: ClientFor, bram: User) -> Client:
    return client_for(bram)


@pytest.fixture
def known(bram_actor: Actor, contract_in_force: Contract, today: date) -> Person:
    person = a_submitted_report(bram_actor, contract_in_force, today, reference="P-7").person
    assert person
    return person


@pytest.fixture
def unknown(bram_actor: Actor, contract_in_force: Contract, today: date) -> Person:
    made = start_report(actor=bram_actor, contract_id=contract_in_force.pk, reference="P-8", today=today)
    assert made.person
    return made.person


def told(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_has_the_own_persons_and_where_they_are_used(
    clerk: Client, known: Person, unknown: Person, other_supplier: Supplier
) -> None:
    Person.unfenced.create(supplier=other_supplier, reference="S-99", identity_hash="1" * 64, identity_keys=1)
    page = clerk.get("/personen/")
    assert [row.reference for row in page.context["shown"].rows] == ["P-7", "P-8"]
    assert "Onderhoud van bruggen" in told(page)
    assert "S-99" not in told(page)
    found = clerk.get("/personen/?wie=onbekend").context["shown"].rows
    assert [row.reference for row in found] == ["P-8"]
    assert [row.reference for row in clerk.get("/personen/?zoek=p-7").context["shown"].rows] == ["P-7"]


def test_an_empty_list_says_how_to_begin(clerk: Client) -> None:
    assert "/dossiers/" in told(clerk.get("/personen/"))


def test_many_persons_take_no_more_queries(
    clerk: Client, known: Person, de_brug: Supplier, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        clerk.get("/personen/")
    for number in range(12):
        Person.unfenced.create(supplier=de_brug, reference=f"Q-{number}")
    with django_assert_num_queries(len(few)):
        clerk.get("/personen/")


def test_a_person_has_its_reports(clerk: Client, known: Person) -> None:
    page = told(clerk.get(f"/personen/{known.pk}/"))
    assert "Onderhoud van bruggen" in page
    assert f"/invulling/{known.reports.get().pk}/" in page


def test_nobody_else_finds_a_persons_page(client_for: ClientFor, known: Person, olga: User, anna: User) -> None:
    for person in (olga, anna):
        for step in ("", "referentie/", "wie/"):
            assert client_for(person).get(f"/personen/{known.pk}/{step}").status_code == 404
            assert client_for(person).post(f"/personen/{known.pk}/{step}").status_code in (404, 405)


def test_the_reference_is_changed(clerk: Client, known: Person, unknown: Person) -> None:
    at = f"/personen/{known.pk}/referentie/"
    answer = clerk.post(at, {"reference": "P-8", "was": "P-7"})
    assert answer.status_code == 422
    assert "reference" in answer.context["form"].errors
    assert clerk.post(at, {"reference": "P-70", "was": "P-7"})["Location"] == f"/personen/{known.pk}/"
    assert clerk.post(at, {"reference": "P-71", "was": "P-7"}).status_code == 422
    known.refresh_from_db()
    assert known.reference == "P-70"


def test_who_somebody_is_can_be_said_later(clerk: Client, unknown: Person) -> None:
    at = f"/personen/{unknown.pk}/wie/"
    answer = clerk.post(at, {"name_at_birth": "Wondersteen", "birth_date": ""})
    assert answer.status_code == 422
    assert "Wondersteen" not in told(answer)
    assert clerk.post(at, {"name_at_birth": "Wondersteen", "birth_date": "27-4-1980"}).status_code == 302
    unknown.refresh_from_db()
    assert unknown.identity_keys == 1
