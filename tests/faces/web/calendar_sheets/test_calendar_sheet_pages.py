"""Pages of the calendar with a spreadsheet: from the template to the calendar, and back as a file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.adapters.spreadsheets import read_sheets
from tegenwaarde.records.models import Buyer, CalendarUpload, Tender, User
from tests.cast import ClientFor, a_tender
from tests.usecases.calendar_sheets.making import a_calendar, put_in, standings, tender

pytestmark = pytest.mark.django_db
HERE = "/aanbestedingen/spreadsheet/"
SPRING = date(2018, 4, 1)


@pytest.fixture
def anna_web(client_for: ClientFor, anna: User, voorbeeldstad: Buyer, buurstad: Buyer) -> Client:
    return client_for(anna)


def send(client: Client, content: bytes, name: str = "kalender.xlsx") -> Any:
    return client.post(HERE, {"file": SimpleUploadedFile(name, content)})


def page_of(client: Client, answer: Any) -> str:
    return str(client.get(answer["Location"]).content.decode())


def test_a_sheet_travels_from_its_preview_into_the_calendar(anna_web: Client) -> None:
    sent = send(anna_web, a_calendar(tender("Riolering", others="Buurstad 40%"), tender("Groen")))
    shown = page_of(anna_web, sent)
    assert "2 nieuwe aanbestedingen, samen € 2.000.000" in shown.replace("\xa0", " ")
    assert "€ 100.000 social return" in shown.replace("\xa0", " ")
    taken = anna_web.post(sent["Location"] + "overnemen/")
    assert "2 rijen zijn overgenomen" in page_of(anna_web, taken)
    assert Tender.unfenced.count() == 2
    assert "Overgenomen" in anna_web.get(HERE).content.decode()


def test_errors_are_told_at_their_cell_and_the_sheet_comes_back_marked(anna_web: Client) -> None:
    sent = send(anna_web, a_calendar(tender(kind="Huur")))
    shown = page_of(anna_web, sent)
    assert "Aanbestedingen, E2 (Soort)" in shown
    answer = anna_web.get(sent["Location"] + "fouten/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert [table.name for table in read_sheets(answer.content).tables][:2] == ["Fouten", "Aanbestedingen"]


def test_the_same_file_again_leads_to_what_was_taken_over(anna_web: Client) -> None:
    content = a_calendar(tender())
    anna_web.post(send(anna_web, content)["Location"] + "overnemen/")
    again = send(anna_web, content)
    assert again.status_code == 409
    assert f"{HERE}{CalendarUpload.unfenced.get().pk}/" in again.content.decode()


def test_one_chooses_whether_known_tenders_follow_the_sheet(anna_web: Client, voorbeeldstad: Buyer) -> None:
    known = a_tender(voorbeeldstad, reference="W-7", quarter_start=SPRING)
    sent = send(anna_web, a_calendar(tender(reference="W-7", estimated_value_cents=1_200_000)))
    assert "Laat de kalender zoals die is" in page_of(anna_web, sent)
    anna_web.post(sent["Location"] + "overnemen/", {"bekend": "bijwerken"})
    known.refresh_from_db()
    assert known.estimated_value_cents == 120_000_000


def test_a_sheet_is_thrown_away_after_a_question(anna_web: Client) -> None:
    sent = send(anna_web, a_calendar(tender()))
    away = sent["Location"] + "weggooien/"
    assert anna_web.get(away).status_code == 200
    assert CalendarUpload.unfenced.get().state == "checked"
    anna_web.post(away)
    assert CalendarUpload.unfenced.get().state == "discarded"
    assert (anna_web.get(sent["Location"]).status_code, anna_web.get(away).status_code) == (200, 409)


def test_a_file_that_is_missing_is_asked_for(anna_web: Client) -> None:
    assert anna_web.post(HERE).status_code == 422


def test_nobody_sees_the_sheet_of_another(anna_web: Client, client_for: ClientFor, carla: User, bram: User) -> None:
    sheet = send(anna_web, a_calendar(tender()))["Location"]
    assert [client_for(one).get(sheet).status_code for one in (carla, bram)] == [404, 404]


def test_the_template_lists_the_buyers_kinds_and_quarters(anna_web: Client) -> None:
    answer = anna_web.get(HERE + "sjabloon/")
    lists = read_sheets(answer.content).tables[-1]
    told = {column[0]: [cell for cell in column[1:] if cell] for column in lists.columns}
    assert told["Opdrachtgever"] == ["Buurstad", "Voorbeeldstad"]
    assert told["Soort"] == ["Werken", "Diensten", "Leveringen", "Subsidie"]
    assert told["Kwartaal van publicatie"][0] == "4e kwartaal 2017"


def test_what_is_downloaded_is_known_again_when_it_is_uploaded(
    anna_web: Client, anna_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer, today: date
) -> None:
    a_tender(
        voorbeeldstad,
        (buurstad, 33),
        title="Riolering",
        reference="W-7",
        quarter_start=SPRING,
        cpv="45232411-6",
        labour_share=333_333,
        material_share=200_000,
        infrastructure=True,
        start=SPRING,
        end=date(2019, 12, 31),
        remarks="=1+1",
        estimated_value_cents=123_456_789,
    )
    a_tender(voorbeeldstad, kind="subsidy", title="Wijkfonds", subsidy_per_year_cents=10_000_000)
    a_tender(buurstad, title="Groen", quarter_start=SPRING)
    a_tender(voorbeeldstad, title="Oud", state="dropped", dropped_reason="Geen geld")
    answer = anna_web.get("/aanbestedingen/download/?jaar=alle")
    upload = put_in(anna_actor, answer.content, today)
    assert sorted(standings(upload)) == ["kept", "kept", "same", "same"]
    assert upload.problems == []


def test_the_download_holds_what_the_address_asks_for(anna_web: Client, voorbeeldstad: Buyer, buurstad: Buyer) -> None:
    a_tender(voorbeeldstad, title="Riolering", kind="works")
    a_tender(buurstad, title="Groen", reference="G-1", estimated_value_cents=10_000_000)
    works = anna_web.get("/aanbestedingen/download/?soort=works&als=csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in works] == ["Titel", "Riolering"]
    (_head, _works, green) = (
        anna_web.get("/aanbestedingen/download/?als=csv&sorteer=-title").content.decode("utf-8-sig").splitlines()
    )
    assert green.startswith("Groen;;Buurstad;")  # a neighbour's reference and estimate stay closed
    assert "100000,00" not in green
