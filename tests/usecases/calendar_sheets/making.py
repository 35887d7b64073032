"""Spreadsheets of tenders as Anna fills them in: the template with rows in it, uploaded and checked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.cast import TODAY

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import CalendarUpload
    from tegenwaarde.usecases.ports.sheets import Cell


def tender(title: str = "Onderhoud van wegen", **more: Any) -> dict[str, Cell]:
    """A tender for works of a million by Voorbeeldstad, in the second quarter of 2018."""
    return {
        "title": title,
        "reference": "",
        "buyer": "Voorbeeldstad",
        "kind": "Werken",
        "quarter": "2e kwartaal 2018",
        "estimated_value_cents": 1_000_000,
        **more,
    }


def a_calendar(*tenders: dict[str, Cell]) -> bytes:
    """Return the template with these rows."""
    from tegenwaarde.adapters.spreadsheets import write_sheets
    from tegenwaarde.usecases.calendar_sheets.template import calendar_workbook

    return write_sheets(calendar_workbook(TODAY, tenders))


def put_in(actor: Actor, content: bytes, today: date, name: str = "kalender.xlsx") -> CalendarUpload:
    """Upload the file and have it checked."""
    from tegenwaarde.adapters.spreadsheets import read_sheets
    from tegenwaarde.usecases.calendar_sheets.upload_calendar import upload_calendar

    return upload_calendar(
        actor=actor, content=content, size=len(content), file_name=name, read=read_sheets, today=today
    )


def codes(upload: CalendarUpload) -> list[tuple[int, str, str]]:
    """Return what stops the upload: the row, the column of ours, and the code."""
    from tegenwaarde.usecases.calendar_sheets.uploading import kept_of

    return [(one.row, one.name, one.problem.code) for one in kept_of(upload).errors]


def standings(upload: CalendarUpload) -> list[str]:
    """Return how each row stands to the calendar."""
    from tegenwaarde.usecases.calendar_sheets.uploading import kept_of

    return [one.standing.value for one in kept_of(upload).rows]
