"""Placements from CSV to CSV (C1–C8): what each is worth, or why it is refused."""

from __future__ import annotations

from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.columns import DAY_COLUMNS, NO_DAY, NO_ROW, PlacementColumns, PlacementValues
from tegenwaarde.engine.placements import value_columns
from tegenwaarde.engine.refusals import problem_of
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.usecases.batch.blocks import PIECE_BYTES
from tegenwaarde.usecases.batch.cells import ABSENT, read_days, read_flags, read_numbers, read_words
from tegenwaarde.usecases.batch.reading import Piece, read_pieces
from tegenwaarde.usecases.batch.refusing import Flaws, Say, Wording, not_a_day, not_a_flag, wrong_numbers
from tegenwaarde.usecases.batch.streaming import Answer, Tally, stream
from tegenwaarde.usecases.batch.writing import Grid

COLUMNS = (
    "id", "block", "employment_start", "employment_end", "contract_start", "contract_end", "hours_per_week",
    "fulltime_hours", "birth_date", "benefit_since", "refugee", "permanent_from", "study_start", "study_end",
    "invoice_eur", "activity_date", "activity_hours", "infra_paid_on", "as_of",
)  # fmt: skip
HEADER = b"id,base_eur,permanent_eur,fifty_plus_eur,refugee_eur,infra_eur,total_eur,counted_from,counted_until,error\n"
AMOUNTS = ("base", "permanent", "fifty_plus", "refugee", "infra", "total")
NUMBERS = {
    "hours_per_week": "hours_per_week", "fulltime_hours": "fulltime_hours", "invoice_eur": "invoice_cents",
    "activity_hours": "activity_hours",
}  # fmt: skip
MOST_BLOCKS = 256  # more than a block's place in the book can be
BLOCK_ABSENT = Problem("BLOCK_MISSING", "Give the row of the building-block table.", "block")


def calc_placements(
    source: BinaryIO, target: BinaryIO, *, book: PolicyBook, say: Say, piece_bytes: int = PIECE_BYTES
) -> Tally:
    """Write what every placement in `source` is worth by `book` to `target`, a line for a line, in order.

    Euros with two decimals; days inclusive. `say` puts a problem into words. Raises FileUnusable.
    """
    wording = Wording(say)

    def answer(piece: Piece) -> Answer:
        columns, flaws = read_placements(piece, book)
        values = value_columns(book, columns, 1)
        valued = (values.refusal == 0) & ~flaws.flawed
        row, right_row = columns.block, values.refusal_row
        codes = (np.int64(MOST_BLOCKS) * values.refusal + row) * MOST_BLOCKS + right_row
        reasons = wording.column(
            ~valued,
            flaws,
            codes,
            lambda at: problem_of(book, int(values.refusal[at]), int(row[at]), int(right_row[at])),
        )
        return Answer(_lines(piece, values, valued, reasons), len(piece), int(np.count_nonzero(~valued)))

    return stream(read_pieces(source, COLUMNS, piece_bytes), target, HEADER, answer)


def read_placements(piece: Piece, book: PolicyBook) -> tuple[PlacementColumns, Flaws]:
    """Return the facts of a piece as the engine's columns, and which cells could not be read."""
    blocks = {block.id: place for place, block in enumerate(book.blocks)}
    flaws = Flaws(piece)
    columns: dict[str, Any] = {}
    for name in DAY_COLUMNS:
        columns[name], wrong = read_days(piece, name)
        flaws.add(wrong, not_a_day(name))
    for name, column in NUMBERS.items():
        columns[column], wrong = read_numbers(piece, name)
        wrong_numbers(flaws, piece, name, wrong)
    refugee, wrong = read_flags(piece, "refugee")
    flaws.add(wrong, not_a_flag("refugee"))
    block = read_words(piece, "block", blocks)
    flaws.add(np.flatnonzero(block == ABSENT), BLOCK_ABSENT)
    return PlacementColumns(**columns, refugee=refugee > 0, block=np.maximum(block, np.int8(NO_ROW))), flaws


def _lines(piece: Piece, values: PlacementValues, valued: NDArray[np.bool_], reasons: NDArray[Any]) -> bytes:
    grid = Grid(len(piece))
    grid.ids(piece, "id")
    for name in AMOUNTS:
        grid.comma()
        grid.euros(getattr(values, name), valued)
    counted = valued & (values.counted_from != NO_DAY)
    for days in (values.counted_from, values.counted_until - 1):
        grid.comma()
        grid.days(np.where(counted, days, np.int32(NO_DAY)))
    grid.comma()
    grid.texts(reasons)
    return grid.done()
