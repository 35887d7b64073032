"""Anna reviews with the keyboard, in a real browser: a stray key decides nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, Report, ReportState, User
from tests.cast import ClientFor
from tests.usecases.reports.stories import a_submitted_report

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SETTLED = 700
ASKS_AGAIN = "Druk nogmaals op g"


@pytest.fixture
def reports(bram_actor: Actor, contract_in_force: Contract, today: date) -> list[Report]:
    return [a_submitted_report(bram_actor, contract_in_force, today, reference=f"P-{number}") for number in range(3)]


@pytest.fixture
def desk(
    page: Page, live_server: Any, settings: Any, client_for: ClientFor, anna: User, reports: list[Report], today: date
) -> Page:
    assert reports
    settings.TODAY = today
    cookie = client_for(anna).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.set_default_timeout(15_000)
    return page


def opened(desk: Page, live_server: Any, report: Report) -> None:
    desk.goto(f"{live_server.url}/beoordelen/{report.pk}/")
    desk.wait_for_timeout(SETTLED)


def see_everything(desk: Page) -> None:
    for box in desk.locator("input[name=seen]").all():
        box.check()


def state_of(report: Report) -> str:
    return Report.unfenced.get(pk=report.pk).state


def test_one_g_does_not_approve_under_a_warning_and_a_second_does(
    desk: Page, live_server: Any, reports: list[Report]
) -> None:
    Report.unfenced.filter(pk=reports[0].pk).update(no_displacement=False)
    opened(desk, live_server, reports[0])
    see_everything(desk)
    desk.keyboard.press("g")
    desk.get_by_text(ASKS_AGAIN).wait_for()
    desk.keyboard.press("g")
    assert state_of(reports[0]) == ReportState.SUBMITTED
    desk.wait_for_timeout(SETTLED)
    desk.keyboard.press("g")
    desk.wait_for_url(f"**/beoordelen/{reports[1].pk}/")
    assert state_of(reports[0]) == ReportState.APPROVED


def test_evidence_that_was_ticked_takes_the_warning_away(desk: Page, live_server: Any, reports: list[Report]) -> None:
    opened(desk, live_server, reports[0])
    assert not desk.get_by_label("Gezien op").is_visible()
    desk.get_by_label("Iets anders").fill("loonstrook")
    assert not desk.locator(".rp-unseen").is_visible()
    desk.get_by_label("Iets anders").fill(" ")
    assert desk.locator(".rp-unseen").is_visible()
    see_everything(desk)
    assert not desk.locator(".rp-unseen").is_visible()
    assert desk.get_by_label("Gezien op").is_visible()
    desk.keyboard.press("g")
    desk.wait_for_url(f"**/beoordelen/{reports[1].pk}/")
    assert state_of(reports[0]) == ReportState.APPROVED


def test_a_key_pressed_as_the_report_opens_does_nothing(desk: Page, live_server: Any, reports: list[Report]) -> None:
    desk.goto(f"{live_server.url}/beoordelen/{reports[0].pk}/")
    desk.evaluate(
        "() => { window.dispatchEvent(new Event('pageshow'));"
        " document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'g', bubbles: true})); }"
    )
    assert not desk.get_by_text(ASKS_AGAIN).is_visible()
    desk.wait_for_timeout(SETTLED)
    desk.keyboard.press("g")
    assert desk.get_by_text(ASKS_AGAIN).is_visible()


def test_the_queue_is_walked_with_j_and_k_and_enter_opens(desk: Page, live_server: Any, reports: list[Report]) -> None:
    desk.goto(f"{live_server.url}/beoordelen/")
    for key, row in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        desk.keyboard.press(key)
        assert desk.evaluate("document.activeElement.pathname") == f"/beoordelen/{reports[row].pk}/"
    assert desk.evaluate("document.activeElement.matches(':focus-visible')")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/beoordelen/{reports[1].pk}/")


def test_shortcuts_are_silent_while_one_types_and_can_be_switched_off(
    desk: Page, live_server: Any, reports: list[Report]
) -> None:
    opened(desk, live_server, reports[0])
    desk.keyboard.press("t")
    desk.keyboard.type("jagt g ?")
    assert desk.locator("[data-rp-reason] textarea").input_value() == "jagt g ?"
    assert desk.evaluate("location.pathname") == f"/beoordelen/{reports[0].pk}/"
    opened(desk, live_server, reports[0])
    desk.keyboard.press("?")
    desk.get_by_role("button", name="Sneltoetsen uitzetten").click()
    desk.get_by_role("button", name="Sluiten").click()
    for key in ("j", "g", "t", "?"):
        desk.keyboard.press(key)
    assert desk.evaluate("location.pathname") == f"/beoordelen/{reports[0].pk}/"
    assert not desk.locator("dialog[open]").is_visible()
    assert desk.evaluate("document.activeElement.tagName") != "TEXTAREA"
    opened(desk, live_server, reports[1])
    desk.keyboard.press("j")
    assert desk.evaluate("location.pathname") == f"/beoordelen/{reports[1].pk}/"


def test_a_return_is_sent_with_the_keyboard_and_the_next_heading_has_the_focus(
    desk: Page, live_server: Any, reports: list[Report]
) -> None:
    opened(desk, live_server, reports[0])
    desk.keyboard.press("t")
    desk.keyboard.type("De uren kloppen niet")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url(f"**/beoordelen/{reports[1].pk}/")
    assert state_of(reports[0]) == ReportState.RETURNED
    assert desk.evaluate("document.activeElement.textContent").strip() == "P-1"
