"""Placements, invoices and activities valued (C1–C8), on columns: one row and a million rows run this code."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.accrual import Accruals, HourSteps, OnDays, ProRata, accrue
from tegenwaarde.engine.columns import (
    NO_DAY,
    NO_NUMBER,
    NO_ROW,
    NUMBER_COLUMNS,
    VALUE_COLUMNS,
    PlacementColumns,
    PlacementValues,
)
from tegenwaarde.engine.refusals import Refusal, checks, right_rows
from tegenwaarde.engine.tables import BookTables, ExtraTable, Table, tables_of
from tegenwaarde.kernel.calendar import Days, days_of, keys_of
from tegenwaarde.kernel.exact import Numbers, half_up_share, narrow, replaced
from tegenwaarde.policy.book import ExtraShape, PolicyBook

PIECE = 32_768  # rows that fit a core's cache with everything made of them
WIDEST = 10**9  # hours above this are worked out in Python's own whole numbers
HOURS_UNIT = np.int64(100)  # hundredths in an hour


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """What follows from facts alone, before any day is asked about."""

    place: Table  # of each row's block in the book's tables
    refusal: NDArray[np.int8]
    refusal_row: NDArray[np.int8]
    accruals: Accruals


def value_columns(book: PolicyBook, columns: PlacementColumns, threads: int | None = None) -> PlacementValues:
    """Return what every row is worth by `book`, up to and with its `as_of` (absent: the contract's end).

    `threads` is how many pieces run at the same time; by default two where there are many rows.
    """
    tables = tables_of(book)
    near, wide = _split_wide(columns)
    few = len(columns) <= PIECE
    values = _value_piece(tables, near) if few else _value_pieces(tables, near, threads)
    return values if wide is None else _with_wide(values, wide, _value_piece(tables, _as_wide(columns.at(wide))))


def derive(tables: BookTables, columns: PlacementColumns) -> Derived:
    """Return what follows from the facts: refusals, counted windows, and what counts in them."""
    place = columns.block.astype(np.intp) - NO_ROW
    first = first_days(columns)
    refusal, refusal_row = _refuse(tables, columns, place, first)
    valid = refusal == 0
    start, until = _window(tables, columns, place, first, valid)
    whole = np.maximum(_given_or(columns.fulltime_hours, tables.default_hours), 1)
    part = np.minimum(columns.hours_per_week, whole)
    on_days, pro_rata = [*_flat(tables, columns, place, valid)], []
    for extra in tables.extras:
        claimed = _claimed(tables, extra, columns, place, first) & valid
        rows = np.flatnonzero(claimed)
        name, component = extra.extra.id, extra.extra.component
        if extra.extra.shape is ExtraShape.PRO_RATA:
            pro_rata.append(ProRata(component, name, rows, extra.cents))
        else:
            on_days.append(OnDays(component, name, rows, getattr(columns, extra.extra.fact)[rows], extra.cents))
    steps = _hour_steps(columns, part, whole)
    amount = tables.amount.take(place)
    accruals = Accruals(start, until, amount, part, whole, steps, tuple(on_days), tuple(pro_rata))
    return Derived(place, refusal, refusal_row, accruals)


def derive_any(tables: BookTables, columns: PlacementColumns) -> Derived:
    """Return what follows from a few rows, also where a number is too wide for int64 arithmetic."""
    _, wide = _split_wide(columns)
    return derive(tables, columns if wide is None else _as_wide(columns))


def first_days(columns: PlacementColumns) -> Days:
    """Return the first day of employment with the supplier, from which the counting period runs (C1)."""
    if columns.first_employed is None:
        return columns.employment_start
    return np.minimum(columns.employment_start, columns.first_employed)


def _refuse(
    tables: BookTables, columns: PlacementColumns, place: Table, first: Days
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    refusal = np.zeros(len(columns), dtype=np.int8)
    for reason, mask in checks(tables, columns, place, first):
        np.maximum(refusal, mask.view(np.int8) * int(reason), out=refusal)
    refusal_row = np.full(len(columns), NO_ROW, dtype=np.int8)
    wrong = np.flatnonzero((refusal == Refusal.BENEFIT_RAN_SHORTER) | (refusal == Refusal.BENEFIT_RAN_LONGER))
    if wrong.size:
        refusal_row[wrong] = right_rows(tables, place[wrong], first[wrong], columns.benefit_since[wrong])
    return refusal, refusal_row


def _window(
    tables: BookTables, columns: PlacementColumns, place: Table, first: Days, valid: NDArray[np.bool_]
) -> tuple[Days, Days]:
    """Return the counted window (C1) of every row; both zero where there is none."""
    study = tables.not_study.take(place)
    study_start = columns.study_start - (columns.study_start == NO_DAY) * np.int32(2 * NO_DAY)
    start = np.maximum(columns.employment_start, columns.contract_start)
    np.maximum(start, study_start - study, out=start)
    last = np.minimum(columns.employment_end, columns.contract_end)
    np.minimum(last, columns.study_end + study, out=last)
    limit = days_of(keys_of(first) + tables.counting_slots.take(place))
    until = np.minimum(last + 1, limit)
    counts = (until > start) & valid & tables.person.take(place)
    return start * counts, until * counts


def _given_or(numbers: Numbers, default: int) -> Numbers:
    given: Numbers = numbers + (numbers == NO_NUMBER) * np.int64(default - NO_NUMBER)
    return given


def _flat(tables: BookTables, columns: PlacementColumns, place: Table, valid: NDArray[np.bool_]) -> tuple[OnDays, ...]:
    """Return the invoices and activities (C7) whose day lies in the contract."""
    rows = np.flatnonzero(~tables.person.take(place) & valid)
    day = columns.activity_date[rows]
    inside = (columns.contract_start[rows] <= day) & (day <= columns.contract_end[rows])
    rows, day = rows[inside], day[inside]
    if not rows.size:
        return ()
    blocks = place[rows]
    hourly = np.flatnonzero(tables.hourly.take(blocks))
    cents = columns.invoice_cents[rows]
    hours = columns.activity_hours[rows[hourly]]
    worked = half_up_share(tables.amount[blocks[hourly]], hours, np.full(len(hours), HOURS_UNIT))
    return (OnDays("base", "", rows, day, replaced(cents, hourly, worked)),)


def _claimed(
    tables: BookTables, table: ExtraTable, columns: PlacementColumns, place: Table, first: Days
) -> NDArray[np.bool_]:
    """Return the rows whose facts call for an extra that their block goes with (C4–C6)."""
    extra = table.extra
    fact = getattr(columns, extra.fact)
    claimed: NDArray[np.bool_] = table.goes_with.take(place)
    if extra.shape is ExtraShape.ON_A_DAY:
        claimed &= (columns.contract_start <= fact) & (fact <= columns.contract_end)
        if extra.within_employment:
            claimed &= (columns.employment_start <= fact) & (fact <= columns.employment_end)
    elif extra.from_age:
        age = keys_of(first) - keys_of(fact)
        claimed &= age >= table.age_slots
        if extra.below_age:
            claimed &= age < table.below_slots
    elif fact.dtype == np.bool_:
        claimed &= fact
    else:
        claimed &= fact != NO_DAY
    if columns.extras_taken is not None:
        claimed &= (columns.extras_taken & table.bit) == 0
    return claimed


def _hour_steps(columns: PlacementColumns, part: Numbers, whole: Numbers) -> HourSteps | None:
    """Return how the counted hours change (C3), each against the hours before it."""
    changes = columns.hours_changes
    if changes is None or not len(changes.row):
        return None
    hours = np.minimum(changes.hours, whole[changes.row])
    before = np.concatenate((hours[:1], hours[:-1]))
    opening = np.flatnonzero(np.diff(changes.row, prepend=NO_ROW) != 0)
    before[opening] = part[changes.row[opening]]
    return HourSteps(changes.row, changes.from_day, hours - before)


def _value_piece(tables: BookTables, columns: PlacementColumns) -> PlacementValues:
    derived = derive(tables, columns)
    accruals = derived.accruals
    parts = accrue(accruals, columns.as_of)
    counts = accruals.until > accruals.start
    nothing = np.broadcast_to(np.int64(0), len(columns))
    amounts = {name: parts.get(name, nothing) for name in ("base", "permanent", "fifty_plus", "refugee", "infra")}
    return PlacementValues(
        **amounts,
        total=parts["total"],
        counted_from=accruals.start + ~counts * np.int32(NO_DAY),
        counted_until=accruals.until + ~counts * np.int32(NO_DAY),
        refusal=derived.refusal,
        refusal_row=derived.refusal_row,
    )


def _value_pieces(tables: BookTables, columns: PlacementColumns, threads: int | None) -> PlacementValues:
    """Value piece by piece into one answer, so that what is made on the way stays in a core's cache."""
    length = len(columns)
    values = PlacementValues(**{name: np.empty(length, dtype=kind) for name, kind in VALUE_COLUMNS.items()})
    fill = partial(_fill, tables, columns, values)
    starts = range(0, length, PIECE)
    if threads == 1:
        for start in starts:
            fill(start)
    else:
        with ThreadPoolExecutor(threads or 2) as pool:
            for _ in pool.map(fill, starts):
                pass
    return values


def _fill(tables: BookTables, columns: PlacementColumns, values: PlacementValues, start: int) -> None:
    stop = min(start + PIECE, len(columns))
    piece = _value_piece(tables, columns.piece(start, stop))
    for name in VALUE_COLUMNS:
        getattr(values, name)[start:stop] = getattr(piece, name)


def _split_wide(columns: PlacementColumns) -> tuple[PlacementColumns, NDArray[np.intp] | None]:
    """Return the columns with int64 numbers only, and the rows (None: none) whose numbers are too wide for that."""
    numbers = {name: getattr(columns, name) for name in NUMBER_COLUMNS}
    mask: Any = np.zeros(len(columns), dtype=np.bool_)
    for name, column in numbers.items():
        if column.dtype == object or (name != "invoice_cents" and len(column) and column.max() > WIDEST):
            mask |= (column > WIDEST).astype(np.bool_)
    changes = columns.hours_changes
    if changes is not None:
        mask[changes.row[(changes.hours > WIDEST).astype(np.bool_)]] = True
    if not mask.any() and not any(column.dtype == object for column in numbers.values()):
        return columns, None
    kept = {name: (column * ~mask).astype(np.int64) for name, column in numbers.items()}
    if changes is not None:
        changes = replace(changes, hours=(changes.hours * ~mask[changes.row]).astype(np.int64))
    wide = np.flatnonzero(mask)
    return replace(columns, **kept, hours_changes=changes), wide if wide.size else None


def _as_wide(columns: PlacementColumns) -> PlacementColumns:
    """Return the columns with every number as Python's own."""
    numbers = {name: getattr(columns, name).astype(object) for name in NUMBER_COLUMNS}
    changes = columns.hours_changes
    if changes is not None:
        changes = replace(changes, hours=changes.hours.astype(object))
    return replace(columns, **numbers, hours_changes=changes)


def _with_wide(values: PlacementValues, rows: NDArray[np.intp], wide: PlacementValues) -> PlacementValues:
    """Return `values` with what the wide rows are worth; a column becomes object where an amount needs it."""
    merged: dict[str, Any] = {}
    for name in VALUE_COLUMNS:
        column, others = getattr(values, name), getattr(wide, name)
        merged[name] = replaced(column if column.flags.writeable else column.copy(), rows, narrow(others))
    return PlacementValues(**merged)
