"""Every error stands at its cell, says what to do, and keeps the whole sheet out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.adapters.spreadsheets import write_sheets
from tegenwaarde.policy import library
from tegenwaarde.records.models import Contract, Person, Report, UploadState
from tegenwaarde.usecases.ports.sheets import Table, plain_name
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.sheets.cells import NUMBER_IS_CLOCK, read_hours
from tegenwaarde.usecases.sheets.choices import situation_choices
from tegenwaarde.usecases.sheets.columns import FULFILMENTS, PLACEMENTS
from tegenwaarde.usecases.sheets.marked import marked_workbook
from tegenwaarde.usecases.sheets.recognise import recognise
from tegenwaarde.usecases.sheets.shape import Column
from tegenwaarde.usecases.sheets.template import filled as a_book
from tegenwaarde.usecases.spoken import in_every_language
from tests.cast import a_contract
from tests.usecases.reports.stories import a_submitted_report
from tests.usecases.sheets.making import (
    a_file,
    activity,
    codes,
    found_in,
    invoice,
    placement,
    taken_over,
    uploaded,
)

if TYPE_CHECKING:
    from tegenwaarde.records.models import Buyer, PolicyText, Supplier

pytestmark = pytest.mark.django_db

# What is filled in, at which column it is found, and what is found.
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"contract": ""}, "contract", "CONTRACT_MISSING"),
    ({"contract": "2031-1"}, "contract", "UNKNOWN_CONTRACT"),
    ({"contract": "2015-9"}, "contract", "CONTRACT_NOT_RUNNING"),
    ({"contract": "Onderhoud"}, "contract", "CONTRACT_AMBIGUOUS"),
    ({"reference": ""}, "reference", "REFERENCE_MISSING"),
    ({"reference": "x" * 61}, "reference", "REFERENCE_TOO_LONG"),
    ({"reference": "111222333"}, "reference", "REFERENCE_IS_BSN"),
    ({"name_at_birth": ""}, "name_at_birth", "IDENTITY_MISSING"),
    ({"birth_date": ""}, "birth_date", "BIRTH_DATE_MISSING"),
    ({"name_at_birth": "12345"}, "name_at_birth", "BIRTH_NAME_WRONG"),
    ({"birth_date": date(2018, 1, 1)}, "birth_date", "BIRTH_DATE_WRONG"),
    ({"birth_date": date(2017, 4, 1)}, "birth_date", "BORN_AFTER_START"),
    ({"block": ""}, "block", "BLOCK_MISSING"),
    ({"block": "99"}, "block", "UNKNOWN_BLOCK"),
    ({"block": "", "situation": "Weet ik niet"}, "situation", "UNKNOWN_SITUATION"),
    ({"situation": "Heeft deze persoon een Wajong-uitkering?"}, "block", "BLOCK_NOT_OF_SITUATION"),
    ({"benefit_since": ""}, "benefit_since", "BENEFIT_SINCE_MISSING"),
    ({"benefit_since": date(2010, 1, 1)}, "benefit_since", "BENEFIT_RAN_LONGER"),
    ({"block": "2"}, "benefit_since", "BENEFIT_RAN_SHORTER"),
    ({"benefit_since": date(2017, 5, 1)}, "benefit_since", "BENEFIT_AFTER_START"),
    ({"employment_start": ""}, "employment_start", "EMPLOYMENT_START_MISSING"),
    ({"employment_start": "2019-02-30"}, "employment_start", "NOT_A_DAY"),
    ({"employment_start": 42795}, "employment_start", "DAY_IS_NUMBER"),
    ({"employment_end": "1-1-2222"}, "employment_end", "DAY_OUTSIDE_CALENDAR"),
    ({"employment_end": date(2017, 2, 1)}, "employment_end", "EMPLOYMENT_END_BEFORE_START"),
    ({"hours_per_week": ""}, "hours_per_week", "HOURS_PER_WEEK_MISSING"),
    ({"hours_per_week": 0}, "hours_per_week", "HOURS_NOT_ABOVE_ZERO"),
    ({"hours_per_week": "veel"}, "hours_per_week", "NOT_A_NUMBER"),
    ({"hours_per_week": "-32"}, "hours_per_week", "NUMBER_NEGATIVE"),
    ({"hours_per_week": "32,555"}, "hours_per_week", "NUMBER_TOO_PRECISE"),
    ({"hours_per_week": 200}, "hours_per_week", "HOURS_OVER_A_WEEK"),
    ({"hours_per_week": "123456789012"}, "hours_per_week", "NUMBER_TOO_LARGE"),
    ({"hours_per_week": date(2017, 1, 1)}, "hours_per_week", "NUMBER_IS_DAY"),
    ({"fulltime_hours": 0}, "fulltime_hours", "FULLTIME_HOURS_NOT_ABOVE_ZERO"),
    ({"share": "150%"}, "share", "SHARE_OUT_OF_RANGE"),
    ({"change_1_from": date(2017, 6, 1)}, "change_1_hours", "CHANGE_INCOMPLETE"),
    ({"change_1_from": date(2017, 1, 1), "change_1_hours": 20}, "change_1_from", "HOURS_CHANGE_BEFORE_START"),
    ({"refugee": "misschien"}, "refugee", "NOT_YES_OR_NO"),
    ({"block": "10"}, "study_end", "STUDY_END_MISSING"),
    (
        {"block": "10", "study_start": date(2018, 1, 1), "study_end": date(2017, 5, 1)},
        "study_end",
        "STUDY_END_BEFORE_START",
    ),
    ({"block": "14"}, "birth_date", "TOO_OLD"),
    ({"employment_start": date(2025, 1, 1), "block": "7"}, "block", "NOTHING_COUNTS"),
]


@pytest.fixture
def contracts(
    contract_in_force: Contract, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> tuple[Contract, ...]:
    """De Brug's contracts: one running, one closed, and two of one title."""
    more = [
        a_contract(voorbeeldstad, de_brug, policy_text, reference=reference, title=title, state=state)
        for reference, title, state in (
            ("2015-9", "Oude brug", "closed"),
            ("2017-20", "Onderhoud", "running"),
            ("2017-21", "Onderhoud", "running"),
        )
    ]
    return contract_in_force, *more


