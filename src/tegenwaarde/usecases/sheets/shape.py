"""What a spreadsheet that comes in may look like: its sheets and their columns, whatever they are about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    NAME = "name"
    DAY = "day"
    HOURS = "hours"
    MONEY = "money"
    SHARE = "share"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the name of what it fills, its head and its help. `least` and `most` bound a number.

    A sheet without a `needed` column cannot be read. What stands in a `private` column is never kept; one that is only
    `told` stands in a list that is downloaded and is passed over where that comes back.
    """

    name: str
    kind: Kind
    head: Promise
    help: Promise
    example: Promise | str = ""
    choices: str = ""
    width: int = 14
    needed: bool = False
    private: bool = False
    told: bool = False
    least: int = 0
    most: int = 10**11


@dataclass(frozen=True, slots=True, eq=False)
class SheetKind:
    """One sheet: which kind of rows it holds, its name and its columns; each is made once and known by itself."""

    kind: str
    name: Promise
    columns: tuple[Column, ...]

    @property
    def to_fill(self) -> tuple[Column, ...]:
        """Return the columns that somebody fills in."""
        return tuple(column for column in self.columns if not column.told)

    def place(self, name: str) -> int:
        """Return where a column stands in the template; KeyError for an unknown one."""
        for place, column in enumerate(self.columns):
            if column.name == name:
                return place
        raise KeyError(name)

    def column(self, name: str) -> Column:
        """Return a column; KeyError for an unknown one."""
        return self.columns[self.place(name)]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A whole spreadsheet: the sheets to fill in, and the names of those that are there to be read only."""

    kinds: tuple[SheetKind, ...]
    to_read: tuple[Promise, ...]

    def kind(self, name: str) -> SheetKind:
        """Return a sheet by its kind; KeyError for an unknown one."""
        for one in self.kinds:
            if one.kind == name:
                return one
        raise KeyError(name)


EXPLANATION, LISTS, ERRORS = _("Explanation"), _("Lists"), _("Errors")
YES, NO = _("yes"), _("no")
