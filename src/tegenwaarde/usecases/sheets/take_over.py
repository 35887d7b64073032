"""Take over a checked spreadsheet: every row becomes a submitted report in one transaction, or none does.

The rows are checked again, sealed and counted beforehand; the transaction only writes. A process that dies leaves the
upload as it was: who finds it silent can start it again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Sum

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import BulkUpload, Person, Report, UploadState
from tegenwaarde.usecases.ports.later import Later
from tegenwaarde.usecases.sheets.check import Checked, check_rows
from tegenwaarde.usecases.sheets.check_upload import keep_outcome
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.sheets.keeping import unseal_kept
from tegenwaarde.usecases.sheets.prepared import Prepared, prepare
from tegenwaarde.usecases.sheets.restaged import rows_again
from tegenwaarde.usecases.sheets.staged import Staged
from tegenwaarde.usecases.sheets.uploading import SILENCE, NotReadyToTakeOver, SheetTakenOver, own_upload, world_for

Now = Callable[[], datetime]
TRIES = 5
VALUES_CHANGED = Problem(
    "VALUES_CHANGED",
    "Meanwhile something changed, and with it the value of some rows. Look at the values again and submit once more.",
)
NOTHING_LEFT = Problem("NOTHING_LEFT", "What was kept of this spreadsheet is gone. Upload it again.")


@dataclass(frozen=True, slots=True)
class _SoFar:
    """What the supplier has: two of these are equal when nobody reported or named anybody in between."""

    reports: tuple[int | None, ...]
    persons: tuple[int | None, ...]


def take_over(*, actor: Actor, upload_id: int, later: Later, now: Now, today: date) -> None:
    """Begin to take over a checked upload, or one that broke off.

    Raises NotVisible, NotReadyToTakeOver, SheetTakenOver where the same file was taken over from another upload.
    """
    upload = own_upload(actor, upload_id)
    rows, moment = BulkUpload.unfenced.filter(pk=upload.pk), now()
    begun = {"state": UploadState.IMPORTING, "done": 0, "beat": moment}
    try:
        with transaction.atomic():
            claimed = rows.filter(state=UploadState.CHECKED).update(**begun)
            claimed = claimed or rows.filter(state=UploadState.IMPORTING, beat__lt=moment - SILENCE).update(**begun)
    except IntegrityError as twice:
        first = BulkUpload.unfenced.exclude(pk=upload.pk).filter(
            supplier_id=upload.supplier_id, content_hash=upload.content_hash, state=UploadState.IMPORTED
        )
        other = first.first() or upload
        raise SheetTakenOver(other.pk, other.uploaded_on) from twice
    if not claimed:
        raise NotReadyToTakeOver
    later(partial(import_upload, actor=actor, upload_id=upload.pk, now=now, today=today))


def import_upload(*, actor: Actor, upload_id: int, now: Now, today: date) -> None:
    """Check the rows again and write them, all or none; works after the answer was given."""
    upload = BulkUpload.unfenced.get(pk=upload_id)
    staged = unseal_kept(upload).rows
    if not staged:
        keep_outcome(upload_id, Checked(findings=[Finding(NOTHING_LEFT)]), now)
        return
    for _try in range(TRIES):
        so_far = _so_far(upload.supplier_id)
        checked = _check_again(staged, upload.supplier_id, today)
        again = checked.stage()
        if checked.errors or _values(again) != _values(staged):
            if not checked.errors:
                checked.findings.append(Finding(VALUES_CHANGED, warning=True))
            keep_outcome(upload_id, checked, now)
            return
        prepared = prepare(again, upload, actor, today, partial(_beat, upload_id, now))
        if _written(prepared, upload, so_far, now):
            return
    keep_outcome(upload_id, checked, now)


def _check_again(staged: list[Staged], supplier_id: int, today: date) -> Checked:
    known = {one.reference: (one.identity_hash, one.identity_keys) for one in staged if one.identity_hash}
    return check_rows(rows_again(staged), world_for(supplier_id, today, known))


def _values(staged: list[Staged]) -> list[tuple[str, int, str, int]]:
    return sorted((one.sheet, one.line, one.block, one.value_cents) for one in staged)


def _beat(upload_id: int, now: Now, done: int) -> None:
    BulkUpload.unfenced.filter(pk=upload_id, state=UploadState.IMPORTING).update(done=done, beat=now())


def _so_far(supplier_id: int) -> _SoFar:
    reports = Report.unfenced.filter(contract__supplier_id=supplier_id)
    persons = Person.unfenced.filter(supplier_id=supplier_id)
    counted = reports.aggregate(count=Count("pk"), last=Max("pk"), versions=Sum("version"))
    named = persons.aggregate(count=Count("pk"), last=Max("pk"), hashed=Sum("identity_keys"))
    return _SoFar(tuple(counted.values()), tuple(named.values()))


def _written(prepared: Prepared, upload: BulkUpload, so_far: _SoFar, now: Now) -> bool:
    """Write everything in one transaction; False, with nothing written, where the supplier did something in between."""
    gone: dict[str, Any] = {
        "state": UploadState.IMPORTED,
        "sealed": None,
        "problems": [],
        "done": upload.rows,
        "beat": now(),
    }
    try:
        with transaction.atomic():
            if not BulkUpload.unfenced.filter(pk=upload.pk, state=UploadState.IMPORTING).update(**gone):
                return True
            if _so_far(upload.supplier_id) != so_far:
                raise IntegrityError
            prepared.write()
    except IntegrityError:
        return False
    return True
