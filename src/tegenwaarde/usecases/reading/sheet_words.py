"""What was found in a spreadsheet, for the screen: where it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.sheets.shape import Layout

Item = TypeVar("Item")
Shown = TypeVar("Shown")
LETTERS = 26


@dataclass(frozen=True, slots=True)
class Said:
    """An error or warning: where it is, in words, and what to do."""

    where: str
    words: str


class Translated(Generic[Item, Shown]):
    """A long list of which only the part that is shown is put into words; paged like any list."""

    def __init__(self, items: Sequence[Item], show: Callable[[Item], Shown]) -> None:
        self.items, self.show = items, show

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, part: slice) -> list[Shown]:
        return [self.show(one) for one in self.items[part]]


def errors_in_words(found: Iterable[Finding], layout: Layout) -> Translated[Finding, Said]:
    """Return what stops the sheet, in words where it is shown."""
    return Translated([one for one in found if not one.warning], partial(_said, layout=layout))


def warnings_in_words(found: Iterable[Finding], layout: Layout) -> Translated[Finding, Said]:
    """Return what is worth knowing, in words where it is shown."""
    return Translated([one for one in found if one.warning], partial(_said, layout=layout))


def _said(one: Finding, layout: Layout) -> Said:
    if not one.row:
        return Said(one.sheet or _("The file"), problem_words(one.problem))
    head = next((str(c.head) for kind in layout.kinds for c in kind.columns if c.name == one.name), "")
    cell = f"{_letters(one.column)}{one.row}" if one.column else _("row {row}").format(row=one.row)
    named = f" ({head})" if head else ""
    return Said(_("{sheet}, {cell}{head}").format(sheet=one.sheet, cell=cell, head=named), problem_words(one.problem))


def _letters(column: int) -> str:
    """Return the letters of a column, from 1."""
    letters = ""
    while column:
        column, place = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + place) + letters
    return letters
