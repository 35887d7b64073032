"""What a plan is worth: each line valued by the engine before anybody is known: persons, an invoice or an activity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.engine.results import Valuation
from tegenwaarde.engine.valuing import quarter_lines, value_placement
from tegenwaarde.kernel.calendar import anniversary, date_of, day_number
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.quarter import Quarter, quarters_between
from tegenwaarde.policy.book import Block, PolicyBook, Unit
from tegenwaarde.records.models import Contract
from tegenwaarde.usecases.agreements.lines import ACTIVITY, INVOICE, WORK, PlannedLine
from tegenwaarde.usecases.reports.valuing import FINDING_MISSING, finding_is_not_needed

FIELDS = {
    "employment_start": "start",
    "employment_end": "end",
    "study_end": "end",
    "study_start": "start",
    "activity_date": "start",
    "invoice_eur": "invoice_cents",
}
FAR_ABOVE = 5  # a plan of more than so many times what is due is asked about first
AT_LINE = ("block", "persons", "hours_per_week", "invoice_cents", "activity_hours", "start", "end")
KINDS = {Unit.FULL_TIME_YEAR: WORK, Unit.INVOICE: INVOICE, Unit.HOUR: ACTIVITY}


@dataclass(frozen=True, slots=True)
class ValuedLine:
    """A planned line with what it is worth; cents. `problems` are why it cannot be planned so."""

    line: PlannedLine
    facts: PlacementFacts
    valuation: Valuation
    problems: tuple[Problem, ...] = ()

    @property
    def each_cents(self) -> int:
        """Return what one person, the invoice or the activity is worth."""
        return self.valuation.amounts.total

    @property
    def value_cents(self) -> int:
        """Return what all persons of the line are worth."""
        return self.line.persons * self.each_cents


def plannable(book: PolicyBook) -> tuple[Block, ...]:
    """Return the blocks that value a person."""
    return tuple(block for block in book.blocks if block.unit is Unit.FULL_TIME_YEAR)


def kind_of(block: Block) -> str:
    """Return what a line of the block is about: `work`, `invoice` or `activity`."""
    return KINDS[block.unit]


def blocks_to_plan(book: PolicyBook, contract: Contract) -> tuple[Block, ...]:
    """Return the blocks that a plan for the contract can be made of; those that wait for a finding are left out (C7).

    At most two queries.
    """
    waits = any(block.needs_finding for block in book.blocks) and not finding_is_not_needed(contract)
    return tuple(block for block in book.blocks if block.unit in KINDS and not (block.needs_finding and waits))


def value_plan(book: PolicyBook, contract: Contract, lines: Sequence[PlannedLine]) -> tuple[ValuedLine, ...]:
    """Return each line with its value over the contract, and what is wrong with it."""
    blocks = {block.id: block for block in book.blocks}
    asked = {line.block for line in lines if line.block in blocks and blocks[line.block].needs_finding}
    closed = asked if asked and not finding_is_not_needed(contract) else set()
    valued = []
    for line in lines:
        facts = _facts(blocks.get(line.block), contract, line)
        valuation = value_placement(book, facts)
        valued.append(ValuedLine(line, facts, valuation, tuple(_problems(line, valuation, line.block in closed))))
    return tuple(valued)


def problems_of(valued: Sequence[ValuedLine]) -> Iterator[Problem]:
    """Yield what is wrong with a plan; the place is the line's number from 0 and the field: `2.start`."""
    if not valued:
        yield Problem("NO_LINES", "Fill in at least one line of the plan.", "")
    for number, one in enumerate(valued):
        for problem in one.problems:
            yield replace(problem, place=f"{number}.{problem.place}")


def by_quarter(book: PolicyBook, contract: Contract, valued: Sequence[ValuedLine]) -> tuple[tuple[Quarter, int], ...]:
    """Return what the plan adds up to in each quarter of the contract, also those with nothing; cents (A4)."""
    if contract.start is None or contract.end is None:
        return ()
    sums: Counter[Quarter] = Counter()
    for one in valued:
        for part in quarter_lines(book, one.facts) if one.each_cents else ():
            sums[part.quarter] += one.line.persons * part.cents
    return tuple((quarter, sums[quarter]) for quarter in quarters_between(contract.start, contract.end))


def net_of(contract: Contract) -> int:
    """Return what is due for a contract by its latest obligation, cents."""
    latest = contract.obligations.order_by("-number").first()
    return latest.net_cents if latest else 0


def times_above(valued: Sequence[ValuedLine], net_cents: int) -> int:
    """Return how many times what is due a plan is worth, where that is so far above it that it looks like a slip.

    Zero otherwise: a plan for one person may well be worth more than a small obligation.
    """
    value = sum(one.value_cents for one in valued)
    one_person = len(valued) == 1 and valued[0].line.kind == WORK and valued[0].line.persons == 1
    return value // net_cents if not one_person and 0 < FAR_ABOVE * net_cents < value else 0


def _problems(line: PlannedLine, valuation: Valuation, waits_for_finding: bool) -> Iterator[Problem]:
    """Yield what is wrong with a line, each at its field."""
    if line.persons < 1:
        yield Problem("NO_PERSONS", "A line has one person or more.", "persons")
    for problem in valuation.problems:
        field = FIELDS.get(problem.place, problem.place)
        yield replace(problem, place=field if field in AT_LINE else "block")
    if waits_for_finding:
        yield FINDING_MISSING
    if not valuation.problems and not valuation.amounts.total:
        yield Problem("NOTHING_COUNTS", "Nothing counts: these days lie outside the contract.", "start")


def _facts(block: Block | None, contract: Contract, line: PlannedLine) -> PlacementFacts:
    """Return the facts of somebody who fits the line: inside the block's age limit, studying for all of its days."""
    about = PlacementFacts(block=line.block, contract_start=contract.start, contract_end=contract.end)
    if line.kind != WORK:
        paid = {"invoice_cents": line.invoice_cents, "activity_hours": line.activity_hours}
        return replace(about, activity_date=line.start, **paid)  # type: ignore[arg-type]
    facts = replace(about, employment_start=line.start, employment_end=line.end, hours_per_week=line.hours_per_week)
    if block is None:
        return facts
    if "study_end" in block.requires:
        facts = replace(facts, study_start=line.start, study_end=line.end)
    if block.too_old_at:
        young_enough = int(anniversary(day_number(line.start), 1 - block.too_old_at))
        facts = replace(facts, birth_date=date_of(young_enough))
    return facts
