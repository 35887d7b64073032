"""What the verbs about spreadsheets share: finding one, its supplier, and whether somebody still works on it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible, find, uploads_visible_to
from tegenwaarde.access.keys import key_named
from tegenwaarde.records.models import BulkUpload, UploadState
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.reports.own_double import stretches_of_persons
from tegenwaarde.usecases.sheets.files import TakenOverBefore
from tegenwaarde.usecases.sheets.keeping import unseal_kept
from tegenwaarde.usecases.sheets.own_reports import earlier_of_persons, own_reports
from tegenwaarde.usecases.sheets.world import World, own_contracts, own_persons, world_of

KEY = "sheet.upload"
SILENCE = timedelta(minutes=1)  # who works on a sheet says so more often than this
BUSY = (UploadState.CHECKING, UploadState.IMPORTING)
WAITING = (UploadState.CHECKED, UploadState.REFUSED)
Hashes = dict[str, tuple[str, int]]  # by reference: the hash, and how many keys made it


class SheetTakenOver(TakenOverBefore):
    """The same file was taken over before; nothing is taken over again."""

    code = "SHEET_TAKEN_OVER"
    words = _("This same file was taken over on {on_day}. Nothing was taken over again.")


class NotReadyToTakeOver(Refused):
    """The spreadsheet is not (any more) ready to be taken over."""

    code = "SHEET_NOT_READY"
    words = _("This spreadsheet is not ready to be submitted. Load the page again to see where it stands.")


def own_supplier(actor: Actor) -> int:
    """Return the supplier that the actor reports for; NotVisible where there is none."""
    suppliers = actor.scope_ids("supplier", key_named(KEY).roles)
    if not suppliers:
        raise NotVisible(KEY)
    return min(suppliers)


def own_upload(actor: Actor, upload_id: int) -> BulkUpload:
    """Return the upload of the actor's own supplier; NotVisible for another."""
    return find(uploads_visible_to(actor), pk=upload_id)


def broke_off(upload: BulkUpload, now: datetime) -> bool:
    """Say whether nobody works on a busy upload any more: its process died."""
    return upload.state in BUSY and upload.beat < now - SILENCE


def world_for(supplier_id: int, today: date, pending: Hashes | None = None) -> World:
    """Return what a sheet of the supplier is checked against; `pending` are hashes known from elsewhere."""
    contracts, closed = own_contracts(supplier_id)
    return world_of(
        contracts,
        today,
        closed,
        persons=own_persons(supplier_id),
        pending=_pending(supplier_id) if pending is None else pending,
        earlier_of=earlier_of_persons,
        stretches_of=stretches_of_persons,
        reports_of=own_reports,
    )


def _pending(supplier_id: int) -> Hashes:
    """Return the hashes in the supplier's latest sheets that wait, the newest first."""
    rows = BulkUpload.unfenced.filter(supplier_id=supplier_id, sealed__isnull=False).order_by("-pk")
    found: Hashes = {}
    for upload in reversed(rows[:2]):
        found |= unseal_kept(upload).hashes
    return found
