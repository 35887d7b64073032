"""Why a placement is refused: the checks on columns (C1, C2, C8 and the batch interface), and their sentences.

Where a row has several problems the column form keeps the one with the highest number.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER, NO_ROW, PlacementColumns
from tegenwaarde.engine.tables import FACT_COLUMNS, BookTables, Table, place_to_row
from tegenwaarde.kernel.calendar import Days, keys_of
from tegenwaarde.kernel.problem import Figure, Problem
from tegenwaarde.policy.book import Block, PolicyBook

Mask = NDArray[np.bool_]
Check = tuple["Refusal", Mask]


class Refusal(IntEnum):
    """Why a row has no value; the highest number speaks."""

    NONE = 0
    BENEFIT_RAN_SHORTER = 1
    BENEFIT_RAN_LONGER = 2
    TOO_OLD = 3
    STUDY_END_BEFORE_START = 4
    EMPLOYMENT_END_BEFORE_START = 5
    FULLTIME_HOURS_NOT_ABOVE_ZERO = 6
    HOURS_NOT_ABOVE_ZERO = 7
    INFRA_PAID_ON_MISSING = 8
    PERMANENT_FROM_MISSING = 9
    BENEFIT_SINCE_MISSING = 10
    STUDY_START_MISSING = 11
    STUDY_END_MISSING = 12
    BIRTH_DATE_MISSING = 13
    ACTIVITY_HOURS_MISSING = 14
    INVOICE_EUR_MISSING = 15
    ACTIVITY_DATE_MISSING = 16
    FULLTIME_HOURS_MISSING = 17
    HOURS_PER_WEEK_MISSING = 18
    EMPLOYMENT_END_MISSING = 19
    EMPLOYMENT_START_MISSING = 20
    CONTRACT_END_BEFORE_START = 21
    CONTRACT_END_MISSING = 22
    CONTRACT_START_MISSING = 23
    UNKNOWN_ROW = 24


SENTENCES = {
    Refusal.BENEFIT_RAN_SHORTER: (
        "benefit_since",
        "On the first day of employment the benefit had run less than {months} months, so this is row {right_row}.",
    ),
    Refusal.BENEFIT_RAN_LONGER: (
        "benefit_since",
        "On the first day of employment the benefit had run {months} months or more, so this is row {right_row}.",
    ),
    Refusal.TOO_OLD: (
        "birth_date",
        "Row {row} is for people who were not yet {age} on the first day of employment: choose another row.",
    ),
    Refusal.STUDY_END_BEFORE_START: ("study_end", "The study ends before it starts: correct one of the two days."),
    Refusal.EMPLOYMENT_END_BEFORE_START: (
        "employment_end",
        "The employment ends before it starts: correct one of the two days.",
    ),
    Refusal.FULLTIME_HOURS_NOT_ABOVE_ZERO: (
        "fulltime_hours",
        "Full-time hours must be above zero: give the hours of a full-time week, or leave them out.",
    ),
    Refusal.HOURS_NOT_ABOVE_ZERO: ("hours_per_week", "Hours per week must be above zero: give the hours worked."),
    Refusal.INFRA_PAID_ON_MISSING: ("infra_paid_on", "Row {row} needs the day on which Infra-Werkt was paid."),
    Refusal.PERMANENT_FROM_MISSING: ("permanent_from", "Row {row} needs the first day of the permanent contract."),
    Refusal.BENEFIT_SINCE_MISSING: ("benefit_since", "Row {row} needs the day on which the benefit began."),
    Refusal.STUDY_START_MISSING: ("study_start", "Row {row} needs the first day of the study."),
    Refusal.STUDY_END_MISSING: ("study_end", "Row {row} counts during the study: give its last day."),
    Refusal.BIRTH_DATE_MISSING: ("birth_date", "Row {row} has an age limit: give the birth date."),
    Refusal.ACTIVITY_HOURS_MISSING: ("activity_hours", "Row {row} counts hours: give the hours of the activity."),
    Refusal.INVOICE_EUR_MISSING: ("invoice_eur", "Row {row} counts the invoice: give its amount excluding VAT."),
    Refusal.ACTIVITY_DATE_MISSING: ("activity_date", "Row {row} counts on one day: give the day."),
    Refusal.FULLTIME_HOURS_MISSING: ("fulltime_hours", "Row {row} needs the hours of a full-time week."),
    Refusal.HOURS_PER_WEEK_MISSING: ("hours_per_week", "Give the hours per week: the value depends on them."),
    Refusal.EMPLOYMENT_END_MISSING: ("employment_end", "Row {row} needs the last day of the employment."),
    Refusal.EMPLOYMENT_START_MISSING: ("employment_start", "Give the first day of the employment."),
    Refusal.CONTRACT_END_BEFORE_START: (
        "contract_end",
        "The contract ends before it starts: correct one of the two days.",
    ),
    Refusal.CONTRACT_END_MISSING: ("contract_end", "Give the last day of the contract."),
    Refusal.CONTRACT_START_MISSING: ("contract_start", "Give the first day of the contract."),
    Refusal.UNKNOWN_ROW: ("block", "This policy has no such row: choose one of {rows}."),
}
NO_RIGHT_ROW = {
    Refusal.BENEFIT_RAN_SHORTER: (
        "On the first day of employment the benefit had run less than {months} months: no row values that."
    ),
    Refusal.BENEFIT_RAN_LONGER: (
        "On the first day of employment the benefit had run {months} months or more: no row values that."
    ),
}

MISSING = {
    kind.name.removesuffix("_MISSING").lower(): kind for kind in Refusal if kind.name.endswith("_MISSING")
}  # by the fact's batch name


def problem_of(book: PolicyBook, refusal: int, row: int, right_row: int = NO_ROW) -> Problem:
    """Return a refusal in words. `row` and `right_row` are places in `book.blocks`, `NO_ROW` for none.

    The words hold no fact of a person, so that the same three numbers always give the same problem.
    """
    kind = Refusal(refusal)
    place, text = SENTENCES[kind]
    if kind is Refusal.UNKNOWN_ROW:
        return Problem(kind.name, text, place, (("rows", ", ".join(block.id for block in book.blocks)),))
    if right_row == NO_ROW:
        text = NO_RIGHT_ROW.get(kind, text)
    known = book.blocks[row] if row != NO_ROW else None
    right = book.blocks[right_row] if right_row != NO_ROW else None
    figures = _figures(book, kind, known, right) if known else {}
    return Problem(kind.name, text, place, tuple((k, v) for k, v in figures.items() if f"{{{k}}}" in text))


def _figures(book: PolicyBook, kind: Refusal, block: Block, right: Block | None) -> dict[str, Figure]:
    figures: dict[str, Figure] = {"row": block.id, "age": block.too_old_at}
    span = block.benefit_span
    if right:
        figures["right_row"] = right.id
    while not right and span and span.shorter:
        span = book.block(span.shorter).benefit_span
    if span:
        figures["months"] = span.from_months if kind is Refusal.BENEFIT_RAN_SHORTER else span.below_months
    return figures


def checks(tables: BookTables, columns: PlacementColumns, place: Table, first: Days) -> Iterator[Check]:
    """Yield every reason to refuse with the rows that it holds for.

    `place` is each row's place in the tables, `first` the first day of employment with the supplier.
    """
    yield Refusal.UNKNOWN_ROW, place == 0
    yield Refusal.CONTRACT_START_MISSING, columns.contract_start == NO_DAY
    yield Refusal.CONTRACT_END_MISSING, columns.contract_end == NO_DAY
    yield Refusal.CONTRACT_END_BEFORE_START, _reversed(columns.contract_start, columns.contract_end)
    yield Refusal.EMPLOYMENT_END_BEFORE_START, _reversed(columns.employment_start, columns.employment_end)
    yield Refusal.STUDY_END_BEFORE_START, _reversed(columns.study_start, columns.study_end)
    yield Refusal.HOURS_NOT_ABOVE_ZERO, _hours_not_above_zero(columns)
    yield Refusal.FULLTIME_HOURS_NOT_ABOVE_ZERO, columns.fulltime_hours == 0
    needed = tables.needed.take(place)
    for fact, bit in tables.needed_bits:
        yield MISSING[fact], ((needed & bit) != 0) & _absent(columns, fact)
    first_key, known = keys_of(first), columns.employment_start != NO_DAY
    age = first_key - keys_of(columns.birth_date)
    yield Refusal.TOO_OLD, (age >= tables.too_old_slots.take(place)) & known
    ran = first_key - keys_of(columns.benefit_since)
    given = known & (columns.benefit_since != NO_DAY)
    yield Refusal.BENEFIT_RAN_SHORTER, (ran < tables.benefit_from.take(place)) & given
    yield Refusal.BENEFIT_RAN_LONGER, (ran >= tables.benefit_below.take(place)) & given


def right_rows(tables: BookTables, place: Table, first: Days, benefit_since: Days) -> NDArray[np.int8]:
    """Return for rows that contradict their benefit date (C8) the row that does not; `NO_ROW` where none does."""
    ran = keys_of(first) - keys_of(benefit_since)
    for _ in range(len(tables.amount)):
        step_down, step_up = ran < tables.benefit_from[place], ran >= tables.benefit_below[place]
        if not (step_down | step_up).any():
            break
        place = np.where(step_down, tables.shorter[place], np.where(step_up, tables.longer[place], place))
    row: NDArray[np.int8] = place_to_row(place).astype(np.int8)
    return row


def _absent(columns: PlacementColumns, fact: str) -> Mask:
    column: Any = getattr(columns, FACT_COLUMNS.get(fact, fact))
    absent: Mask = (column == NO_DAY) if column.dtype == np.int32 else (column == NO_NUMBER)
    return absent


def _reversed(start: Days, end: Days) -> Mask:
    backwards: Mask = (end < start) & (start != NO_DAY)
    return backwards


def _hours_not_above_zero(columns: PlacementColumns) -> Mask:
    mask: Mask = columns.hours_per_week == 0
    changes = columns.hours_changes
    if changes is not None:
        mask = mask.copy()
        mask[changes.row[changes.hours < 0]] = True  # none: nothing counts from that day
    return mask
