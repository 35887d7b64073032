"""Check a spreadsheet that was taken in, and keep what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from tegenwaarde.records.models import BulkUpload, UploadState
from tegenwaarde.usecases.ports.sheets import SheetReader
from tegenwaarde.usecases.sheets.check import Checked, check_sheets
from tegenwaarde.usecases.sheets.findings import summary
from tegenwaarde.usecases.sheets.keeping import kept_of, seal_kept
from tegenwaarde.usecases.sheets.uploading import world_for

Now = Callable[[], datetime]


def check_upload(*, upload_id: int, content: bytes, read: SheetReader, now: Now, today: date) -> None:
    """Read and check the file, and keep the outcome with the upload; works after the answer was given."""
    upload = BulkUpload.unfenced.get(pk=upload_id)
    world = world_for(upload.supplier_id, today)

    def tell(rows: int, done: int) -> None:
        BulkUpload.unfenced.filter(pk=upload_id).update(rows=rows, done=done, beat=now())

    checked = check_sheets(read(content), world, tell)
    keep_outcome(upload_id, checked, now)


def keep_outcome(upload_id: int, checked: Checked, now: Now) -> None:
    """Keep what came of checking; what older sheets with errors still held is let go."""
    kept = kept_of(checked)
    state = UploadState.REFUSED if checked.errors else UploadState.CHECKED
    rows = BulkUpload.unfenced.filter(pk=upload_id, state__in=[UploadState.CHECKING, UploadState.IMPORTING])
    changed = rows.update(
        state=state,
        rows=checked.rows,
        done=checked.rows,
        problems=summary(checked.findings),
        sealed=seal_kept(kept),
        value_cents=sum(row.value_cents for row in kept.rows),
        beat=now(),
    )
    if changed:
        older = BulkUpload.unfenced.filter(pk__lt=upload_id, state=UploadState.REFUSED, sealed__isnull=False)
        supplier_id = BulkUpload.unfenced.values_list("supplier_id", flat=True).get(pk=upload_id)
        older.filter(supplier_id=supplier_id).update(sealed=None)
