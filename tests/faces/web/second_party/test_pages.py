"""The pages of a confirmation: the supplier asks, and whoever has the link answers with a button, never by looking."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from tests.usecases.reports.stories import a_submitted_report

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, Report, SecondPartyRequest, User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http[^\"<]+(/bevestigen/[\w-]{30,}/)")


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today, reference="DB-12")


@pytest.fixture
def link(report: Report, bram: User, client_for: ClientFor) -> str:
    """The link that Bram's page shows this once."""
    asked = {"kind": "employment", "party": "ROC van Voorbeeldstad", "email": ""}
    shown = client_for(bram).post(reverse("second_party", args=[report.pk]), asked)
    found = LINK.search(shown.content.decode())
    assert shown.status_code == 200
    assert found
    return found[1]


def kept() -> SecondPartyRequest:
    from tegenwaarde.records.models import SecondPartyRequest

    return SecondPartyRequest.unfenced.get()


def text_of(response: object) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())  # type: ignore[attr-defined]


def test_looking_at_a_link_however_often_answers_nothing(link: str) -> None:
    browser = Client()
    looks = [browser.get(link), browser.head(link), browser.get(link, headers={"purpose": "prefetch"})]
    assert [look.status_code for look in looks] == [200, 200, 200]
    assert kept().answer == ""
    text = text_of(looks[0])
    assert "Bouwbedrijf De Brug" in text
    assert "DB-12" in text
    assert "1 maart 2017" in text
    assert not any(word in text for word in ("itkering", "Participatiewet", "Onderhoud van bruggen"))


def test_the_button_confirms_once_without_a_cookie_and_leads_away_from_the_link(link: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    answered = browser.post(link, {"name": "J. Smit", "confirmed": "1"})
    assert (answered.status_code, answered["Location"]) == (302, reverse("second_party_thanks"))
    assert (kept().answer, kept().answered_by) == ("confirmed", "J. Smit")
    assert browser.get(reverse("second_party_thanks")).status_code == 200
    assert browser.post(link, {"name": "Iemand", "denied": "1", "remark": "Nee."}).status_code == 410
    assert kept().answer == "confirmed"


def test_a_denial_asks_what_is_not_right_and_keeps_what_was_typed(link: str) -> None:
    browser = Client()
    refused = browser.post(link, {"name": "J. Smit", "denied": "1", "remark": ""})
    assert refused.status_code == 422
    assert "J. Smit" in refused.content.decode()
    assert kept().answer == ""
    browser.post(link, {"name": "J. Smit", "denied": "1", "remark": "Zij begon in mei."})
    assert (kept().answer, kept().remark) == ("denied", "Zij begon in mei.")


def test_a_link_that_is_used_withdrawn_expired_or_unknown_shows_one_and_the_same_page(
    link: str,
) -> None:
    from tegenwaarde.records.models import SecondPartyRequest

    browser, pages = Client(), []
    rows = SecondPartyRequest.unfenced.filter(pk=kept().pk)
    for gone in (
        {"answer": "confirmed", "answered_by": "J. Smit", "answered_on": date(2017, 10, 2)},
        {"answer": "", "answered_on": None, "withdrawn": True},
        {"withdrawn": False, "made_on": date(2017, 1, 1), "last_day": date(2017, 10, 1)},
        {"token_hash": "0" * 64},
    ):
        rows.update(**gone)
        tried = (browser.get(link), browser.post(link, {"name": "X", "confirmed": "1"}))
        pages += [(response.status_code, text_of(response)) for response in tried]
    assert len(set(pages)) == 1
    assert pages[0][0] == 410


def test_no_cache_search_engine_or_other_site_learns_of_a_link(link: str) -> None:
    browser = Client()
    for response in (browser.get(link), browser.post(link, {}), browser.get("/bevestigen/onbekend/")):
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"].startswith("noindex")


def test_who_tries_many_links_has_to_wait_and_a_link_that_works_goes_on_working(link: str) -> None:
    browser = Client()
    answers = [browser.get(f"/bevestigen/gok-{number}/") for number in range(21)]
    assert [answer.status_code for answer in answers] == [410] * 20 + [429]
    assert answers[-1]["Retry-After"] == "600"
    assert browser.get(link).status_code == 200


def test_the_supplier_is_told_that_it_cannot_confirm_itself(link: str, bram: User, client_for: ClientFor) -> None:
    answered = client_for(bram).post(link, {"name": "Bram", "confirmed": "1"})
    assert answered.status_code == 409
    assert kept().answer == ""


def test_the_answer_stands_on_the_report_for_the_supplier_and_the_coordinator(
    link: str, report: Report, bram: User, anna: User, piet: User, client_for: ClientFor
) -> None:
    Client().post(link, {"name": "J. Smit", "confirmed": "1"})
    page = reverse("report", args=[report.pk])
    for reader in (bram, anna):
        assert "J. Smit bevestigde dit op 2 oktober 2017" in text_of(client_for(reader).get(page))
    assert "J. Smit" not in text_of(client_for(piet).get(page))


def test_an_open_question_is_withdrawn_by_its_button(
    link: str, report: Report, bram: User, client_for: ClientFor
) -> None:
    browser = client_for(bram)
    address = reverse("second_party_withdraw", args=[report.pk, kept().pk])
    assert browser.post(address, follow=True).status_code == 200
    assert Client().get(link).status_code == 410


def test_what_cannot_be_asked_is_said_at_its_field(report: Report, bram: User, client_for: ClientFor) -> None:
    refused = client_for(bram).post(reverse("second_party", args=[report.pk]), {"kind": "employment", "party": ""})
    assert refused.status_code == 422
    assert "id_party" in refused.content.decode()


def test_a_coordinator_reads_the_questions_and_has_no_form(
    link: str, report: Report, anna: User, client_for: ClientFor
) -> None:
    shown = client_for(anna).get(reverse("second_party", args=[report.pk])).content.decode()
    assert "ROC van Voorbeeldstad" in shown
    assert 'name="party"' not in shown
    assert "intrekken" not in shown
