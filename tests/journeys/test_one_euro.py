"""One euro travels all the way: from an award notice to a figure of the quarter, in a real browser, in every role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.story import TODAY, look, notice

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "vier woorden op een rij"
CLERK = "administratie@bouw.example"


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The site with the demo region, on the day of the story."""
    from tegenwaarde.usecases.demo.make_demo import make_demo

    settings.TODAY = TODAY
    make_demo(today=TODAY)
    return str(live_server.url)


class Visitor:
    """Somebody with a browser of their own."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.page: Page = browser.new_context(locale="nl-NL").new_page()
        self.page.set_default_timeout(15_000)
        self.site = site
        self.trouble: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))

    def _heard(self, said: ConsoleMessage) -> None:
        """Keep what the browser complains about, but for answers that the story asks for (422: a reason is missing)."""
        if said.type == "error" and "status of 422" not in said.text:
            self.trouble.append(said.text)

    def sign_in(self, email: str) -> Visitor:
        from tegenwaarde.usecases.demo.cast import PASSWORD as DEMO

        self.go("/account/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", DEMO)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(self.site + "/")
        return self

    def go(self, path: str) -> int:
        answer = self.page.goto(self.site + path)
        assert answer is not None
        return answer.status

    def path(self) -> str:
        return self.page.url.removeprefix(self.site)

    def press_first(self) -> None:
        """Press the first button of the page's form, as Enter would."""
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").first.click()

    def reads(self, *words: str) -> None:
        text = re.sub(r"\s+", " ", self.page.inner_text("main"))
        missing = [one for one in words if one not in text]
        assert missing == [], f"{self.path()}: {missing} not in {text}"


def enter_the_contract(anna: Visitor) -> str:
    """Upload the notice, add the buyer, complete the draft, put it in force; return the dossier's address."""
    page = anna.page
    anna.go("/aankondigingen/nieuw/")
    look(page, where="upload")
    page.set_input_files("input[type=file]", {"name": "aankondiging.xml", "mimeType": "text/xml", "buffer": notice()})
    anna.press_first()
    anna.reads("Waterschap Rivierenland", "Social Return (criterium 5)")
    look(page, where="draft")
    assert page.input_value("input[name=supplier_kvk]") == "70248311"
    assert page.input_value("input[name=value_cents]") in ("3887000", "3.887.000", "3887000,00", "3.887.000,00")
    assert page.input_value("input[name=estimated_value_cents]") in ("7000000", "7.000.000", "7.000.000,00")
    page.locator("a[href$='/opdrachtgever/']").click()
    look(page, where="buyer")
    assert page.is_checked("input[name=kind][value=water_board]")
    anna.press_first()
    page.fill("input[name=start]", "2024-07-01")
    page.fill("input[name=end]", "2026-06-30")
    page.fill("input[name=labour_share]", "40")
    page.fill("input[name=material_share]", "60")
    page.locator("button[value=save]").click()
    page.wait_for_load_state()
    anna.reads("€ 194.350,00")
    page.locator("button[value=start]").click()
    page.wait_for_load_state()
    look(page, where="put in force")
    anna.press_first()
    page.wait_for_url(re.compile(r"/dossiers/\d+/$"))
    look(page, where="dossier")
    return anna.path()


def read_the_obligation(anna: Visitor, dossier: str) -> None:
    anna.go(f"{dossier}verplichting/")
    anna.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    anna.reads("€ 221.000", "€ 7.000.000", "5%", "€ 3.887.000", "€ 194.350,00", "Europese")
    rules = set(re.findall(r"\(regel ([A-C]\d+)\)", anna.page.inner_text("main")))
    assert {"B1", "B2", "B4", "B5", "B6"} <= rules
    look(anna.page, where="obligation")


def invite_the_clerk(anna: Visitor, dossier: str, letters: list[Any]) -> str:
    anna.go(f"{dossier}uitnodigen/")
    look(anna.page, where="invite")
    anna.page.fill("input[name=email]", CLERK)
    anna.press_first()
    anna.reads(CLERK)
    found = re.search(r"(/uitnodiging/[^/\s]+/)", letters[-1].body)
    assert found
    assert letters[-1].to == [CLERK]
    return found.group(1)


def accept(clerk: Visitor, link: str) -> None:
    clerk.go(link)
    look(clerk.page, where="invitation")
    clerk.page.fill("input[name=name]", "Sam de Clerk")
    clerk.page.fill("input[name=password]", PASSWORD)
    clerk.press_first()
    clerk.page.wait_for_url(clerk.site + "/")
    look(clerk.page, where="supplier's start")


