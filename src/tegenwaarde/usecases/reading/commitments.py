"""What the forecast and the agreed figure of a contract are made of, as they stand now (C10); cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Contract, LedgerLine, PlanLine
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.ledger.plans import is_paid, latest_plan_lines, remaining_cents, replaced_lines
from tegenwaarde.usecases.reading.reports import label_of


@dataclass(frozen=True, slots=True)
class ApprovedPart:
    """What one receipt comes to in one quarter, less what was reversed; cents."""

    quarter: Quarter
    receipt_id: int
    what: str
    cents: int


@dataclass(frozen=True, slots=True)
class AgreedPart:
    """One line of the agreement, `last` counted; `open_cents` were not replaced by approved reports; cents.

    `in_euros` says that it is replaced euro by euro (an invoice, an activity) and not person by person.
    """

    what: str
    persons: int
    first: date
    last: date
    each_cents: int
    open_cents: int
    receipt_id: int
    in_euros: bool = False

    @property
    def cents(self) -> int:
        """Return what the line is worth."""
        return self.persons * self.each_cents

    @property
    def open_persons(self) -> int:
        """Return how many persons of the line nobody was reported for."""
        return self.open_cents // self.each_cents if self.each_cents else 0


@dataclass(frozen=True, slots=True)
class Commitments:
    """The parts of a contract's forecast and of its agreed figure; cents."""

    approved: tuple[ApprovedPart, ...]
    agreed: tuple[AgreedPart, ...]

    @property
    def still_open(self) -> tuple[AgreedPart, ...]:
        """Return the lines of the agreement of which something was not reported yet."""
        return tuple(part for part in self.agreed if part.open_cents)

    @property
    def approved_cents(self) -> int:
        """Return what is approved, up to the contract's end."""
        return sum(part.cents for part in self.approved)

    @property
    def agreed_cents(self) -> int:
        """Return what was agreed."""
        return sum(part.cents for part in self.agreed)

    @property
    def open_cents(self) -> int:
        """Return what is agreed and not reported yet."""
        return sum(part.open_cents for part in self.agreed)

    @property
    def forecast_cents(self) -> int:
        """Return what is approved, and agreed and not reported yet."""
        return self.approved_cents + self.open_cents


def read_commitments(contract: Contract) -> Commitments:
    """Return what the contract's forecast and agreed figure are made of; three queries. A draft has nothing."""
    if contract.book is None:
        return Commitments((), ())
    book = open_book(contract.book)
    lines = latest_plan_lines((contract.pk,))
    remaining = remaining_cents(lines, replaced_lines((contract.pk,)) if lines else ())
    return Commitments(
        approved=_approved(contract, book),
        agreed=tuple(_agreed(book, line, remaining[line.pk]) for _contract, line in lines),
    )


def _approved(contract: Contract, book: PolicyBook) -> tuple[ApprovedPart, ...]:
    rows = (
        LedgerLine.unfenced.filter(contract=contract)
        .order_by("year", "quarter", "receipt_id", "block")
        .values_list("year", "quarter", "receipt_id", "block")
        .annotate(Sum("cents"))
    )
    return tuple(
        ApprovedPart(Quarter(year, number), receipt_id, label_of(book, block), cents)
        for year, number, receipt_id, block, cents in rows
    )


def _agreed(book: PolicyBook, line: PlanLine, open_cents: int) -> AgreedPart:
    return AgreedPart(
        what=label_of(book, line.block),
        persons=line.persons,
        first=line.start,
        last=line.end,
        each_cents=line.value_cents_each,
        open_cents=open_cents,
        receipt_id=line.receipt_id,
        in_euros=is_paid(line),
    )