@pytest.mark.parametrize(("filled", "column", "code"), WRONG, ids=[f"{code}" for _, _, code in WRONG])
def test_each_error_stands_at_its_cell_and_says_what_to_do(
    filled: dict[str, Any], column: str, code: str, bram_actor: Actor, contracts: tuple[Contract, ...], today: date
) -> None:
    upload = uploaded(bram_actor, a_file(placement("P-1"), placement("P-2") | filled), today)
    assert (3, column, code) in codes(upload)
    assert {row for row, _column, _code in codes(upload)} == {3}
    assert upload.state == UploadState.REFUSED
    for found in found_in(upload):
        assert problem_words(found.problem).endswith((".", "?"))
    assert not Report.unfenced.exists()


def test_ten_thousand_rows_with_all_these_errors_report_each_at_its_cell(
    bram_actor: Actor, contracts: tuple[Contract, ...], today: date
) -> None:
    every = 10_000 // len(WRONG)
    rows = [placement(f"P-{number}", name_at_birth=_name(number)) for number in range(10_000)]
    expected = set()
    for place, (filled, column, code) in enumerate(WRONG):
        row = place * every + 7
        rows[row] |= filled
        expected.add((row + 2, column, code))
    upload = uploaded(bram_actor, a_file(*rows), today)
    assert (upload.state, upload.rows) == (UploadState.REFUSED, 10_000)
    found = set(codes(upload))
    assert expected <= found
    assert {row for row, _column, _code in found} == {row for row, _column, _code in expected}
    assert len({code for _row, _column, code in found}) >= 25
    assert not Report.unfenced.exists()
    assert not Person.unfenced.exists()


def _name(number: int) -> str:
    return "Jansen" + "".join(chr(97 + int(sign)) for sign in str(number))


