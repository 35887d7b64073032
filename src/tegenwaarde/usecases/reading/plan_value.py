"""What a plan is worth, as pages show it: line by line with its reasons, against what is due, and by quarter; cents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tegenwaarde.engine.pace import expected_cents
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.kernel.step import steps_from_json
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Contract, PlanLine
from tegenwaarde.usecases.agreements.lines import PlannedLine, line_of
from tegenwaarde.usecases.agreements.plan import (
    ValuedLine,
    by_quarter,
    net_of,
    problems_of,
    times_above,
    value_plan,
)
from tegenwaarde.usecases.reading.sentences import Sentence, say
from tegenwaarde.usecases.reading.sentences_obligation import text_of
from tegenwaarde.usecases.reading.sentences_placement import PLACEMENT_WORDS


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plan; cents, hundredths of an hour, days counted in. An invoice or activity has one day."""

    block: str
    block_words: str
    kind: str
    persons: int
    hours_per_week: int | None
    invoice_cents: int | None
    activity_hours: int | None
    term: Period
    each_cents: int
    value_cents: int
    sentences: tuple[Sentence, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class QuarterPart:
    """What a plan adds in one quarter, what it adds up to by then, and what is expected by then (D1); cents."""

    quarter: Quarter
    cents: int
    total_cents: int
    expected_cents: int


@dataclass(frozen=True, slots=True)
class PlanValue:
    """What a plan is worth; cents. `times_above` is zero where that is no surprise."""

    lines: tuple[Line, ...]
    net_cents: int
    problems: tuple[Problem, ...]
    times_above: int
    quarters: tuple[QuarterPart, ...]

    @property
    def value_cents(self) -> int:
        """Return what all lines are worth."""
        return sum(line.value_cents for line in self.lines)

    @property
    def short_cents(self) -> int:
        """Return what the plan leaves open, never below zero."""
        return max(0, self.net_cents - self.value_cents)


def plan_value(contract: Contract, book: PolicyBook, lines: Sequence[PlannedLine]) -> PlanValue:
    """Return what lines that may still change are worth; at most three queries."""
    valued, net = value_plan(book, contract, lines), net_of(contract)
    names = block_names(book)
    return PlanValue(
        lines=tuple(_valued(names, one) for one in valued),
        net_cents=net,
        problems=tuple(problems_of(valued)),
        times_above=times_above(valued, net),
        quarters=_quarters(contract, book, valued, net),
    )


def spread_of(
    contract: Contract, book: PolicyBook, lines: Iterable[PlanLine], net_cents: int
) -> tuple[QuarterPart, ...]:
    """Return how an agreement is spread over the quarters of the contract."""
    planned = [line_of(row, book.fulltime_hours) for row in lines]
    return _quarters(contract, book, value_plan(book, contract, planned), net_cents)


def kept_line(names: dict[str, str], row: PlanLine) -> Line:
    """Return a line of an agreement as it was valued then."""
    return Line(
        block=row.block,
        block_words=names.get(row.block, row.block),
        kind=line_of(row, 1).kind,
        persons=row.persons,
        hours_per_week=row.hours_per_week,
        invoice_cents=row.invoice_cents,
        activity_hours=row.activity_hours,
        term=Period.inclusive(row.start, row.end),
        each_cents=row.value_cents_each,
        value_cents=row.value_cents,
        sentences=say(steps_from_json(row.receipt.steps), PLACEMENT_WORDS),
    )


def block_names(book: PolicyBook) -> dict[str, str]:
    """Return what each block is called, in the language of the reader."""
    return {block.id: text_of(block.label) for block in book.blocks}


def _valued(names: dict[str, str], one: ValuedLine) -> Line:
    line = one.line
    return Line(
        block=line.block,
        block_words=names.get(line.block, line.block),
        kind=line.kind,
        persons=line.persons,
        hours_per_week=line.hours_per_week,
        invoice_cents=line.invoice_cents,
        activity_hours=line.activity_hours,
        term=Period.inclusive(line.start, line.end),
        each_cents=one.each_cents,
        value_cents=one.value_cents,
        sentences=say(one.valuation.steps, PLACEMENT_WORDS),
        problems=one.problems,
    )


def _quarters(
    contract: Contract, book: PolicyBook, valued: Sequence[ValuedLine], net_cents: int
) -> tuple[QuarterPart, ...]:
    if contract.start is None or contract.end is None:
        return ()
    term, total, parts = Period.inclusive(contract.start, contract.end), 0, []
    for quarter, cents in by_quarter(book, contract, valued):
        total += cents
        on = min(quarter.period.last, term.last)
        parts.append(QuarterPart(quarter, cents, total, expected_cents(net_cents, term, on)))
    return tuple(parts)
