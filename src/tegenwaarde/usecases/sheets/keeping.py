"""What is kept of a spreadsheet while it waits: checked rows and what was found, encrypted; no sheet, no identity."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from tegenwaarde.records.models import BulkUpload
from tegenwaarde.records.sealed import FactsUnreadable, seal_bytes, unseal_bytes
from tegenwaarde.usecases.ports.sheets import Cell, CellError
from tegenwaarde.usecases.sheets.check import Checked
from tegenwaarde.usecases.sheets.findings import Finding, as_plain, from_plain
from tegenwaarde.usecases.sheets.recognise import Recognised
from tegenwaarde.usecases.sheets.staged import Staged, staged_from

Line = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """The filled rows of a sheet with errors, in the order of the template's columns; private columns are empty."""

    kind: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What an upload holds while it waits. `hashes` are the keyed hashes of whom it named, by reference."""

    rows: list[Staged] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    hashes: dict[str, tuple[str, int]] = field(default_factory=dict)
    sheets: list[KeptSheet] = field(default_factory=list)


def kept_of(checked: Checked) -> Kept:
    """Return what is kept of a checked sheet: its rows where all are right, else its cells without identities."""
    if checked.errors:
        return Kept([], checked.findings, checked.hashes, [_without_identities(one) for one in checked.sheets])
    return Kept(checked.stage(), checked.findings, checked.hashes)


def _without_identities(found: Recognised) -> KeptSheet:
    height, first = found.table.height, found.heads + 1
    nothing: tuple[Cell, ...] = ("",) * (height - first)
    columns = [
        found.table.columns[found.places[column.name]][first:]
        if column.name in found.places and not column.private
        else nothing
        for column in found.kind.columns
    ]
    rows = enumerate(zip(*columns, strict=True), start=first + 1)
    return KeptSheet(found.kind.kind, found.table.name, tuple((line, cells) for line, cells in rows if any(cells)))


def seal_kept(kept: Kept) -> bytes:
    """Return what is kept, small and encrypted."""
    plain = {
        "rows": [row.as_plain() for row in kept.rows],
        "findings": as_plain(kept.findings),
        "hashes": kept.hashes,
        "sheets": [
            [one.kind, one.name, [[line, list(map(_plain, cells))] for line, cells in one.lines]] for one in kept.sheets
        ],
    }
    return seal_bytes(zlib.compress(json.dumps(plain, separators=(",", ":")).encode(), 1))


def unseal_kept(upload: BulkUpload) -> Kept:
    """Return what the upload holds; nothing where it holds nothing (any more), or where its key is gone."""
    if not upload.sealed:
        return Kept()
    try:
        plain: dict[str, Any] = json.loads(zlib.decompress(unseal_bytes(bytes(upload.sealed))))
    except FactsUnreadable:
        return Kept()
    return Kept(
        staged_from(plain["rows"]),
        from_plain(plain["findings"]),
        {name: (made, keys) for name, (made, keys) in plain["hashes"].items()},
        [
            KeptSheet(kind, name, tuple((line, tuple(map(_cell, cells))) for line, cells in lines))
            for kind, name, lines in plain["sheets"]
        ],
    )


def _plain(cell: Cell) -> str | int | list[str]:
    """Return a cell as plain data: text and whole numbers as they are, the rest with what it is."""
    if isinstance(cell, str | int):
        return cell
    if isinstance(cell, date):
        return ["day", cell.isoformat()]
    if isinstance(cell, Decimal):
        return ["number", str(cell)]
    return ["error", cell.shows] if isinstance(cell, CellError) else ["clock", _clock(cell)]


def _clock(cell: time | timedelta) -> str:
    return str(cell)


def _cell(plain: Any) -> Cell:
    if not isinstance(plain, list):
        found: Cell = plain
        return found
    what, text = plain
    if what == "day":
        return date.fromisoformat(text)
    if what == "number":
        return Decimal(text)
    return CellError(text) if what == "error" else str(text)
