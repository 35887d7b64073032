"""What the page of the agreements shows: the plan that counts and every version; and the coordinator's form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, may
from tegenwaarde.kernel.period import Period
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Agreement, Contract, ContractState
from tegenwaarde.usecases.agreements.lines import PlannedLine, Sketch, line_of, sketch_of
from tegenwaarde.usecases.agreements.plan import blocks_to_plan, kind_of, net_of
from tegenwaarde.usecases.agreements.record_agreement import book_of, find_running
from tegenwaarde.usecases.reading.plan_value import (
    Line,
    PlanValue,
    QuarterPart,
    block_names,
    kept_line,
    plan_value,
    spread_of,
)
from tegenwaarde.usecases.reading.sentences_obligation import text_of


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the plan. The note and who recorded it are of the buyer's side only."""

    agreement_id: int
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
    quarters: tuple[QuarterPart, ...] = ()

    @property
    def short_cents(self) -> int:
        """Return what the plan that counts leaves open, never below zero."""
        return max(0, self.net_cents - (self.present.value_cents if self.present else 0))


@dataclass(frozen=True, slots=True)
class BlockChoice:
    """A building block that a plan can be made of; what it is worth a year, or an hour for an activity; cents."""

    block: str
    words: str
    amount_cents: int
    kind: str


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What the form for a plan needs: the blocks, and lines to begin with; `after` is the version that counts."""

    contract_id: int
    title: str
    supplier: str
    term: Period
    net_cents: int
    fulltime_hours: int
    after: int
    blocks: tuple[BlockChoice, ...]
    sketches: tuple[Sketch, ...]


def read_agreements(*, actor: Actor, contract_id: int) -> AgreementPage:
    """Return the agreements of a contract in force, every version; NotVisible where it is not seen."""
    rows = contracts_visible_to(actor).exclude(state=ContractState.DRAFT).select_related("book")
    contract = find(rows, pk=contract_id)
    _text, book = book_of(contract)
    inside = may(actor, "draft.see", contract)
    found = list(contract.agreements.select_related("agreed_by").prefetch_related("lines__receipt").order_by("-number"))
    versions = tuple(_version(book, agreement, inside) for agreement in found)
    net = net_of(contract)
    quarters = spread_of(contract, book, found[0].lines.all(), net) if found else ()
    return AgreementPage(contract.pk, versions[0] if versions else None, versions[1:], net, quarters)


def read_plan_form(*, actor: Actor, contract_id: int) -> PlanForm:
    """Return what the coordinator's form needs; NotVisible, NotAllowed, NotInForce."""
    contract = find_running(actor, contract_id)
    return plan_form(contract)


def plan_form(contract: Contract) -> PlanForm:
    """Return what a form for a plan needs; it begins with the lines that count."""
    _text, book = book_of(contract)
    latest = contract.agreements.prefetch_related("lines").order_by("-number").first()
    lines = [sketch_of(line_of(line, book.fulltime_hours)) for line in latest.lines.all()] if latest else []
    return PlanForm(
        contract_id=contract.pk,
        title=contract.title,
        supplier=contract.supplier.name if contract.supplier else "",
        term=term_of(contract),
        net_cents=net_of(contract),
        fulltime_hours=book.fulltime_hours,
        after=latest.number if latest else 0,
        blocks=tuple(
            BlockChoice(block.id, text_of(block.label), block.amount_cents, kind_of(block))
            for block in blocks_to_plan(book, contract)
        ),
        sketches=tuple(lines),
    )


def value_of_plan(*, actor: Actor, contract_id: int, lines: Sequence[PlannedLine], key: str = "") -> PlanValue:
    """Return what a plan would be worth, without recording it; NotVisible, NotAllowed, NotInForce.

    `key` is what the actor is about to do with it: recording it, unless said.
    """
    contract = find_running(actor, contract_id, key) if key else find_running(actor, contract_id)
    _text, book = book_of(contract)
    return plan_value(contract, book, lines)


def term_of(contract: Contract) -> Period:
    """Return the days of a contract in force."""
    if contract.start is None or contract.end is None:
        raise ValueError("a contract in force is complete")
    return Period.inclusive(contract.start, contract.end)


def _version(book: PolicyBook, agreement: Agreement, inside: bool) -> Version:
    names = block_names(book)
    return Version(
        agreement_id=agreement.pk,
        number=agreement.number,
        agreed_on=agreement.agreed_on,
        agreed_by=agreement.agreed_by.name if inside else "",
        note=agreement.note if inside else "",
        lines=tuple(kept_line(names, row) for row in agreement.lines.all()),
    )
