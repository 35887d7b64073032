"""What the quarter page of a buyer shows: due, agreed, realised and forecast, and what each is made of; cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, contracts_visible_to, find
from tegenwaarde.access.keys import holds
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Buyer, Component, Contract, ContractState, LedgerLine
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reading.commitments import Commitments, read_commitments
from tegenwaarde.usecases.reading.reports import label_of
from tegenwaarde.usecases.reading.shares import Shares
from tegenwaarde.usecases.reading.standing import Standing, realised_of, running_parts, standing_of

FIRST_YEAR, LAST_YEAR = 1900, 2198
CHOICES = 8
WHOLE = 1_000_000


class NoSuchQuarter(LookupError):
    """There is no quarter of that year and number."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The five figures of a quarter; cents. All but `in_quarter_cents` count from the contracts' first day."""

    due_cents: int = 0
    agreed_cents: int = 0
    in_quarter_cents: int = 0
    realised_cents: int = 0
    forecast_cents: int = 0
    expected_cents: int = 0

    def plus(self, other: Figures) -> Figures:
        """Return the sum of two."""
        return Figures(
            self.due_cents + other.due_cents,
            self.agreed_cents + other.agreed_cents,
            self.in_quarter_cents + other.in_quarter_cents,
            self.realised_cents + other.realised_cents,
            self.forecast_cents + other.forecast_cents,
            self.expected_cents + other.expected_cents,
        )


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One contract in the quarter, the buyer's share of it."""

    contract_id: int
    title: str
    supplier: str
    state: str
    share: int
    figures: Figures

    @property
    def shared(self) -> bool:
        """Say whether other buyers pay a share too."""
        return self.share != WHOLE


@dataclass(frozen=True, slots=True)
class QuarterPage:
    """A buyer's quarter. `rows` is empty for those who stop at totals (`opens` is false)."""

    buyer_id: int
    buyer: str
    quarter: Quarter
    on: date
    running: bool
    ahead: bool
    total: Figures
    contracts: int
    rows: tuple[ContractRow, ...]
    opens: bool
    previous: Quarter
    next: Quarter

    @property
    def ended_on(self) -> date | None:
        """Return the quarter's last day where it is over, None before."""
        return None if self.running or self.ahead else self.on


@dataclass(frozen=True, slots=True)
class BookedRow:
    """One ledger line of the quarter with its receipt; cents."""

    receipt_id: int
    report_id: int
    what: str
    component: str
    cents: int
    reversal: bool
    booked_on: date


@dataclass(frozen=True, slots=True)
class RunningRow:
    """What one receipt comes to in the quarter so far; cents."""

    receipt_id: int
    cents: int


@dataclass(frozen=True, slots=True)
class QuarterContract:
    """What a contract's figures in a quarter are made of; cents, for the whole contract.

    Those named `part` are the buyer's, as the quarter page shows them. What is agreed and forecast is as it stands now.
    """

    buyer_id: int
    buyer: str
    quarter: Quarter
    on: date
    running: bool
    ahead: bool
    contract_id: int
    contract: str
    supplier: str
    share: int
    lines: tuple[BookedRow, ...]
    lines_cents: int
    so_far: tuple[RunningRow, ...]
    in_quarter_cents: int
    before_cents: int
    realised_cents: int
    part_cents: int
    commitments: Commitments
    agreed_part_cents: int
    forecast_part_cents: int

    @property
    def over(self) -> bool:
        """Say whether the quarter ended."""
        return not (self.running or self.ahead)

    @property
    def shared(self) -> bool:
        """Say whether other buyers pay a share too."""
        return self.share != WHOLE


@dataclass(frozen=True, slots=True)
class QuarterChoice:
    """The buyers and the quarters to choose from, the newest first."""

    buyers: tuple[tuple[int, str], ...]
    quarters: tuple[Quarter, ...]
    latest: Quarter


def read_quarter_choice(*, actor: Actor, today: date) -> QuarterChoice:
    """Return what there is to choose."""
    buyers = tuple(buyers_visible_to(actor).order_by("name").values_list("pk", "name"))
    quarters = [Quarter.of(today)]
    while len(quarters) < CHOICES:
        quarters.append(quarters[-1].previous())
    return QuarterChoice(buyers, tuple(quarters), quarters[1])


