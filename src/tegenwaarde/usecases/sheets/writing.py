"""A sheet as it is written: its columns with their heads and help, and what is said of each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from tegenwaarde.usecases.ports.sheets import Cell, Line, SheetColumn, SheetToWrite
from tegenwaarde.usecases.sheets.shape import Column, Kind, SheetKind

WRITTEN = {Kind.DAY: "day", Kind.HOURS: "number", Kind.MONEY: "money", Kind.SHARE: "percent"}


def wrong_choice() -> tuple[str, str]:
    """Return what the program says of a word that is not in the list to choose from."""
    return _("Not in the list"), _("Choose from the list. Are you sure? The check tells you what is wrong.")


def sheet_of(
    kind: SheetKind, rows: Sequence[Mapping[str, Cell]] = (), *, columns: tuple[Column, ...] = ()
) -> SheetToWrite:
    """Return one sheet: the columns to fill in, or those that are given."""
    chosen = columns or kind.to_fill
    return SheetToWrite(
        name=str(kind.name),
        columns=tuple(written(column) for column in chosen),
        rows=tuple((place, tuple(row.get(one.name, "") for one in chosen)) for place, row in enumerate(rows, start=1)),
    )


def written(column: Column) -> SheetColumn:
    """Return a column as it is written."""
    kind = WRITTEN.get(column.kind, "text")
    return SheetColumn(str(column.head), str(column.help), column.width, kind, column.choices)


def explained(kinds: Iterable[SheetKind]) -> Iterator[Line]:
    """Yield what to fill in, with an example, column by column."""
    for kind in kinds:
        yield Line(("",))
        yield Line((str(kind.name), _("What to fill in"), _("Example")), "head")
        for column in kind.to_fill:
            yield Line((_named(column), str(column.help), str(column.example)))


def _named(column: Column) -> str:
    return str(column.head) if column.needed else _("{column} (may stay empty)").format(column=column.head)
