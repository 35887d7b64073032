"""Running costs from CSV to CSV (E): what every municipality bears of each pot. The whole file is one split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

import numpy as np

from tegenwaarde.engine.costs import CostBearer, split_costs
from tegenwaarde.kernel.money import text_from_cents
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import CostPot, PolicyBook, PotShape, Text
from tegenwaarde.usecases.batch.cells import read_flags, read_numbers
from tegenwaarde.usecases.batch.reading import FileUnusable, Piece, read_pieces
from tegenwaarde.usecases.batch.refusing import Flaws, Say, not_a_flag
from tegenwaarde.usecases.batch.streaming import Tally
from tegenwaarde.usecases.batch.writing import quoted

COLUMNS = ("name", "population", "one_off_exempt")
HEADER = b"name,population_eur,equal_eur,one_off_eur,total_eur\n"
SHAPES = (PotShape.BY_POPULATION, PotShape.EQUAL, PotShape.EQUAL_NOT_EXEMPT)
POPULATION_MISSING = Problem("POPULATION_MISSING", "Give the number of inhabitants.", "population")
NOT_WHOLE = Problem(
    "NOT_WHOLE", "Column population: write a whole number with digits only, such as 72505.", "population"
)
NO_ROWS = Problem("NO_ROWS", "The file has no row to split the costs over.")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: its name as it is written again, and who bears or why nobody does."""

    name: bytes
    bearer: CostBearer
    problems: tuple[Problem, ...]


def calc_costs(
    source: BinaryIO, target: BinaryIO, *, book: PolicyBook, amounts: Mapping[PotShape, int], say: Say
) -> Tally:
    """Split the pots over the rows of `source` and write every share to `target`, a line for a line, in order.

    `amounts` are the pots' cents by shape; a pot not given has the amount of `book`. A refused row has no amounts and
    is left out of the split; the tally says why. Where nobody can bear a pot, every row is refused.

    Raises FileUnusable.
    """
    rows = [row for piece in read_pieces(source, COLUMNS) for row in _rows(piece)]
    if not rows:
        raise FileUnusable(NO_ROWS)
    split = split_costs(_pots(book, amounts), [row.bearer for row in rows if not row.problems])
    rows = [replace(row, problems=row.problems or split.problems) for row in rows]
    target.write(HEADER)
    shares = iter(split.amounts)
    for row in rows:
        cells = [b""] * (len(SHAPES) + 1)
        if not row.problems:
            share = next(shares)
            cells = [text_from_cents(cents).encode() for cents in (*share, sum(share))]
        target.write(b",".join((row.name, *cells)) + b"\n")
    reasons = tuple(_reason(number, row, say) for number, row in enumerate(rows, start=1) if row.problems)
    return Tally(rows=len(rows), refused=len(reasons), reasons=reasons)


def _reason(number: int, row: _Row, say: Say) -> str:
    where = Problem(
        "ROW_REFUSED", "Row {row} ({name}) is refused.", params=(("row", number), ("name", row.bearer.name))
    )
    return " ".join(map(say, (where, *row.problems)))


def _pots(book: PolicyBook, amounts: Mapping[PotShape, int]) -> list[CostPot]:
    """Return one pot for each shape that is split, in the order of the columns written."""
    own = {shape: sum(pot.amount_cents for pot in book.cost_pots if pot.shape is shape) for shape in SHAPES}
    return [CostPot(shape.value, Text("", ""), shape, amounts.get(shape, own[shape]), "") for shape in SHAPES]


def _rows(piece: Piece) -> list[_Row]:
    flaws = Flaws(piece)
    population, wrong = read_numbers(piece, "population")
    flaws.add(wrong, NOT_WHOLE)
    flaws.add(np.flatnonzero((population > 0) & (population % 100 != 0)), NOT_WHOLE)
    exempt, wrong_exempt = read_flags(piece, "one_off_exempt")
    flaws.add(wrong_exempt, not_a_flag("one_off_exempt"))
    flaws.add(np.setdiff1d(np.flatnonzero(population < 0), wrong), POPULATION_MISSING)
    names = [piece.cell("name", row) if "name" in piece.starts else b"" for row in range(len(piece))]
    return [
        _Row(quoted(name), CostBearer(name.decode(), int(hundredths) // 100, bool(flag > 0)), flaws.of(row))
        for row, (name, hundredths, flag) in enumerate(zip(names, population, exempt, strict=True))
    ]