def read_quarter(*, actor: Actor, buyer_id: int, quarter: Quarter, today: date) -> QuarterPage:
    """Return a buyer's quarter up to its end, or up to `today` while it runs; a constant number of queries.

    Raises NotVisible, and NoSuchQuarter.
    """
    buyer = _buyer(actor, buyer_id, quarter)
    on = min(quarter.period.last, today)
    contracts = list(
        Contract.unfenced.bought_by(buyer.pk)
        .running_between(quarter.start, quarter.period.last)
        .select_related("supplier")
        .order_by("title", "id")
    )
    ids = [contract.pk for contract in contracts]
    standings, before = standing_of(ids, on), realised_of(ids, min(quarter.start - ONE_DAY, on))
    shares = Shares(ids)
    rows = tuple(
        _row(contract, standings[contract.pk], before.get(contract.pk, 0), buyer.pk, shares) for contract in contracts
    )
    total = Figures()
    for row in rows:
        total = total.plus(row.figures)
    opens = holds(actor, "quarter.open")
    return QuarterPage(
        buyer_id=buyer.pk,
        buyer=buyer.name,
        quarter=quarter,
        on=on,
        running=today in quarter.period,
        ahead=today < quarter.start,
        total=total,
        contracts=len(rows),
        rows=rows if opens else (),
        opens=opens,
        previous=quarter.previous(),
        next=quarter.next(),
    )


def read_quarter_contract(
    *, actor: Actor, buyer_id: int, quarter: Quarter, contract_id: int, today: date
) -> QuarterContract:
    """Return what a contract's figures in a quarter are made of; NotVisible, NoSuchQuarter."""
    buyer = _buyer(actor, buyer_id, quarter)
    visible = contracts_visible_to(actor, "quarter.open").exclude(state=ContractState.DRAFT)
    contract: Contract = find(
        visible.filter(buyers__buyer=buyer).select_related("supplier", "book").distinct(), pk=contract_id
    )
    on = min(quarter.period.last, today)
    lines = LedgerLine.unfenced.filter(contract=contract, year=quarter.year, quarter=quarter.number).order_by("id")
    booked = tuple(_booked(contract, line) for line in lines)
    before = realised_of([contract.pk], min(quarter.start - ONE_DAY, on)).get(contract.pk, 0)
    realised = realised_of([contract.pk], on).get(contract.pk, 0)
    shares = Shares([contract.pk])
    found = read_commitments(contract)
    before_part, realised_part, agreed_part, forecast_part = (
        shares.part(contract.pk, buyer.pk, cents)
        for cents in (before, realised, found.agreed_cents, found.forecast_cents)
    )
    running = today in quarter.period
    so_far = running_parts([contract.pk], quarter, on) if running else ()
    return QuarterContract(
        buyer_id=buyer.pk,
        buyer=buyer.name,
        quarter=quarter,
        on=on,
        running=running,
        ahead=today < quarter.start,
        contract_id=contract.pk,
        contract=contract.title,
        supplier=contract.supplier.name if contract.supplier else "",
        share=shares.share(contract.pk, buyer.pk),
        lines=booked,
        lines_cents=sum(line.cents for line in booked),
        so_far=tuple(RunningRow(part.receipt_id, part.cents) for part in so_far),
        in_quarter_cents=realised - before,
        before_cents=before,
        realised_cents=realised,
        part_cents=realised_part - before_part,
        commitments=found,
        agreed_part_cents=agreed_part,
        forecast_part_cents=forecast_part,
    )


def _buyer(actor: Actor, buyer_id: int, quarter: Quarter) -> Buyer:
    if not (FIRST_YEAR <= quarter.year <= LAST_YEAR and 1 <= quarter.number <= 4):
        raise NoSuchQuarter(str(quarter))
    return find(buyers_visible_to(actor), pk=buyer_id)


def _row(contract: Contract, standing: Standing, before_cents: int, buyer_id: int, shares: Shares) -> ContractRow:
    def part(cents: int) -> int:
        return shares.part(contract.pk, buyer_id, cents)

    realised = part(standing.realised_cents)
    return ContractRow(
        contract_id=contract.pk,
        title=contract.title,
        supplier=contract.supplier.name if contract.supplier else "",
        state=standing.state,
        share=shares.share(contract.pk, buyer_id),
        figures=Figures(
            due_cents=part(standing.net_cents),
            agreed_cents=part(standing.agreed_cents),
            in_quarter_cents=realised - part(before_cents),
            realised_cents=realised,
            forecast_cents=part(standing.forecast_cents),
            expected_cents=part(standing.expected_cents),
        ),
    )


def _booked(contract: Contract, line: LedgerLine) -> BookedRow:
    return BookedRow(
        receipt_id=line.receipt_id,
        report_id=line.report_id,
        what=label_of(open_book(contract.book), line.block) if contract.book else line.block,
        component=str(Component(line.component).label),
        cents=line.cents,
        reversal=line.reverses_id is not None,
        booked_on=line.booked_on,
    )
