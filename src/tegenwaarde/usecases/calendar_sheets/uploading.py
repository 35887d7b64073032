"""What the verbs about spreadsheets of tenders share: finding one, and what it holds while it waits."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import calendar_uploads_visible_to, find
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import CalendarUpload
from tegenwaarde.usecases.calendar_sheets.check import CheckedCalendar
from tegenwaarde.usecases.calendar_sheets.staged import StagedTender, staged_from
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.sheets.files import TakenOverBefore
from tegenwaarde.usecases.sheets.findings import Finding, as_plain, errors_in, from_plain
from tegenwaarde.usecases.sheets.kept_sheets import KeptSheet, kept_sheet, sheets_as_plain, sheets_from_plain

CALENDAR_MOVED = Problem(
    "CALENDAR_MOVED",
    "Meanwhile something changed in the calendar, so nothing was taken over. Look at the rows again and take them over"
    " once more.",
)


class CalendarTakenOver(TakenOverBefore):
    """The same file was taken over before; nothing is taken over again."""

    code = "CALENDAR_TAKEN_OVER"
    words = _("You took over this same file on {on_day}. Nothing was taken over again.")


class CalendarNotReady(Refused):
    """The spreadsheet is not (any more) ready to be taken over or thrown away."""

    code = "CALENDAR_SHEET_NOT_READY"
    words = _("This cannot be done with this spreadsheet as it stands now. Load the page again to see where it stands.")


@dataclass(frozen=True, slots=True)
class KeptCalendar:
    """What an upload holds: its rows, what was found, and where something is wrong its cells."""

    rows: list[StagedTender] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheets: list[KeptSheet] = field(default_factory=list)

    @property
    def errors(self) -> list[Finding]:
        """Return what stops the sheet."""
        return errors_in(self.findings)


def own_calendar_upload(actor: Actor, upload_id: int) -> CalendarUpload:
    """Return an upload of the actor; NotVisible for another's."""
    return find(calendar_uploads_visible_to(actor), pk=upload_id)


def keep(upload_id: int, checked: CheckedCalendar) -> None:
    """Keep what came of checking."""
    sheets = [kept_sheet(one) for one in checked.sheets] if checked.errors else []
    held = {"staged": [one.as_plain() for one in checked.rows], "sheets": sheets_as_plain(sheets)}
    rows = CalendarUpload.unfenced.filter(pk=upload_id)
    rows.update(rows=held, problems=as_plain(checked.findings) if checked.findings else [])


def kept_of(upload: CalendarUpload) -> KeptCalendar:
    """Return what the upload holds; nothing where it was thrown away."""
    held = upload.rows or {"staged": [], "sheets": []}
    return KeptCalendar(
        rows=list(map(staged_from, held["staged"])),
        findings=from_plain(upload.problems) if upload.problems else [],
        sheets=sheets_from_plain(held["sheets"]),
    )
