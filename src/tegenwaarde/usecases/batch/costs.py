"""Running costs from CSV to CSV (E): what every municipality bears of each pot. The whole file is one split."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.costs import split_columns
from tegenwaarde.kernel.exact import Numbers
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import CostPot, PolicyBook, PotShape
from tegenwaarde.policy.text import Text
from tegenwaarde.usecases.batch.blocks import FileUnusable
from tegenwaarde.usecases.batch.cells import read_flags, read_numbers
from tegenwaarde.usecases.batch.reading import Piece, read_pieces
from tegenwaarde.usecases.batch.refusing import Flaws, Say, not_a_flag, wrong_numbers
from tegenwaarde.usecases.batch.streaming import Tally
from tegenwaarde.usecases.batch.writing import Grid

COLUMNS = ("name", "population", "one_off_exempt")
HEADER = b"name,population_eur,equal_eur,one_off_eur,total_eur\n"
SHAPES = (PotShape.BY_POPULATION, PotShape.EQUAL, PotShape.EQUAL_NOT_EXEMPT)
POPULATION_MISSING = Problem("POPULATION_MISSING", "Give the number of inhabitants.", "population")
NO_ROWS = Problem("NO_ROWS", "The file has no row to split the costs over.")


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Some lines: their names, and of those that bear (`sound`) the inhabitants in hundredths."""

    names: Piece
    flaws: Flaws
    sound: NDArray[np.bool_]
    population: Numbers
    exempt: NDArray[np.bool_]


def calc_costs(
    source: BinaryIO, target: BinaryIO, *, book: PolicyBook, amounts: Mapping[PotShape, int], say: Say
) -> Tally:
    """Split the pots over the rows of `source` and write every share to `target`, a line for a line, in order.

    `amounts` are the pots' cents by shape; a pot not given has the amount of `book`. A refused row has no amounts and
    is left out of the split; the tally says why. Where nobody can bear a pot, every row is refused.

    Raises FileUnusable.
    """
    parts = [_part(piece) for piece in read_pieces(source, COLUMNS)]
    if not parts:
        raise FileUnusable(NO_ROWS)
    population = np.concatenate([part.population for part in parts])
    shares, problems = split_columns(_pots(book, amounts), population, np.concatenate([part.exempt for part in parts]))
    target.write(HEADER)
    rows = refused = bearers = 0
    for part in parts:
        sound = part.sound & (not problems)
        until = bearers + int(np.count_nonzero(sound))
        target.write(_lines(part.names, sound, [share[bearers:until] for share in shares]))
        rows, refused, bearers = rows + len(sound), refused + int(np.count_nonzero(~sound)), until
    return Tally(rows=rows, refused=refused, reasons=_reasons(parts, problems, say))


def _lines(names: Piece, sound: NDArray[np.bool_], shares: Sequence[Numbers]) -> bytes:
    grid = Grid(len(names))
    grid.ids(names, "name")
    columns = [_spread(share, sound) for share in shares] or [np.zeros(len(names), dtype=np.int64)] * len(SHAPES)
    for cents in (*columns, sum(columns[1:], start=columns[0])):
        grid.comma()
        grid.euros(cents, sound)
    return grid.done()


def _spread(share: Numbers, sound: NDArray[np.bool_]) -> Numbers:
    column = np.zeros(len(sound), dtype=share.dtype)
    column[sound] = share
    return column


def _reasons(parts: Sequence[_Part], problems: tuple[Problem, ...], say: Say) -> Iterator[str]:
    """Yield why each refused row is refused, with its number and name."""
    first = 1
    for part in parts:
        codes = part.flaws.codes
        said: dict[int, str] = {}
        for row in range(len(part.names)) if problems else np.flatnonzero(~part.sound).tolist():
            name = part.names.cell("name", row).decode() if part.names.starts else ""
            params = (("row", first + row), ("name", name))
            where = Problem("ROW_REFUSED", "Row {row} ({name}) is refused.", params=params)
            code = int(codes[row])
            if code not in said:
                said[code] = " ".join(map(say, part.flaws.of(row) or problems))
            yield f"{say(where)} {said[code]}"
        first += len(part.names)


def _pots(book: PolicyBook, amounts: Mapping[PotShape, int]) -> list[CostPot]:
    """Return one pot for each shape that is split, in the order of the columns written."""
    own = {shape: sum(pot.amount_cents for pot in book.cost_pots if pot.shape is shape) for shape in SHAPES}
    return [CostPot(shape.value, Text("", ""), shape, amounts.get(shape, own[shape]), "") for shape in SHAPES]


def _part(piece: Piece) -> _Part:
    flaws = Flaws(piece)
    population, wrong = read_numbers(piece, "population")
    wrong_numbers(flaws, piece, "population", wrong)
    exempt, wrong_exempt = read_flags(piece, "one_off_exempt")
    flaws.add(wrong_exempt, not_a_flag("one_off_exempt"))
    flaws.add(np.setdiff1d(np.flatnonzero(population < 0), wrong), POPULATION_MISSING)
    sound = ~flaws.flawed
    return _Part(piece.only("name"), flaws, sound, population[sound], (exempt > 0)[sound])
