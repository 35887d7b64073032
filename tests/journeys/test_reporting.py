"""A clerk's quarter: one person on two contracts, hours that change, and later a change of what was approved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.story import TODAY, look
from tests.journeys.test_one_euro import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

POOL, SCHOOL = "Renovatie zwembad De Vijver", "Nieuwbouw kindcentrum De Regenboog"


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The site with the demo region, on the day of the story."""
    from tegenwaarde.usecases.demo.make_demo import make_demo

    settings.TODAY = TODAY
    make_demo(today=TODAY)
    return str(live_server.url)


def kept(page: Page, field: str) -> None:
    """Leave the field, and wait until what was typed is kept and its value shown."""
    with page.expect_response(re.compile("/waarde/$")):
        page.dispatch_event(field, "change")
    page.locator("#value", has_text="Bewaard").wait_for()


def on(title: str) -> Any:
    from tegenwaarde.records.models import Contract

    return Contract.unfenced.get(title=title)


def begin(bram: Visitor, title: str) -> None:
    page = bram.page
    bram.go(f"/dossiers/{on(title).pk}/invulling/nieuw/")
    page.fill("input[name=reference]", "DB-099")
    page.fill("input[name=name_at_birth]", "Van der Meer")
    page.fill("input[name=birth_date]", "1990-05-01")
    look(page, where="report new")
    page.press("input[name=reference]", "Enter")
    page.wait_for_url(re.compile("/situatie/$"))


def tell_the_situation(bram: Visitor) -> None:
    page = bram.page
    page.check("input[name=situations][value=benefit-participatiewet]")
    page.fill("input[name=since_participatiewet]", "2021-05-01")
    look(page, where="situation")
    page.locator("main form .nl-button--primary").click()
    page.wait_for_url(re.compile("/werk/$"))


def tell_the_work(bram: Visitor) -> None:
    """Fill in the work with two changes of the hours, of which one is taken out again."""
    page = bram.page
    assert not page.locator("input[name=fulltime_hours]").is_visible()
    assert not page.locator("input[name=permanent_from]").is_visible()
    page.fill("input[name=employment_start]", "2024-12-01")
    page.fill("input[name=hours_per_week]", "32")
    page.locator("button[name=add_change]").click()
    page.wait_for_url(re.compile("meer=1"))
    page.fill("input[name=change_1_day]", "2025-03-01")
    page.fill("input[name=change_1_hours]", "24")
    kept(page, "input[name=change_1_hours]")
    page.locator("button[name=add_change]").click()
    page.wait_for_load_state()
    assert page.input_value("input[name=change_1_hours]") == "24"
    look(page, where="work with changes")
    page.locator("button[name=remove_change][value='2']").click()
    page.wait_for_load_state()
    assert page.locator("input[name=change_2_day]").count() == 0
    page.check("input[name=permanent]")
    page.fill("input[name=permanent_from]", "2025-01-15")
    kept(page, "input[name=permanent_from]")
    bram.reads("€")
    look(page, where="work")
    page.press("input[name=hours_per_week]", "Enter")
    page.wait_for_url(re.compile("/verdeling/$"))


def divide(bram: Visitor) -> None:
    page = bram.page
    assert not page.locator("input[name=share]").is_visible()
    page.check("input[name=several][value=yes]")
    page.fill("input[name=share]", "75")
    page.fill(f"input[name=share_{on(SCHOOL).pk}]", "30")
    page.locator("main form .nl-button--primary").click()
    page.wait_for_load_state()
    bram.reads("meer dan 100%")
    look(page, where="division above whole")
    page.fill(f"input[name=share_{on(SCHOOL).pk}]", "25")
    kept(page, "input[name=share]")
    assert "25%" in page.inner_text("#value")
    look(page, where="division")
    page.locator("main form .nl-button--primary").click()
    page.wait_for_url(re.compile("/indienen/$"))


