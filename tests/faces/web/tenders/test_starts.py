"""Where people begin who plan tenders, read figures or answer for candidates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.cast import a_tender, a_user

if TYPE_CHECKING:
    from tegenwaarde.records.models import Buyer, Subregion, User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db


def start(client_for: ClientFor, who: User) -> str:
    answer = client_for(who).get("/")
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_procurement_officer_begins_with_what_is_to_be_done_with_own_tenders(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    a_tender(voorbeeldstad, title="Te laat", quarter_start=date(2017, 7, 1))
    a_tender(voorbeeldstad, title="Nu aan de beurt")
    a_tender(voorbeeldstad, title="Later", quarter_start=date(2018, 4, 1))
    a_tender(voorbeeldstad, title="Zonder bedrag", quarter_start=date(2018, 4, 1), estimated_value_cents=None)
    a_tender(voorbeeldstad, title="Is uit", state="published", tender_date=date(2017, 9, 1))
    a_tender(buurstad, (voorbeeldstad, 40), title="Buurstad trekt", quarter_start=date(2017, 7, 1))
    shown = start(client_for, ine)
    for title in ("Te laat", "Nu aan de beurt", "Zonder bedrag", "Is uit"):
        assert title in shown
    assert "Later<" not in shown
    assert "Buurstad trekt" not in shown
    assert "Kwartaal is voorbij" in shown
    assert "Wacht op gunning" in shown


def test_a_procurement_officer_without_tenders_is_told_how_to_begin(client_for: ClientFor, ine: User) -> None:
    shown = start(client_for, ine)
    assert "Er wacht niets op u" in shown
    assert "/aanbestedingen/nieuw/" in shown


def test_a_manager_comes_from_the_start_to_the_figures_of_tenders(client_for: ClientFor, milan: User) -> None:
    assert "/aanbestedingen/tijdlijn/" in start(client_for, milan)


def test_a_consultant_is_led_to_the_guide(client_for: ClientFor, subregion_a: Subregion) -> None:
    kees = a_user("Kees", "consultant", subregion=subregion_a)
    assert "Naar de gids" in start(client_for, kees)


def test_the_calendar_is_on_the_way_of_who_plans_and_of_who_reads_figures(
    client_for: ClientFor, ine: User, milan: User, bram: User
) -> None:
    ways = [">Kalender<" in start(client_for, who).replace("\n", "").replace(" <", "<") for who in (ine, milan, bram)]
    assert ways == [True, True, False]
