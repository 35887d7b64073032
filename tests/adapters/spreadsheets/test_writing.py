"""What is written opens as it should: drop-downs, help, marks that lead somewhere, and cells as they were."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

from tegenwaarde.adapters.spreadsheets import read_sheets, write_sheets
from tegenwaarde.usecases.ports.sheets import CellError, Line, Mark, SheetColumn, SheetToRead, SheetToWrite, Workbook

COLUMNS = (
    SheetColumn("Contract", "Kies een contract uit de lijst.", 30, choices="contracts"),
    SheetColumn("Eerste werkdag", "De eerste werkdag.", 14, "day"),
    SheetColumn("Uren", "Alle uren. " + "x" * 300, 10, "number"),
)


def a_book() -> Workbook:
    rows = ((1, ("2017-12", date(2017, 3, 1), Decimal("32.5"))), (4, ("=1+1", "2019-02-30", CellError("#N/A"))))
    sheet = SheetToWrite("Plaatsingen", COLUMNS, rows, (Mark(4, 1, "Dit is geen dag."),))
    words = SheetToRead(
        "Fouten",
        (Line(("Fouten",), "title"), Line(("Rij 5", "Dit is geen dag."), link=("Plaatsingen", 4, 1))),
        (40, 80),
    )
    return Workbook((words, sheet), (("contracts", "Contract", ("2017-12", "2017-13")),), "Lijsten", fill_rows=10)


def parts(content: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_cells_come_back_as_they_went_in() -> None:
    table = read_sheets(write_sheets(a_book())).tables[1]
    assert table.name == "Plaatsingen"
    assert [column[1] for column in table.columns] == ["2017-12", date(2017, 3, 1), Decimal("32.5")]
    assert [column[4] for column in table.columns] == ["=1+1", "2019-02-30", "#N/A"]


def test_a_column_with_choices_has_a_drop_down_and_every_column_its_help() -> None:
    sheet = parts(write_sheets(a_book()))["xl/worksheets/sheet2.xml"]
    assert "<formula1>contracts</formula1>" in sheet
    assert 'sqref="A2:A11"' in sheet
    assert sheet.count("promptTitle=") == 2 * len(COLUMNS)
    assert 'state="frozen"' in sheet
    lists = parts(write_sheets(a_book()))["xl/workbook.xml"]
    assert "Lijsten!$A$2:$A$3" in lists.replace("'", "")


def test_a_mark_says_what_to_do_and_the_list_of_errors_leads_there() -> None:
    found = parts(write_sheets(a_book()))
    assert any("Dit is geen dag." in text for name, text in found.items() if "comments" in name)
    assert "Plaatsingen!B5" in found["xl/worksheets/sheet1.xml"].replace("'", "")


def test_nothing_that_is_typed_becomes_a_formula() -> None:
    sheet = parts(write_sheets(a_book()))["xl/worksheets/sheet2.xml"]
    assert "<f>" not in sheet


def test_no_whole_number_or_share_ends_in_a_lone_decimal_comma() -> None:
    columns = (SheetColumn("Uren", "", 10, "number"), SheetColumn("Arbeid", "", 10, "percent"))
    sheet = SheetToWrite("Aandelen", columns, ((1, (Decimal(36), Decimal("0.7"))),))
    styles = parts(write_sheets(Workbook((sheet,))))["xl/styles.xml"]
    assert "#%" not in styles
    assert '"0.##"' not in styles