def report_a_placement(clerk: Visitor, dossier: str) -> str:
    """Report a placement in four steps, leave it as a draft, find it again and submit it; return its address."""
    page = clerk.page
    clerk.go(f"{dossier}invulling/nieuw/")
    look(page, where="report: new")
    page.fill("input[name=reference]", "PN-1024")
    page.fill("input[name=name_at_birth]", "van der Proef")
    page.fill("input[name=birth_date]", "1980-03-01")
    clerk.press_first()
    page.check("input[name=situations][value=benefit-participatiewet]")
    page.fill("input[name=since_participatiewet]", "2021-05-01")
    look(page, where="report: situation")
    clerk.press_first()
    page.fill("input[name=employment_start]", "2024-09-01")
    page.fill("input[name=hours_per_week]", "32")
    page.locator("button[name=later]").click()
    page.wait_for_load_state()
    clerk.go(f"{dossier}invulling/")
    look(page, where="report: list")
    clerk.reads("PN-1024")
    page.locator("main a", has_text="PN-1024").first.click()
    page.wait_for_load_state()
    report = re.search(r"/invulling/(\d+)/", clerk.path())
    assert report
    clerk.go(f"/invulling/{report.group(1)}/werk/")
    assert page.input_value("input[name=hours_per_week]") == "32"
    look(page, where="report: work")
    page.press("input[name=hours_per_week]", "Enter")
    page.wait_for_url(re.compile(r"/indienen/$"))
    clerk.reads("€ 65.071,54")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    clerk.reads("€ 40.000")
    look(page, where="report: check")
    page.check("input[name=block][value='2']")
    page.check("input[name=no_displacement]")
    clerk.press_first()
    look(page, where="report: submitted")
    return report.group(1)


def review(anna: Visitor, report: str) -> None:
    """Return the report once, then approve it."""
    anna.go("/beoordelen/")
    anna.reads("PN-1024")
    look(anna.page, where="queue")
    anna.go(f"/beoordelen/{report}/")
    look(anna.page, where="review")
    anna.reads("€ 65.071,54")


def send_back(anna: Visitor) -> None:
    page = anna.page
    page.locator("form[action*='teruggeven'] button[type=submit]").first.click()
    page.wait_for_load_state()
    look(page, where="return without a reason")
    assert page.locator("[role=alert]").count()
    page.fill("textarea[name=reason]", "De begindatum van de uitkering ontbreekt op het bewijs.")
    page.locator("form[action*='teruggeven'] button[type=submit]").first.click()
    page.wait_for_load_state()


def correct(clerk: Visitor, report: str) -> None:
    clerk.go(f"/invulling/{report}/")
    clerk.reads("De begindatum van de uitkering ontbreekt op het bewijs.")
    look(clerk.page, where="returned report")
    clerk.go(f"/invulling/{report}/indienen/")
    clerk.page.check("input[name=no_displacement]")
    clerk.press_first()


def approve(anna: Visitor, report: str) -> None:
    anna.go(f"/beoordelen/{report}/")
    for kind in anna.page.locator("input[name=seen]").all():
        kind.check()
    anna.page.locator("form[action*='goedkeuren'] button[type=submit]").click()
    anna.page.wait_for_load_state()


def open_the_quarter(anna: Visitor) -> None:
    """Read the figures of the water board, and open one down to the receipt."""
    from tegenwaarde.records.models import Buyer

    buyer = Buyer.unfenced.get(name="Waterschap Rivierenland")
    page = anna.page
    anna.go(f"/kwartaal/{buyer.pk}/2024/3/")
    anna.reads("€ 194.350", "€ 2.922,37", "€ 65.071,54")
    look(page, where="quarter")
    page.locator("main table a", has_text="2.922,37").first.click()
    page.wait_for_load_state()
    look(page, where="quarter of a contract")
    page.locator("main a[href^='/bewijs/']").first.click()
    page.wait_for_load_state()
    anna.reads("€ 65.071,54", "twente-2017")
    look(page, where="receipt")


def test_one_euro_travels_from_the_notice_to_the_quarter(browser: Browser, site: str, mailoutbox: list[Any]) -> None:
    anna = Visitor(browser, site).sign_in("anna@demo.example")
    look(anna.page, where="coordinator's start")
    dossier = enter_the_contract(anna)
    read_the_obligation(anna, dossier)
    clerk = Visitor(browser, site)
    accept(clerk, invite_the_clerk(anna, dossier, mailoutbox))
    assert clerk.page.locator(f"main a[href='{dossier}']").count()
    report = report_a_placement(clerk, dossier)
    review(anna, report)
    send_back(anna)
    correct(clerk, report)
    approve(anna, report)
    open_the_quarter(anna)
    keep_others_out(browser, site, dossier, report)
    assert anna.trouble == clerk.trouble == []


def keep_others_out(browser: Browser, site: str, dossier: str, report: str) -> None:
    """A neighbour's contact person, another supplier and a visitor find nothing; who sees may not always do."""
    hidden = (dossier, f"{dossier}verplichting/", f"/invulling/{report}/", f"/beoordelen/{report}/")
    for email in ("contact.borne@demo.example", "sanne@demo.example", "erik@demo.example", ""):
        other = Visitor(browser, site)
        other = other.sign_in(email) if email else other
        assert {path: other.go(path) for path in hidden} == dict.fromkeys(hidden, 404), email
    joost = Visitor(browser, site).sign_in("joost@demo.example")
    assert joost.go(dossier) == 200
    assert joost.go(f"{dossier}afspraken/vastleggen/") == 403
    look(joost.page, where="403")
