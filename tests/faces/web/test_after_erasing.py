"""After the facts are erased every page still opens, shows the figures, and says what is gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.usecases.erasing.test_erasing import GONE, erase
from tests.usecases.reports.stories import a_submitted_report, approved
from tests.usecases.second_party.stories import answer, ask

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, Report, User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db
TELLING = ("DB-1", "DB-2", "DB-3", "1 maart 2016", "ROC van Voorbeeldstad", "Zij werkt nu meer")


@dataclass(frozen=True)
class Kept:
    """Reports that were approved, wait and came back, with a message and a confirmation, erased since."""

    counted: Report
    waiting: Report
    returned: Report

    @property
    def each(self) -> tuple[Report, ...]:
        return self.counted, self.waiting, self.returned


@pytest.fixture
def kept(bram_actor: Actor, anna_actor: Actor, contract_in_force: Contract, today: date) -> Kept:
    from tegenwaarde.records.models import Message
    from tegenwaarde.usecases.reports.return_report import return_report

    reports = [
        a_submitted_report(bram_actor, contract_in_force, today, reference=f"DB-{number}") for number in (1, 2, 3)
    ]
    for report in reports:
        answer(ask(bram_actor, report, today), today)
        said = {"from_supplier": True, "text": "Zij werkt nu meer.", "day": today}
        Message.unfenced.create(report=report, author_id=bram_actor.user_id, **said)
    approved(anna_actor, reports[0], today)
    return_report(
        actor=anna_actor, report_id=reports[2].pk, version=reports[2].version, reason="Hoeveel uur?", today=today
    )
    erase(GONE)
    return Kept(*reports)


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("who", ["bram", "anna", "piet"])
def test_every_page_about_what_was_erased_still_opens_and_tells_nothing(
    kept: Kept, who: str, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    browser = client_for(request.getfixturevalue(who))
    receipt = kept.counted.ledger_lines.first()
    assert receipt is not None
    contract_id = kept.counted.contract_id
    pages = [
        ("start", []),
        ("dossiers", []),
        ("dossier", [contract_id]),
        ("dossier_reports", [contract_id]),
        ("receipt", [receipt.receipt_id]),
        *(("report", [report.pk]) for report in kept.each),
    ]
    if who == "anna":
        pages += [("queue", []), *(("review", [report.pk]) for report in kept.each)]
    if who != "piet":
        pages += [("second_party", [report.pk]) for report in kept.each]
    if who == "bram":
        pages += [("persons", []), *(("person", [report.person_id or 0]) for report in kept.each)]
    for name, args in pages:
        shown = browser.get(reverse(name, args=args))
        assert shown.status_code == 200, name
        found = [telling for telling in TELLING if telling in text_of(shown)]
        assert found == [], (name, found)


def test_a_report_says_that_its_facts_were_erased_and_shows_its_value(
    kept: Kept, bram: User, client_for: ClientFor
) -> None:
    text = text_of(client_for(bram).get(reverse("report", args=[kept.counted.pk])))
    assert "gewist" in text
    assert "€" in text


@pytest.mark.parametrize("route", ["report_step", "report_check", "report_who"])
def test_what_came_back_and_was_erased_is_not_corrected_any_more(
    kept: Kept, bram: User, client_for: ClientFor, route: str
) -> None:
    words: dict[str, Any] = {"report_id": kept.returned.pk, **({"step": "werk"} if route == "report_step" else {})}
    refused = client_for(bram).get(reverse(route, kwargs=words))
    assert refused.status_code == 409
    assert "gewist" in text_of(refused)


def test_a_change_of_what_was_erased_is_refused_on_its_page(kept: Kept, bram: User, client_for: ClientFor) -> None:
    shown = client_for(bram).get(reverse("report_change", args=[kept.counted.pk]))
    assert shown.status_code == 409
