"""Take over a checked spreadsheet of tenders: every row in one transaction, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import CalendarUpload, CalendarUploadState, Tender
from tegenwaarde.usecases.calendar_sheets.check import CheckedCalendar, check_again
from tegenwaarde.usecases.calendar_sheets.staged import StagedTender, Standing
from tegenwaarde.usecases.calendar_sheets.uploading import (
    CALENDAR_MOVED,
    CalendarNotReady,
    CalendarTakenOver,
    keep,
    kept_of,
    own_calendar_upload,
)
from tegenwaarde.usecases.calendar_sheets.world import calendar_world
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.tenders.change_tender import change_tender
from tegenwaarde.usecases.tenders.plan_tender import plan_tender

CODE = "tender_uploaded"


def take_over_calendar(*, actor: Actor, upload_id: int, update: bool, today: date) -> bool:
    """Plan the new tenders of a checked upload and, with `update`, change those that differ; say whether it was done.

    Where the calendar changed since the check nothing is written, and the upload shows its rows anew. Raises
    NotVisible, CalendarNotReady, and CalendarTakenOver where the same file was taken over from another upload.
    """
    upload = own_calendar_upload(actor, upload_id)
    staged = kept_of(upload).rows
    if not staged:
        raise CalendarNotReady
    try:
        with transaction.atomic():
            _claim(upload)
            again = check_again(staged, calendar_world(actor, today))
            if again == staged:
                _write(actor, upload, staged, update, today)
                return True
            transaction.set_rollback(True)
    except IntegrityError as twice:
        same = CalendarUpload.unfenced.filter(uploaded_by_id=upload.uploaded_by_id, content_hash=upload.content_hash)
        first = same.filter(state=CalendarUploadState.IMPORTED).exclude(pk=upload.pk).first() or upload
        raise CalendarTakenOver(first.pk, first.uploaded_on) from twice
    moved = Finding(CALENDAR_MOVED, warning=again is not None)
    keep(upload.pk, CheckedCalendar(again or [], [moved]))
    return False


def _claim(upload: CalendarUpload) -> None:
    rows = CalendarUpload.unfenced.filter(pk=upload.pk, state=CalendarUploadState.CHECKED)
    if not rows.update(state=CalendarUploadState.IMPORTED):
        raise CalendarNotReady


def _write(actor: Actor, upload: CalendarUpload, staged: list[StagedTender], update: bool, today: date) -> None:
    done = [_written(actor, one, update, today) for one in staged]
    made = sum(one != before for one, before in zip(done, staged, strict=True))
    held = {"staged": [one.as_plain() for one in done], "sheets": []}
    CalendarUpload.unfenced.filter(pk=upload.pk).update(rows=held, problems=[], made=made)


def _written(actor: Actor, one: StagedTender, update: bool, today: date) -> StagedTender:
    """Plan or change one tender; return the row with the tender, and as the same once it is changed."""
    if one.standing is Standing.NEW:
        tender = plan_tender(actor=actor, facts=one.facts, today=today, code=CODE)
        return replace(one, tender_id=tender.pk)
    if one.standing is Standing.DIFFERS and update:
        version = Tender.unfenced.values_list("version", flat=True).get(pk=one.tender_id)
        change_tender(actor=actor, tender_id=one.tender_id, version=version, facts=one.facts, today=today)
        return replace(one, standing=Standing.SAME)
    return one
