"""About whom a report is: asked once, hashed at once, and never shown again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, Person, Report, User
from tegenwaarde.usecases.reports.save_draft import choose_block, save_draft
from tegenwaarde.usecases.reports.start_report import start_report
from tests.cast import ClientFor
from tests.usecases.reports.stories import identity_of, work

pytestmark = pytest.mark.django_db
NAME, BORN = "Wondersteen", "1980-04-27"
WHO = {"kind": "placement", "reference": "P-7", "name_at_birth": NAME, "birth_date": BORN}


@pytest.fixture
def clerk(client_for: ClientFor, bram: User) -> Client:
    return client_for(bram)


@pytest.fixture
def at(contract_in_force: Contract) -> str:
    return f"/dossiers/{contract_in_force.pk}/invulling/nieuw/"


def told(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_new_reference_asks_who_it_is(clerk: Client, at: str) -> None:
    answer = clerk.post(at, {"kind": "placement", "reference": "P-7"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name_at_birth", "birth_date"}
    assert not Person.unfenced.exists()


def test_a_known_reference_does_not(clerk: Client, at: str) -> None:
    assert clerk.post(at, WHO).status_code == 302
    assert clerk.post(at, {"kind": "placement", "reference": "P-7"}).status_code == 302
    assert 'value="P-7"' in told(clerk.get(at))
    assert Person.unfenced.count() == 1


def test_an_invoice_asks_about_nobody(clerk: Client, at: str) -> None:
    assert clerk.post(at, {"kind": "invoice"}).status_code == 302


def test_who_it_is_comes_back_empty_with_a_word_why(clerk: Client, at: str) -> None:
    answer = clerk.post(at, {**WHO, "reference": "123456782"})
    assert "reference" in answer.context["form"].errors
    assert NAME not in told(answer)
    assert BORN not in told(answer)
    assert answer.context["form"].asks_again


def test_a_mistake_in_who_it_is_stands_at_its_field_and_can_be_corrected_there(clerk: Client, at: str) -> None:
    answer = clerk.post(at, {**WHO, "birth_date": "31-2-1980"})
    assert set(answer.context["form"].errors) == {"birth_date"}
    assert "31-2-1980" in told(answer)
    assert NAME not in told(answer)


def test_who_it_is_stands_nowhere_afterwards(clerk: Client, at: str, caplog: Any) -> None:
    clerk.post(at, {**WHO, "reference": ""})
    clerk.post(at, WHO)
    report = Report.unfenced.get()
    pages = [clerk.get(f"/invulling/{report.pk}/{step}") for step in ("", "wie/", "situatie/", "indienen/")]
    kept = [told(page) for page in pages] + [str(one.get_decoded()) for one in Session.objects.all()]
    kept += [str(row) for model in (Person, Report) for row in model.unfenced.values_list()]
    kept += [str(clerk.cookies), caplog.text]
    assert [one for one in kept if NAME.lower() in one.lower() or BORN in one] == []


def test_submitting_somebody_unknown_leads_to_who_it_is(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = start_report(actor=bram_actor, contract_id=contract_in_force.pk, reference="P-7", today=today)
    save_draft(actor=bram_actor, report_id=report.pk, values=work())
    choose_block(actor=bram_actor, report_id=report.pk, block="1", no_displacement=True)
    answer = clerk.post(f"/invulling/{report.pk}/indienen/", {"block": "1", "no_displacement": "on"}, follow=True)
    assert answer.redirect_chain == [(f"/invulling/{report.pk}/wie/", 302)]
    answer = clerk.post(f"/invulling/{report.pk}/wie/", WHO)
    assert answer["Location"] == f"/invulling/{report.pk}/indienen/"


def test_another_window_does_not_write_over_about_whom_a_draft_is(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    start: dict[str, Any] = {"actor": bram_actor, "contract_id": contract_in_force.pk, "today": today}
    report = start_report(**start, reference="P-7", identity=identity_of("Yvonne"))
    start_report(**start, reference="P-8", identity=identity_of("Zeno"))
    start_report(**start, reference="P-9", identity=identity_of("Xander"))
    at = f"/invulling/{report.pk}/wie/"
    assert clerk.post(at, {"reference": "P-8", "version": "1"}).status_code == 302
    answer = clerk.post(at, {"reference": "P-9", "version": "1"})
    assert answer.status_code == 422
    report.refresh_from_db()
    assert report.person
    assert report.person.reference == "P-8"
