"""Which block each row of a sheet of placements is in: the one it names, or those its situation leads to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER, HoursChanges, PlacementColumns, absent_columns
from tegenwaarde.engine.single import block_place
from tegenwaarde.kernel.calendar import day_number
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.usecases.ports.sheets import plain_name
from tegenwaarde.usecases.reports.counting import WHOLE, share_of_hours
from tegenwaarde.usecases.reports.facts import Earlier
from tegenwaarde.usecases.reports.questions import person_blocks, question_id
from tegenwaarde.usecases.reports.valuing import NOTHING_EARLIER
from tegenwaarde.usecases.sheets.rows import Rows
from tegenwaarde.usecases.sheets.who import NOBODY, Who
from tegenwaarde.usecases.sheets.world import World

BLOCK_MISSING = Problem(
    "BLOCK_MISSING", "Choose the building block, or the situation where you do not know the building block."
)
UNKNOWN_BLOCK = Problem(
    "UNKNOWN_BLOCK", "The policy of this contract has no such building block. Choose from the list."
)
UNKNOWN_SITUATION = Problem("UNKNOWN_SITUATION", "There is no such situation. Choose one from the list.")
BLOCK_OF_ANOTHER = Problem(
    "BLOCK_NOT_OF_SITUATION", "This building block does not go with the situation in this row. Correct one of the two."
)
CHANGES = (("change_1_from", "change_1_hours"), ("change_2_from", "change_2_hours"))
PLAIN_DAYS = (
    "employment_start", "employment_end", "birth_date", "benefit_since", "permanent_from", "study_start", "study_end",
    "infra_paid_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Placements:
    """A sheet of placements with what it is checked against; `earlier` by the person's id."""

    rows: Rows
    who: Who
    world: World
    earlier: dict[int, Earlier]

    def before(self, row: int) -> Earlier:
        """Return what was approved before for the row's person."""
        person = self.world.persons.get(self.rows.words["reference"][row])
        return self.earlier.get(person.id, NOTHING_EARLIER) if person else NOTHING_EARLIER


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Rows to value by one book: `row` is the sheet's row of each, once for every block that it may be in."""

    book: PolicyBook
    row: NDArray[np.int64]
    columns: PlacementColumns


def blocks_of(rows: Rows, who: Who, world: World) -> list[tuple[str, ...]]:
    """Return the ids of the blocks that each row may be in; none, with a problem, where it says none or a wrong one."""
    words, situations = rows.words["block"], rows.words["situation"]
    books = {book.id: _ways(book, world) for book in world.books}
    if not books:
        return [()] * len(rows)
    ways, anywhere = [books[contract.book.id] for contract in world.contracts], _any(books)
    found: list[tuple[str, ...]] = []
    known: dict[tuple[int, str, str], tuple[str, ...] | tuple[str, Problem]] = {}
    for row, key in enumerate(zip(who.contract.tolist(), words, situations, strict=True)):
        answer = known.get(key)
        if answer is None:
            answer = known[key] = _choose(key[1], key[2], ways[key[0]] if key[0] != NOBODY else anywhere)
        if answer and isinstance(answer[-1], Problem):
            if not (rows.cannot_read(row, "block") or rows.cannot_read(row, "situation")):
                rows.tell(row, str(answer[0]), answer[-1])
            answer = ()
        found.append(answer)
    return found


@dataclass(frozen=True, slots=True)
class _Ways:
    """The words of blocks and situations that a book knows, with the blocks that they lead to."""

    blocks: dict[str, str]
    situations: dict[str, tuple[str, ...]]


def _ways(book: PolicyBook, world: World) -> _Ways:
    ids = {block.id for block in person_blocks(book)}
    of_question: dict[str, tuple[str, ...]] = {}
    for block in person_blocks(book):
        of_question[question_id(block)] = (*of_question.get(question_id(block), ()), block.id)
    return _Ways(
        {words: block for words, block in world.words_of_blocks.items() if block in ids},
        {words: of_question[name] for words, name in world.words_of_situations.items() if name in of_question},
    )


def _any(books: dict[str, _Ways]) -> _Ways:
    """Return the words of every book: for a row of which the contract is not known."""
    blocks: dict[str, str] = {}
    situations: dict[str, tuple[str, ...]] = {}
    for one in books.values():
        blocks, situations = blocks | one.blocks, situations | one.situations
    return _Ways(blocks, situations)


