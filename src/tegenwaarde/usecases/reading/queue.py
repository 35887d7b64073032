"""What waits for review, as the actor may see it: filtered, sorted, counted, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.keys import holds
from tegenwaarde.usecases.reading.queue_rows import AGAIN, CORRECTION, NEW, Waiting, everything_waiting

PAGE = 50
KINDS = (NEW, CORRECTION, AGAIN)
SORTS: dict[str, Callable[[Waiting], Any]] = {
    "melding": lambda row: (row.who.casefold(), row.report_id),
    "opdrachtnemer": lambda row: row.supplier.casefold(),
    "dossier": lambda row: row.contract.casefold(),
    "sinds": lambda row: row.since,
    "waarde": lambda row: row.value_cents,
}
LONGEST_WAITING = "sinds"
ORDERS = frozenset({*SORTS, *(f"-{name}" for name in SORTS)})
WORDS = {
    "supplier_id": "opdrachtnemer",
    "contract_id": "contract",
    "buyer_id": "opdrachtgever",
    "block": "bouwblok",
    "kind": "soort",
    "marked": "let-op",
    "question": "vraag",
    "upload_id": "spreadsheet",
    "mine": "van-mij",
}
YES = "ja"


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the queue is looked at, and in which order; 0, False and an empty word are no filter."""

    supplier_id: int = 0
    contract_id: int = 0
    buyer_id: int = 0
    block: str = ""
    kind: str = ""
    marked: bool = False
    question: bool = False
    upload_id: int = 0
    mine: bool = False
    order: str = LONGEST_WAITING

    @property
    def query(self) -> str:
        """Return the view as the words of an address, without the question mark; empty for the whole queue."""
        return urlencode(self.words)

    @property
    def words(self) -> dict[str, str]:
        """Return the view as the names and values of an address."""
        held = ((WORDS[one.name], getattr(self, one.name)) for one in fields(self) if one.name in WORDS)
        chosen = {name: YES if value is True else str(value) for name, value in held if value}
        return chosen | ({"volgorde": self.order} if self.order != LONGEST_WAITING else {})

    @property
    def filtered(self) -> bool:
        """Say whether anything is left out."""
        return replace(self, order=LONGEST_WAITING) != View()

    def but(self, **changes: Any) -> str:
        """Return the words of an address for this view with `changes`."""
        return replace(self, **changes).query

    def keeps(self, row: Waiting) -> bool:
        """Say whether the row belongs to this part of the queue."""
        wanted: tuple[tuple[object, object], ...] = (
            (self.supplier_id, row.supplier_id),
            (self.contract_id, row.contract_id),
            (self.block, row.block),
            (self.kind, row.kind),
            (self.marked, row.marked),
            (self.question, row.question),
            (self.upload_id, row.upload_id),
            (self.mine, row.mine),
        )
        of_buyer = not self.buyer_id or self.buyer_id in {buyer_id for buyer_id, _name in row.buyers}
        return of_buyer and all(not asked or asked == held for asked, held in wanted)


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its value, its words, and how many waiting reports it keeps."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits in this view, its totals, and by what it can be filtered; cents."""

    rows: tuple[Waiting, ...]
    found: int
    total: int
    total_cents: int
    replaces: bool
    page: int
    suppliers: tuple[Choice, ...]
    contracts: tuple[Choice, ...]
    buyers: tuple[Choice, ...]
    blocks: tuple[Choice, ...]
    kinds: dict[str, int]
    marked: int
    questions: int
    mine: int
    may_decide: bool


def waiting_in(rows: Iterable[Waiting], view: View) -> list[Waiting]:
    """Return the rows of this view, in its order; rows that are equal in it keep the longest waiting first."""
    name = view.order.removeprefix("-")
    key = SORTS.get(name, SORTS[LONGEST_WAITING])
    return sorted((row for row in rows if view.keeps(row)), key=key, reverse=view.order.startswith("-"))


def read_queue(*, actor: Actor, view: View, page: int = 1, per_page: int = PAGE) -> Queue:
    """Return the asked page of the queue; a constant number of queries."""
    everything = everything_waiting(actor)
    kept = waiting_in(everything, view)
    at = min(max(1, page), max(1, -(-len(kept) // per_page)))
    return Queue(
        rows=tuple(kept[(at - 1) * per_page : at * per_page]),
        found=len(kept),
        total=len(everything),
        total_cents=sum(row.adds_cents for row in kept),
        replaces=any(row.replaces_cents for row in kept),
        page=at,
        suppliers=_choices((row.supplier_id, row.supplier) for row in everything),
        contracts=_choices((row.contract_id, row.contract) for row in everything),
        buyers=_choices(pair for row in everything for pair in row.buyers),
        blocks=_choices((row.block, row.what) for row in everything),
        kinds={kind: sum(row.kind == kind for row in everything) for kind in KINDS},
        marked=sum(row.marked for row in everything),
        questions=sum(row.question for row in everything),
        mine=sum(row.mine for row in everything),
        may_decide=holds(actor, "report.approve"),
    )


def _choices(pairs: Iterable[tuple[object, str]]) -> tuple[Choice, ...]:
    counts = Counter(pairs)
    found = (Choice(str(value), words, count) for (value, words), count in counts.items())
    return tuple(sorted(found, key=lambda choice: choice.words.casefold()))
