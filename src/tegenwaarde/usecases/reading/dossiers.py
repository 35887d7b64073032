"""The list of dossiers: searched, filtered, sorted, a page at a time; a constant number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, require
from tegenwaarde.access.keys import holds
from tegenwaarde.kernel.period import Period
from tegenwaarde.records.models import Contract, ContractState, Kind
from tegenwaarde.usecases.reading.search_queries import contracts_that_fit
from tegenwaarde.usecases.reading.search_words import words_of
from tegenwaarde.usecases.reading.standing import Standing, standing_of

PAGE = 50
CLOSED = "closed"
PACES = ("at_risk", "behind_covered", "on_track", "fulfilled", "short")
SORTS = ("title", "supplier", "end", "value")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks of the list; empty is everything. `sort` with a stroke in front runs downward."""

    text: str = ""
    state: str = ""
    kind: str = ""
    buyer_id: int = 0
    sort: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A contract in the list."""

    contract_id: int
    title: str
    reference: str
    buyer: str
    supplier: str
    term: Period
    closed: bool
    value_cents: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its value, its words, and how many dossiers it keeps."""

    value: str
    words: str | Promise
    count: int


@dataclass(frozen=True, slots=True)
class DossierList:
    """A page of the list, with the totals of everything that was found; cents."""

    rows: tuple[DossierRow, ...]
    total: int
    net_cents: int
    realised_cents: int
    pages: int
    page: int
    states: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    buyers: tuple[Choice, ...]
    may_draft: bool


def read_dossiers(*, actor: Actor, wanted: Wanted, today: date, per_page: int = PAGE) -> DossierList:
    """Return the asked page of the dossiers the actor sees."""
    require(actor, "dossier.see")
    seen = contracts_visible_to(actor).exclude(state=ContractState.DRAFT)
    if words := words_of(wanted.text):
        seen = seen.filter(pk__in=[pk for pk, _state in contracts_that_fit(seen, words, actor)])
    known = _known(seen)
    standings = standing_of([one.pk for one in known], today)
    kept = [one for one in known if _keeps(wanted, one, standings[one.pk])]
    pages = max(1, -(-len(kept) // per_page))
    page = min(max(1, wanted.page), pages)
    shown = _sorted(kept, wanted.sort)[(page - 1) * per_page : page * per_page]
    return DossierList(
        rows=tuple(_row(one, standings[one.pk]) for one in shown),
        total=len(kept),
        net_cents=sum(standings[one.pk].net_cents for one in kept),
        realised_cents=sum(standings[one.pk].realised_cents for one in kept),
        pages=pages,
        page=page,
        states=_states(known, standings),
        kinds=_kinds(known),
        buyers=_buyers(known),
        may_draft=holds(actor, "draft.see"),
    )


def _known(rows: QuerySet[Contract]) -> list[Contract]:
    return list(rows.select_related("supplier").prefetch_related("buyers__buyer"))


def _keeps(wanted: Wanted, contract: Contract, standing: Standing) -> bool:
    closed = contract.state == ContractState.CLOSED
    of_state = {"": True, CLOSED: closed}.get(wanted.state, not closed and standing.state == wanted.state)
    of_buyer = not wanted.buyer_id or any(share.buyer_id == wanted.buyer_id for share in contract.buyers.all())
    return of_state and of_buyer and (not wanted.kind or contract.kind == wanted.kind)


def _sorted(rows: Sequence[Contract], sort: str) -> list[Contract]:
    """Return the rows in order; by their end day where nothing else is asked, those that end first in front."""
    name = sort.removeprefix("-")
    keys = {
        "title": lambda one: one.title.casefold(),
        "supplier": lambda one: one.supplier.name.casefold() if one.supplier else "",
        "end": lambda one: one.end or date.max,
        "value": lambda one: one.value_cents or 0,
    }
    by_id = sorted(rows, key=lambda one: one.pk)
    return sorted(by_id, key=keys.get(name, keys["end"]), reverse=sort.startswith("-"))


def _row(contract: Contract, standing: Standing) -> DossierRow:
    if contract.start is None or contract.end is None:
        raise ValueError("a contract in force is complete")
    return DossierRow(
        contract_id=contract.pk,
        title=contract.title,
        reference=contract.reference,
        buyer=", ".join(share.buyer.name for share in contract.buyers.all()),
        supplier=contract.supplier.name if contract.supplier else "",
        term=Period.inclusive(contract.start, contract.end),
        closed=contract.state == ContractState.CLOSED,
        value_cents=contract.value_cents or 0,
        standing=standing,
    )


def _states(known: Iterable[Contract], standings: dict[int, Standing]) -> tuple[Choice, ...]:
    counts = Counter(CLOSED if one.state == ContractState.CLOSED else standings[one.pk].state for one in known)
    return tuple(Choice(state, state, counts[state]) for state in (*PACES, CLOSED) if counts[state])


def _kinds(known: Iterable[Contract]) -> tuple[Choice, ...]:
    counts = Counter(one.kind for one in known)
    return tuple(Choice(kind.value, kind.label, counts[kind.value]) for kind in Kind if counts[kind.value])


def _buyers(known: Iterable[Contract]) -> tuple[Choice, ...]:
    counts = Counter((share.buyer.name, share.buyer_id) for one in known for share in one.buyers.all())
    return tuple(Choice(str(buyer_id), name, count) for (name, buyer_id), count in sorted(counts.items()))
