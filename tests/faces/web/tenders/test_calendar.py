"""The calendar on the screen: the list, the figures by quarter, and copying a year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tegenwaarde.records.models import Tender
from tests.cast import a_tender

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tegenwaarde.records.models import Buyer, User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db
LIST, TIMELINE = "/aanbestedingen/", "/aanbestedingen/tijdlijn/"
COPY = "/aanbestedingen/kopie/?jaar=2017"


def read(client_for: ClientFor, who: User, path: str) -> str:
    answer = client_for(who).get(path)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_an_empty_calendar_says_what_comes_here_and_how_to_begin(client_for: ClientFor, ine: User) -> None:
    shown = read(client_for, ine, LIST)
    assert "Nog geen aanbestedingen in dit jaar" in shown
    assert "/aanbestedingen/nieuw/" in shown


def test_the_list_shows_what_each_tender_is_expected_to_bring_and_the_total(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    a_tender(voorbeeldstad)
    a_tender(voorbeeldstad, title="Schoonmaak", estimated_value_cents=15_000_000)
    a_tender(voorbeeldstad, title="Vervallen", state="dropped", dropped_reason="Geen geld.")
    shown = read(client_for, ine, LIST)
    assert "€ 25.000" in shown
    assert "€ 7.500" in shown
    assert "3 aanbestedingen: € 32.500" in shown
    assert "waarvan € 7.500 als het mogelijk is" in shown


def test_the_address_filters_by_quarter_state_and_kind(client_for: ClientFor, ine: User, voorbeeldstad: Buyer) -> None:
    a_tender(voorbeeldstad)
    a_tender(voorbeeldstad, title="Nieuwe brug", kind="works", quarter_start=date(2017, 4, 1))
    assert "Nieuwe brug" not in read(client_for, ine, f"{LIST}?kwartaal=4")
    assert "Onderhoud van wegen" not in read(client_for, ine, f"{LIST}?soort=works")
    assert "Niets gevonden" in read(client_for, ine, f"{LIST}?stand=awarded")
    assert "Nieuwe brug" in read(client_for, ine, f"{LIST}?jaar=alle&zoek=brug")


def test_a_year_that_is_not_asked_is_the_present_one(client_for: ClientFor, ine: User, voorbeeldstad: Buyer) -> None:
    a_tender(voorbeeldstad, title="Volgend jaar", quarter_start=date(2018, 1, 1))
    assert "Volgend jaar" not in read(client_for, ine, LIST)
    assert "Volgend jaar" in read(client_for, ine, f"{LIST}?jaar=2018")


def test_words_in_the_address_that_mean_nothing_are_passed_over(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    a_tender(voorbeeldstad)
    shown = read(client_for, ine, f"{LIST}?jaar=twee&kwartaal=%C2%B2&page=-1&sorteer=raar&opdrachtgever=x")
    assert "Onderhoud van wegen" in shown


def test_a_coordinator_sees_the_neighbours_line_without_a_link_and_without_the_estimate(
    client_for: ClientFor, anna: User, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    a_tender(voorbeeldstad)
    theirs = a_tender(buurstad, title="Van de buren", reference="BS-9", estimated_value_cents=90_000_000)
    shown = read(client_for, anna, LIST)
    assert "Van de buren" in shown
    assert "€ 45.000" in shown
    assert f"/aanbestedingen/{theirs.pk}/" not in shown
    assert "BS-9" not in shown
    assert "€ 900.000" not in shown
    assert "Van de buren" not in read(client_for, anna, f"{LIST}?eigen=ja")


def test_an_officer_sees_own_and_joint_lines_only(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    a_tender(buurstad, title="Van de buren")
    joint = a_tender(buurstad, (voorbeeldstad, 30), title="Samen")
    shown = read(client_for, ine, LIST)
    assert "Van de buren" not in shown
    assert f"/aanbestedingen/{joint.pk}/" in shown


def test_the_figures_of_the_region_are_for_everybody_and_open_for_who_sees_the_lines(
    client_for: ClientFor, anna: User, ine: User, milan: User, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    a_tender(voorbeeldstad)
    a_tender(buurstad, estimated_value_cents=90_000_000, state="published", tender_date=date(2017, 10, 2))
    for person in (anna, ine, milan):
        shown = read(client_for, person, TIMELINE)
        assert "€ 70.000" in shown
        assert "€ 10.000.000" in shown
        assert "Onderhoud van wegen" not in shown
        assert ("kwartaal=4" in shown) == (person == anna)
    assert "kwartaal=4" in read(client_for, ine, f"{TIMELINE}?eigen=ja")


def test_a_manager_who_opens_the_calendar_comes_to_the_figures(client_for: ClientFor, milan: User) -> None:
    assert client_for(milan).get(LIST).headers["Location"] == TIMELINE


def test_a_supplier_finds_no_calendar(client_for: ClientFor, bram: User) -> None:
    assert {client_for(bram).get(path).status_code for path in (LIST, TIMELINE)} == {404}


def test_figures_of_a_dropped_tender_do_not_count(client_for: ClientFor, milan: User, voorbeeldstad: Buyer) -> None:
    a_tender(voorbeeldstad)
    a_tender(voorbeeldstad, state="dropped", dropped_reason="Geen geld.")
    shown = read(client_for, milan, TIMELINE)
    assert "€ 50.000" not in shown
    assert "1 aanbesteding is vervallen" in shown


def test_a_year_is_copied_after_one_question(client_for: ClientFor, ine: User, voorbeeldstad: Buyer) -> None:
    one, other = a_tender(voorbeeldstad), a_tender(voorbeeldstad, title="Niet weer")
    client = client_for(ine)
    assert "Niet weer" in client.get(COPY).content.decode()
    asked = client.post(COPY, {"tender": [one.pk]})
    assert "1 aanbesteding kopiëren naar 2018?" in asked.content.decode()
    assert Tender.unfenced.count() == 2
    done = client.post(COPY, {"tender": [one.pk], "sure": "1"})
    assert done.headers["Location"] == "/aanbestedingen/?jaar=2018"
    assert not other.copies.exists()
    assert "staat al in 2018" in client.get(COPY).content.decode()


def test_copying_nothing_is_said(client_for: ClientFor, ine: User, voorbeeldstad: Buyer) -> None:
    a_tender(voorbeeldstad)
    assert client_for(ine).post(COPY, {}).status_code == 422


def test_many_tenders_cost_as_many_queries_as_few(
    client_for: ClientFor, anna: User, voorbeeldstad: Buyer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_for(anna)
    for number in range(30):
        a_tender(voorbeeldstad, title=f"Opdracht {number}")
    for path in (LIST, TIMELINE):
        with django_assert_max_num_queries(20):
            assert client.get(path).status_code == 200
