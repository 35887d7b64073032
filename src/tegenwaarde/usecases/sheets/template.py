"""The spreadsheet to fill in, made from the policy in force for the supplier's running contracts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.usecases.ports.sheets import Cell, Line, SheetColumn, SheetToRead, SheetToWrite, Workbook
from tegenwaarde.usecases.reports.questions import person_blocks
from tegenwaarde.usecases.sheets.check import MOST_ROWS
from tegenwaarde.usecases.sheets.choices import block_choice, situation_choices
from tegenwaarde.usecases.sheets.columns import EXPLANATION, LIST_HEADS, LISTS, NO, SHEETS, YES, Column, Kind, SheetKind
from tegenwaarde.usecases.sheets.world import OwnContract

WRITTEN = {Kind.DAY: "day", Kind.HOURS: "number", Kind.MONEY: "money", Kind.SHARE: "percent"}
Filled = Mapping[str, Sequence[Mapping[str, Cell]]]


def template(contracts: Sequence[OwnContract]) -> Workbook:
    """Return the empty sheet for these contracts, in the language of the reader."""
    return filled({}, contracts)


def filled(rows: Filled, contracts: Sequence[OwnContract] = ()) -> Workbook:
    """Return the sheet with rows in it (by kind of fulfilment, then by column)."""
    return Workbook(
        sheets=(*(sheet_of(kind, rows.get(kind.kind, ())) for kind in SHEETS), explanation()),
        lists=lists_of(contracts),
        lists_name=str(LISTS),
        title=_("Report fulfilments"),
        wrong_choice=(
            _("Not in the list"),
            _("Choose from the list. Are you sure? The check tells you what is wrong."),
        ),
        fill_rows=MOST_ROWS,
    )


def sheet_of(kind: SheetKind, rows: Sequence[Mapping[str, Cell]] = ()) -> SheetToWrite:
    """Return one sheet to fill in."""
    names = [column.name for column in kind.columns]
    return SheetToWrite(
        name=str(kind.name),
        columns=tuple(written(column) for column in kind.columns),
        rows=tuple((place, tuple(row.get(name, "") for name in names)) for place, row in enumerate(rows, start=1)),
    )


def written(column: Column) -> SheetColumn:
    """Return a column as it is written."""
    kind = WRITTEN.get(column.kind, "text")
    return SheetColumn(str(column.head), str(column.help), column.width, kind, column.choices)


def explanation() -> SheetToRead:
    """Return the sheet that says what to fill in, with an example of each column."""
    lines = [Line((_("Report fulfilments with a spreadsheet"),), "title"), Line(("",))]
    lines += [Line((words,)) for words in _how()]
    for kind in SHEETS:
        lines += [Line(("",)), Line((str(kind.name), _("What to fill in"), _("Example")), "head")]
        lines += [Line((_named(column), str(column.help), str(column.example))) for column in kind.columns]
    return SheetToRead(str(EXPLANATION), tuple(lines), (44, 80, 44))


def _how() -> list[str]:
    return [
        _("Fill in one row for each placement, invoice or activity. Leave the sheets that you do not need empty."),
        _("You may hide, move or add columns. Every filled row counts, also a hidden one."),
        _("Upload the file: everything is checked first. When all rows are right you can submit them, all at once."),
        _("Names and dates of birth are made into a code while the file is read. The file itself is not kept."),
        _("At most {most} rows at once.").format(most=MOST_ROWS),
    ]


def _named(column: Column) -> str:
    return str(column.head) if column.needed else _("{column} (may stay empty)").format(column=column.head)


def lists_of(contracts: Sequence[OwnContract]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return the lists to choose from: contracts, blocks with their amounts, situations, yes and no."""
    language = get_language() or "nl"
    books: list[PolicyBook] = list({one.book.id: one.book for one in contracts}.values())
    words: dict[str, Any] = {
        "contracts": [one.label for one in contracts],
        "blocks": [block_choice(block, language) for book in books for block in person_blocks(book)],
        "situations": [text for book in books for _name, text in situation_choices(book, language)],
        "yes_no": [str(YES), str(NO)],
    }
    return tuple((name, str(LIST_HEADS[name]), tuple(dict.fromkeys(words[name]))) for name in LIST_HEADS)
