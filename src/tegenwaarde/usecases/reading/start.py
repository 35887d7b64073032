"""The start page of each role: what to do today, and how things stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import (
    amendments_visible_to,
    buyers_visible_to,
    contracts_visible_to,
    proposals_visible_to,
)
from tegenwaarde.access.keys import holds
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import AmendmentState, Contract, ContractState, ProposalState
from tegenwaarde.usecases.reading.cards import ContractCard, Pulse, cards_of, pulse_of
from tegenwaarde.usecases.reading.lapsing import Lapse, lapses_of
from tegenwaarde.usecases.reading.open_questions import open_questions
from tegenwaarde.usecases.reading.quarter_confirmations import late_confirmations
from tegenwaarde.usecases.reading.queue_rows import Waiting, everything_waiting
from tegenwaarde.usecases.reading.suppliers import suppliers_without_people

URGENT = ("short", "at_risk")
SHOWN = 8
OF_EACH = 2
MANY_BUYERS = 20


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that waits for the actor: a code for the words, what it is about, since when, and the row.

    `gap_cents` is what is missing: of what was expected by today, or of the whole at the end. `elsewhere` says that the
    person of a waiting report was reported elsewhere too; `number` is the contract year that loses a discount.
    """

    code: str
    about: str
    who: str
    since: date | None
    target_id: int
    gap_cents: int = 0
    elsewhere: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Start:
    """What the start page shows; parts that a role does not have are empty."""

    role: str  # buyer, manager, administrator or nobody; a supplier has a start of its own
    todos: tuple[Todo, ...] = ()
    more_todos: int = 0
    pulse: Pulse | None = None
    queue_count: int = 0
    draft_count: int = 0
    may_review: bool = False
    buyers: tuple[tuple[int, str], ...] = ()
    quarter: Quarter = field(default_factory=lambda: Quarter(1, 1))
    clash_count: int = 0
    late_count: int = 0
    alone_count: int = 0


def read_start(*, actor: Actor, today: date) -> Start:
    """Return the start page of the actor; a constant number of queries."""
    quarter = Quarter.of(today).previous()
    if holds(actor, "draft.see"):
        return _buyer_start(actor, today, quarter)
    buyers = tuple(buyers_visible_to(actor).values_list("pk", "name")) if holds(actor, "quarter.see") else ()
    role = "manager" if buyers else "administrator" if holds(actor, "places.see") else "nobody"
    return Start(role=role, buyers=buyers, quarter=quarter)


def _buyer_start(actor: Actor, today: date, quarter: Quarter) -> Start:
    running = contracts_visible_to(actor).filter(state=ContractState.RUNNING)
    contracts = list(running.select_related("supplier").prefetch_related("buyers__buyer"))
    cards = cards_of(contracts, today)
    drafts = list(
        contracts_visible_to(actor, "draft.see").filter(state=ContractState.DRAFT).select_related("supplier", "notice")
    )
    may_review = holds(actor, "queue.see")
    rows = everything_waiting(actor) if may_review else ()
    waiting = _waiting(rows)
    plans = _proposed(actor) if holds(actor, "proposal.answer") else []
    late, alone = _with_suppliers(actor, contracts, today) if holds(actor, "suppliers.see") else ([], [])
    behind = [_behind(card) for card in cards if card.standing.state in URGENT]
    asked = [Todo("question", one.contract, one.supplier, one.since, one.report_id) for one in open_questions(actor)]
    lapsing = [_lapse(one) for one in lapses_of([one.pk for one in contracts], today) if one.cents]
    amended = _amendments(actor)
    todos = [*asked, *plans, *waiting, *amended, *late, *alone, *lapsing, *behind, *map(_draft, drafts)]
    buyers = tuple(buyers_visible_to(actor).values_list("pk", "name")[:MANY_BUYERS])
    return Start(
        role="buyer",
        todos=_some_of_each(todos),
        more_todos=max(0, len(todos) - SHOWN),
        pulse=pulse_of(cards),
        queue_count=len(waiting),
        draft_count=len(drafts),
        may_review=may_review,
        buyers=buyers,
        quarter=quarter,
        clash_count=sum(row.elsewhere for row in rows),
        late_count=len(late),
        alone_count=len(alone),
    )


def _some_of_each(todos: list[Todo]) -> tuple[Todo, ...]:
    """Return the first todos, a few of each kind before more of one: what fits on a screen."""
    kinds: Counter[str] = Counter()
    places = []
    for place, todo in enumerate(todos):
        kinds[todo.code] += 1
        places.append((kinds[todo.code] > OF_EACH, place))
    return tuple(todos[place] for place in sorted(place for _later, place in sorted(places)[:SHOWN]))


def _with_suppliers(actor: Actor, contracts: Iterable[Contract], today: date) -> tuple[list[Todo], list[Todo]]:
    """Return the contracts whose quarters were not confirmed in time, and the suppliers of whom nobody can report."""
    late = [
        Todo("confirm_late", one.title, one.supplier, one.since, one.contract_id)
        for one in late_confirmations(contracts, today)
    ]
    alone = [Todo("alone", "", name, None, pk) for pk, name in suppliers_without_people(actor, today)]
    return late, alone


def _waiting(rows: Iterable[Waiting]) -> list[Todo]:
    return [
        Todo("waiting", row.contract, row.supplier, row.since, row.report_id, elsewhere=row.elsewhere) for row in rows
    ]


def _proposed(actor: Actor) -> list[Todo]:
    """Return the plans that wait for an answer, the longest waiting first: there are few, and each holds up much."""
    rows = proposals_visible_to(actor).filter(state=ProposalState.PROPOSED, contract__state=ContractState.RUNNING)
    return [
        Todo(
            code="proposed",
            about=one.contract.title,
            who=one.contract.supplier.name if one.contract.supplier else "",
            since=one.proposed_on,
            target_id=one.pk,
        )
        for one in rows.select_related("contract__supplier").order_by("proposed_on", "id")
    ]


def _behind(card: ContractCard) -> Todo:
    standing = card.standing
    short = standing.state == "short"
    wanted = standing.net_cents if short else standing.expected_cents
    return Todo(
        code=standing.state,
        about=card.title,
        who=card.supplier,
        since=card.term.until if short else None,
        target_id=card.contract_id,
        gap_cents=max(0, wanted - standing.realised_cents),
    )


def _lapse(one: Lapse) -> Todo:
    return Todo("lapses", one.title, one.supplier, one.last_day, one.contract_id, gap_cents=one.cents, number=one.year)


def _amendments(actor: Actor) -> list[Todo]:
    """Return the amendments that a notice proposes and nobody decided about, the oldest first."""
    rows = amendments_visible_to(actor).filter(state=AmendmentState.PROPOSED, contract__state=ContractState.RUNNING)
    return [
        Todo(
            code="amendment",
            about=one.contract.title,
            who=one.contract.supplier.name if one.contract.supplier else "",
            since=one.made_on,
            target_id=one.contract_id,
        )
        for one in rows.select_related("contract__supplier").order_by("made_on", "id")
    ]


def _draft(contract: Contract) -> Todo:
    return Todo(
        code="draft",
        about=contract.title,
        who=contract.supplier.name if contract.supplier else "",
        since=contract.notice.uploaded_on if contract.notice else None,
        target_id=contract.pk,
    )
