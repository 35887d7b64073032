"""What depends on a date of birth, which is never kept: asked again where it was given, said where it is missing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tegenwaarde.engine.columns import NO_DAY
from tegenwaarde.engine.tables import needed_facts_of
from tegenwaarde.kernel.calendar import whole_years
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.usecases.sheets.candidates import Placements
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.sheets.who import NOBODY

BIRTH_DATE_AGAIN = Problem(
    "BIRTH_DATE_AGAIN",
    "In the file with the errors marked, fill in the date of birth again: the value depends on it, and we do not"
    " keep it.",
)
BIRTHS_NOT_GIVEN = (
    "In {rows} rows the date of birth is empty. An extra for older people does not count there. Fill the date in"
    " where somebody is old enough for it."
)


def births_again(sheet: Placements, blocks: list[tuple[str, ...]]) -> Iterator[Finding]:
    """Yield the cells whose date of birth the value depends on: it goes missing from the sheet that is given back."""
    rows = sheet.rows
    births, starts = rows.days["birth_date"].tolist(), rows.days["employment_start"].tolist()
    place = rows.places.get("birth_date", -1) + 1
    for row, (book, of_row) in enumerate(_policies(sheet, blocks)):
        if births[row] != NO_DAY and book and _matters(book, of_row, births[row], starts[row]):
            yield Finding(BIRTH_DATE_AGAIN, rows.sheet, int(rows.lines[row]), place, "birth_date", warning=True)


def births_not_given(sheet: Placements, blocks: list[tuple[str, ...]]) -> Iterator[Finding]:
    """Yield one word about the people of an earlier sheet of whom the age is not known, and might add to the value."""
    if not sheet.world.pending:
        return
    rows = sheet.rows
    births, references = rows.days["birth_date"].tolist(), rows.words["reference"]
    missing = 0
    for row, (book, of_row) in enumerate(_policies(sheet, blocks)):
        if births[row] == NO_DAY and references[row] in sheet.world.pending and book and _aged(book, of_row):
            missing += 1
    if missing:
        problem = Problem("BIRTHS_NOT_GIVEN", BIRTHS_NOT_GIVEN, params=(("rows", missing),))
        yield Finding(problem, rows.sheet, warning=True)


def _policies(sheet: Placements, blocks: list[tuple[str, ...]]) -> Iterator[tuple[PolicyBook | None, tuple[str, ...]]]:
    contracts = sheet.world.contracts
    for place, of_row in zip(sheet.who.contract.tolist(), blocks, strict=True):
        yield (None if place == NOBODY else contracts[place].book), of_row


def _matters(book: PolicyBook, blocks: tuple[str, ...], born: int, start: int) -> bool:
    if any("birth_date" in needed_facts_of(block) for block in book.blocks if block.id in blocks):
        return True
    ages = _aged(book, blocks)
    return bool(ages) and (start == NO_DAY or int(whole_years(np.array([born]), np.array([start]))[0]) >= min(ages))


def _aged(book: PolicyBook, blocks: tuple[str, ...]) -> list[int]:
    """Return from which ages an extra adds to one of the blocks."""
    return [extra.from_age for extra in book.extras if extra.from_age and not extra.blocks.isdisjoint(blocks)]
