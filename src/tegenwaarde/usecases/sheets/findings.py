"""What is found in a spreadsheet: each problem at its sheet, row and column, as people count them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tegenwaarde.kernel.problem import Problem

WHOLE_SHEET = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. Rows and columns count from 1; 0 is the whole sheet, or the whole file where `sheet` is empty.

    `name` is the column of ours that it is about. A warning does not stop the sheet.
    """

    problem: Problem
    sheet: str = ""
    row: int = WHOLE_SHEET
    column: int = 0
    name: str = ""
    warning: bool = False


def errors_in(found: Iterable[Finding]) -> list[Finding]:
    """Return what stops the sheet."""
    return [one for one in found if not one.warning]


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Return findings as one reads a sheet, each once."""
    return sorted(dict.fromkeys(found), key=lambda one: (one.sheet, one.row, one.column, one.warning, one.problem.code))


def as_plain(found: Iterable[Finding]) -> dict[str, Any]:
    """Return findings as plain data, each distinct text once."""
    texts: dict[tuple[str, str], int] = {}
    sheets: dict[str, int] = {}
    rows = [
        [
            sheets.setdefault(one.sheet, len(sheets)),
            one.row,
            one.column,
            one.name,
            texts.setdefault((one.problem.code, one.problem.text), len(texts)),
            [list(pair) for pair in one.problem.params],
            one.warning,
        ]
        for one in found
    ]
    return {"texts": [list(text) for text in texts], "sheets": list(sheets), "rows": rows}


def from_plain(kept: dict[str, Any]) -> list[Finding]:
    """Return the findings that plain data holds."""
    texts, sheets = kept["texts"], kept["sheets"]
    return [
        Finding(
            Problem(texts[text][0], texts[text][1], name, tuple((key, value) for key, value in params)),
            sheets[sheet],
            row,
            column,
            name,
            warning,
        )
        for sheet, row, column, name, text, params, warning in kept["rows"]
    ]


def summary(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return where something was found and its code alone: what may stand in the open."""
    return [
        {"sheet": one.sheet, "row": one.row, "column": one.column, "code": one.problem.code}
        for one in found
        if not one.warning
    ]
