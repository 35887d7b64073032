"""Days of a row that contradict each other: the sentences of the form, asked only of rows that may have some."""

from __future__ import annotations

import numpy as np

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER
from tegenwaarde.kernel.calendar import day_number
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Block
from tegenwaarde.usecases.reports.contradictions import contradictions
from tegenwaarde.usecases.sheets.answers import answers_of_row
from tegenwaarde.usecases.sheets.candidates import CHANGES, Placements
from tegenwaarde.usecases.sheets.rows import Mask, Rows, rows_of
from tegenwaarde.usecases.sheets.who import NOBODY

CHANGE_INCOMPLETE = Problem(
    "CHANGE_INCOMPLETE", "Give both the day on which the hours change and the hours from that day on."
)
COLUMNS = {"change_1_day": "change_1_from", "change_2_day": "change_2_from"}


def tell_contradictions(sheet: Placements, blocks: list[tuple[str, ...]]) -> None:
    """Say of each row which of its days cannot be right together, and which change of hours is half told."""
    rows = sheet.rows
    _tell_half_changes(rows)
    for row in rows_of(may_contradict(rows, day_number(sheet.world.today))):
        block = _block_of(sheet, row, blocks[row])
        answers = answers_of_row(rows, row, block, fifty_plus=True) if block else None
        for problem in contradictions(answers, sheet.world.today) if answers else ():
            place = COLUMNS.get(problem.place, problem.place)
            rows.tell(row, "benefit_since" if place.startswith("since_") else place, problem)


def may_contradict(rows: Rows, today: int) -> Mask:
    """Say which rows have days in an order that may be wrong: none that `contradictions` refuses is left out."""
    days = rows.days
    start, born = days["employment_start"], days["birth_date"]
    first = np.where(start == NO_DAY, -NO_DAY, start)
    mask: Mask = (days["employment_end"] < first) | (days["study_end"] < _given(days["study_start"]))
    mask |= (days["benefit_since"] > start) & (days["benefit_since"] != NO_DAY)
    mask |= (born != NO_DAY) & ((born >= start) | (born > today))
    for name, _hours in CHANGES:
        change = days[name]
        mask |= (change != NO_DAY) & ((change <= first) | (change > days["employment_end"]))
    return mask


def _given(days: np.ndarray) -> np.ndarray:
    return np.where(days == NO_DAY, -NO_DAY, days)


def _tell_half_changes(rows: Rows) -> None:
    for day, hours in CHANGES:
        no_day, no_hours = rows.days[day] == NO_DAY, rows.numbers[hours] == NO_NUMBER
        for missing, mask in ((day, no_day & ~no_hours), (hours, no_hours & ~no_day)):
            for row in rows_of(mask):
                if not rows.cannot_read(row, missing):
                    rows.tell(row, missing, CHANGE_INCOMPLETE)


def _block_of(sheet: Placements, row: int, blocks: tuple[str, ...]) -> Block | None:
    """Return the first block that the row may be in, or any of the policy's: its days are wrong in all of them."""
    place = int(sheet.who.contract[row])
    known = sheet.world.contracts
    books = [known[place].book] if place != NOBODY else list(sheet.world.books)
    found = [block for book in books for block in book.blocks if not blocks or block.id in blocks]
    return found[0] if found else None
