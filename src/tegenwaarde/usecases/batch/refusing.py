"""Why rows of a file are refused, in words; each distinct reason is put into words once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.batch.cells import Rows
from tegenwaarde.usecases.batch.reading import LONGEST_CELL, Misfit, Piece
from tegenwaarde.usecases.batch.writing import quoted

Say = Callable[[Problem], str]

MISFITS = {
    Misfit.EMPTY: Problem("LINE_EMPTY", "The line is empty."),
    Misfit.TOO_MANY_CELLS: Problem(
        "TOO_MANY_CELLS", "The line has more cells than the header: put text that holds a comma in double quotes."
    ),
    Misfit.NOT_CSV: Problem(
        "NOT_CSV",
        "The line cannot be read as CSV: a double quote is not closed, or a cell is longer than {longest} characters.",
        params=(("longest", LONGEST_CELL),),
    ),
}


def not_a_day(column: str) -> Problem:
    """Return the problem of a cell that is no day."""
    text = "Column {column}: write an existing day as 2017-03-31, from 1900 to 2199."
    return Problem("NOT_A_DAY", text, column, (("column", column),))


def not_a_number(column: str, decimals: int) -> Problem:
    """Return the problem of a cell that is no plain number."""
    text = "Column {column}: write a number with digits and at most {decimals} decimals after a point, such as 1250.50."
    return Problem("NOT_A_NUMBER", text, column, (("column", column), ("decimals", decimals)))


def not_a_flag(column: str) -> Problem:
    """Return the problem of a cell that is neither 1 nor 0."""
    text = "Column {column}: write 1 for yes or 0 for no, or leave it empty."
    return Problem("NOT_A_FLAG", text, column, (("column", column),))


def too_long(column: str) -> Problem:
    """Return the problem of a cell that is longer than any cell that is read."""
    text = "Column {column}: the cell is longer than {longest} characters."
    return Problem("CELL_TOO_LONG", text, column, (("column", column), ("longest", LONGEST_CELL)))


class Flaws:
    """The unreadable cells of one piece: per row one bit for each problem, at most 62 of them."""

    def __init__(self, piece: Piece) -> None:
        self.misfit = piece.misfit
        self.bits = np.zeros(len(piece), dtype=np.int64)
        self.problems: list[Problem] = []

    def add(self, rows: Rows, problem: Problem) -> None:
        """Note that `rows` have this problem."""
        if len(rows):
            self.bits[rows] |= np.int64(1 << len(self.problems))
            self.problems.append(problem)

    @property
    def flawed(self) -> NDArray[np.bool_]:
        """Say which rows cannot be read."""
        flawed: NDArray[np.bool_] = (self.bits != 0) | (self.misfit != Misfit.NONE)
        return flawed

    @property
    def codes(self) -> NDArray[np.int64]:
        """Return a number for every row; rows with the same number have the same problems."""
        return np.where(self.misfit == Misfit.NONE, self.bits, -self.misfit.astype(np.int64))

    def of(self, row: int) -> tuple[Problem, ...]:
        """Return the problems of one row; none where it can be read."""
        if self.misfit[row]:
            return (MISFITS[Misfit(self.misfit[row])],)
        bits = int(self.bits[row])
        return tuple(problem for place, problem in enumerate(self.problems) if bits >> place & 1)


def wrong_numbers(flaws: Flaws, piece: Piece, column: str, rows: Rows, decimals: int = 2) -> None:
    """Note why these rows' cells are no plain numbers: what they hold, or that they are too long to be read."""
    if len(rows):
        long = piece.lengths[column][rows] > LONGEST_CELL
        flaws.add(rows[long], too_long(column))
        flaws.add(rows[~long], not_a_number(column, decimals))


class Wording:
    """Puts problems into words as a CSV cell, each combination once."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.cells: dict[tuple[Problem, ...], bytes] = {}

    def cell(self, problems: tuple[Problem, ...]) -> bytes:
        """Return the cell that says these problems."""
        if problems not in self.cells:
            self.cells[problems] = quoted(" ".join(map(self.say, problems)).encode())
        return self.cells[problems]

    def column(
        self, refused: NDArray[np.bool_], flaws: Flaws, codes: NDArray[Any], problem: Callable[[int], Problem]
    ) -> NDArray[Any]:
        """Return the reason of every refused row and empty bytes for the others.

        A row that cannot be read is refused for that. Of the others, `problem` says why a row is refused; rows with
        the same code are refused for the same.
        """
        column = np.full(len(refused), b"", dtype=object)
        self._fill(column, np.flatnonzero(flaws.flawed), flaws.codes, flaws.of)
        self._fill(column, np.flatnonzero(refused & ~flaws.flawed), codes, lambda row: (problem(row),))
        return column

    def _fill(
        self, column: NDArray[Any], rows: Rows, codes: NDArray[Any], problems: Callable[[int], tuple[Problem, ...]]
    ) -> None:
        if len(rows):
            _, first, place = np.unique(codes[rows], return_index=True, return_inverse=True)
            cells = np.array([self.cell(problems(row)) for row in rows[first].tolist()], dtype=object)
            column[rows] = cells[place]