def _choose(block: str, situation: str, ways: _Ways) -> tuple[str, ...] | tuple[str, Problem]:
    """Return the blocks that the words of a row lead to, or a column and its problem."""
    plain = plain_name(block)
    named = ways.blocks.get(plain) if block and not (plain.isdigit() and block != plain) else None  # 1/2 is not row 12
    led = ways.situations.get(plain_name(situation)) if situation else None
    if block and named is None:
        return "block", UNKNOWN_BLOCK
    if situation and led is None:
        return "situation", UNKNOWN_SITUATION
    if named is not None and led is not None and named not in led:
        return "block", BLOCK_OF_ANOTHER
    if named is not None:
        return (named,)
    return led if led is not None else ("block", BLOCK_MISSING)


def candidates_of(sheet: Placements, blocks: list[tuple[str, ...]]) -> list[Candidates]:
    """Return what to value, by book: every row that has a contract and at least one block."""
    made = []
    contracts, known = sheet.who.contract.tolist(), sheet.world.contracts
    for book in sheet.world.books:
        places = {block.id: block_place(book, block.id) for block in book.blocks}
        pairs = [
            (row, places[block])
            for row, place in enumerate(contracts)
            if place != NOBODY and known[place].book is book
            for block in blocks[row]
        ]
        if pairs:
            row, block = np.array(pairs, dtype=np.int64).T
            columns = _columns(sheet, book, row)
            made.append(Candidates(book, row, replace(columns, block=block.astype(np.int8))))
    return made


def _columns(sheet: Placements, book: PolicyBook, row: NDArray[np.int64]) -> PlacementColumns:
    rows, world, contract = sheet.rows, sheet.world, sheet.who.contract[row]
    columns = absent_columns(len(row))
    columns |= {name: rows.days[name][row] for name in PLAIN_DAYS}
    starts = np.array([day_number(one.start) for one in world.contracts], dtype=np.int32)
    ends = np.array([day_number(one.end) for one in world.contracts], dtype=np.int32)
    share = shares_of(rows)[row]
    hours = rows.numbers["hours_per_week"][row]
    columns |= {
        "contract_start": starts[contract],
        "contract_end": ends[contract],
        "hours_per_week": np.where(hours == NO_NUMBER, NO_NUMBER, _shared(hours, share)),
        "fulltime_hours": rows.numbers["fulltime_hours"][row],
        "refugee": rows.numbers["refugee"][row] > 0,
    }
    columns |= _earlier_columns(sheet, book, row)
    return PlacementColumns(**columns, hours_changes=_changes(rows, row, share))


def shares_of(rows: Rows) -> NDArray[np.int64]:
    """Return each row's share of the hours; the whole where none was given."""
    given = rows.numbers["share"]
    return np.where(given == NO_NUMBER, WHOLE, given)


def _shared(hours: Any, share: Any) -> NDArray[np.int64]:
    """Return the part of the hours that counts, row by row, by the rule for one."""
    counted: Any = share_of_hours(hours, share)
    return np.asarray(counted)


def _changes(rows: Rows, row: NDArray[np.int64], share: NDArray[np.int64]) -> HoursChanges | None:
    """Return the changes of hours that are whole, by row and day."""
    found = []
    for day_name, hours_name in CHANGES:
        days, hours = rows.days[day_name][row], rows.numbers[hours_name][row]
        whole = np.flatnonzero((days != NO_DAY) & (hours != NO_NUMBER))
        counted = _shared(hours[whole], share[whole])
        found += list(zip(whole.tolist(), days[whole].tolist(), counted.tolist(), strict=True))
    if not found:
        return None
    place, day, hours = np.array(sorted(found), dtype=np.int64).T
    return HoursChanges(place, day.astype(np.int32), hours)


def _earlier_columns(sheet: Placements, book: PolicyBook, row: NDArray[np.int64]) -> dict[str, Any]:
    """Return what the persons had before: extras given, and the first day with the supplier (C1, C4–C6)."""
    if not sheet.earlier:
        return {}
    first = np.full(len(row), NO_DAY, dtype=np.int32)
    taken = np.zeros(len(row), dtype=np.int64)
    bits = {extra.component: 1 << place for place, extra in enumerate(book.extras)}
    for place, of_row in enumerate(row.tolist()):
        before = sheet.before(of_row)
        taken[place] = sum(bits.get(component, 0) for component in before.extras_taken)
        if before.first_employed:
            first[place] = day_number(before.first_employed)
    return {"first_employed": first, "extras_taken": taken}
