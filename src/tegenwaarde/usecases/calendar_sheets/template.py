"""The spreadsheet of tenders to fill in, empty or with tenders in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Procedure, TenderKind
from tegenwaarde.usecases.calendar_sheets.check import MOST_ROWS
from tegenwaarde.usecases.calendar_sheets.columns import CALENDAR, LIST_HEADS, TENDERS
from tegenwaarde.usecases.figures import quarter
from tegenwaarde.usecases.ports.sheets import Cell, Line, SheetToRead, SheetToWrite, Workbook
from tegenwaarde.usecases.sheets.shape import EXPLANATION, LISTS, NO, YES, Column
from tegenwaarde.usecases.sheets.writing import explained, sheet_of, wrong_choice
from tegenwaarde.usecases.tenders.places import every_buyer

QUARTERS_AHEAD = 12


def calendar_template(*, actor: Actor, today: date) -> Workbook:
    """Return the empty sheet, in the language of the reader; NotVisible without the key to upload it."""
    require(actor, "calendar.upload")
    return calendar_workbook(today)


def calendar_workbook(
    today: date, rows: Sequence[Mapping[str, Cell]] = (), *, columns: tuple[Column, ...] = ()
) -> Workbook:
    """Return the sheet with rows in it (by column), and with other columns where those are given."""
    return with_lists((sheet_of(TENDERS, rows, columns=columns), explanation()), today)


def with_lists(sheets: tuple[SheetToRead | SheetToWrite, ...], today: date) -> Workbook:
    """Return the sheets as a file with the lists to choose from."""
    return Workbook(
        sheets=sheets,
        lists=_lists(today),
        lists_name=str(LISTS),
        title=_("Tender calendar"),
        wrong_choice=wrong_choice(),
        fill_rows=MOST_ROWS,
    )


def explanation() -> SheetToRead:
    """Return the sheet that says what to fill in, with an example of each column."""
    lines = [Line((_("Tenders in the calendar with a spreadsheet"),), "title"), Line(("",))]
    lines += [Line((words,)) for words in how_it_works()]
    lines += explained(CALENDAR.kinds)
    return SheetToRead(str(EXPLANATION), tuple(lines), (44, 80, 44))


def how_it_works() -> list[str]:
    """Return what somebody has to know before filling in the sheet."""
    return [
        _("Fill in one row for each tender. You may hide, move or add columns."),
        _(
            "Do several buyers buy together? The first pays what the others leave. Write those like this:"
            " Buurstad 25%; Havenstad 15%."
        ),
        _("Upload the file: everything is checked first. When all rows are right you take them over, all at once."),
        _(
            "A tender that is in the calendar already is known by its buyer and reference, or by its buyer, title and"
            " quarter. You choose whether it stays as it is or follows the sheet. An empty cell changes nothing."
        ),
        _("At most {most} rows at once.").format(most=MOST_ROWS),
    ]


def _lists(today: date) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    ahead = [Quarter.of(today)]
    while len(ahead) < QUARTERS_AHEAD:
        ahead.append(ahead[-1].next())
    words: dict[str, list[str]] = {
        "buyers": [name for _pk, name in every_buyer()],
        "kinds": [str(one.label) for one in TenderKind],
        "procedures": [str(one.label) for one in Procedure],
        "quarters": [quarter(one) for one in ahead],
        "yes_no": [str(YES), str(NO)],
    }
    return tuple((name, str(LIST_HEADS[name]), tuple(dict.fromkeys(words[name]))) for name in LIST_HEADS)
