"""A contract in force is amended with the effect seen first; a proposed one is decided; labels and Werkpakt follow."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.story import TODAY, look
from tests.journeys.test_agreements import press
from tests.journeys.test_one_euro import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tegenwaarde.records.models import Amendment, Contract

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Renovatie zwembad De Vijver"  # works of € 2.400.000 for Hengelo by De Brug, with PSO step 1


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The site with the demo region, on the day of the story."""
    from tegenwaarde.usecases.demo.make_demo import make_demo

    settings.TODAY = TODAY
    make_demo(today=TODAY)
    return str(live_server.url)


def the_contract() -> Contract:
    from tegenwaarde.records.models import Contract

    return Contract.unfenced.get(title=TITLE)


def proposed_by_a_notice(contract: Contract) -> Amendment:
    """Let a notice say that a year was added."""
    from tegenwaarde.records.models import Amendment, NoticeFile

    notice = NoticeFile.unfenced.create(
        notice_id="wijziging-1", version="01", publication_number="77-2025", form="modification", sha256="b" * 64,
        read={}, entered_in=contract.entered_in, uploaded_on=TODAY,
    )  # fmt: skip
    assert contract.start
    assert contract.end
    assert contract.value_cents is not None
    return Amendment.unfenced.create(
        contract=contract,
        number=7,
        kind="extension",
        agreed_on=TODAY,
        reason="Een jaar erbij.",
        value_before_cents=contract.value_cents,
        value_after_cents=contract.value_cents,
        start_before=contract.start,
        start_after=contract.start,
        end_before=contract.end,
        end_after=date(contract.end.year + 1, contract.end.month, 1),
        notice=notice,
        made_on=TODAY,
    )


def amend(anna: Visitor, dossier: str) -> None:
    """More work: the effect is looked at, changed, and kept."""
    page = anna.page
    anna.go(f"{dossier}verplichting/")
    look(page, where="obligation with its ways")
    press(anna, "Wijzigingen en versies")
    look(page, where="amendments: none")
    press(anna, "Wijziging vastleggen")
    look(page, where="amendment: form")
    page.check("input[name=kind][value=more]")
    page.fill("input[name=value_cents]", "2.500.000")
    page.fill("input[name=agreed_on]", "2025-01-20")
    page.fill("textarea[name=reason]", "Er komt een peuterbad bij.")
    press(anna, "Laat zien wat dit doet")
    anna.reads("€ 120.000,00", "€ 125.000,00", "Resultaatverplichting")
    look(page, where="amendment: effect")
    press(anna, "Iets veranderen")
    assert page.input_value("input[name=value_cents]") == "2.500.000"
    page.fill("input[name=value_cents]", "2.600.000")
    press(anna, "Laat zien wat dit doet")
    anna.reads("€ 130.000,00")
    press(anna, "Ja, deze wijziging vastleggen")
    anna.reads("Er komt een peuterbad bij.", "van € 108.000,00 naar € 117.000,00")
    look(page, where="amendments: one in force")


def decide(anna: Visitor, dossier: str) -> None:
    """The proposed one is taken over as it is."""
    proposed_by_a_notice(the_contract())
    anna.go("/")
    anna.reads("een aankondiging zegt dat het contract is gewijzigd")
    anna.go(f"{dossier}wijzigingen/")
    look(anna.page, where="amendments: one proposed")
    anna.page.get_by_role("link", name="Beslissen over deze wijziging").click()
    anna.page.wait_for_load_state()
    look(anna.page, where="amendment: decide")
    press(anna, "Laat zien wat dit doet")
    anna.reads("Goedgekeurde invulling")
    look(anna.page, where="amendment: effect of other days")
    press(anna, "Ja, deze wijziging vastleggen")
    anna.reads("Een jaar erbij.", "77-2025")


def certify(anna: Visitor, dossier: str) -> None:
    """A higher step is recorded with its effect, and withdrawn again."""
    page = anna.page
    anna.go(f"{dossier}keurmerken/")
    look(page, where="certificates")
    page.check("input[name=label][value=pso2]")
    page.fill("input[name=first_day]", "2024-01-01")
    page.fill("input[name=last_day]", "2035-12-31")
    press(anna, "Laat zien wat dit doet")
    anna.reads("€ 97.983,44")  # 31 of the 366 days of year 1 at step 1, the rest at step 2
    look(page, where="certificate: effect")
    press(anna, "Ja, vastleggen")
    anna.reads("PSO-ladder, trede 2")
    page.locator("main a[href$='/intrekken/']").last.click()
    page.wait_for_load_state()
    look(page, where="certificate: withdraw")


def recognise(anna: Visitor, buyer_id: int) -> None:
    anna.go("/opdrachtgevers/")
    look(anna.page, where="buyers")
    anna.go(f"/opdrachtgevers/{buyer_id}/keuzes/")
    look(anna.page, where="buyer's choices")
    anna.page.check("input[name=on][value=yes]")
    anna.page.fill("input[name=from_day]", "2020-01-01")
    anna.page.fill("textarea[name=reason]", "Besluit van het college.")
    press(anna, "Laat zien wat dit doet")
    look(anna.page, where="buyer's choice: effect")
    press(anna, "Ja, deze keuze vastleggen")
    anna.reads("Besluit van het college.", "erkend")


def patient(browser: Browser, site: str) -> Visitor:
    """Return somebody who waits for a slow machine."""
    visitor = Visitor(browser, site)
    visitor.page.set_default_timeout(60_000)
    return visitor


def test_a_contract_is_amended_decided_about_and_certified(browser: Browser, site: str) -> None:
    """Anna amends, decides, records a label and lets Hengelo recognise Werkpakt; the clerk reads what changed."""
    from tegenwaarde.records.models import RoleGrant

    contract = the_contract()
    dossier = f"/dossiers/{contract.pk}/"
    clerks = RoleGrant.unfenced.select_related("user").filter(role="supplier", supplier=contract.supplier)
    anna, clerk = patient(browser, site), patient(browser, site)
    anna.sign_in("anna@demo.example")
    amend(anna, dossier)
    decide(anna, dossier)
    certify(anna, dossier)
    recognise(anna, contract.buyers.get().buyer_id)
    clerk.sign_in(clerks[0].user.email)
    clerk.go(f"{dossier}wijzigingen/")
    clerk.reads("Er komt een peuterbad bij.", "Een jaar erbij.")
    look(clerk.page, where="amendments, supplier")
    assert anna.trouble == []
    assert clerk.trouble == []
