"""A book's building blocks as small tables that a column of blocks is looked up in.

Place 0 is the unknown row; block i of the book has place i + 1. Spans of time are in calendar slots
(`kernel.calendar`), so that they are compared with differences of keys.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.columns import NO_DAY, NO_ROW
from tegenwaarde.kernel.calendar import MONTH_SLOTS, YEAR_SLOTS
from tegenwaarde.policy.book import Block, Counts, Extra, PolicyBook, Unit

FOREVER = 2**28  # slots: longer than the calendar
PERSON_FACTS = ("employment_start", "hours_per_week")
ALWAYS_THERE = frozenset({"block", "contract_start", "contract_end", "refugee"})  # checked for every row, or a flag
FACT_COLUMNS = {"invoice_eur": "invoice_cents"}  # where a fact's batch name is not its column's name

Table = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class ExtraTable:
    """An extra with the places of the blocks that it goes with; `bit` is its bit in `extras_taken`."""

    extra: Extra
    bit: int
    cents: Table  # one number
    goes_with: Table
    age_slots: int
    below_slots: int


@dataclass(frozen=True, slots=True, eq=False)
class BookTables:
    """The tables of one book."""

    default_hours: int
    person: Table  # values a person's work
    not_study: Table  # days to add to a study's days so that they never matter
    counting_slots: Table
    amount: Table
    hourly: Table
    needed: Table  # bits of the facts that a block is refused without
    needed_bits: tuple[tuple[str, int], ...]  # fact → its bit
    too_old_slots: Table
    benefit_from: Table
    benefit_below: Table
    shorter: Table  # place of the row for a benefit that ran shorter, 0 where there is none
    longer: Table
    extras: tuple[ExtraTable, ...]


def tables_of(book: PolicyBook) -> BookTables:
    """Return the tables of `book`, made once."""
    return _cached_tables(_SameBook(book))


class _SameBook:
    """A book as a key that costs nothing to compare: two are equal when they are the same object."""

    __slots__ = ("book",)

    def __init__(self, book: PolicyBook) -> None:
        self.book = book

    def __hash__(self) -> int:
        return id(self.book)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameBook) and self.book is other.book


@lru_cache(maxsize=64)
def _cached_tables(key: _SameBook) -> BookTables:
    book = key.book
    needed, needed_bits = _needed_facts(book)
    place = {block.id: number for number, block in enumerate(book.blocks, start=1)} | {"": 0}

    def table(read: Callable[[Block], int], unknown: int, dtype: Any) -> Table:
        return np.array([unknown, *(read(block) for block in book.blocks)], dtype=dtype)

    return BookTables(
        default_hours=book.fulltime_hours,
        person=table(_is_person, False, np.bool_),
        not_study=table(lambda block: 0 if block.counts is Counts.STUDY else NO_DAY, NO_DAY, np.int32),
        counting_slots=table(_counting_slots, 0, np.int32),
        amount=table(lambda block: block.amount_cents, 0, np.int64),
        hourly=table(lambda block: block.unit is Unit.HOUR, False, np.bool_),
        needed=needed,
        needed_bits=needed_bits,
        too_old_slots=table(lambda block: block.too_old_at * YEAR_SLOTS or FOREVER, FOREVER, np.int32),
        benefit_from=table(_benefit_from, -FOREVER, np.int32),
        benefit_below=table(_benefit_below, FOREVER, np.int32),
        shorter=table(lambda block: place[block.benefit_span.shorter] if block.benefit_span else 0, 0, np.intp),
        longer=table(lambda block: place[block.benefit_span.longer] if block.benefit_span else 0, 0, np.intp),
        extras=tuple(_extra_table(book, number, extra) for number, extra in enumerate(book.extras)),
    )


def _is_person(block: Block) -> bool:
    return block.unit is Unit.FULL_TIME_YEAR


def _counting_slots(block: Block) -> int:
    return block.counts_months * MONTH_SLOTS or FOREVER


def _benefit_from(block: Block) -> int:
    span = block.benefit_span
    return span.from_months * MONTH_SLOTS if span and span.from_months else -FOREVER


def _benefit_below(block: Block) -> int:
    span = block.benefit_span
    return span.below_months * MONTH_SLOTS if span and span.below_months else FOREVER


def needed_facts_of(block: Block) -> frozenset[str]:
    """Return the facts without which `block` is refused: what it says itself and what its way of counting needs."""
    needed = set(block.requires)
    if _is_person(block):
        needed.update(PERSON_FACTS)
    else:
        needed.update(("activity_date", "activity_hours" if block.unit is Unit.HOUR else "invoice_eur"))
    if block.counts is Counts.STUDY:
        needed.add("study_end")
    if block.too_old_at:
        needed.add("birth_date")
    return frozenset(needed)


def _needed_facts(book: PolicyBook) -> tuple[Table, tuple[tuple[str, int], ...]]:
    needed = [frozenset[str](), *(needed_facts_of(block) for block in book.blocks)]
    facts = sorted(frozenset[str]().union(*needed) - ALWAYS_THERE)
    bits = {fact: 1 << number for number, fact in enumerate(facts)}
    table = np.array([sum(bits.get(fact, 0) for fact in one) for one in needed], dtype=np.int32)
    return table, tuple(bits.items())


def _extra_table(book: PolicyBook, number: int, extra: Extra) -> ExtraTable:
    goes_with = np.array([False, *(block.id in extra.blocks for block in book.blocks)])
    below = extra.below_age * YEAR_SLOTS or FOREVER
    cents = np.array([extra.amount_cents])
    return ExtraTable(extra, 1 << number, cents, goes_with, extra.from_age * YEAR_SLOTS, below)


def place_to_row(place: Any) -> Any:
    """Return the place in `book.blocks` of a place in the tables; `NO_ROW` for the unknown row."""
    return place + NO_ROW
