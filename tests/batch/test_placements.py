"""Files of placements: the worked examples, what a line holds, and every way in which a row is refused."""

from __future__ import annotations

import pytest

from tests.batch.files import csv_text, one, placement, placements

LONG = {"contract_end": "2020-12-31"}
WORKED = [
    ("1", {"employment_end": "2018-02-28"}, "30000.00", {}),
    ("1", LONG, "60000.00", {}),
    ("2", {"employment_end": "2017-08-31", "hours_per_week": "24"}, "13442.92", {}),
    ("1", {"employment_start": "2015-07-01"}, "14876.71", {}),
    (
        "3",
        {
            "employment_start": "2016-02-29", "contract_start": "2016-02-29", "contract_end": "2017-02-28",
            "hours_per_week": "20", "fulltime_hours": "40",
        },
        "15000.00",
        {},
    ),
    (
        "5",
        {
            "employment_start": "2017-04-01", "hours_per_week": "32", "birth_date": "1966-04-01",
            "permanent_from": "2018-04-01",
        },
        "8888.89",
        {"fifty_plus_eur": "4444.44", "permanent_eur": "10000.00"},
    ),
    (
        "6",
        {"employment_start": "2017-04-01", "employment_end": "2017-12-31", "refugee": "1"},
        "11301.37",
        {"refugee_eur": "3767.12"},
    ),
    (
        "10",
        {
            "employment_start": "2017-09-01", "employment_end": "2019-07-31", "hours_per_week": "32",
            "fulltime_hours": "40", "study_end": "2019-07-12", "contract_end": "2019-12-31",
        },
        "22356.16",
        {},
    ),
    ("1", {**LONG, "as_of": "2017-09-30"}, "17589.04", {}),
]  # fmt: skip


@pytest.mark.parametrize(("block", "cells", "base", "extras"), WORKED)
def test_the_worked_examples_come_out(block: str, cells: dict[str, str], base: str, extras: dict[str, str]) -> None:
    line = one(placements(csv_text([placement(block, **cells)])))
    assert line["base_eur"] == base
    for name in ("permanent_eur", "fifty_plus_eur", "refugee_eur", "infra_eur"):
        assert line[name] == extras.get(name, "0.00")
    assert line["error"] == ""


def test_a_line_has_its_columns_in_this_order() -> None:
    line = one(placements(csv_text([placement(infra_paid_on="2017-05-01")])))
    assert line == {
        "id": "p", "base_eur": "55150.68", "permanent_eur": "0.00", "fifty_plus_eur": "0.00", "refugee_eur": "0.00",
        "infra_eur": "2500.00", "total_eur": "57650.68", "counted_from": "2017-03-01", "counted_until": "2018-12-31",
        "error": "",
    }  # fmt: skip


def test_the_counted_window_is_whole_whatever_the_day_asked_about() -> None:
    line = one(placements(csv_text([placement(as_of="2017-01-01", **LONG)])))
    assert (line["total_eur"], line["counted_from"], line["counted_until"]) == ("0.00", "2017-03-01", "2019-02-28")


def test_a_placement_outside_the_contract_is_worth_nothing_and_has_no_window() -> None:
    line = one(placements(csv_text([placement(employment_start="2019-03-01")])))
    assert (line["total_eur"], line["counted_from"], line["counted_until"], line["error"]) == ("0.00", "", "", "")


@pytest.mark.parametrize(
    ("block", "cells", "total"),
    [
        ("9", {"invoice_eur": "1234.5"}, "1234.50"),
        ("9", {"invoice_eur": "0"}, "0.00"),
        ("9", {"invoice_eur": "123456789012345678901234567890.12"}, "123456789012345678901234567890.12"),
        ("9", {"activity_date": "2019-01-01"}, "0.00"),
        ("9", {"activity_date": "2017-05-01", "as_of": "2017-04-30"}, "0.00"),
        ("9", {"activity_date": "2017-05-01", "as_of": "2017-05-01"}, "10.00"),
        ("15", {"activity_hours": "7.25"}, "725.00"),
        ("15", {"activity_hours": "99999999999999999999999999.99"}, "9999999999999999999999999999.00"),
    ],
)
def test_invoices_and_activities_count_on_their_day_without_a_window(
    block: str, cells: dict[str, str], total: str
) -> None:
    line = one(placements(csv_text([placement(block, **cells)])))
    assert (line["base_eur"], line["total_eur"], line["counted_from"], line["error"]) == (total, total, "", "")