def submit(bram: Visitor) -> None:
    page = bram.page
    bram.reads(SCHOOL, "24 uur", "8 uur", "75%", "25%")
    assert " rij " not in page.inner_text("main")
    look(page, where="check")
    page.check("input[name=no_displacement]")
    page.locator("main form .nl-button--primary").click()
    page.wait_for_url(re.compile("/invulling/$"))
    bram.reads("DB-099")


def approve(anna: Visitor, report: int) -> None:
    page = anna.page
    anna.go(f"/beoordelen/{report}/")
    reason = page.locator("form[action*='goedkeuren'] [name=without_because]")
    if reason.count():
        reason.fill("Telefonisch bevestigd.")
    page.locator("form[action*='goedkeuren'] button[type=submit]").first.click()
    page.wait_for_load_state()


def change(bram: Visitor, report: int) -> None:
    """Pass on that the work ended."""
    page = bram.page
    bram.go(f"/invulling/{report}/")
    page.get_by_role("link", name="Wijziging doorgeven").click()
    page.wait_for_load_state()
    look(page, where="what changed")
    page.check("input[name=change][value=ended]")
    page.locator("main form .nl-button--primary").click()
    page.wait_for_url(re.compile("/wijziging/$"))
    bram.go(bram.path().replace("wijziging", "indienen"))
    bram.reads("Er is nog niets veranderd")
    bram.go(bram.path().replace("indienen", "wijziging"))
    page.fill("input[name=employment_end]", "2025-06-30")
    look(page, where="change ended")
    page.locator("main form .nl-button--primary").click()
    page.wait_for_url(re.compile("/indienen/$"))
    bram.reads("loopt door", "30 juni 2025")
    look(page, where="check of a change")
    page.locator("main form .nl-button--primary").click()
    page.wait_for_url(re.compile("/invulling/$"))
    bram.go(f"/invulling/{report}/")
    look(page, where="report with a change")


def test_one_person_on_two_contracts_and_a_change_of_it(browser: Browser, site: str) -> None:
    from tegenwaarde.records.models import LedgerLine, Report

    bram = Visitor(browser, site).sign_in("bram@demo.example")
    bram.page.set_default_timeout(60_000)
    begin(bram, POOL)
    tell_the_situation(bram)
    tell_the_work(bram)
    divide(bram)
    submit(bram)
    sent = list(Report.unfenced.filter(person__reference="DB-099").order_by("pk"))
    assert [(one.contract.title, one.share, one.state) for one in sent] == [
        (POOL, 750_000, "submitted"), (SCHOOL, 250_000, "submitted")
    ]  # fmt: skip
    anna = Visitor(browser, site).sign_in("anna@demo.example")
    for one in sent:
        approve(anna, one.pk)
    before = set(LedgerLine.unfenced.values_list("pk", "cents"))
    change(bram, sent[0].pk)
    changes = list(Report.unfenced.filter(corrects__in=sent).order_by("pk"))
    assert [one.state for one in changes] == ["submitted", "submitted"]
    for one in changes:
        approve(anna, one.pk)
    assert before < set(LedgerLine.unfenced.values_list("pk", "cents"))
    standing = LedgerLine.unfenced.standing().filter(report__person__reference="DB-099")
    assert {line.report_id for line in standing} == {one.pk for one in changes}
    infra(bram)
    assert bram.trouble == anna.trouble == []


def infra(bram: Visitor) -> None:
    """Pass on that Infra-Werkt was paid for somebody who was approved before."""
    page = bram.page
    bram.go(f"/dossiers/{on(POOL).pk}/invulling/nieuw/")
    page.check("input[name=kind][value=infra]")
    page.locator("main form .nl-button--primary").click()
    page.wait_for_url(re.compile("/infra-werkt/$"))
    look(page, where="infra choice")
    page.get_by_role("button", name="Betaald voor DB-014").click()
    page.wait_for_url(re.compile("/wijziging/$"))
    page.fill("input[name=infra_paid_on]", "2025-01-20")
    page.locator("main form .nl-button--primary").click()
    page.wait_for_url(re.compile("/indienen/$"))
    bram.reads("20 januari 2025")
    look(page, where="check of infra")
