"""A tender is advised, tried out, departed from with a reason, and counts where social return was asked (P2)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.story import look
from tests.journeys.test_one_euro import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tegenwaarde.records.models import Tender

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = date(2025, 2, 3)


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    from tegenwaarde.usecases.demo.make_demo import make_demo

    settings.TODAY = TODAY
    make_demo(today=TODAY)
    return str(live_server.url)


@pytest.fixture
def tender(site: str) -> Tender:
    """Furniture of € 150.000 for Hengelo, out since the first of February."""
    from tegenwaarde.records.models import Buyer, Tender, TenderBuyer

    hengelo = Buyer.unfenced.get(name="Gemeente Hengelo")
    facts = {"kind": "supplies", "estimated_value_cents": 15_000_000, "cpv": "39130000-2", "made_on": TODAY}
    made = Tender.unfenced.create(
        title="Meubels voor het stadhuis",
        state="published",
        quarter_start=date(2025, 1, 1),
        tender_date=date(2025, 2, 1),
        entered_in=hengelo.memberships.get().subregion,
        **facts,
    )
    TenderBuyer.unfenced.create(tender=made, buyer=hengelo)
    return made


def press(who: Visitor, words: str) -> None:
    with who.page.expect_navigation():
        who.page.locator("main").get_by_role("button", name=words).first.click()


def follow(who: Visitor, words: str) -> None:
    with who.page.expect_navigation():
        who.page.locator("main").get_by_role("link", name=words).first.click()


def try_out(anna: Visitor, tender: Tender) -> None:
    page = anna.page
    anna.go(f"/aanbestedingen/{tender.pk}/advies/")
    anna.reads("Resultaatverplichting, indien mogelijk", "€ 7.500,00", "Uitvoeringsvoorwaarde", "juridische risico")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    anna.reads("(regel B1)", "(regel B2)", "(regel B4)", "(regel B5)", "(regel B6)", "€ 221.000")
    look(page, where="advice")
    page.fill("input[name=personeel]", "20")
    page.fill("input[name=materiaal]", "80")
    press(anna, "Bekijk wat dat doet")
    anna.reads("Met de cijfers die u probeert", "€ 3.000,00")
    look(page, where="advice tried out")
    page.fill("input[name=raming]", "veel")
    press(anna, "Bekijk wat dat doet")
    anna.reads("Vul een bedrag in")


def depart(anna: Visitor, tender: Tender) -> None:
    page = anna.page
    anna.go(f"/aanbestedingen/{tender.pk}/advies/")
    follow(anna, "Afwijken van dit advies")
    look(page, where="depart")
    page.check("input[name=what][value=not_applied]")
    press(anna, "Dit besluit vastleggen")
    anna.reads("Kies de reden.")
    look(page, where="depart without a reason")
    page.select_option("select[name=not_applied_code]", "other")
    press(anna, "Dit besluit vastleggen")
    anna.reads("Schrijf in uw eigen woorden wat de reden is.")
    page.select_option("select[name=not_applied_code]", "no-labour")
    press(anna, "Dit besluit vastleggen")
    anna.reads("Anders besloten", "Er wordt geen social return gevraagd", "er wordt alleen geleverd")
    look(page, where="advice with a departure")
    press(anna, "Terugdraaien: het advies volgen")
    anna.reads("De aanbesteding volgt het advies weer.")
    follow(anna, "Afwijken van dit advies")
    page.check("input[name=what][value=not_applied]")
    page.select_option("select[name=not_applied_code]", "no-labour")
    press(anna, "Dit besluit vastleggen")


def award(tender: Tender) -> None:
    from tegenwaarde.access.actor import actor_for
    from tegenwaarde.records.models import User
    from tegenwaarde.usecases.tenders.award_tender import Award, award_tender

    tender.refresh_from_db()
    actor = actor_for(User.objects.get(email="anna@demo.example"), TODAY)
    award_tender(actor=actor, tender_id=tender.pk, version=tender.version, award=Award(draft=True), today=TODAY)


def test_a_departure_with_its_reason_is_seen_in_the_advice_and_in_the_coverage(
    browser: Browser, site: str, tender: Tender
) -> None:
    anna = Visitor(browser, site).sign_in("anna@demo.example")
    try_out(anna, tender)
    depart(anna, tender)
    anna.go("/toepassing/?soort=supplies")
    anna.reads("er wordt alleen geleverd", "€ 175.000")
    assert "Meubels voor het stadhuis" not in anna.page.inner_text("main")
    award(tender)
    anna.go("/toepassing/?soort=supplies")
    anna.reads("er wordt alleen geleverd", "Meubels voor het stadhuis", "€ 325.000")
    look(anna.page, where="coverage")
    ria = Visitor(browser, site).sign_in("ria@demo.example")
    ria.go("/toepassing/?soort=supplies")
    ria.reads("er wordt alleen geleverd", "€ 325.000")
    assert "Meubels voor het stadhuis" not in ria.page.inner_text("main")
    look(ria.page, where="coverage of a manager")
    assert anna.trouble == ria.trouble == []


def test_branches_and_consultations_stand_in_the_advice(browser: Browser, site: str, tender: Tender) -> None:
    anna = Visitor(browser, site).sign_in("anna@demo.example")
    page = anna.page
    anna.go("/branche-afspraken/")
    look(page, where="branches")
    follow(anna, "Afspraak vastleggen")
    look(page, where="new branch agreement")
    page.fill("input[name=branch]", "Meubels en inrichting")
    page.fill("input[name=cpv_prefixes]", "39")
    page.fill("textarea[name=words]", "Leveranciers laten het monteren door het SW-bedrijf.")
    press(anna, "Afspraak vastleggen")
    anna.reads("Meubels en inrichting", "CPV-codes die beginnen met 39")
    anna.go(f"/aanbestedingen/{tender.pk}/notities/")
    page.fill("textarea[name=words]", "Drie leveranciers kwamen naar de marktconsultatie.")
    press(anna, "Notitie toevoegen")
    anna.reads("Drie leveranciers kwamen")
    look(page, where="notes")
    follow(anna, "Notitie wijzigen")
    look(page, where="change a note")
    anna.go(f"/aanbestedingen/{tender.pk}/advies/")
    anna.reads("door het SW-bedrijf", "Drie leveranciers kwamen")
    anna.go(f"/aanbestedingen/{tender.pk}/notities/")
    follow(anna, "Notitie verwijderen")
    look(page, where="remove a note")
    press(anna, "Ja, weghalen")
    anna.reads("Nog geen notities")
    anna.go("/branche-afspraken/")
    follow(anna, "Afspraak met Meubels en inrichting beëindigen")
    look(page, where="end a branch agreement")
    press(anna, "Ja, beëindigen")
    anna.reads("heeft een laatste dag")
    assert anna.trouble == []
