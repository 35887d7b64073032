"""Spreadsheets of tenders for the screen: those that somebody put in, and where one stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import calendar_uploads_visible_to, require
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import CalendarUpload, CalendarUploadState, TenderKind
from tegenwaarde.usecases.calendar_sheets.columns import CALENDAR
from tegenwaarde.usecases.calendar_sheets.staged import StagedTender, Standing
from tegenwaarde.usecases.calendar_sheets.uploading import kept_of, own_calendar_upload
from tegenwaarde.usecases.reading.sheet_words import Said, Translated, errors_in_words, warnings_in_words
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.tenders.places import every_buyer

REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CalendarUploadRow:
    """A spreadsheet in a list; `state` is refused where it has errors, `made` how many tenders it made or changed."""

    upload_id: int
    name: str
    day: date
    state: str
    errors: int
    made: int


@dataclass(frozen=True, slots=True)
class TenderPreview:
    """A row as it will be, or became, a tender; cents. `tender_id` is 0 while there is none."""

    line: int
    title: str
    buyers: str
    kind: str
    quarter: Quarter | None
    value_cents: int | None
    expected_cents: int
    standing: str
    tender_id: int


@dataclass(frozen=True, slots=True)
class CalendarUploadPage:
    """One spreadsheet: what is wrong with it, or how its rows stand to the calendar and what the new ones bring.

    `numbers` counts the rows by how they stand; `new_cents` and `new_value_cents` are of the new tenders together.
    """

    upload: CalendarUploadRow
    errors: Translated[Finding, Said]
    warnings: Translated[Finding, Said]
    rows: Translated[StagedTender, TenderPreview]
    numbers: dict[str, int]
    new_cents: int
    new_value_cents: int
    can_be_marked: bool

    @property
    def writes(self) -> int:
        """Return how many rows make a new tender or say something else than the calendar."""
        return self.numbers[Standing.NEW] + self.numbers[Standing.DIFFERS]


def read_calendar_uploads(*, actor: Actor) -> tuple[CalendarUploadRow, ...]:
    """Return the actor's spreadsheets, the newest first; one query. NotVisible without `calendar.upload`."""
    require(actor, "calendar.upload")
    return tuple(map(_row, calendar_uploads_visible_to(actor)))


def read_calendar_upload(*, actor: Actor, upload_id: int) -> CalendarUploadPage:
    """Return one spreadsheet of the actor; raises NotVisible."""
    upload = own_calendar_upload(actor, upload_id)
    kept = kept_of(upload)
    names = dict(every_buyer())
    counted = Counter(row.standing.value for row in kept.rows)
    new = [row for row in kept.rows if row.standing is Standing.NEW]
    return CalendarUploadPage(
        upload=_row(upload),
        errors=errors_in_words(kept.findings, CALENDAR),
        warnings=warnings_in_words(kept.findings, CALENDAR),
        rows=Translated(kept.rows, lambda row: _preview(row, names)),
        numbers={one.value: counted[one.value] for one in Standing},
        new_cents=sum(row.expected_cents for row in new),
        new_value_cents=sum(row.facts.estimated_value_cents or 0 for row in new),
        can_be_marked=bool(kept.sheets),
    )


def _row(upload: CalendarUpload) -> CalendarUploadRow:
    errors = sum(not one.warning for one in kept_of(upload).findings)
    refused = errors and upload.state == CalendarUploadState.CHECKED
    state = REFUSED if refused else str(upload.state)
    return CalendarUploadRow(upload.pk, upload.name, upload.uploaded_on, state, errors, upload.made)


def _preview(row: StagedTender, names: dict[int, str]) -> TenderPreview:
    facts = row.facts
    return TenderPreview(
        line=row.line,
        title=facts.title,
        buyers=", ".join(names.get(one.buyer_id, "") for one in facts.buyers),
        kind=str(TenderKind(facts.kind).label),
        quarter=Quarter.of(facts.quarter_start) if facts.quarter_start else None,
        value_cents=facts.estimated_value_cents,
        expected_cents=row.expected_cents,
        standing=row.standing.value,
        tender_id=row.tender_id,
    )
