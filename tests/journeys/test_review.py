"""Anna reviews a pile: with the keyboard alone, several at once, and beside a colleague."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, LedgerLine, PolicyText, Report, ReportState, User
from tests.cast import ActorFor, ClientFor, a_contract, a_user
from tests.journeys.story import look
from tests.usecases.reports.stories import a_submitted_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SETTLED = 700  # milliseconds after which a key belongs to the page that opened
Desk = Callable[[User], "Page"]


@pytest.fixture
def desk(browser: Browser, live_server: Any, settings: Any, client_for: ClientFor, today: date) -> Desk:
    """Open a browser in which somebody is signed in."""
    settings.TODAY = today

    def opened(user: User) -> Page:
        page = browser.new_context(locale="nl-NL", base_url=live_server.url).new_page()
        cookie = client_for(user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page.set_default_timeout(15_000)
        return page

    return opened


@pytest.fixture
def pile(
    bram_actor: Actor,
    olga: User,
    actor_of: ActorFor,
    contract_in_force: Contract,
    voorbeeldstad: Any,
    other_supplier: Any,
    policy_text: PolicyText,
    today: date,
) -> list[Report]:
    """Four reports of De Brug that wait, and one of another supplier."""
    theirs = a_contract(voorbeeldstad, other_supplier, policy_text, title="Schoonmaak")
    ended = date(2018, 2, 28)
    mine = [
        a_submitted_report(bram_actor, contract_in_force, today, reference=f"P-{number}", employment_end=ended)
        for number in range(1, 5)
    ]
    return [*mine, a_submitted_report(actor_of(olga), theirs, today, reference="S-1", employment_end=ended)]


def state_of(report: Report) -> str:
    return Report.unfenced.get(pk=report.pk).state


def at(page: Page, report: Report) -> None:
    """Wait until the report is open, and a key is meant for it."""
    page.wait_for_url(f"**/beoordelen/{report.pk}/**")
    page.wait_for_timeout(SETTLED)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_pile_is_worked_through_with_the_keyboard_alone(desk: Desk, anna: User, pile: list[Report]) -> None:
    page = desk(anna)
    page.goto("/beoordelen/")
    look(page, where="queue")
    press(page, "?")
    look(page, where="shortcuts")
    press(page, "Escape", "j", "Enter")
    at(page, pile[0])
    look(page, where="review")
    press(page, "e", "Space", "Tab", "Space", "g")
    at(page, pile[1])
    assert state_of(pile[0]) == ReportState.APPROVED
    assert page.evaluate("document.activeElement.textContent").strip() == "P-2"
    press(page, "t")
    page.keyboard.type("De uren ontbreken op het contract")
    press(page, "Control+Enter")
    at(page, pile[2])
    press(page, "a")
    page.keyboard.type("Deze persoon werkt hier niet")
    press(page, "Control+Enter")
    at(page, pile[3])
    assert [state_of(report) for report in pile[:4]] == ["approved", "returned", "rejected", "submitted"]
    press(page, "v")
    page.keyboard.type("Loopt dit nog?")
    press(page, "Tab", "Space", "Tab", "Enter")
    page.wait_for_url("**#thread")
    page.get_by_text("Loopt dit nog?").wait_for()
    look(page, where="review with a question")
    page.wait_for_timeout(SETTLED)
    press(page, "j")
    at(page, pile[4])


def test_several_are_decided_about_at_once_and_what_is_left_out_is_told(
    desk: Desk, anna: User, pile: list[Report]
) -> None:
    from tegenwaarde.records.models import EvidenceSeen

    for kind in ("employment", "benefit"):
        EvidenceSeen.unfenced.create(report=pile[0], kind=kind, seen_on=date(2017, 10, 2), seen_by=anna)
    page = desk(anna)
    page.goto("/beoordelen/?opdrachtnemer=" + str(pile[0].contract.supplier_id))
    press(page, "j", "x", "j", "x")
    page.get_by_text("2 aangevinkt").wait_for()
    page.get_by_role("button", name="Goedkeuren…").click()
    page.get_by_role("heading", name="1 melding goedkeuren?").wait_for()
    page.get_by_text("Dit gaat niet mee").wait_for()
    look(page, where="approve several")
    page.get_by_role("button", name="Ja, goedkeuren").click()
    page.get_by_role("heading", name="Wat er gebeurd is").wait_for()
    look(page, where="outcome")
    assert [state_of(report) for report in pile[:3]] == ["approved", "submitted", "submitted"]
    page.get_by_role("link", name="Terug naar de lijst").click()
    page.locator("[data-rp-all]").check()
    page.get_by_role("button", name="Terugsturen…").click()
    page.get_by_role("button", name="Ja, terugsturen").click()
    look(page, where="return several without a reason")
    page.fill("textarea[name=reason]", "De begindatum ontbreekt")
    page.get_by_role("button", name="Ja, terugsturen").click()
    page.get_by_role("heading", name="Wat er gebeurd is").wait_for()
    assert [state_of(report) for report in pile] == ["approved", "returned", "returned", "returned", "submitted"]


def test_the_second_of_two_coordinators_is_told_and_nothing_is_approved_twice(
    desk: Desk, anna: User, subregion_a: Any, pile: list[Report]
) -> None:
    dirk = a_user("Dirk", "coordinator", subregion=subregion_a)
    first, second = desk(anna), desk(dirk)
    for page in (first, second):
        page.goto(f"/beoordelen/{pile[0].pk}/")
        for box in page.locator("input[name=seen]").all():
            box.check()
        page.wait_for_timeout(SETTLED)
    press(first, "g")
    at(first, pile[1])
    press(second, "g")
    second.get_by_text("Anna heeft deze melding al beoordeeld").wait_for()
    look(second, where="decided before")
    assert pile[0].decisions.count() == 1
    assert sum(LedgerLine.unfenced.filter(report=pile[0]).values_list("cents", flat=True)) == pile[0].submitted_cents
