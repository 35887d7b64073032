"""What each row of a sheet of placements is worth, or every reason why it is refused: the form's rules, in bulk."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.columns import NO_DAY, PlacementColumns, PlacementValues
from tegenwaarde.engine.placements import value_columns
from tegenwaarde.engine.valuing import problems_of_rows
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Block, PolicyBook
from tegenwaarde.usecases.reports.valuing import NOTHING_COUNTS, SINCE_MISSING
from tegenwaarde.usecases.sheets.candidates import Placements, candidates_of
from tegenwaarde.usecases.sheets.rows import Rows

PLACES = {"invoice_eur": "invoice_cents", "contract_start": "contract", "contract_end": "contract"}
AMOUNTS = ("base", "permanent", "fifty_plus", "refugee", "infra", "total")
NOT_VALUED = -1


@dataclass(slots=True, eq=False)
class Valued:
    """The block and the value of each row that has one. Its columns are those of the rows in `row`, by book."""

    book: PolicyBook
    row: NDArray[np.int64]
    columns: PlacementColumns
    values: PlacementValues

    def block(self, place: int) -> Block:
        """Return the block of the row at a place."""
        return self.book.blocks[int(self.columns.block[place])]

    def amounts(self, place: int) -> dict[str, int]:
        """Return the parts of the value of the row at a place, and its total; cents."""
        return {name: int(getattr(self.values, name)[place]) for name in AMOUNTS}


def value_rows(sheet: Placements, blocks: list[tuple[str, ...]]) -> list[Valued]:
    """Return the rows with a value, by book; the others get every problem for which they have none."""
    made = []
    for one in candidates_of(sheet, blocks):
        values = value_columns(one.book, one.columns)
        fits, problem = _fits(one.book, one.columns, values)
        chosen = _best(one.row, np.where(fits, values.total, NOT_VALUED))
        refused = np.sort(chosen[~fits[chosen]])
        _tell(sheet.rows, one.row[refused], problems_of_rows(one.book, one.columns.at(refused)), problem[refused])
        valued = np.sort(chosen[fits[chosen]])
        made.append(Valued(one.book, one.row[valued], one.columns.at(valued), _at(values, valued)))
    return made


def valued_again(one: Valued, taken: NDArray[np.int64]) -> Valued:
    """Return the same rows with other extras given before (bits by the book's extras)."""
    columns = replace(one.columns, extras_taken=taken)
    return Valued(one.book, one.row, columns, value_columns(one.book, columns))


SINCE, NOTHING = 1, 2
FURTHER = {SINCE: SINCE_MISSING, NOTHING: NOTHING_COUNTS}


def _fits(
    book: PolicyBook, columns: PlacementColumns, values: PlacementValues
) -> tuple[NDArray[np.bool_], NDArray[np.int8]]:
    """Return which rows can be reported, and what is wrong with the others besides what the engine refuses."""
    spans = np.array([block.benefit_span is not None for block in book.blocks])
    since = spans[columns.block] & (columns.benefit_since == NO_DAY)
    valued = (values.refusal == 0) & ~since
    nothing = valued & (values.total == 0)
    return valued & ~nothing, (since * np.int8(SINCE) + nothing * np.int8(NOTHING)).astype(np.int8)


def _best(row: NDArray[np.int64], score: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return the place of each row's best candidate, the first of equals."""
    order = np.lexsort((-score, row))
    _rows, first = np.unique(row[order], return_index=True)
    best: NDArray[np.intp] = order[first]
    return best


def _tell(rows: Rows, row: NDArray[np.int64], refused: list[tuple[Problem, ...]], further: NDArray[np.int8]) -> None:
    for of_row, problems, more in zip(row.tolist(), refused, further.tolist(), strict=True):
        for problem in (*problems, *([FURTHER[more]] if more else [])):
            name = PLACES.get(problem.place, problem.place)
            if not rows.cannot_read(of_row, name):
                rows.tell(of_row, name, problem)


def _at(values: PlacementValues, places: NDArray[np.intp]) -> PlacementValues:
    return PlacementValues(**{name: getattr(values, name)[places] for name in PlacementValues.__dataclass_fields__})