def test_more_rows_than_ten_thousand_are_told_in_one_line(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    upload = uploaded(bram_actor, a_file(*[placement("P-1")] * 10_001), today)
    assert [(one.row, one.problem.code) for one in found_in(upload)] == [(0, "TOO_MANY_ROWS")]


def test_several_errors_in_a_row_are_all_told(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    row = placement("P-1", employment_end="x", hours_per_week="", benefit_since="", refugee="?")
    assert codes(uploaded(bram_actor, a_file(row), today)) == [
        (2, "benefit_since", "BENEFIT_SINCE_MISSING"),
        (2, "employment_end", "NOT_A_DAY"),
        (2, "hours_per_week", "HOURS_PER_WEEK_MISSING"),
        (2, "refugee", "NOT_YES_OR_NO"),
    ]


def test_a_row_that_is_there_twice_names_the_other(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    upload = uploaded(bram_actor, a_file(placement("P-1"), placement("P-1")), today)
    assert (3, "reference", "ROW_TWICE") in codes(upload)


def test_a_reference_stands_for_one_person_and_a_person_has_one_reference(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    later = date(2018, 3, 1)
    upload = uploaded(
        bram_actor,
        a_file(
            placement("P-1", name_at_birth="Jansen", employment_end=date(2017, 5, 1)),
            placement("P-1", name_at_birth="Pietersen", employment_start=later, block="3"),
            placement("P-2", name_at_birth="Willems"),
            placement("P-3", name_at_birth="Willems"),
        ),
        today,
    )
    assert codes(upload) == [(3, "reference", "REFERENCE_OF_TWO"), (5, "reference", "IDENTITY_TWICE")]


def test_somebody_known_under_another_reference_is_told_by_that_reference(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    taken_over(bram_actor, uploaded(bram_actor, a_file(placement("P-1", name_at_birth="de Vries")), today), today)
    next_year = placement("P-9", name_at_birth="Vries, de", employment_start=date(2018, 5, 1), block="3")
    upload = uploaded(bram_actor, a_file(next_year), today)
    assert codes(upload) == [(2, "reference", "PERSON_KNOWN_AS")]
    assert dict(found_in(upload)[0].problem.params) == {"reference": "P-1"}
    other = placement("P-1", name_at_birth="Bakker", employment_start=date(2018, 5, 1), block="3")
    assert codes(uploaded(bram_actor, a_file(other), today)) == [(2, "reference", "REFERENCE_OF_SOMEBODY_ELSE")]


def test_what_was_reported_before_is_not_reported_again(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    a_submitted_report(bram_actor, contract_in_force, today, reference="P-1")
    upload = uploaded(bram_actor, a_file(placement("P-1")), today)
    assert (2, "reference", "ALREADY_REPORTED") in codes(upload)


def test_nobody_counts_for_more_than_was_worked_over_all_rows_and_own_reports(
    bram_actor: Actor, contracts: tuple[Contract, ...], today: date
) -> None:
    both = [placement("P-1"), placement("P-1", contract="2017-20")]
    assert codes(uploaded(bram_actor, a_file(*both), today)) == [(3, "share", "COUNTED_TWICE_HERE")]
    shared = [row | {"share": "50%"} for row in both]
    upload = uploaded(bram_actor, a_file(*shared), today)
    assert codes(upload) == []
    first, second = taken_over(bram_actor, upload, today).reports.order_by("pk")
    assert second.entry == first
    assert [first.share, second.share] == [500_000, 500_000]
    third = placement("P-1", contract="2017-21", name_at_birth="", birth_date="", employment_start=date(2017, 4, 1))
    assert codes(uploaded(bram_actor, a_file(third), today)) == [(2, "share", "COUNTED_TWICE_HERE")]


def test_an_extra_counts_once_for_a_person(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    first = placement("P-1", refugee="ja", employment_end=date(2017, 5, 31), permanent_from=date(2017, 5, 1))
    again = placement("P-1", refugee="ja", employment_start=date(2017, 7, 1))
    upload = uploaded(bram_actor, a_file(first, again), today)
    assert (upload.state, codes(upload)) == (UploadState.CHECKED, [])
    assert (3, "EXTRA_ONCE") in {(one.row, one.problem.code) for one in found_in(upload)}
    twice = again | {"permanent_from": date(2017, 8, 1)}
    assert codes(uploaded(bram_actor, a_file(first, twice), today)) == [(3, "permanent_from", "EXTRA_TWICE")]


def test_no_declaration_and_an_extra_without_value_are_warnings(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    row = placement("P-1", no_displacement="")
    row |= {"block": "4", "benefit_since": "", "permanent_from": date(2017, 6, 1)}
    upload = uploaded(bram_actor, a_file(row), today)
    assert upload.state == UploadState.CHECKED
    assert {one.problem.code for one in found_in(upload)} == {"NO_DECLARATION", "EXTRA_NOT_COUNTED"}


def test_the_situation_leads_to_the_block_that_fits(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    question = dict(situation_choices(library.newest("twente"), "nl"))["benefit-participatiewet"]
    rows = [
        placement("P-1", block="", situation=question),
        placement("P-2", block="", situation=question, benefit_since=date(2010, 1, 1)),
    ]
    upload = taken_over(bram_actor, uploaded(bram_actor, a_file(*rows), today), today)
    assert list(upload.reports.order_by("pk").values_list("block", flat=True)) == ["1", "2"]


@pytest.mark.parametrize(
    ("file", "column", "code"),
    [
        (a_file(invoices=[invoice(invoice_cents="")]), "invoice_cents", "INVOICE_EUR_MISSING"),
        (a_file(invoices=[invoice(invoice_cents=-5)]), "invoice_cents", "NUMBER_NEGATIVE"),
        (a_file(invoices=[invoice(activity_date=date(2030, 1, 1))]), "activity_date", "NOTHING_COUNTS"),
        (a_file(invoices=[invoice(number="")]), "invoice_number", "INVOICE_NUMBER_MISSING"),
        (a_file(activities=[activity()]), "contract", "FINDING_MISSING"),
        (a_file(activities=[activity(participation="")]), "participation", "PARTICIPATION_MISSING"),
        (a_file(activities=[activity(activity_date="")]), "activity_date", "ACTIVITY_DATE_MISSING"),
    ],
    ids=["amount", "minus", "outside", "number", "finding", "participation", "day"],
)
def test_invoices_and_activities_are_checked_as_in_the_form(
    file: bytes, column: str, code: str, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    assert (2, column, code) in codes(uploaded(bram_actor, file, today))


def test_the_same_invoice_twice_names_the_other_row(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    upload = uploaded(bram_actor, a_file(invoices=[invoice("A1"), invoice("a1")]), today)
    assert codes(upload) == [(3, "invoice_number", "INVOICE_TWICE")]


def test_nothing_of_another_suppliers_person_shows(
    bram_actor: Actor,
    actor_of: Any,
    olga: Any,
    other_supplier: Supplier,
    contracts: tuple[Contract, ...],
    voorbeeldstad: Buyer,
    policy_text: PolicyText,
    today: date,
) -> None:
    a_contract(voorbeeldstad, other_supplier, policy_text, reference="2017-99")
    row = placement("P-1", name_at_birth="Jansen")
    before = uploaded(bram_actor, a_file(row), today)
    seen = (before.value_cents, codes(before), [one.problem.code for one in found_in(before)])
    elsewhere = placement("H-7", name_at_birth="Jansen", contract="2017-99")
    taken_over(actor_of(olga), uploaded(actor_of(olga), a_file(elsewhere), today), today)
    after = uploaded(bram_actor, a_file(row), today)
    assert (after.value_cents, codes(after), [one.problem.code for one in found_in(after)]) == seen
    assert taken_over(bram_actor, after, today).state == UploadState.IMPORTED


def test_a_clock_time_is_no_number_of_hours() -> None:
    assert read_hours(time(8, 30)) == NUMBER_IS_CLOCK


def test_two_filled_sheets_of_one_kind_are_refused_so_that_nothing_counts_twice(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    rows = {"placement": [placement("P-1")]}
    book = a_book(rows)
    twice = replace(book, sheets=(*book.sheets, replace(book.sheets[0], name="Nog meer")))
    upload = uploaded(bram_actor, write_sheets(twice), today)
    assert [(one.sheet, one.problem.code) for one in found_in(upload) if not one.warning] == [
        ("Nog meer", "SHEET_OF_SAME_KIND")
    ]


def test_a_date_of_birth_that_adds_to_the_value_is_asked_again_in_the_sheet_that_goes_back(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    old = {"birth_date": date(1960, 4, 1)}
    content = a_file(placement("P-1", **old), placement("P-2"), placement("P-3", refugee="?"))
    upload = uploaded(bram_actor, content, today)
    again = [(one.row, one.name) for one in found_in(upload) if one.problem.code == "BIRTH_DATE_AGAIN"]
    book, _name = marked_workbook(actor=bram_actor, upload_id=upload.pk)
    marks = [(mark.row + 1, mark.column) for sheet in book.sheets for mark in getattr(sheet, "marks", ())]
    assert again == [(2, "birth_date")]
    assert (2, 3) in marks
    empty = {"name_at_birth": "", "birth_date": ""}
    returned = a_file(placement("P-1", **empty), placement("P-2", **empty), placement("P-3", **empty))
    told = [one.problem for one in found_in(uploaded(bram_actor, returned, today))]
    assert [(one.code, dict(one.params)) for one in told] == [("BIRTHS_NOT_GIVEN", {"rows": 3})]


def a_table(*more: str) -> Table:
    """Return a sheet of placements with a row of `more` cells: a head, and what stands below it."""
    heads = ("Contract", "Own reference", "First working day", "Hours a week", more[0])
    below = ("2017-12", "P-2", "1-3-2017", "36", more[1])
    return Table("Placements", tuple(zip(heads, below, strict=True)))


def whole(table: Table) -> Table:
    """Return the sheet with the heads that it lacks, and nothing below them."""
    there = {plain_name(str(column[0])) for column in table.columns}
    missing = [one.head for one in PLACEMENTS.columns if not there & {plain_name(name) for name in in_both(one)}]
    return Table(table.name, (*table.columns, *((str(head), "") for head in missing)))


def in_both(column: Column) -> tuple[str, ...]:
    return in_every_language(column.head)


def test_a_row_above_the_heads_is_not_passed_over_in_silence() -> None:
    table = a_table("", "")
    above = ("2017-12", "P-1", "1-3-2017", "36", "")
    columns = tuple((cell, *column) for cell, column in zip(above, table.columns, strict=True))
    told = recognise((Table("Placements", columns),), FULFILMENTS).findings
    assert [(one.row, one.column, one.problem.code, one.warning) for one in told] == [(1, 0, "ROW_ABOVE_HEADS", False)]


@pytest.mark.parametrize(("head", "code"), [("", "COLUMN_WITHOUT_HEAD"), ("Afdeling", "COLUMN_PASSED_OVER")])
def test_a_column_too_many_is_told_where_the_template_misses_none(head: str, code: str) -> None:
    told = recognise((whole(a_table(head, "50%")),), FULFILMENTS).findings
    assert [(one.row, one.column, one.problem.code, one.warning) for one in told] == [(1, 5, code, True)]


@pytest.mark.parametrize("head", ["", "Deel voor dit werk"])
def test_a_filled_column_that_may_be_a_missing_one_stops_the_sheet(head: str) -> None:
    told = recognise((a_table(head, "50%"),), FULFILMENTS).findings
    assert [(one.row, one.column, one.problem.code, one.warning) for one in told] == [(1, 5, "COLUMN_RENAMED", False)]
    assert "“Bouwblok”" in str(dict(told[0].problem.params)["heads"])


def test_an_empty_column_of_ones_own_never_stops_the_sheet() -> None:
    told = recognise((a_table("Afdeling", ""),), FULFILMENTS).findings
    assert [(one.problem.code, one.warning) for one in told] == [("COLUMN_PASSED_OVER", True)]


def test_two_numbers_of_blocks_in_one_cell_are_not_a_third(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    upload = uploaded(bram_actor, a_file(placement("P-1", block="1/2")), today)
    assert codes(upload) == [(2, "block", "UNKNOWN_BLOCK")]
