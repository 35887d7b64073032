"""The list of label holders as a spreadsheet: one row a label."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tegenwaarde.usecases.figures import day
from tegenwaarde.usecases.ports.sheets import Cell, SheetColumn, SheetToWrite, Workbook
from tegenwaarde.usecases.reading.labels import Held, HolderList, HolderRow


def holders_sheet(found: HolderList) -> Workbook:
    """Return the spreadsheet of a list as it is filtered."""
    rows = [(row, held) for row in found.rows for held in row.labels]
    return Workbook(
        sheets=(
            SheetToWrite(
                name=_("Label holders"),
                columns=_columns(),
                rows=tuple((place, _cells(*one)) for place, one in enumerate(rows, start=1)),
            ),
        ),
        title=_("Suppliers with a label on {day}").format(day=day(found.day)),
    )


def _columns() -> tuple[SheetColumn, ...]:
    heads = (
        (_("Supplier"), 34, "text"),
        (_("Registered as"), 22, "text"),
        (_("Place"), 18, "text"),
        (_("Trades"), 40, "text"),
        (_("Label"), 24, "text"),
        (_("From"), 12, "day"),
        (_("Up to and including"), 14, "day"),
        (_("Only at"), 30, "text"),
    )
    return tuple(SheetColumn(head, head, width, kind) for head, width, kind in heads)


def _cells(row: HolderRow, held: Held) -> tuple[Cell, ...]:
    return (
        row.name,
        row.number,
        row.city,
        ", ".join(row.trade_words),
        held.words,
        held.first_day,
        held.last_day,
        ", ".join(held.only_at),
    )
