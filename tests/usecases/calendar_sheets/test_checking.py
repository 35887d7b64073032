"""Every error in a sheet of tenders stands at its cell, and each row is known for what the calendar has already."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Buyer, CalendarUpload, Tender, User
from tegenwaarde.usecases.calendar_sheets.marked_calendar import marked_calendar
from tegenwaarde.usecases.calendar_sheets.uploading import kept_of
from tegenwaarde.usecases.calendar_sheets.words import named_buyers, quarter_in
from tegenwaarde.usecases.contracts.entering import NowhereToEnter
from tegenwaarde.usecases.ports.sheets import SheetToWrite
from tests.cast import ActorFor, a_tender
from tests.usecases.calendar_sheets.making import a_calendar, codes, put_in, standings, tender

pytestmark = pytest.mark.django_db

WRONG: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"title": ""}, "title", "TITLE_MISSING"),
    ({"title": "x" * 501}, "title", "TOO_LONG"),
    ({"buyer": ""}, "buyer", "BUYER_MISSING"),
    ({"buyer": "Nergenshuizen"}, "buyer", "UNKNOWN_BUYER"),
    ({"buyer": "Buurstad"}, "buyer", "NOT_OWN_BUYER"),
    ({"others": "Nergenshuizen 20%"}, "others", "UNKNOWN_BUYER"),
    ({"others": "Buurstad 100%"}, "others", "NOTHING_LEFT_FOR_LEAD"),
    ({"others": "Buurstad 20%; Voorbeeldstad 10%"}, "others", "BUYER_TWICE"),
    ({"others": "Buurstad 20%; Voorbeeldstad"}, "others", "PARTS_OF_SOME"),
    ({"others": "Buurstad 0%"}, "others", "PART_UNREADABLE"),
    ({"kind": ""}, "kind", "UNKNOWN_KIND"),
    ({"kind": "Huur"}, "kind", "UNKNOWN_KIND"),
    ({"procedure": "Zomaar"}, "procedure", "UNKNOWN_PROCEDURE"),
    ({"cpv": "wegen"}, "cpv", "NOT_A_CPV_CODE"),
    ({"quarter": ""}, "quarter", "QUARTER_MISSING"),
    ({"quarter": "5e kwartaal 2018"}, "quarter", "QUARTER_UNKNOWN"),
    ({"start": "30-2-2018"}, "start", "NOT_A_DAY"),
    ({"start": date(2018, 9, 1), "end": date(2018, 8, 31)}, "end", "CONTRACT_END_BEFORE_START"),
    ({"estimated_value_cents": "veel"}, "estimated_value_cents", "NOT_A_NUMBER"),
    ({"estimated_value_cents": -5}, "estimated_value_cents", "NUMBER_NEGATIVE"),
    ({"labour_share": "80%", "material_share": "30%"}, "material_share", "SHARES_ABOVE_WHOLE"),
    ({"labour_share": "180%"}, "labour_share", "SHARE_OUT_OF_RANGE"),
    ({"infrastructure": "misschien"}, "infrastructure", "NOT_YES_OR_NO"),
)


@pytest.mark.parametrize(("wrong", "name", "code"), WRONG, ids=[f"{one[1]}-{one[2]}" for one in WRONG])
def test_each_error_stands_at_its_cell_and_keeps_the_whole_sheet_out(
    anna_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer, today: date, wrong: dict[str, Any], name: str, code: str
) -> None:
    upload = put_in(anna_actor, a_calendar(tender("Goed"), {**tender("Fout"), **wrong}), today)
    assert codes(upload) == [(3, name, code)]
    assert kept_of(upload).rows == []
    assert Tender.unfenced.count() == 0


def test_the_sheet_comes_back_with_its_errors_marked(anna_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    upload = put_in(anna_actor, a_calendar(tender("Goed"), tender("Fout", kind="Huur")), today)
    book, name = marked_calendar(actor=anna_actor, upload_id=upload.pk, today=today)
    sheet = next(one for one in book.sheets if isinstance(one, SheetToWrite))
    assert name == "kalender.xlsx"
    assert [(mark.row, mark.column) for mark in sheet.marks] == [(2, 4)]
    assert [cells[0] for _row, cells in sheet.rows] == ["Goed", "Fout"]


def test_several_buyers_stand_in_one_row_with_their_parts(
    anna_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer, today: date
) -> None:
    told = ["Buurstad 40%", "Buurstad", "buurstad 33,5 %"]
    rows = kept_of(put_in(anna_actor, a_calendar(*(tender(one, others=one) for one in told)), today)).rows
    assert [[(one.buyer_id, one.share) for one in row.facts.buyers] for row in rows] == [
        [(voorbeeldstad.pk, lead), (buurstad.pk, share)]
        for lead, share in ((600_000, 400_000), (500_000, 500_000), (665_000, 335_000))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2e kwartaal 2018",
        "2nd quarter of 2018",
        "2018 K2",
        "K2 2018",
        "q2-2018",
        "2018-Q2",
        "Kwartaal 2, 2018",
        "2018 2",
        "1-5-2018",
        "15 juni 2018",
    ],
)
def test_a_quarter_is_known_in_the_ways_that_people_write_it(text: str) -> None:
    assert quarter_in(text) == Quarter(2018, 2)


@pytest.mark.parametrize("text", ["", "2018", "5e kwartaal 2018", "voorjaar 2018", "2018 2e helft", "K2"])
def test_what_is_no_quarter_is_none(text: str) -> None:
    assert quarter_in(text) is None


def test_two_rows_about_one_tender_name_each_other(anna_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    upload = put_in(anna_actor, a_calendar(tender(), tender("ONDERHOUD VAN WEGEN")), today)
    assert codes(upload) == [(3, "title", "TENDER_TWICE")]
    assert dict(kept_of(upload).errors[0].problem.params) == {"line": 2}


def test_two_lots_with_their_own_reference_are_two_tenders(
    anna_actor: Actor, voorbeeldstad: Buyer, today: date
) -> None:
    upload = put_in(anna_actor, a_calendar(tender(reference="W-1"), tender(reference="W-2")), today)
    assert standings(upload) == ["new", "new"]


def test_what_is_in_the_calendar_is_known_by_reference_or_by_title_buyer_and_quarter(
    anna_actor: Actor, voorbeeldstad: Buyer, today: date
) -> None:
    spring = date(2018, 4, 1)
    a_tender(voorbeeldstad, title="Riolering", reference="W-7", quarter_start=spring)
    a_tender(voorbeeldstad, title="Groen", quarter_start=spring, kind="works", estimated_value_cents=100_000_000)
    a_tender(voorbeeldstad, title="Schoonmaak", quarter_start=spring, state="awarded")
    rows = [tender("Nieuwe riolen", reference="w 7"), tender("Groen"), tender("Schoonmaak"), tender("Straatlampen")]
    assert standings(put_in(anna_actor, a_calendar(*rows), today)) == ["differs", "same", "kept", "new"]


def test_a_known_tender_keeps_what_the_sheet_leaves_empty(anna_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    a_tender(
        voorbeeldstad, reference="W-7", quarter_start=date(2018, 4, 1), kind="works", cpv="45233141", remarks="Vroeg"
    )
    upload = put_in(anna_actor, a_calendar(tender(reference="W-7", estimated_value_cents="")), today)
    assert standings(upload) == ["same"]
    assert kept_of(upload).rows[0].facts.cpv == "45233141"


def test_a_neighbours_line_is_known_and_left_alone(anna_actor: Actor, buurstad: Buyer, today: date) -> None:
    a_tender(buurstad, title="Groen", quarter_start=date(2018, 4, 1))
    upload = put_in(anna_actor, a_calendar(tender("Groen", buyer="Buurstad")), today)
    assert (standings(upload), codes(upload)) == (["kept"], [])


def test_whose_buyer_belongs_nowhere_puts_nothing_in(
    piet: User, actor_of: ActorFor, voorbeeldstad: Buyer, today: date
) -> None:
    upload = put_in(actor_of(piet), a_calendar(tender()), today)
    assert standings(upload) == ["new"]
    voorbeeldstad.memberships.update(until_day=today)
    with pytest.raises(NowhereToEnter):
        put_in(actor_of(piet), a_calendar(tender("Anders")), today)


def test_what_a_new_tender_is_expected_to_bring_is_told_before_it_is_taken_over(
    anna_actor: Actor, voorbeeldstad: Buyer, today: date
) -> None:
    (row,) = kept_of(put_in(anna_actor, a_calendar(tender()), today)).rows
    assert row.expected_cents == 5_000_000


def test_a_cpv_code_that_a_spreadsheet_took_for_a_number_keeps_its_zero(
    anna_actor: Actor, voorbeeldstad: Buyer, today: date
) -> None:
    (row,) = kept_of(put_in(anna_actor, a_calendar(tender(cpv=3410000)), today)).rows
    assert row.facts.cpv == "03410000"


@pytest.mark.parametrize("content", [b"", b"titel;opdrachtgever\r\n", b"PK\x03\x04nothing"])
def test_what_is_no_spreadsheet_is_told_in_one_line(
    anna_actor: Actor, voorbeeldstad: Buyer, today: date, content: bytes
) -> None:
    upload = put_in(anna_actor, content, today)
    assert [row for row, _name, _code in codes(upload)] == [0]


def test_who_plans_no_tenders_has_no_such_page(bram_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    with pytest.raises(NotVisible):
        put_in(bram_actor, a_calendar(tender()), today)
    assert not CalendarUpload.unfenced.exists()


def test_a_buyer_is_known_by_what_people_call_it(anna_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    Buyer.unfenced.filter(pk=voorbeeldstad.pk).update(name="Gemeente Voorbeeldstad")
    sheet = a_calendar(tender("Kort", buyer="voorbeeldstad"), tender("Lang", buyer="Gemeente Voorbeeldstad"))
    assert codes(put_in(anna_actor, sheet, today)) == []


def test_a_short_name_that_two_buyers_share_says_nothing() -> None:
    known = named_buyers(((1, "Gemeente Veldstad"), (2, "Stichting Veldstad"), (3, "Gemeente Havenstad")))
    assert known.find("Havenstad") == 3
    assert known.find("Gemeente Veldstad") == 1
    found = known.find("Veldstad")
    assert isinstance(found, Problem)
    assert found.code == "BUYER_AMBIGUOUS"