def test_hours_of_any_number_of_digits_count_at_most_once() -> None:
    line = one(placements(csv_text([placement("3", hours_per_week="9" * 60, employment_end="2018-02-28")])))
    assert line["base_eur"] == "30000.00"


def test_a_full_time_week_of_any_number_of_digits_leaves_next_to_nothing() -> None:
    line = one(placements(csv_text([placement("3", fulltime_hours="9" * 60)])))
    assert (line["base_eur"], line["error"]) == ("0.00", "")


REFUSED = [
    (placement(""), "Give the row"),
    (placement("16"), "no such row"),
    (placement("01"), "no such row"),
    (placement(contract_start=""), "first day of the contract"),
    (placement(contract_end=""), "last day of the contract"),
    (placement(contract_end="2016-12-31"), "contract ends before it starts"),
    (placement(employment_start=""), "first day of the employment"),
    (placement(employment_end="2017-02-28"), "employment ends before it starts"),
    (placement(study_start="2017-02-02", study_end="2017-02-01"), "study ends before it starts"),
    (placement(hours_per_week=""), "hours per week"),
    (placement(hours_per_week="0"), "above zero"),
    (placement(hours_per_week="0.00"), "above zero"),
    (placement(fulltime_hours="0"), "above zero"),
    (placement("1", benefit_since="2015-03-01"), "row 2"),
    (placement("2", benefit_since="2015-03-02"), "row 1"),
    (placement("5", benefit_since="2016-12-02"), "less than 3 months"),
    (placement("5", benefit_since="2016-03-01"), "row 6"),
    (placement("6", benefit_since="2016-03-02"), "row 5"),
    (placement("9", activity_date=""), "give the day"),
    (placement("9", invoice_eur=""), "give its amount"),
    (placement("10", study_end=""), "give its last day"),
    (placement("11", study_end=""), "give its last day"),
    (placement("12", study_end=""), "give its last day"),
    (placement("14", birth_date=""), "birth date"),
    (placement("14", birth_date="1990-03-01"), "not yet 27"),
    (placement("15", activity_date=""), "give the day"),
    (placement("15", activity_hours=""), "give the hours"),
    (placement(birth_date="1966-02-30"), "birth_date: write an existing day"),
    (placement(study_start="vorig jaar"), "study_start: write an existing day"),
    (placement(invoice_eur="-1"), "invoice_eur: write a number"),
    (placement(hours_per_week="36,5"), "hours_per_week: write a number"),
    (placement(hours_per_week="36.125"), "hours_per_week: write a number"),
    (placement(refugee="ja"), "refugee: write 1"),
    (placement(block="1 "), "no such row"),
]


@pytest.mark.parametrize(("row", "reason"), REFUSED)
def test_a_row_that_cannot_be_valued_says_why_and_has_no_amounts(row: dict[str, str], reason: str) -> None:
    before, line, after = placements(csv_text([placement(id="1"), row, placement(id="3")]))
    assert reason.lower() in line["error"].lower()
    assert {cell for name, cell in line.items() if name not in {"id", "error"}} == {""}
    assert line["id"] == "p"
    assert before["total_eur"] == after["total_eur"] == "55150.68"


def test_benefit_dates_on_the_boundary_fit() -> None:
    rows = [
        placement("1", benefit_since="2015-03-02"), placement("2", benefit_since="2015-03-01"),
        placement("5", benefit_since="2016-12-01"), placement("6", benefit_since="2016-03-01"),
        placement("14", birth_date="1990-03-02"),
    ]  # fmt: skip
    assert [line["error"] for line in placements(csv_text(rows))] == [""] * 5


def test_every_unreadable_cell_of_a_row_is_named() -> None:
    line = one(placements(csv_text([placement(refugee="x", as_of="x", activity_hours="x")])))
    assert [line["error"].count(name) for name in ("refugee:", "as_of:", "activity_hours:")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [("", "line is empty"), ("a,1,b", "more cells"), ('a,"' + "x" * 200_000 + '"', "double quote")],
)
def test_a_line_that_is_no_row_is_refused_where_it_stands(broken: str, reason: str) -> None:
    before, line, after = placements(f"id,block\nx,0\n{broken}\ny,0\n")
    assert reason in line["error"]
    assert (before["id"], after["id"]) == ("x", "y")


def test_a_file_without_rows_has_only_a_header() -> None:
    assert placements("id,block\n") == []
