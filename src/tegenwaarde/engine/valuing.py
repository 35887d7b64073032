"""One placement: its value with its steps, its curve over days and quarters, and the blocks that fit it.

These are faces of the columns (`placements`): they run the same code on columns of one row, or of one row a block.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from tegenwaarde.engine.accrual import accrue, over_days
from tegenwaarde.engine.columns import NO_ROW, PlacementColumns
from tegenwaarde.engine.explaining import steps_of
from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.engine.figures import DerivedFigures, amounts_at, figures_of, replay, replay_each
from tegenwaarde.engine.placements import Derived, derive_any, first_days
from tegenwaarde.engine.refusals import checks, problem_of
from tegenwaarde.engine.results import COMPONENTS, Amounts, Fit, QuarterAmount, Valuation
from tegenwaarde.engine.single import columns_for_all_blocks, columns_of, problems_with_facts
from tegenwaarde.engine.tables import BookTables, tables_of
from tegenwaarde.kernel.calendar import day_number
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.quarter import quarters_between
from tegenwaarde.policy.book import PolicyBook

__all__ = [
    "Unvalued",
    "curve",
    "derived_figures",
    "fitting_blocks",
    "problems_of_rows",
    "quarter_lines",
    "replay",
    "replay_each",
    "value_placement",
]


class Unvalued(ValueError):
    """The facts have no value: they are refused. `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(str(problem) for problem in problems))
        self.problems = problems


def value_placement(book: PolicyBook, facts: PlacementFacts, as_of: date | None = None) -> Valuation:
    """Return what `facts` are worth up to and with `as_of` (None: the contract's end), with every step; cents.

    A refusal is a valuation with problems and amounts of zero.
    """
    wrong = problems_with_facts(facts)
    if wrong:
        return Valuation(facts.block, Amounts(), None, (), wrong)
    return replace(_valuations(book, columns_of(book, facts, as_of))[0], block=facts.block)


def fitting_blocks(book: PolicyBook, facts: PlacementFacts) -> tuple[Fit, ...]:
    """Return every block of the book with what `facts` are worth in it, whatever block they name (C8).

    Blocks that fit come first, the highest value first; the others follow with their problems.
    """
    wrong = problems_with_facts(facts)
    if wrong:
        return tuple(Fit(block.id, Valuation(block.id, Amounts(), None, (), wrong)) for block in book.blocks)
    fits = [Fit(one.block, one) for one in _valuations(book, columns_for_all_blocks(book, facts))]
    return tuple(sorted(fits, key=lambda fit: (not fit.fits, -fit.valuation.amounts.total)))


def curve(book: PolicyBook, facts: PlacementFacts, days: Sequence[date]) -> list[Amounts]:
    """Return the cumulative value up to and with each of `days` (A4); cents. Refused facts are worth nothing."""
    if problems_with_facts(facts):
        return [Amounts()] * len(days)
    derived = derive_any(tables_of(book), columns_of(book, facts))
    if derived.refusal[0] or not days:
        return [Amounts()] * len(days)
    last = np.array([day_number(day) for day in days], dtype=np.int32)
    parts = accrue(over_days(derived.accruals, len(days)), last)
    return [amounts_at(parts, row) for row in range(len(days))]


def quarter_lines(book: PolicyBook, facts: PlacementFacts) -> tuple[QuarterAmount, ...]:
    """Return the value of each quarter of the contract, part by part, without lines of zero; cents.

    Each line is a difference of two points of the curve, so that they add up to the whole value (A4).
    """
    if facts.contract_start is None or facts.contract_end is None:
        return ()
    quarters = quarters_between(facts.contract_start, facts.contract_end)
    lines, before = [], Amounts()
    for quarter, now in zip(quarters, curve(book, facts, [quarter.period.last for quarter in quarters]), strict=True):
        for component in COMPONENTS:
            cents = getattr(now, component) - getattr(before, component)
            if cents:
                lines.append(QuarterAmount(quarter, component, cents))
        before = now
    return tuple(lines)


def problems_of_rows(book: PolicyBook, columns: PlacementColumns) -> list[tuple[Problem, ...]]:
    """Return every problem of every row, the one that speaks in the columns first; none for a row with a value."""
    tables = tables_of(book)
    return _problems(book, tables, columns, derive_any(tables, columns))


def derived_figures(book: PolicyBook, facts: PlacementFacts) -> dict[str, Any]:
    """Return the figures that a receipt keeps, as plain data: windows, parts and amounts, no fact of a person.

    Raises Unvalued for refused facts.
    """
    wrong = problems_with_facts(facts)
    if wrong:
        raise Unvalued(wrong)
    columns = columns_of(book, facts)
    tables = tables_of(book)
    derived = derive_any(tables, columns)
    if derived.refusal[0]:
        raise Unvalued(_problems(book, tables, columns, derived)[0])
    return figures_of(derived.accruals, 0).as_json()


def _valuations(book: PolicyBook, columns: PlacementColumns) -> list[Valuation]:
    tables = tables_of(book)
    derived = derive_any(tables, columns)
    parts = accrue(derived.accruals, columns.as_of)
    problems = _problems(book, tables, columns, derived) if derived.refusal.any() else [()] * len(columns)
    answers = []
    for row, wrong in enumerate(problems):
        place = int(columns.block[row])
        block_id = book.blocks[place].id if place != NO_ROW else ""
        if wrong:
            answers.append(Valuation(block_id, Amounts(), None, (), wrong))
        else:
            figures = figures_of(derived.accruals, row)
            answers.append(_explained(book, place, figures, amounts_at(parts, row), int(columns.as_of[row])))
    return answers


def _explained(book: PolicyBook, place: int, figures: DerivedFigures, amounts: Amounts, last: int) -> Valuation:
    block = book.blocks[place]
    return Valuation(block.id, amounts, figures.window, steps_of(book, block, figures, amounts, last))


def _problems(
    book: PolicyBook, tables: BookTables, columns: PlacementColumns, derived: Derived
) -> list[tuple[Problem, ...]]:
    """Return every problem of every row, the one that speaks in the columns first."""
    found: list[list[int]] = [[] for _ in range(len(columns))]
    for reason, mask in checks(tables, columns, derived.place, first_days(columns)):
        for row in np.flatnonzero(mask):
            found[row].append(reason)
    blocks, rights = columns.block.tolist(), derived.refusal_row.tolist()
    return [
        tuple(problem_of(book, reason, blocks[row], rights[row]) for reason in sorted(reasons, reverse=True))
        for row, reasons in enumerate(found)
    ]
