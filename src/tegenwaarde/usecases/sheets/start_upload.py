"""Take in a spreadsheet: recognise the same file, and have it checked. The file stays in memory only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import BulkUpload, UploadState
from tegenwaarde.usecases.ports.later import Later
from tegenwaarde.usecases.ports.sheets import SheetReader
from tegenwaarde.usecases.sheets.check_upload import check_upload
from tegenwaarde.usecases.sheets.files import LONGEST_NAME, digest_of
from tegenwaarde.usecases.sheets.uploading import BUSY, SheetTakenOver, broke_off, own_supplier


@dataclass(frozen=True, slots=True)
class Outside:
    """What the verbs about spreadsheets need of the outside world."""

    read: SheetReader
    later: Later
    now: Callable[[], datetime]


def start_upload(
    *, actor: Actor, content: bytes, size: int, file_name: str, outside: Outside, today: date
) -> BulkUpload:
    """Take in the file and have it checked; a file that still waits is checked again, as contracts may have changed.

    Raises NotVisible, SheetTakenOver for a file that was taken over, and Invalid at `file` for one that is too large.
    """
    supplier_id = own_supplier(actor)
    digest = digest_of(content, size)
    upload = _same_file(supplier_id, digest)
    if upload and upload.state in BUSY and not broke_off(upload, outside.now()):
        return upload
    if upload is None:
        upload = BulkUpload.unfenced.create(
            supplier_id=supplier_id,
            name=file_name[-LONGEST_NAME:],
            size=len(content),
            content_hash=digest,
            uploaded_by_id=actor.user_id,
            uploaded_on=today,
            beat=outside.now(),
        )
    else:
        BulkUpload.unfenced.filter(pk=upload.pk).update(state=UploadState.CHECKING, beat=outside.now(), rows=0, done=0)
    outside.later(
        partial(check_upload, upload_id=upload.pk, content=content, read=outside.read, now=outside.now, today=today)
    )
    upload.refresh_from_db()
    return upload


def _same_file(supplier_id: int, digest: str) -> BulkUpload | None:
    """Return the upload of the same file that waits or is busy; SheetTakenOver where it was taken over."""
    rows = BulkUpload.unfenced.filter(supplier_id=supplier_id, content_hash=digest).exclude(state=UploadState.DISCARDED)
    known = list(rows.defer("sealed", "problems").order_by("-pk"))
    for upload in known:
        if upload.state == UploadState.IMPORTED:
            raise SheetTakenOver(upload.pk, upload.uploaded_on)
    return next(iter(known), None)
