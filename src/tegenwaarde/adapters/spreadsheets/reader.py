"""Read an XLSX with Calamine: every cell as it stands, and nothing that silently becomes nothing."""

from __future__ import annotations

import io
import posixpath
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from tegenwaarde.adapters.spreadsheets.opening import SHEET_DAMAGED, SHEET_TOO_BIG, CannotOpen, package_of, parts_of
from tegenwaarde.adapters.spreadsheets.scanning import Found, scan, without_prefix
from tegenwaarde.usecases.ports.sheets import Cell, CellError, ReadTables, Table

MOST_SHEETS = 30
PLAIN_KINDS = frozenset({str, date})
NUMBER = ".15g"  # the digits that a spreadsheet shows: what comes behind them is noise of its arithmetic


def read_sheets(content: bytes) -> ReadTables:
    """Return the sheets of an XLSX, or the problem for which it cannot be read."""
    try:
        parts = parts_of(content)
        sheets = _places(parts)
        lost = {name: _scanned(parts, place) for name, place in sheets}
        opened = CalamineWorkbook.from_filelike(io.BytesIO(package_of(parts)))
        return ReadTables(tuple(_table(opened.get_sheet_by_name(name), lost[name]) for name, _place in sheets))
    except CannotOpen as refused:
        return ReadTables(problem=refused.problem)
    except (CalamineError, etree.XMLSyntaxError, ValueError, KeyError):
        return ReadTables(problem=SHEET_DAMAGED)


def _places(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """Return the name of each sheet with the part that holds it, in order."""
    careful = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"], careful)
    targets = {one.get("Id"): str(one.get("Target")) for one in relations}
    charts = {one.get("Id") for one in relations if not str(one.get("Type")).endswith("/worksheet")}
    book = etree.fromstring(parts["xl/workbook.xml"], careful)
    listed = book.findall("{*}sheets/{*}sheet")
    if len(listed) > MOST_SHEETS:
        raise CannotOpen(SHEET_TOO_BIG)
    found = []
    for sheet in listed:
        relation = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        target = targets.get(relation, "")
        place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if place in parts and place.startswith("xl/worksheets/"):
            found.append((str(sheet.get("name")), place))
        elif relation not in charts:
            raise CannotOpen(SHEET_DAMAGED)  # a sheet in a place of its own is not passed over in silence
    return found


def _scanned(parts: dict[str, bytes], place: str) -> Found:
    parts[place] = without_prefix(parts[place])
    return scan(parts[place])


def _table(sheet: CalamineSheet, lost: Found) -> Table:
    rows = sheet.to_python(skip_empty_area=False)
    columns = [_column(column) for column in zip(*rows, strict=True)]
    merged = tuple(first for first, _last in sheet.merged_cell_ranges or ())
    return Table(sheet.name, tuple(_with_lost(columns, lost, len(rows))), merged)


def _column(cells: tuple[Any, ...]) -> tuple[Cell, ...]:
    """Return a column's cells, numbers exact; each distinct cell is looked at once."""
    kinds = set(map(type, cells))
    if kinds <= PLAIN_KINDS:
        return cells
    if bool in kinds:  # True and 1 are one key
        return tuple(map(_cell, cells))
    known = {cell: _cell(cell) for cell in set(cells)}
    return tuple(map(known.__getitem__, cells))


def _cell(cell: Any) -> Cell:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        if not isfinite(cell):
            return str(cell)  # some programs write what is no number; every column that needs one refuses the word
        return int(cell) if cell.is_integer() else Decimal(format(cell, NUMBER))
    if isinstance(cell, datetime):
        return cell.date()
    found: Cell = cell
    return found


def _with_lost(columns: list[tuple[Cell, ...]], lost: Found, height: int) -> list[tuple[Cell, ...]]:
    """Return the columns with what the reader gave nothing for; also where that lies beyond what it gave."""
    if not lost:
        return columns
    tall = max(height, max(row for row, _column in lost) + 1)
    wide = max(len(columns), max(column for _row, column in lost) + 1)
    laid: list[list[Cell]] = [[*column, *[""] * (tall - height)] for column in columns]
    laid += [[""] * tall for _ in range(wide - len(columns))]
    for (row, column), shown in lost.items():
        laid[column][row] = CellError(shown)
    return [tuple(column) for column in laid]
