"""What is kept of a spreadsheet while it waits: checked rows and what was found, encrypted; no sheet, no identity."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from tegenwaarde.records.models import BulkUpload
from tegenwaarde.records.sealed import FactsUnreadable, seal_bytes, unseal_bytes
from tegenwaarde.usecases.sheets.check import Checked
from tegenwaarde.usecases.sheets.findings import Finding, as_plain, from_plain
from tegenwaarde.usecases.sheets.kept_sheets import KeptSheet, kept_sheet, sheets_as_plain, sheets_from_plain
from tegenwaarde.usecases.sheets.staged import Staged, staged_from


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
        return Kept([], checked.findings, checked.hashes, [kept_sheet(one) for one in checked.sheets])
    return Kept(checked.stage(), checked.findings, checked.hashes)


def seal_kept(kept: Kept) -> bytes:
    """Return what is kept, small and encrypted."""
    plain = {
        "rows": [row.as_plain() for row in kept.rows],
        "findings": as_plain(kept.findings),
        "hashes": kept.hashes,
        "sheets": sheets_as_plain(kept.sheets),
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
        sheets_from_plain(plain["sheets"]),
    )
