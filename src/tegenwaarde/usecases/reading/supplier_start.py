"""The supplier's start: what to do today, and all its contracts over all buyers (S1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, require
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Contract, ContractState
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.quarters.asked import AskedQuarter, confirmations_of, due_day
from tegenwaarde.usecases.reading.cards import ContractCard, Pulse, cards_of, pulse_of
from tegenwaarde.usecases.reading.supplier_todos import Todo, todos_of

MANY = 8  # contracts from which on a list with filters reads better than cards
PACES = ("short", "at_risk", "behind_covered", "on_track", "fulfilled")
SORTS = ("urgent", "title", "end", "missing", "behind")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks of the list of contracts; empty is everything, the most urgent first."""

    state: str = ""
    buyer_id: int = 0
    sort: str = ""


@dataclass(frozen=True, slots=True)
class NextDue:
    """What is due next on a contract: a quarter to confirm, by when, and whether it can be confirmed already."""

    quarter: Quarter
    day: date
    open: bool
    late: bool


@dataclass(frozen=True, slots=True)
class OwnContract:
    """A contract of the supplier: how it stands, how much waits for the supplier, and what is due next."""

    card: ContractCard
    waiting: int
    next_due: NextDue | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its value, its words (empty for a state), and how many contracts it keeps."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class SupplierStart:
    """What the start page of a supplier shows; `total` counts all contracts, `pulse` adds up what is kept; cents."""

    todos: tuple[Todo, ...]
    contracts: tuple[OwnContract, ...]
    pulse: Pulse
    total: int
    closed: int
    open_cents: int
    contracts_open: int
    confirm_by: date | None
    confirm_late: bool
    states: tuple[Choice, ...]
    buyers: tuple[Choice, ...]

    @property
    def many(self) -> bool:
        """Say whether there are so many contracts that a list serves better than cards."""
        return self.total >= MANY

    @property
    def kept_missing_cents(self) -> int:
        """Return what is still to be realised on the contracts that are kept."""
        return sum(own.card.missing_cents for own in self.contracts)

    @property
    def kept_behind_cents(self) -> int:
        """Return what is realised less than expected by today on the contracts that are kept."""
        return sum(own.card.behind_cents for own in self.contracts)


def read_supplier_start(*, actor: Actor, wanted: Wanted, today: date) -> SupplierStart:
    """Return the start page of a supplier; a constant number of queries."""
    require(actor, "report.write")
    contracts, closed = _contracts(actor)
    asked = confirmations_of([one.pk for one in contracts], today)
    cards = cards_of(contracts, today)
    due = frozenset(card.contract_id for card in cards if card.standing.net_cents)
    todos = todos_of(actor, contracts, due, asked, today)
    bought = {one.pk for one in contracts for share in one.buyers.all() if wanted.buyer_id in (0, share.buyer_id)}
    kept = _sorted(
        [one for one in cards if one.contract_id in bought and wanted.state in ("", one.standing.state)], wanted.sort
    )
    waiting = Counter(todo.contract_id for todo in todos)
    still = [one for quarters in asked.values() for one in quarters if one.open]
    by_id = {one.pk: one for one in contracts}
    return SupplierStart(
        todos=todos,
        contracts=tuple(
            OwnContract(
                card,
                waiting[card.contract_id],
                _next_due(by_id[card.contract_id], asked.get(card.contract_id, ()), today)
                if card.contract_id in due
                else None,
            )
            for card in kept
        ),
        pulse=pulse_of(kept),
        total=len(cards),
        closed=closed,
        open_cents=sum(card.missing_cents for card in cards),
        contracts_open=sum(card.missing_cents > 0 for card in cards),
        confirm_by=min((one.due_day for one in still), default=None),
        confirm_late=any(one.overdue_on(today) for one in still),
        states=_states(cards),
        buyers=_buyers(contracts),
    )


def _contracts(actor: Actor) -> tuple[list[Contract], int]:
    """Return the contracts in force and how many are closed."""
    rows = contracts_visible_to(actor).select_related("supplier", "book").prefetch_related("buyers__buyer")
    known = list(rows.order_by("end", "pk"))
    running = [one for one in known if one.state == ContractState.RUNNING]
    return running, sum(one.state == ContractState.CLOSED for one in known)


def _sorted(cards: Iterable[ContractCard], sort: str) -> list[ContractCard]:
    """Return the cards in order: the most urgent first where nothing else is asked."""
    keys = {
        "title": lambda card: card.title.casefold(),
        "end": lambda card: card.term.until,
        "missing": lambda card: card.missing_cents,
        "behind": lambda card: card.behind_cents,
    }
    by_urgency = sorted(cards, key=lambda card: (PACES.index(card.standing.state), -card.behind_cents, card.term.until))
    key = keys.get(sort.removeprefix("-"))
    return sorted(by_urgency, key=key, reverse=sort.startswith("-")) if key else by_urgency


def _next_due(contract: Contract, asked: Iterable[AskedQuarter], today: date) -> NextDue | None:
    """Return the oldest quarter that is not confirmed, else the running one; None where nothing will be asked."""
    still = [one for one in asked if one.open]
    if still:
        oldest = min(still, key=lambda one: one.quarter)
        return NextDue(oldest.quarter, oldest.due_day, open=True, late=oldest.overdue_on(today))
    running = Quarter.of(today)
    if contract.book is None or contract.start is None or contract.end is None or contract.end < running.start:
        return None
    coming = max(running, Quarter.of(contract.start))
    return NextDue(coming, due_day(open_book(contract.book), coming), open=False, late=False)


def _states(cards: Iterable[ContractCard]) -> tuple[Choice, ...]:
    counts = Counter(card.standing.state for card in cards)
    return tuple(Choice(state, "", counts[state]) for state in PACES if counts[state])


def _buyers(contracts: Iterable[Contract]) -> tuple[Choice, ...]:
    counts: Mapping[tuple[str, int], int] = Counter(
        (share.buyer.name, share.buyer_id) for one in contracts for share in one.buyers.all()
    )
    return tuple(Choice(str(buyer_id), name, count) for (name, buyer_id), count in sorted(counts.items()))
