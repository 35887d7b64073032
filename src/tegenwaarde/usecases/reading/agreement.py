"""What the pages about agreements show: the plan line by line, what it is worth, and whether it covers what is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, may
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.step import steps_from_json
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Agreement, Contract, ContractState, PlanLine
from tegenwaarde.usecases.agreements.lines import PlannedLine
from tegenwaarde.usecases.agreements.plan import (
    net_of,
    plannable,
    problems_of,
    times_above,
    value_plan,
)
from tegenwaarde.usecases.agreements.record_agreement import book_of, find_running
from tegenwaarde.usecases.reading.sentences import Sentence, say
from tegenwaarde.usecases.reading.sentences_obligation import text_of
from tegenwaarde.usecases.reading.sentences_placement import PLACEMENT_WORDS


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plan; cents, hundredths of an hour, days counted in."""

    block: str
    block_words: str
    persons: int
    hours_per_week: int | None
    term: Period
    each_cents: int
    value_cents: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the plan. The note and who recorded it are of the buyer's side only."""

    number: int
    agreed_on: date
    agreed_by: str
    note: str
    lines: tuple[Line, ...]

    @property
    def value_cents(self) -> int:
        """Return what the whole plan is worth, cents."""
        return sum(line.value_cents for line in self.lines)


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """The agreements of a contract, the one that counts first; cents."""

    contract_id: int
    present: Version | None
    earlier: tuple[Version, ...]
    net_cents: int

    @property
    def short_cents(self) -> int:
        """Return what the plan that counts leaves open, never below zero."""
        return max(0, self.net_cents - (self.present.value_cents if self.present else 0))


@dataclass(frozen=True, slots=True)
class BlockChoice:
    """A building block that a plan can be made of."""

    block: str
    words: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What the form for a new version needs: the blocks, and the present lines to begin with."""

    contract_id: int
    title: str
    supplier: str
    term: Period
    net_cents: int
    fulltime_hours: int
    after: int
    blocks: tuple[BlockChoice, ...]
    lines: tuple[PlannedLine, ...]


@dataclass(frozen=True, slots=True)
class PlanValue:
    """What a plan that is not recorded yet would be worth; cents. `times_above` is zero where that is no surprise."""

    lines: tuple[Line, ...]
    net_cents: int
    problems: tuple[Problem, ...]
    times_above: int

    @property
    def value_cents(self) -> int:
        """Return what all lines are worth."""
        return sum(line.value_cents for line in self.lines)

    @property
    def short_cents(self) -> int:
        """Return what the plan leaves open, never below zero."""
        return max(0, self.net_cents - self.value_cents)


def read_agreements(*, actor: Actor, contract_id: int) -> AgreementPage:
    """Return the agreements of a contract in force, every version; NotVisible where it is not seen."""
    rows = contracts_visible_to(actor).exclude(state=ContractState.DRAFT).select_related("book")
    contract = find(rows, pk=contract_id)
    _text, book = book_of(contract)
    inside = may(actor, "draft.see", contract)
    found = contract.agreements.select_related("agreed_by").prefetch_related("lines__receipt").order_by("-number")
    versions = tuple(_version(book, agreement, inside) for agreement in found)
    return AgreementPage(contract.pk, versions[0] if versions else None, versions[1:], net_of(contract))


def read_plan_form(*, actor: Actor, contract_id: int) -> PlanForm:
    """Return what the form needs; NotVisible, NotAllowed, NotInForce."""
    contract = find_running(actor, contract_id)
    _text, book = book_of(contract)
    latest = contract.agreements.prefetch_related("lines").order_by("-number").first()
    lines = latest.lines.all() if latest else ()
    return PlanForm(
        contract_id=contract.pk,
        title=contract.title,
        supplier=contract.supplier.name if contract.supplier else "",
        term=_term(contract),
        net_cents=net_of(contract),
        fulltime_hours=book.fulltime_hours,
        after=latest.number if latest else 0,
        blocks=tuple(BlockChoice(block.id, text_of(block.label), block.amount_cents) for block in plannable(book)),
        lines=tuple(_planned(line, book) for line in lines),
    )


def value_of_plan(*, actor: Actor, contract_id: int, lines: Sequence[PlannedLine]) -> PlanValue:
    """Return what a plan would be worth, without recording it; NotVisible, NotAllowed, NotInForce."""
    contract = find_running(actor, contract_id)
    _text, book = book_of(contract)
    valued = value_plan(book, contract, lines)
    names = _names(book)
    return PlanValue(
        lines=tuple(
            Line(
                block=one.line.block,
                block_words=names.get(one.line.block, one.line.block),
                persons=one.line.persons,
                hours_per_week=one.line.hours_per_week,
                term=Period.inclusive(one.line.start, one.line.end),
                each_cents=one.each_cents,
                value_cents=one.value_cents,
                sentences=say(one.valuation.steps, PLACEMENT_WORDS),
            )
            for one in valued
        ),
        net_cents=net_of(contract),
        problems=tuple(problems_of(valued)),
        times_above=times_above(valued, net_of(contract)),
    )


def _version(book: PolicyBook, agreement: Agreement, inside: bool) -> Version:
    return Version(
        number=agreement.number,
        agreed_on=agreement.agreed_on,
        agreed_by=agreement.agreed_by.name if inside else "",
        note=agreement.note if inside else "",
        lines=tuple(_lines(book, agreement.lines.all())),
    )


def _lines(book: PolicyBook, rows: Iterable[PlanLine]) -> Iterable[Line]:
    names = _names(book)
    for row in rows:
        yield Line(
            block=row.block,
            block_words=names.get(row.block, row.block),
            persons=row.persons,
            hours_per_week=row.hours_per_week,
            term=Period.inclusive(row.start, row.end),
            each_cents=row.value_cents_each,
            value_cents=row.value_cents,
            sentences=say(steps_from_json(row.receipt.steps), PLACEMENT_WORDS),
        )


def _planned(row: PlanLine, book: PolicyBook) -> PlannedLine:
    hours = book.fulltime_hours if row.hours_per_week is None else row.hours_per_week
    return PlannedLine(block=row.block, persons=row.persons, hours_per_week=hours, start=row.start, end=row.end)


def _names(book: PolicyBook) -> dict[str, str]:
    return {block.id: text_of(block.label) for block in book.blocks}


def _term(contract: Contract) -> Period:
    if contract.start is None or contract.end is None:
        raise ValueError("a contract in force is complete")
    return Period.inclusive(contract.start, contract.end)
