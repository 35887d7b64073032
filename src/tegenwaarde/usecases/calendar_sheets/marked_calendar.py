"""The spreadsheet of tenders given back with its errors marked."""

from __future__ import annotations

from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.usecases.calendar_sheets.columns import CALENDAR
from tegenwaarde.usecases.calendar_sheets.template import explanation, with_lists
from tegenwaarde.usecases.calendar_sheets.uploading import kept_of, own_calendar_upload
from tegenwaarde.usecases.ports.sheets import Workbook
from tegenwaarde.usecases.sheets.marked import NothingToMark
from tegenwaarde.usecases.sheets.marking import marked_sheets


def marked_calendar(*, actor: Actor, upload_id: int, today: date) -> tuple[Workbook, str]:
    """Return the upload's rows with its errors marked, and the file's name; raises NotVisible, NothingToMark."""
    upload = own_calendar_upload(actor, upload_id)
    kept = kept_of(upload)
    if not kept.errors or not kept.sheets:
        raise NothingToMark
    sheets = (*marked_sheets(kept.sheets, kept.errors, CALENDAR), explanation())
    return with_lists(sheets, today), upload.name
