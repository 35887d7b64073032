"""What people do in a drill, each in a browser of their own; what was answered with success is written down."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import CONFLICT, FOUND, NOT_FOUND, UNPROCESSABLE_ENTITY

from tools.drill.browser import Browser, Form, Page
from tools.drill.town import PASSWORD, Clerk

TRIES = 20
NO = frozenset({CONFLICT, UNPROCESSABLE_ENTITY, NOT_FOUND})  # somebody else was first, or it cannot be done


class WentWrong(RuntimeError):
    """An answer that nobody should get."""


@dataclass
class Diary:
    """What one person was told had been done."""

    who: str
    approved: list[int] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    submitted: list[int] = field(default_factory=list)
    hours: list[tuple[int, int, bool]] = field(default_factory=list)  # of which draft, how many, and whether answered
    said: list[tuple[int, str]] = field(default_factory=list)
    sheets: list[int] = field(default_factory=list)
    quarters: int = 0
    looked: int = 0

    @property
    def done(self) -> int:
        """Return how much was done."""
        decided = len(self.approved) + len(self.returned)
        kept = sum(answered for _draft, _hours, answered in self.hours)
        return decided + len(self.submitted) + len(self.said) + len(self.sheets) + kept + self.quarters


class Somebody:
    """A person with a browser, who writes down what was done. Stops where `goes_on` says so."""

    def __init__(self, host: str, email: str, goes_on: Callable[[], bool]) -> None:
        self.browser, self.goes_on = Browser(host), goes_on
        self.diary = Diary(email)
        self.browser.sign_in(email, PASSWORD)

    def look(self, address: str) -> Page:
        """Look at a page; WentWrong where that fails."""
        page = self.browser.get(address)
        if page.status >= 500:
            raise WentWrong(f"{self.diary.who}: {address} answered {page.status}")
        self.diary.looked += 1
        return page

    def send(self, form: Form | None, **more: str) -> bool:
        """Send a form; says whether it was done. WentWrong for an answer that is neither yes nor a clear no."""
        if form is None:
            return False
        page = self.browser.send(form, more)
        if page.status not in {FOUND, *NO}:
            raise WentWrong(f"{self.diary.who}: {form.action} answered {page.status}")
        return page.status == FOUND

    def say(self, address: str, report: int, words: str) -> None:
        """Say something in the thread of a report that stands on the page `address`, in words never used before."""
        words = f"{words} ({secrets.token_hex(4)})"
        if self.send(self.look(address).form("/bericht/"), text=words):
            self.diary.said.append((report, words))


def review(coordinator: Somebody, waiting: list[int]) -> None:
    """Decide about what waits, in this order; every fourth is returned, and every third gets a message first."""
    for number, report in enumerate(waiting):
        if not coordinator.goes_on():
            return
        address = f"/beoordelen/{report}/"
        if number % 3 == 0:
            coordinator.say(address, report, f"Vraag van {coordinator.diary.who} bij {report}.")
        page = coordinator.look(address)
        if report % 4 == 0:
            if coordinator.send(page.form("/teruggeven/"), reason=f"Graag meer uitleg, {coordinator.diary.who}."):
                coordinator.diary.returned.append(report)
        elif coordinator.send(page.form("/goedkeuren/"), without_because="Eerder op papier gezien."):
            coordinator.diary.approved.append(report)


def report(person: Somebody, clerk: Clerk) -> None:
    """Submit a spreadsheet; change each draft twice, submit it and say something; then confirm the quarter."""
    upload(person, clerk.sheet)
    for number, draft in enumerate(clerk.drafts):
        for hours in (30 + number, 20 + number):
            if not person.goes_on():
                return
            form = person.look(f"/invulling/{draft}/werk/").form(f"/{draft}/werk/")
            person.diary.hours.append((draft, hours * 100, False))
            if person.send(form, hours_per_week=str(hours), later="1"):
                person.diary.hours[-1] = (draft, hours * 100, True)
        person.look("/")
        form = person.look(f"/invulling/{draft}/indienen/").form(f"/{draft}/indienen/")
        if person.send(form, no_displacement="on"):
            person.diary.submitted.append(draft)
        person.say(f"/invulling/{draft}/", draft, f"Toelichting van {person.diary.who} bij {draft}.")
    for waiting in clerk.waiting:
        if not person.goes_on():
            return
        person.say(f"/invulling/{waiting}/", waiting, f"Antwoord van {person.diary.who} bij {waiting}.")
    person.diary.quarters += person.send(_confirming(person.look("/kwartaal/")))


def upload(person: Somebody, sheet: bytes) -> None:
    """Upload a spreadsheet and submit it as often as it takes: somebody else may change something in between."""
    form = person.look("/spreadsheet/").form("/spreadsheet/")
    if form is None:
        return
    led = person.browser.send_file(form, "file", "plaatsingen.xlsx", sheet)
    for _try in range(TRIES):
        if not led.leads_to or not _at_rest(person, led.leads_to):
            return
        shown = person.look(led.leads_to)
        button = shown.form("/indienen/")
        if button is None:
            if 'href="/invulling/' in shown.text:  # its rows are there to see; a check that broke off shows none
                person.diary.sheets.append(int(led.leads_to.rstrip("/").rsplit("/", 1)[1]))
            return
        person.send(button)


def _at_rest(person: Somebody, address: str) -> bool:
    """Wait until the site has done what it does with a spreadsheet; False where the drill ends before that."""
    while person.goes_on():
        if person.look(f"{address}voortgang/").refreshes:
            return True
        time.sleep(0.2)
    return False


def _confirming(page: Page) -> Form | None:
    return next((form for form in page.forms if {"year", "number"} <= form.names), None)
