"""The thread on both pages of a report, the list of the dossier, and taking an approval back."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, Message, Report, ReportState, User
from tests.cast import ClientFor
from tests.faces.web.reports.test_reporting_pages import text_of
from tests.usecases.reports.stories import a_draft, a_submitted_report, approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today)


@pytest.fixture
def anna_desk(client_for: ClientFor, anna: User) -> Client:
    return client_for(anna)


@pytest.fixture
def bram_desk(client_for: ClientFor, bram: User) -> Client:
    return client_for(bram)


def test_a_message_of_either_side_stands_on_both_pages(anna_desk: Client, bram_desk: Client, report: Report) -> None:
    asked = anna_desk.post(f"/beoordelen/{report.pk}/bericht/?volgorde=-waarde", {"text": "Klopt dit?", "asks": "on"})
    assert asked["Location"] == f"/beoordelen/{report.pk}/?volgorde=-waarde#thread"
    said = bram_desk.post(f"/invulling/{report.pk}/bericht/", {"text": "Zeker <b>wel</b>"})
    assert said["Location"] == f"/invulling/{report.pk}/#thread"
    for desk, at in ((anna_desk, f"/beoordelen/{report.pk}/"), (bram_desk, f"/invulling/{report.pk}/")):
        page = desk.get(at).content.decode()
        assert "Klopt dit?" in page
        assert "Zeker &lt;b&gt;wel&lt;/b&gt;" in page


@pytest.mark.parametrize("page", ["invulling", "beoordelen"])
def test_what_was_typed_stays_when_a_message_is_refused(anna_desk: Client, report: Report, page: str) -> None:
    answer = anna_desk.post(f"/{page}/{report.pk}/bericht/", {"text": "Zijn BSN is 111222333"})
    assert answer.status_code == 422
    assert "Zijn BSN is 111222333" in text_of(answer)
    assert "Laat dat weg" in text_of(answer)
    assert not Message.unfenced.exists()


def test_a_supplier_says_nothing_on_the_page_of_the_coordinator(bram_desk: Client, report: Report) -> None:
    assert bram_desk.post(f"/beoordelen/{report.pk}/bericht/", {"text": "Hallo"}).status_code == 404
    assert not Message.unfenced.exists()


def test_a_draft_shows_no_form_to_write(
    bram_desk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    draft = a_draft(bram_actor, contract_in_force, today)
    assert "th-form" not in text_of(bram_desk.get(f"/invulling/{draft.pk}/"))
    assert bram_desk.post(f"/invulling/{draft.pk}/bericht/", {"text": "Hallo"}).status_code == 409


def test_taking_back_names_the_amount_and_needs_a_reason(
    anna_desk: Client, bram_desk: Client, anna_actor: Actor, report: Report, today: date
) -> None:
    at = f"/invulling/{report.pk}/terugdraaien/"
    assert anna_desk.get(at)["Location"] == f"/invulling/{report.pk}/"
    approved(anna_actor, report, today)
    assert "€ 55.150,68" in text_of(anna_desk.get(at)).replace("\xa0", " ")
    assert anna_desk.post(at, {"reason": " "}).status_code == 422
    assert bram_desk.get(at).status_code == 404
    assert anna_desk.post(at, {"reason": "Verkeerde persoon"}).status_code == 302
    report.refresh_from_db()
    assert report.state == ReportState.REJECTED
    assert "Goedkeuring teruggedraaid" in text_of(bram_desk.get(f"/invulling/{report.pk}/"))


def test_the_list_of_the_dossier_is_filtered_by_its_address(
    bram_desk: Client, anna_actor: Actor, bram_actor: Actor, report: Report, contract_in_force: Contract, today: date
) -> None:
    approved(anna_actor, report, today)
    waiting = a_submitted_report(bram_actor, contract_in_force, today, reference="P-2")
    at = f"/dossiers/{contract_in_force.pk}/invulling/"

    def shown(query: str) -> list[int]:
        return [row.report_id for row in bram_desk.get(f"{at}{query}").context["shown"].rows]

    assert shown("") == [waiting.pk, report.pk]
    assert shown("?stand=approved") == [report.pk]
    assert shown("?stand=submitted&bouwblok=1") == [waiting.pk]
    assert shown("?bouwblok=3") == []


def test_a_correction_and_what_it_corrects_lead_to_each_other(
    anna_desk: Client, bram_desk: Client, anna_actor: Actor, bram_actor: Actor, report: Report, today: date
) -> None:
    approved(anna_actor, report, today)
    report.refresh_from_db()
    correction = Report.unfenced.create(
        contract=report.contract,
        person=report.person,
        state=ReportState.SUBMITTED,
        block=report.block,
        facts=report.facts,
        corrects=report,
        change="mistake",
        no_displacement=True,
        submitted_on=today,
        submitted_cents=1,
        made_by_id=bram_actor.user_id,
        made_on=today,
    )
    for desk in (anna_desk, bram_desk):
        assert f"/invulling/{correction.pk}/" in text_of(desk.get(f"/invulling/{report.pk}/"))
        assert f"/invulling/{report.pk}/" in text_of(desk.get(f"/invulling/{correction.pk}/"))
    assert "Dit komt in de plaats van €" in text_of(anna_desk.get(f"/beoordelen/{correction.pk}/")).replace("\xa0", " ")
    assert anna_desk.get(f"/invulling/{report.pk}/terugdraaien/").status_code == 409


def test_several_are_decided_about_from_the_queue(anna_desk: Client, report: Report) -> None:
    at = f"/beoordelen/samen/?wat=terugsturen&kies={report.pk}-{report.version}"
    assert "1 melding terugsturen?" in text_of(anna_desk.get(at))
    assert anna_desk.post(at, {"reason": ""}).status_code == 422
    done = anna_desk.post(at, {"reason": "Uren ontbreken"})
    assert done["Location"].startswith("/beoordelen/samen/uitkomst/?wat=terugsturen")
    assert "Terug bij opdrachtnemer" in text_of(anna_desk.get(done["Location"]))
    again = text_of(anna_desk.get(at))
    assert "Dit gaat niet mee" in again
    assert "Ja, terugsturen" not in again


@pytest.mark.parametrize("query", ["", "?wat=goedkeuren", "?wat=onzin&kies=1-1", "?wat=goedkeuren&kies=x-y&kies=-"])
def test_an_address_that_asks_nothing_leads_to_the_queue(anna_desk: Client, query: str) -> None:
    for page in ("samen/", "samen/uitkomst/"):
        assert anna_desk.get(f"/beoordelen/{page}{query}")["Location"] == "/beoordelen/"
