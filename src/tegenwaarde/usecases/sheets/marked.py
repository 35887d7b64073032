"""The spreadsheet given back with its errors marked: what to do at each cell, and a list that leads there."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.usecases.ports.sheets import Workbook
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.sheets.births import BIRTH_DATE_AGAIN
from tegenwaarde.usecases.sheets.columns import FULFILMENTS
from tegenwaarde.usecases.sheets.keeping import unseal_kept
from tegenwaarde.usecases.sheets.marking import marked_sheets
from tegenwaarde.usecases.sheets.template import filled
from tegenwaarde.usecases.sheets.uploading import own_upload
from tegenwaarde.usecases.sheets.world import own_contracts

NOT_KEPT = _("Names and dates of birth were not kept.")
ASKED_AGAIN = _("You only need to fill those in again where a red cell asks for them.")


class NothingToMark(Refused):
    """The spreadsheet has no errors, or what was kept of it is gone."""

    code = "NOTHING_TO_MARK"
    words = _("There is no spreadsheet with errors to give back (any more). Upload it again.")


def marked_workbook(*, actor: Actor, upload_id: int) -> tuple[Workbook, str]:
    """Return the upload's rows with its errors marked, and the file's name; raises NotVisible, NothingToMark."""
    upload = own_upload(actor, upload_id)
    kept = unseal_kept(upload)
    errors = [one for one in kept.findings if not one.warning]
    if not errors or not kept.sheets:
        raise NothingToMark
    contracts, _closed = own_contracts(upload.supplier_id)
    plain = filled({}, contracts)
    errors += [one for one in kept.findings if one.problem.code == BIRTH_DATE_AGAIN.code]
    marked = marked_sheets(kept.sheets, errors, FULFILMENTS, (str(NOT_KEPT), str(ASKED_AGAIN)))
    there = {sheet.name for sheet in marked}
    others = tuple(sheet for sheet in plain.sheets if sheet.name not in there)
    return replace(plain, sheets=(*marked, *others)), upload.name
