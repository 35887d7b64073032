"""The spreadsheet to fill in, made from the policy in force for the supplier's running contracts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.usecases.ports.sheets import Cell, Line, SheetToRead, Workbook
from tegenwaarde.usecases.reports.questions import person_blocks
from tegenwaarde.usecases.sheets.check import MOST_ROWS
from tegenwaarde.usecases.sheets.choices import block_choice, situation_choices
from tegenwaarde.usecases.sheets.columns import LIST_HEADS, SHEETS
from tegenwaarde.usecases.sheets.shape import EXPLANATION, LISTS, NO, YES
from tegenwaarde.usecases.sheets.world import OwnContract
from tegenwaarde.usecases.sheets.writing import explained, sheet_of, wrong_choice

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
        wrong_choice=wrong_choice(),
        fill_rows=MOST_ROWS,
    )


def explanation() -> SheetToRead:
    """Return the sheet that says what to fill in, with an example of each column."""
    lines = [Line((_("Report fulfilments with a spreadsheet"),), "title"), Line(("",))]
    lines += [Line((words,)) for words in _how()]
    lines += explained(SHEETS)
    return SheetToRead(str(EXPLANATION), tuple(lines), (44, 80, 44))


def _how() -> list[str]:
    return [
        _("Fill in one row for each placement, invoice or activity. Leave the sheets that you do not need empty."),
        _("You may hide, move or add columns. Every filled row counts, also a hidden one."),
        _("Upload the file: everything is checked first. When all rows are right you can submit them, all at once."),
        _("Names and dates of birth are made into a code while the file is read. The file itself is not kept."),
        _("At most {most} rows at once.").format(most=MOST_ROWS),
    ]


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
