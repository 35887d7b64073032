"""What keeps Anna from deciding by accident, and from losing what she typed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, Report, User
from tests.cast import ClientFor
from tests.faces.web.reports.test_reporting_pages import text_of
from tests.usecases.reports.stories import a_draft, a_submitted_report, approved

pytestmark = pytest.mark.django_db

UNSEEN = "u hebt nog niets aangevinkt"


@pytest.fixture
def desk(client_for: ClientFor, anna: User) -> Client:
    return client_for(anna)


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today)


def test_a_day_without_anything_seen_does_not_count_as_seen(desk: Client, report: Report) -> None:
    filled = {"version": report.version, "seen_on": "2017-10-02", "other": "  "}
    refused = desk.post(f"/beoordelen/{report.pk}/goedkeuren/", filled)
    assert refused.status_code == 422
    assert "without_because" in refused.context["approve"].errors
    filled["without_because"] = "Telefonisch bevestigd"
    assert desk.post(f"/beoordelen/{report.pk}/goedkeuren/", filled).status_code == 302
    assert report.decisions.get().evidence_seen == ""
    page = text_of(desk.get(f"/invulling/{report.pk}/"))
    assert "Er is geen bewijs genoteerd" in page
    assert "Telefonisch bevestigd" in page


def test_evidence_that_was_seen_is_told_with_its_day(desk: Client, report: Report) -> None:
    filled = {"version": report.version, "seen": ["employment", "benefit"], "seen_on": "2017-10-02"}
    assert desk.post(f"/beoordelen/{report.pk}/goedkeuren/", filled).status_code == 302
    page = text_of(desk.get(f"/invulling/{report.pk}/"))
    assert "2 oktober 2017)" in page
    assert "Er is geen bewijs genoteerd" not in page


def test_a_block_that_asks_for_evidence_warns_before_approval(desk: Client, report: Report) -> None:
    page = desk.get(f"/beoordelen/{report.pk}/")
    assert page.context["shown"].offer.evidence
    assert UNSEEN in text_of(page)


@pytest.mark.parametrize("verb", ["goedkeuren", "teruggeven", "afwijzen"])
def test_looking_at_the_address_of_a_decision_leads_to_the_report(
    desk: Client, client_for: ClientFor, carla: User, report: Report, verb: str
) -> None:
    at = f"/beoordelen/{report.pk}/{verb}/"
    assert desk.get(f"{at}?volgorde=-waarde")["Location"] == f"/beoordelen/{report.pk}/?volgorde=-waarde"
    assert client_for(carla).get(at).status_code == 404
    report.refresh_from_db()
    assert report.state == "submitted"


def test_looking_at_the_address_of_a_value_leads_to_the_step(
    client_for: ClientFor, bram: User, olga: User, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    at = f"/invulling/{a_draft(bram_actor, contract_in_force, today).pk}/werk/"
    assert client_for(bram).get(f"{at}waarde/")["Location"] == at
    assert client_for(olga).get(f"{at}waarde/").status_code == 404


def test_a_reason_stays_when_the_report_was_changed_meanwhile(desk: Client, report: Report) -> None:
    filled = {"version": report.version + 1, "reason": "De uren kloppen niet"}
    answer = desk.post(f"/beoordelen/{report.pk}/teruggeven/", filled)
    assert answer.status_code == 409
    assert "De uren kloppen niet</textarea>" in text_of(answer)
    assert f'name="version" value="{report.version}"' in text_of(answer)


def test_a_reason_is_shown_when_somebody_else_was_first(
    desk: Client, report: Report, anna_actor: Actor, today: date
) -> None:
    approved(anna_actor, report, today)
    filled = {"version": report.version, "reason": "De uren kloppen niet"}
    answer = desk.post(f"/beoordelen/{report.pk}/teruggeven/", filled)
    assert answer.status_code == 409
    assert "De uren kloppen niet" in text_of(answer)


def test_the_place_in_the_queue_is_told_in_good_dutch(
    desk: Client, anna_actor: Actor, bram_actor: Actor, report: Report, contract_in_force: Contract, today: date
) -> None:
    at = f"/beoordelen/{report.pk}/"
    assert "De enige die wacht" in text_of(desk.get(at))
    second = a_submitted_report(bram_actor, contract_in_force, today, reference="P-8")
    assert "1 van 2 die wachten" in text_of(desk.get(at))
    approved(anna_actor, report, today)
    assert "Er wacht nog 1 andere" in text_of(desk.get(at))
    approved(anna_actor, second, today)
    assert not [words for words in ("wacht nog", "wachten nog", "0 ") if words in _turn(text_of(desk.get(at)))]


def _turn(page: str) -> str:
    return page.split('class="rp-turn"')[1].split("</p>", maxsplit=1)[0]
