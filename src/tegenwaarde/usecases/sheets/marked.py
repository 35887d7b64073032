"""The spreadsheet given back with its errors marked: what to do at each cell, and a list that leads there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.access.actor import Actor
from tegenwaarde.usecases.ports.sheets import Line, Mark, SheetToRead, SheetToWrite, Workbook
from tegenwaarde.usecases.refusals import Refused, problem_words
from tegenwaarde.usecases.sheets.births import BIRTH_DATE_AGAIN
from tegenwaarde.usecases.sheets.columns import ERRORS, SHEETS, SheetKind
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.sheets.keeping import KeptSheet, unseal_kept
from tegenwaarde.usecases.sheets.template import filled, sheet_of
from tegenwaarde.usecases.sheets.uploading import own_upload
from tegenwaarde.usecases.sheets.world import own_contracts

MOST_LISTED = 20_000


class NothingToMark(Refused):
    """The spreadsheet has no errors, or what was kept of it is gone."""

    code = "NOTHING_TO_MARK"
    words = gettext_lazy("There is no spreadsheet with errors to give back (any more). Upload it again.")


def marked_workbook(*, actor: Actor, upload_id: int) -> tuple[Workbook, str]:
    """Return the upload's rows with its errors marked, and the file's name; raises NotVisible, NothingToMark."""
    upload = own_upload(actor, upload_id)
    kept = unseal_kept(upload)
    errors = [one for one in kept.findings if not one.warning]
    if not errors or not kept.sheets:
        raise NothingToMark
    names = _names(kept.sheets)
    contracts, _closed = own_contracts(upload.supplier_id)
    plain = filled({}, contracts)
    errors += [one for one in kept.findings if one.problem.code == BIRTH_DATE_AGAIN.code]
    marked = tuple(_marked(one, names[one.name], errors) for one in kept.sheets)
    there = {sheet.name for sheet in marked}
    others = tuple(sheet for sheet in plain.sheets if sheet.name not in there)
    first = _listed(errors, {one.name: (names[one.name], _kind(one)) for one in kept.sheets})
    book = Workbook(
        sheets=(first, *marked, *others),
        lists=plain.lists,
        lists_name=plain.lists_name,
        title=plain.title,
        wrong_choice=plain.wrong_choice,
        fill_rows=plain.fill_rows,
    )
    return book, upload.name


def _kind(sheet: KeptSheet) -> SheetKind:
    return next(kind for kind in SHEETS if kind.kind == sheet.kind)


def _names(sheets: Iterable[KeptSheet]) -> dict[str, str]:
    """Return what each sheet is called now: as in the template, with a number where there are more of a kind."""
    seen, names = Counter[str](), dict[str, str]()
    for sheet in sheets:
        seen[sheet.kind] += 1
        plain = str(_kind(sheet).name)
        names[sheet.name] = plain if seen[sheet.kind] == 1 else f"{plain} {seen[sheet.kind]}"
    return names


def _marked(sheet: KeptSheet, name: str, errors: list[Finding]) -> SheetToWrite:
    kind = _kind(sheet)
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


def _listed(errors: list[Finding], sheets: dict[str, tuple[str, SheetKind]]) -> SheetToRead:
    """Return the list of errors, each leading to its cell."""
    lines = [
        Line((str(ERRORS),), "title"),
        Line((_("Correct the red cells and upload the file again. Names and dates of birth were not kept."),)),
        Line((_("You only need to fill those in again where a red cell asks for them."),)),
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
