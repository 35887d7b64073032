"""What a plan is worth: each line valued by the engine like a placement of one person, before anybody is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.engine.results import Valuation
from tegenwaarde.engine.valuing import value_placement
from tegenwaarde.kernel.calendar import anniversary, date_of, day_number
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Block, PolicyBook, Unit
from tegenwaarde.records.models import Contract

FIELDS = {"employment_start": "start", "employment_end": "end", "study_end": "end", "study_start": "start"}
FAR_ABOVE = 5  # a plan of more than so many times what is due is asked about first
AT_LINE = ("block", "persons", "hours_per_week", "start", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """So many persons of a block, so many hours (hundredths a week), from a day to a day, counted in."""

    block: str
    persons: int
    hours_per_week: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class ValuedLine:
    """A planned line with what it is worth; cents."""

    line: PlannedLine
    facts: PlacementFacts
    valuation: Valuation

    @property
    def each_cents(self) -> int:
        """Return what one person is worth."""
        return self.valuation.amounts.total

    @property
    def value_cents(self) -> int:
        """Return what all persons of the line are worth."""
        return self.line.persons * self.each_cents


def plannable(book: PolicyBook) -> tuple[Block, ...]:
    """Return the blocks that value a person: those a plan can be made of."""
    return tuple(block for block in book.blocks if block.unit is Unit.FULL_TIME_YEAR)


def value_plan(book: PolicyBook, contract: Contract, lines: Sequence[PlannedLine]) -> tuple[ValuedLine, ...]:
    """Return each line with its value over the contract."""
    valued = []
    for line in lines:
        facts = _facts(book, contract, line)
        valued.append(ValuedLine(line, facts, value_placement(book, facts)))
    return tuple(valued)


def problems_of(valued: Sequence[ValuedLine]) -> Iterator[Problem]:
    """Yield what is wrong with a plan; the place is the line's number from 0 and the field: `2.start`."""
    if not valued:
        yield Problem("NO_LINES", "Fill in at least one line of the plan.", "")
    for number, one in enumerate(valued):
        if one.line.persons < 1:
            yield Problem("NO_PERSONS", "A line has one person or more.", f"{number}.persons")
        for problem in one.valuation.problems:
            field = FIELDS.get(problem.place, problem.place)
            yield replace(problem, place=f"{number}.{field if field in AT_LINE else 'block'}")
        if not one.valuation.problems and not one.each_cents:
            text = "Nothing counts: these days lie outside the contract."
            yield Problem("NOTHING_COUNTS", text, f"{number}.start")


def net_of(contract: Contract) -> int:
    """Return what is due for a contract by its latest obligation, cents."""
    latest = contract.obligations.order_by("-number").first()
    return latest.net_cents if latest else 0


def times_above(valued: Sequence[ValuedLine], net_cents: int) -> int:
    """Return how many times what is due a plan is worth, where that is so far above it that it looks like a slip.

    Zero otherwise: a plan for one person may well be worth more than a small obligation.
    """
    value = sum(one.value_cents for one in valued)
    several = sum(one.line.persons for one in valued) > 1
    return value // net_cents if several and 0 < FAR_ABOVE * net_cents < value else 0


def _facts(book: PolicyBook, contract: Contract, line: PlannedLine) -> PlacementFacts:
    """Return the facts of somebody who fits the line: inside the block's age limit, studying for all of its days."""
    facts = PlacementFacts(
        block=line.block,
        contract_start=contract.start,
        contract_end=contract.end,
        employment_start=line.start,
        employment_end=line.end,
        hours_per_week=line.hours_per_week,
    )
    block = next((block for block in book.blocks if block.id == line.block), None)
    if block is None:
        return facts
    if "study_end" in block.requires:
        facts = replace(facts, study_start=line.start, study_end=line.end)
    if block.too_old_at:
        young_enough = int(anniversary(day_number(line.start), 1 - block.too_old_at))
        facts = replace(facts, birth_date=date_of(young_enough))
    return facts
