"""The pages of the advice on a tender, of branches and of coverage."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from tegenwaarde.records.models import Tender
from tests.cast import a_contract, a_tender, a_user

if TYPE_CHECKING:
    from tegenwaarde.records.models import Buyer, PolicyText, Supplier, User
    from tests.cast import ClientFor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy_text", "today")]

SMALL = 15_000_000
LEFT_OUT = {"applied": False, "not_applied_code": "no-labour", "not_applied_reason": "Alleen leveren"}


def words(content: bytes) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", content.decode())))


def test_the_advice_says_what_the_policy_asks_and_why(client_for: ClientFor, ine: User, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad, labour_share=350_000, material_share=600_000)
    shown = words(client_for(ine).get(f"/aanbestedingen/{tender.pk}/advies/").content)
    assert "Resultaatverplichting" in shown
    assert "€ 25.000,00" in shown
    assert "Materiaal is 60% van de kosten; dat zou meer dan 70% moeten zijn." in shown
    for rule in ("B1", "B2", "B4", "B5", "B6"):
        assert f"regel {rule}" in shown


def test_trying_out_keeps_nothing(client_for: ClientFor, ine: User, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    asked = {"soort": "works", "raming": "1.000.000", "personeel": "20", "materiaal": "75"}
    shown = words(client_for(ine).get(f"/aanbestedingen/{tender.pk}/advies/", asked).content)
    assert "€ 20.000,00" in shown
    assert Tender.unfenced.get(pk=tender.pk).labour_share is None


def test_a_figure_that_cannot_be_read_is_pointed_out(client_for: ClientFor, ine: User, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    answer = client_for(ine).get(f"/aanbestedingen/{tender.pk}/advies/", {"raming": "veel"})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_without_a_value_the_page_says_what_is_missing(client_for: ClientFor, ine: User, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad, estimated_value_cents=None)
    shown = words(client_for(ine).get(f"/aanbestedingen/{tender.pk}/advies/").content)
    assert "Het advies staat hier zodra dit bekend is" in shown


def test_where_it_is_obligatory_leaving_it_out_is_not_offered_and_refused_when_sent(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    tender = a_tender(voorbeeldstad)
    address = f"/aanbestedingen/{tender.pk}/advies/anders/"
    browser = client_for(ine)
    assert 'value="not_applied"' not in browser.get(address).content.decode()
    sent = {"version": tender.version, "what": "not_applied", "not_applied_code": "no-labour"}
    assert browser.post(address, sent).status_code == 422
    assert Tender.unfenced.get(pk=tender.pk).applied


def test_departing_and_taking_it_back_lead_to_the_advice(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    tender = a_tender(voorbeeldstad, estimated_value_cents=SMALL)
    address, browser = f"/aanbestedingen/{tender.pk}/advies/", client_for(ine)
    sent = {"version": tender.version, "what": "percentage", "percentage": "2,5", "percentage_code": "small-market"}
    assert browser.post(f"{address}anders/", sent).headers["Location"] == address
    assert "Een ander percentage: 2,5%" in words(browser.get(address).content)
    timeline = words(browser.get(f"/aanbestedingen/{tender.pk}/").content)
    assert "Er is een ander percentage gekozen: 2,5%." in timeline
    assert browser.post(f"{address}terug/", {"version": tender.version + 1}).headers["Location"] == address
    assert Tender.unfenced.get(pk=tender.pk).percentage is None


def test_what_was_filled_in_stays_when_somebody_was_first(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    tender = a_tender(voorbeeldstad)
    sent = {"version": 7, "what": "percentage", "percentage": "2,5", "percentage_code": "small-market"}
    answer = client_for(ine).post(f"/aanbestedingen/{tender.pk}/advies/anders/", sent)
    assert answer.status_code == 422
    assert 'value="2,5"' in answer.content.decode()


def test_a_decision_that_the_value_overtook_is_pointed_out(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    tender = a_tender(voorbeeldstad, applied=False, not_applied_code="no-labour")
    shown = words(client_for(ine).get(f"/aanbestedingen/{tender.pk}/advies/").content)
    assert "niet toepassen kan niet" in shown


def test_coverage_leads_to_what_opens_and_downloads_the_same_list(
    client_for: ClientFor, anna: User, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    contract = a_contract(voorbeeldstad, de_brug, policy_text, value_cents=SMALL, **LEFT_OUT)
    browser = client_for(anna)
    page = browser.get("/toepassing/").content.decode()
    assert f'href="/dossiers/{contract.pk}/"' in page
    assert "Bij 0 van de 1 is social return gevraagd (0%)" in words(page.encode())
    rows = browser.get("/toepassing/download/", {"als": "csv"}).content.decode("utf-8-sig").splitlines()
    assert "Onderhoud van bruggen" in rows[1]
    assert "7500" in rows[1]


def test_a_manager_reads_and_downloads_figures_without_names(
    client_for: ClientFor, milan: User, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    a_contract(voorbeeldstad, de_brug, policy_text, value_cents=SMALL, **LEFT_OUT)
    browser = client_for(milan)
    for address in ("/toepassing/", "/toepassing/?reden=no-labour", "/toepassing/download/?als=csv"):
        shown = browser.get(address).content.decode()
        assert "er wordt alleen geleverd" in shown
        assert "Onderhoud van bruggen" not in shown


def test_a_year_without_anything_says_what_will_come(client_for: ClientFor, anna: User) -> None:
    assert "Nog niets te zien" in words(client_for(anna).get("/toepassing/?jaar=2019").content)


def test_a_subsidy_is_offered_no_way_of_asking_that_is_for_tenders(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    subsidy = a_tender(voorbeeldstad, kind="subsidy", subsidy_per_year_cents=30_000_000)
    services = a_tender(voorbeeldstad)
    assert "Gunningscriterium" not in words(client_for(ine).get(f"/aanbestedingen/{subsidy.pk}/advies/").content)
    assert "Gunningscriterium" in words(client_for(ine).get(f"/aanbestedingen/{services.pk}/advies/").content)


@pytest.mark.usefixtures("voorbeeldstad", "buurstad")
def test_coverage_says_whose_figures_they_are(client_for: ClientFor, milan: User, anna: User) -> None:
    def said(who: User) -> str:
        return words(client_for(who).get("/toepassing/").content)

    assert "De cijfers gaan over uw eigen organisatie." in said(milan)
    assert "De cijfers gaan over alle opdrachtgevers van wie u de cijfers ziet." in said(a_user("Ria", "manager"))
    assert "De cijfers gaan over de hele regio." in said(anna)


def test_the_administrator_begins_with_what_is_managed(client_for: ClientFor, beheer: User) -> None:
    shown = client_for(beheer).get("/").content.decode()
    for address in ("/beheer/bestekteksten/", "/wie-mag-wat/"):
        assert f'class="nl-button nl-button--secondary" href="{address}"' in shown
