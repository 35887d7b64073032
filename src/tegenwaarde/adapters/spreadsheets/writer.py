"""Write XLSX with XlsxWriter, in memory: a template with help and drop-downs, or a sheet with its errors marked."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tegenwaarde.usecases.ports.sheets import (
    Cell,
    CellError,
    Mark,
    SheetColumn,
    SheetToRead,
    SheetToWrite,
    Workbook,
)

INK, PAPER, HEAD, RED, RED_INK, LINE = "#1c2b33", "#ffffff", "#e6eef2", "#fbe3e0", "#8a1c12", "#c3ced4"
NUMBER_FORMATS = {"text": "@", "day": "d-m-yyyy", "number": "General", "money": "#,##0.00", "percent": "0.00%"}
LONGEST_TITLE, LONGEST_HELP = 32, 255  # what Excel takes as help beside a cell
HEAD_HEIGHT = 34
NOTE_SIZE = {"width": 320, "height": 120}


class _Dress:
    """The looks of one file."""

    def __init__(self, file: Any) -> None:
        plain = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
        self.head: Format = file.add_format(
            {**plain, "bold": True, "text_wrap": True, "bg_color": HEAD, "bottom": 1, "bottom_color": LINE}
        )
        self.columns = {kind: file.add_format({**plain, "num_format": form}) for kind, form in NUMBER_FORMATS.items()}
        wrong = {**plain, "bg_color": RED, "font_color": RED_INK, "border": 1, "border_color": RED_INK}
        self.wrong = {kind: file.add_format({**wrong, "num_format": form}) for kind, form in NUMBER_FORMATS.items()}
        self.lines = {
            "title": file.add_format({**plain, "bold": True, "font_size": 16}),
            "head": self.head,
            "text": file.add_format({**plain, "text_wrap": True}),
            "good": file.add_format({**plain, "text_wrap": True, "italic": True}),
        }
        self.link: Format = file.add_format({**plain, "font_color": "#154273", "underline": 1, "text_wrap": True})


def write_sheets(book: Workbook) -> bytes:
    """Return the file."""
    made = io.BytesIO()
    file = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    file.set_properties({"title": book.title})
    dress = _Dress(file)
    for sheet in book.sheets:
        page = file.add_worksheet(sheet.name)
        if isinstance(sheet, SheetToRead):
            _write_words(page, sheet, dress)
        else:
            _write_rows(page, sheet, book, dress)
    if book.lists:
        _write_lists(file, book, dress)
    file.close()
    return made.getvalue()


def _write_rows(page: Worksheet, sheet: SheetToWrite, book: Workbook, dress: _Dress) -> None:
    page.freeze_panes(1, 1)
    page.set_row(0, HEAD_HEIGHT)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, dress.columns[column.kind])
        page.write_string(0, place, column.head, dress.head)
        _write_help(page, place, column, book)
    marked = {(mark.row, mark.column) for mark in sheet.marks}
    for row, cells in sheet.rows:
        for place, cell in enumerate(cells):
            looks = dress.wrong if (row, place) in marked else dress.columns
            _write_cell(page, row, place, cell, looks[_kind(cell, sheet.columns[place].kind)])
    for mark in sheet.marks:
        _write_mark(page, mark)
    page.set_landscape()
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)


def _write_help(page: Worksheet, place: int, column: SheetColumn, book: Workbook) -> None:
    """Give a column's cells their help, and the choice from a list; a list to look at has neither."""
    if not column.help and not column.choices:
        return
    words = {"input_title": column.head[:LONGEST_TITLE], "input_message": column.help[:LONGEST_HELP]}
    page.data_validation(0, place, 0, place, {"validate": "any", **words})
    rule: dict[str, Any] = {"validate": "any", **words}
    if column.choices:
        title, text = book.wrong_choice
        rule |= {"validate": "list", "source": f"={column.choices}"}
        rule |= {"error_title": title[:LONGEST_TITLE], "error_message": text[:LONGEST_HELP], "error_type": "warning"}
    page.data_validation(1, place, max(1, book.fill_rows), place, rule)


def _kind(cell: Cell, kind: str) -> str:
    """Return how a cell is shown: as its column, unless what is in it would then look like something else."""
    if isinstance(cell, date):
        return "day"
    return "number" if kind == "day" and isinstance(cell, int | Decimal) else kind


def _write_cell(page: Worksheet, row: int, place: int, cell: Cell, looks: Format) -> None:
    if isinstance(cell, CellError):
        page.write_string(row, place, cell.shows, looks)
    elif isinstance(cell, date):
        page.write_datetime(row, place, datetime.combine(cell, time.min), looks)
    elif isinstance(cell, int | Decimal):
        page.write_number(row, place, cell, looks)
    elif isinstance(cell, time | timedelta):
        page.write_string(row, place, str(cell), looks)
    elif cell:
        page.write_string(row, place, cell, looks)
    else:
        page.write_blank(row, place, None, looks)


def _write_mark(page: Worksheet, mark: Mark) -> None:
    page.write_comment(mark.row, mark.column, mark.note, NOTE_SIZE)


def _write_words(page: Worksheet, sheet: SheetToRead, dress: _Dress) -> None:
    page.hide_gridlines(2)
    for place, width in enumerate(sheet.widths):
        page.set_column(place, place, width)
    for row, line in enumerate(sheet.lines):
        for place, words in enumerate(line.cells):
            if line.link and place == 0:
                page.write_url(row, place, _inside(line.link), dress.link, words)
            else:
                page.write_string(row, place, words, dress.lines[line.style])
    page.fit_to_pages(1, 0)


def _inside(link: tuple[str, int, int]) -> str:
    name, row, column = link
    return f"internal:'{name}'!{xlsxwriter.utility.xl_rowcol_to_cell(row, column)}"


def _write_lists(file: Any, book: Workbook, dress: _Dress) -> None:
    """Write the lists to choose from on a sheet of their own, each under its name."""
    page = file.add_worksheet(book.lists_name)
    page.freeze_panes(1, 0)
    for place, (name, head, words) in enumerate(book.lists):
        page.set_column(place, place, 60)
        page.write_string(0, place, head, dress.head)
        for row, word in enumerate(words, start=1):
            page.write_string(row, place, word, dress.lines["text"])
        letter = xlsxwriter.utility.xl_col_to_name(place)
        file.define_name(name, f"='{book.lists_name}'!${letter}$2:${letter}${max(2, len(words) + 1)}")
