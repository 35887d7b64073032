"""How sheets and columns are called, in every language: what a file says is known by any of these."""

from __future__ import annotations

from functools import cache

from tegenwaarde.usecases.ports.sheets import plain_name
from tegenwaarde.usecases.sheets.shape import Layout, SheetKind
from tegenwaarde.usecases.spoken import in_every_language


@cache
def heads_of(sheet: SheetKind) -> dict[str, str]:
    """Return the column that each head stands for, in every language, as heads are compared."""
    return {plain_name(head): column.name for column in sheet.columns for head in in_every_language(column.head)}


@cache
def names_of_sheets(layout: Layout) -> dict[str, str]:
    """Return the kind of rows that each sheet's name stands for, in every language; empty for one to read."""
    named = {plain_name(name): sheet.kind for sheet in layout.kinds for name in in_every_language(sheet.name)}
    to_read = {plain_name(name): "" for words in layout.to_read for name in in_every_language(words)}
    return to_read | named
