"""The filled rows of a file that was read, whatever its sheets are about; or why there are none to check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.ports.sheets import ReadTables
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.sheets.recognise import Recognised, recognise
from tegenwaarde.usecases.sheets.rows import Rows, read_rows
from tegenwaarde.usecases.sheets.shape import Layout

NO_ROWS = Problem("NO_ROWS", "No row is filled in. Fill in at least one and upload the file again.")
TOO_MANY = (
    "There are {rows} rows in this file, and at most {most} can be taken in at once. Divide them over more files."
)
SAME_KIND = (
    "This sheet is filled in and has the same columns as the sheet “{sheet}”. Put all rows on one of the two, so that"
    " nothing counts twice."
)


@dataclass(slots=True, eq=False)
class Filled:
    """The rows of each sheet of the layout, and what is wrong so far; `number` of them in all.

    `readable` says whether the rows can be checked further, wrong as something may be already.
    """

    number: int = 0
    findings: list[Finding] = field(default_factory=list)
    sheets: list[Recognised] = field(default_factory=list)
    rows: list[Rows] = field(default_factory=list)
    readable: bool = False


def filled_rows(read: ReadTables, layout: Layout, most: int) -> Filled:
    """Return the filled rows of a file, of which there may be at most `most`."""
    if read.problem is not None:
        return Filled(findings=[Finding(read.problem)])
    recognised = recognise(read.tables, layout)
    filled = Filled(findings=recognised.findings, sheets=recognised.sheets)
    if any(not one.warning for one in filled.findings):
        return filled
    filled.rows = [read_rows(one) for one in recognised.sheets]
    filled.findings += _same_kind(filled.rows)
    filled.number = sum(map(len, filled.rows))
    if not filled.number:
        filled.findings.append(Finding(NO_ROWS))
    elif filled.number > most:
        params = (("rows", filled.number), ("most", most))
        filled.findings.append(Finding(Problem("TOO_MANY_ROWS", TOO_MANY, params=params)))
    else:
        filled.readable = True
    return filled


def _same_kind(sheets: list[Rows]) -> Iterator[Finding]:
    """Yield each filled sheet of a kind of which an earlier one is filled: rows are compared within a sheet only."""
    first: dict[str, str] = {}
    for rows in sheets:
        if len(rows) and first.setdefault(rows.kind.kind, rows.sheet) != rows.sheet:
            params = (("sheet", first[rows.kind.kind][:60]),)
            yield Finding(Problem("SHEET_OF_SAME_KIND", SAME_KIND, params=params), rows.sheet)
