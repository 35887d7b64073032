"""A sheet given back with its errors marked: what to do at each cell, and a list that leads there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from tegenwaarde.usecases.ports.sheets import Line, Mark, SheetToRead, SheetToWrite
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.sheets.kept_sheets import KeptSheet
from tegenwaarde.usecases.sheets.shape import ERRORS, Layout, SheetKind
from tegenwaarde.usecases.sheets.writing import sheet_of

MOST_LISTED = 20_000


def marked_sheets(
    sheets: Iterable[KeptSheet], errors: list[Finding], layout: Layout, more: Iterable[str] = ()
) -> tuple[SheetToRead | SheetToWrite, ...]:
    """Return the list of errors, with `more` lines above it, and the sheets with their errors marked."""
    kept = list(sheets)
    names = _names(kept, layout)
    marked = tuple(_marked(one, layout.kind(one.kind), names[one.name], errors) for one in kept)
    first = _listed(errors, {one.name: (names[one.name], layout.kind(one.kind)) for one in kept}, more)
    return (first, *marked)


def _names(sheets: Iterable[KeptSheet], layout: Layout) -> dict[str, str]:
    """Return what each sheet is called now: as in the template, with a number where there are more of a kind."""
    seen, names = Counter[str](), dict[str, str]()
    for sheet in sheets:
        seen[sheet.kind] += 1
        plain = str(layout.kind(sheet.kind).name)
        names[sheet.name] = plain if seen[sheet.kind] == 1 else f"{plain} {seen[sheet.kind]}"
    return names


def _marked(sheet: KeptSheet, kind: SheetKind, name: str, errors: list[Finding]) -> SheetToWrite:
    notes: dict[tuple[int, int], list[str]] = {}
    for one in errors:
        if one.sheet == sheet.name and one.row and one.name:
            notes.setdefault((one.row - 1, kind.place(one.name)), []).append(problem_words(one.problem))
    empty = sheet_of(kind)
    return SheetToWrite(
        name=name,
        columns=empty.columns,
        rows=tuple((line - 1, cells) for line, cells in sheet.lines),
        marks=tuple(Mark(row, place, "\n".join(words)) for (row, place), words in notes.items()),
    )


def _listed(errors: list[Finding], sheets: dict[str, tuple[str, SheetKind]], more: Iterable[str]) -> SheetToRead:
    """Return the list of errors, each leading to its cell."""
    lines = [
        Line((str(ERRORS),), "title"),
        Line((_("Correct the red cells and upload the file again."),)),
        *(Line((words,)) for words in more),
        Line(("",)),
        Line((_("Where"), _("What to do")), "head"),
    ]
    lines += [_line(one, sheets) for one in errors[:MOST_LISTED]]
    if len(errors) > MOST_LISTED:
        lines.append(Line((_("And more: the other errors are marked in the sheets."),)))
    return SheetToRead(str(ERRORS), tuple(lines), (48, 110))


def _line(one: Finding, sheets: dict[str, tuple[str, SheetKind]]) -> Line:
    words = problem_words(one.problem)
    if one.sheet not in sheets or not one.row:
        return Line((one.sheet or _("The file"), words))
    name, kind = sheets[one.sheet]
    place = kind.place(one.name) if one.name else 0
    head = f", {kind.columns[place].head}" if one.name else ""
    where = _("{sheet}, row {row}{head}").format(sheet=name, row=one.row, head=head)
    return Line((where, words), link=(name, one.row - 1, place))
