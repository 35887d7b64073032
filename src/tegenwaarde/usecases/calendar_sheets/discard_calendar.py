"""Throw away a spreadsheet of tenders that was not taken over."""

from __future__ import annotations

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import CalendarUpload, CalendarUploadState
from tegenwaarde.usecases.calendar_sheets.uploading import CalendarNotReady, own_calendar_upload


def discard_calendar(*, actor: Actor, upload_id: int) -> None:
    """Let go of the upload's rows; raises NotVisible, and CalendarNotReady for one that was taken over."""
    upload = own_calendar_upload(actor, upload_id)
    rows = CalendarUpload.unfenced.filter(pk=upload.pk, state=CalendarUploadState.CHECKED)
    if not rows.update(state=CalendarUploadState.DISCARDED, rows=[], problems=[]):
        raise CalendarNotReady
