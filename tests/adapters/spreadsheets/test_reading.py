"""Every cell as it stands: what a spreadsheet program wrote is read whole, or it is said why it cannot be."""

from __future__ import annotations

import io
import re
import struct
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
import xlsxwriter

from tegenwaarde.adapters.spreadsheets import read_sheets
from tegenwaarde.adapters.spreadsheets.opening import ENCRYPTED, OLD_OFFICE
from tegenwaarde.usecases.ports.sheets import CellError

DAY = {"num_format": "d-m-yyyy"}


def a_file(fill: Any, **options: Any) -> bytes:
    """Return a workbook with one sheet that `fill` fills."""
    made = io.BytesIO()
    file = xlsxwriter.Workbook(made, {"in_memory": True, **options})
    fill(file, file.add_worksheet("Blad"))
    file.close()
    return made.getvalue()


def column(content: bytes, place: int = 0) -> list[Any]:
    found = read_sheets(content)
    assert found.problem is None, found.problem
    return list(found.tables[0].columns[place])


def changed(content: bytes, part: str, change: Any, *, compression: int = ZIP_DEFLATED) -> bytes:
    """Return the file with one of its parts changed."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(made, "w", compression) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text) if name == part else text)
    return made.getvalue()


def code(content: bytes) -> str:
    problem = read_sheets(content).problem
    return problem.code if problem else ""


def some_cells(file: Any, sheet: Any) -> None:
    sheet.write_string(0, 0, "2019-02-30")
    sheet.write_string(1, 0, "32,5")
    sheet.write_number(2, 0, 32.5)
    sheet.write_number(3, 0, 36)
    sheet.write_number(4, 0, 0.1 + 0.2)
    sheet.write_datetime(5, 0, datetime(2017, 3, 1), file.add_format(DAY))  # noqa: DTZ001 - a day has no zone
    sheet.write_boolean(6, 0, True)
    sheet.write_formula(7, 0, "=30+6", None, 36)
    sheet.write_formula(8, 0, "=NA()", None, "#N/A")
    sheet.write_number(9, 0, 0.5, file.add_format({"num_format": "0%"}))
    sheet.write_string(11, 0, "  = 1+1")


SHEET = "xl/worksheets/sheet1.xml"


def test_cells_are_read_as_they_stand_and_none_becomes_nothing() -> None:
    assert column(a_file(some_cells)) == [
        "2019-02-30", "32,5", Decimal("32.5"), 36, Decimal("0.3"), date(2017, 3, 1), "TRUE", 36, CellError("#N/A"),
        Decimal("0.5"), "", "  = 1+1",
    ]  # fmt: skip


def test_a_formula_that_no_program_worked_out_is_told() -> None:
    content = changed(
        a_file(some_cells), SHEET, lambda text: text.replace(b'<v>36</v></c></row><row r="9"', b'</c></row><row r="9"')
    )
    assert column(content)[7] == CellError("=")


def test_an_error_beyond_everything_else_is_told_too() -> None:
    def fill(_file: Any, sheet: Any) -> None:
        sheet.write_string(0, 0, "x")
        sheet.write_formula(4, 2, "=1/0", None, "#DIV/0!")

    table = read_sheets(a_file(fill)).tables[0]
    assert (len(table.columns), table.height) == (3, 5)
    assert table.columns[2][4] == CellError("#DIV/0!")


def test_merged_cells_and_hidden_rows_are_read_and_the_merged_ones_named() -> None:
    def fill(_file: Any, sheet: Any) -> None:
        sheet.write_string(0, 0, "kop")
        sheet.merge_range(1, 0, 2, 0, "samen")
        sheet.write_string(3, 0, "verborgen")
        sheet.set_row(3, None, None, {"hidden": True})

    table = read_sheets(a_file(fill)).tables[0]
    assert list(table.columns[0]) == ["kop", "samen", "", "verborgen"]
    assert table.merged == ((1, 0),)


def test_a_prefix_before_every_element_is_no_hindrance() -> None:
    def prefixed(text: bytes) -> bytes:
        named = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", text)
        return named.replace(b"xmlns=", b"xmlns:x=").replace(b"<x:?xml", b"<?xml")

    content = changed(a_file(some_cells), SHEET, prefixed)
    assert column(content)[:3] == ["2019-02-30", "32,5", Decimal("32.5")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "FILE_EMPTY"),
        (b"contract;kenmerk\n2017-12;P-1\n", "SHEET_IS_CSV"),
        (OLD_OFFICE + bytes(600), "SHEET_IS_OLD_EXCEL"),
        (OLD_OFFICE + bytes(100) + ENCRYPTED + bytes(100), "SHEET_HAS_PASSWORD"),
        (b"%PDF-1.7\n...", "NOT_A_SHEET"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "NOT_A_SHEET"),
        (b"PK\x03\x04" + bytes(30), "SHEET_DAMAGED"),
    ],
)
def test_what_is_no_xlsx_is_told_apart_by_its_content(content: bytes, expected: str) -> None:
    assert code(content) == expected


def a_package(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def test_other_packages_are_told_apart() -> None:
    assert code(a_package(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")) == "SHEET_IS_ODS"
    assert code(a_package(xl__workbook_dot_bin=b"x")) == "SHEET_IS_BINARY"
    assert code(a_package(word__document_dot_xml=b"x")) == "NOT_A_SHEET"
    assert code(a_package(xl__workbook_dot_xml=b"<workbook/>")) == "SHEET_DAMAGED"


def test_half_a_file_is_damaged() -> None:
    content = a_file(some_cells)
    assert code(content[: len(content) // 2]) == "SHEET_DAMAGED"
    assert code(changed(content, SHEET, lambda text: text[: len(text) // 2])) in {"SHEET_DAMAGED", ""}
    assert code(changed(content, "xl/workbook.xml", lambda _text: b"<workbook")) == "SHEET_DAMAGED"


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused() -> None:
    huge = changed(a_file(some_cells), SHEET, lambda text: text + b" " * (170 * 1024 * 1024))
    assert len(huge) < 1024 * 1024
    assert code(huge) == "SHEET_TOO_BIG"


@pytest.mark.parametrize("nothing", [b"<c/>", b"<row/>"])
def test_a_sheet_with_millions_of_empty_cells_or_rows_is_refused_before_they_are_read(nothing: bytes) -> None:
    full = changed(a_file(some_cells), SHEET, lambda text: text.replace(b"</row>", b"</row>" + nothing * 2_000_000, 1))
    assert len(full) < 1024 * 1024
    assert code(full) == "SHEET_TOO_FULL"


def test_a_part_that_lies_about_its_size_is_not_believed() -> None:
    content = changed(a_file(some_cells), SHEET, lambda text: text + b" " * 1_000_000)
    with ZipFile(io.BytesIO(content)) as package:
        told = struct.pack("<I", package.getinfo(SHEET).file_size)
    assert code(content.replace(told, struct.pack("<I", 1000))) == "SHEET_DAMAGED"


FAR = [
    b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    b'<row r="3"><c r="XFD3"><v>1</v></c></row>',
    b"<row r='3'><c r='XFD3'><v>1</v></c></row>",
    b'<row r="3"><c r = "xfd3"><v>1</v></c></row>',
    b'<row r="3"><c r="ZZ3" t="inlineStr"><is><t>x</t></is></c></row>',
    b'<row r="2"><c s="1" r="B999999"><v>1</v></c></row>',
    b'<row r="900000"><c><v>1</v></c></row>',
]


@pytest.mark.parametrize("cells", FAR)
def test_a_single_cell_far_away_does_not_make_a_huge_sheet(cells: bytes) -> None:
    content = changed(
        a_file(lambda _file, sheet: sheet.write_string(0, 0, "x")),
        SHEET,
        lambda text: text.replace(b"</sheetData>", cells + b"</sheetData>"),
    )
    assert code(content) == "SHEET_TOO_BIG"


def test_a_cell_far_away_that_has_looks_only_is_no_trouble() -> None:
    content = changed(
        a_file(lambda _file, sheet: sheet.write_string(0, 0, "x")),
        SHEET,
        lambda text: text.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'),
    )
    assert column(content) == ["x"]


def test_an_entity_in_the_workbook_opens_nothing() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    content = changed(a_file(some_cells), "xl/workbook.xml", lambda text: bomb + text[text.index(b"<workbook") :])
    assert code(content) in {"", "SHEET_DAMAGED"}


def test_a_file_with_a_hole_in_it_is_damaged() -> None:
    content = bytearray(a_file(some_cells))
    middle = len(content) // 3
    content[middle : middle + 40] = bytes(40)
    assert code(bytes(content)) in {"SHEET_DAMAGED", "NOT_A_SHEET"}


OTHER_PROGRAMS = (
    b'<c r="A1"><f>1+1</f><v></v></c>',  # as openpyxl writes a formula
    b'<c r="A1"><f>1+1</f><v/></c>',
    b"<c><f>1+1</f></c>",
    b'<c t="e"><v>#N/A</v></c>',
)


@pytest.mark.parametrize("cell", OTHER_PROGRAMS)
def test_what_other_programs_leave_out_does_not_make_nothing_of_a_cell(cell: bytes) -> None:
    content = changed(
        a_file(lambda _file, sheet: sheet.write_number(0, 0, 5)),
        SHEET,
        lambda text: re.sub(b"<row.*</row>", b"<row>" + cell + b"</row>", text, flags=re.DOTALL),
    )
    assert column(content) == [CellError("#N/A" if b"#N/A" in cell else "=")]


def test_cells_without_a_place_stand_beside_the_one_before_them() -> None:
    rows = b'<row><c><v>1</v></c></row><row r="4"><c r="C4"><v>2</v></c><c t="e"><v>#REF!</v></c></row>'
    content = changed(
        a_file(some_cells),
        SHEET,
        lambda text: text[: text.index(b"<sheetData>") + 11] + rows + text[text.index(b"</sheetData>") :],
    )
    found = read_sheets(content).tables[0].columns
    assert (found[0][0], found[2][3], found[3][3]) == (1, 2, CellError("#REF!"))


@pytest.mark.parametrize("number", [b"NaN", b"1E+999"])
def test_a_number_that_is_none_is_a_word(number: bytes) -> None:
    content = changed(
        a_file(lambda _file, sheet: sheet.write_number(0, 0, 5)),
        SHEET,
        lambda text: text.replace(b"<v>5</v>", b"<v>" + number + b"</v>"),
    )
    assert column(content) == ["nan" if number == b"NaN" else "inf"]


def test_no_sheet_is_passed_over_in_silence() -> None:
    many = a_file(lambda file, _sheet: [file.add_worksheet() for _ in range(30)])
    elsewhere = changed(
        a_file(some_cells), "xl/_rels/workbook.xml.rels", lambda text: text.replace(b"worksheets/", b"other/")
    )
    assert (code(many), code(elsewhere)) == ("SHEET_TOO_BIG", "SHEET_DAMAGED")
