"""Take in a spreadsheet of tenders: recognise the same file, check it whole, and keep what came of it."""

from __future__ import annotations

from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import CalendarUpload, CalendarUploadState
from tegenwaarde.usecases.calendar_sheets.check import check_calendar
from tegenwaarde.usecases.calendar_sheets.uploading import CalendarTakenOver, keep
from tegenwaarde.usecases.calendar_sheets.world import calendar_world
from tegenwaarde.usecases.contracts.entering import desk_of
from tegenwaarde.usecases.ports.sheets import SheetReader
from tegenwaarde.usecases.sheets.files import LONGEST_NAME, digest_of


def upload_calendar(
    *, actor: Actor, content: bytes, size: int, file_name: str, read: SheetReader, today: date
) -> CalendarUpload:
    """Check the file and keep the outcome; a file that still waits is checked again, as the calendar may have changed.

    Raises NotVisible, NowhereToEnter, CalendarTakenOver for a file that was taken over, and Invalid at `file` for one
    that is too large.
    """
    world = calendar_world(actor, today)
    digest = digest_of(content, size)
    upload = _same_file(actor, digest)
    if upload is None:
        upload = CalendarUpload.unfenced.create(
            entered_in=desk_of(actor, "calendar.upload").subregion,
            name=file_name[-LONGEST_NAME:],
            content_hash=digest,
            uploaded_by_id=actor.user_id,
            uploaded_on=today,
        )
    keep(upload.pk, check_calendar(read(content), world))
    upload.refresh_from_db()
    return upload


def _same_file(actor: Actor, digest: str) -> CalendarUpload | None:
    """Return the actor's upload of the same file that waits; CalendarTakenOver where it was taken over."""
    rows = CalendarUpload.unfenced.filter(uploaded_by_id=actor.user_id, content_hash=digest)
    known = list(rows.exclude(state=CalendarUploadState.DISCARDED).order_by("-pk"))
    for upload in known:
        if upload.state == CalendarUploadState.IMPORTED:
            raise CalendarTakenOver(upload.pk, upload.uploaded_on)
    return next(iter(known), None)
