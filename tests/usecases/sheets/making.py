"""Spreadsheets as Bram fills them in: the template with rows in it, uploaded and checked at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import BulkUpload
    from tegenwaarde.usecases.ports.sheets import Cell
    from tegenwaarde.usecases.sheets.findings import Finding
    from tegenwaarde.usecases.sheets.start_upload import Outside

NOW = datetime(2017, 10, 2, 9, 0, tzinfo=UTC)
MARCH = date(2017, 3, 1)


def placement(reference: str = "P-1", **more: Any) -> dict[str, Cell]:
    """Somebody on benefit for a year who works full time from 1 March 2017 on."""
    letters = "".join(chr(97 + ord(sign) % 26) for sign in reference)
    return {
        "contract": "2017-12",
        "reference": reference,
        "name_at_birth": f"Jansen{letters}",
        "birth_date": date(1980, 4, 1),
        "block": "1",
        "benefit_since": date(2016, 3, 1),
        "employment_start": MARCH,
        "hours_per_week": 36,
        "no_displacement": "ja",
        **more,
    }


def invoice(number: str = "2017-831", **more: Any) -> dict[str, Cell]:
    """An invoice of a sheltered-employment company, paid in June."""
    return {
        "contract": "2017-12", "invoice_number": number, "activity_date": date(2017, 6, 30), "invoice_cents": 1250,
        **more,
    }  # fmt: skip


def activity(**more: Any) -> dict[str, Cell]:
    """Six hours of helping people to apply for a job."""
    return {
        "contract": "2017-12", "activity_date": date(2017, 5, 12), "activity_hours": 6,
        "participation": "Sollicitatietraining", **more,
    }  # fmt: skip


def a_file(*placements: dict[str, Cell], invoices: Any = (), activities: Any = ()) -> bytes:
    """Return the template with these rows."""
    from tegenwaarde.adapters.spreadsheets import write_sheets
    from tegenwaarde.usecases.sheets.template import filled

    return write_sheets(filled({"placement": placements, "invoice": invoices, "activity": activities}))


def outside(later: Any = None) -> Outside:
    """Return an outside world in which work is done at once."""
    from tegenwaarde.adapters.later import at_once
    from tegenwaarde.adapters.spreadsheets import read_sheets
    from tegenwaarde.usecases.sheets.start_upload import Outside

    return Outside(read=read_sheets, later=later or at_once, now=lambda: NOW)


def uploaded(actor: Actor, content: bytes, today: date, name: str = "plaatsingen.xlsx") -> BulkUpload:
    """Upload the file and have it checked."""
    from tegenwaarde.usecases.sheets.start_upload import start_upload

    return start_upload(actor=actor, content=content, size=len(content), file_name=name, outside=outside(), today=today)


def taken_over(actor: Actor, upload: BulkUpload, today: date) -> BulkUpload:
    """Submit everything in the upload."""
    from tegenwaarde.adapters.later import at_once
    from tegenwaarde.usecases.sheets.take_over import take_over

    take_over(actor=actor, upload_id=upload.pk, later=at_once, now=lambda: NOW, today=today)
    upload.refresh_from_db()
    return upload


def found_in(upload: BulkUpload) -> list[Finding]:
    """Return what was found in the upload's file."""
    from tegenwaarde.usecases.sheets.keeping import unseal_kept

    return unseal_kept(upload).findings


def codes(upload: BulkUpload) -> list[tuple[int, str, str]]:
    """Return the row, column and code of each error."""
    return [(one.row, one.name, one.problem.code) for one in found_in(upload) if not one.warning]
