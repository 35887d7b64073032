"""Throw away a spreadsheet that was not taken over, with everything that was kept of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import BulkUpload, UploadState
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.sheets.uploading import SILENCE, WAITING, own_upload


class TakenOverAlready(Refused):
    """What was taken over, or is being taken over, stays."""

    code = "SHEET_STAYS"
    words = _("This spreadsheet was taken over, or is being worked on, so it can no longer be thrown away.")


def discard_upload(*, actor: Actor, upload_id: int, now: datetime) -> None:
    """Let go of the upload's rows; raises NotVisible, TakenOverAlready."""
    upload = own_upload(actor, upload_id)
    rows = BulkUpload.unfenced.filter(pk=upload.pk)
    gone: dict[str, Any] = {"state": UploadState.DISCARDED, "sealed": None, "problems": []}
    waiting = rows.filter(state__in=WAITING).update(**gone)
    if waiting or rows.filter(state=UploadState.CHECKING, beat__lt=now - SILENCE).update(**gone):
        return
    raise TakenOverAlready
