"""Lists to take along: the rows of a list as a sheet, given as XLSX or CSV as the address asks (`?als=csv`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header

from tegenwaarde.faces.web.routes import HouseRequest
from tegenwaarde.usecases.ports.sheets import Cell, SheetColumn, SheetToWrite, Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
FORM, AS_CSV = "als", "csv"
WIDTHS = {"text": 30, "day": 12, "number": 10, "money": 18, "percent": 10}


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a list: its head, and what it holds (text, day, number, money or percent)."""

    words: str | Promise
    kind: str = "text"


def table(title: str, heads: Iterable[Head], rows: Iterable[tuple[Cell, ...]]) -> Workbook:
    """Return a list as a file of one sheet."""
    columns = tuple(SheetColumn(str(head.words), "", WIDTHS[head.kind], head.kind) for head in heads)
    sheet = SheetToWrite(title, columns, tuple(enumerate(rows, start=1)))
    return Workbook((sheet,), title=title)


def euros(cents: int | None) -> Cell:
    """Return cents as a cell with euros; empty where there is no amount."""
    return "" if cents is None else Decimal(cents) / 100


def answer(request: HouseRequest, book: Workbook, name: str) -> HttpResponse:
    """Give the file: XLSX, or where the address asks so its first sheet as CSV."""
    first = book.sheets[0]
    if request.GET.get(FORM) == AS_CSV and isinstance(first, SheetToWrite):
        return file_answer(request.ports.write_csv(first), f"{name}.csv", CSV)
    return file_answer(request.ports.write_sheets(book), f"{name}.xlsx", XLSX)


def file_answer(content: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    """Give a file to keep."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
