"""The start page of each role: what to do today, and how things stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, contracts_visible_to, reports_visible_to
from tegenwaarde.access.keys import holds
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Contract, ContractState, Report, ReportState
from tegenwaarde.usecases.reading.standing import Standing, standing_of

URGENT = ("short", "at_risk")
SHOWN = 8
MANY_BUYERS = 20


@dataclass(frozen=True, slots=True)
class ContractCard:
    """A contract at a glance."""

    contract_id: int
    title: str
    buyer: str
    supplier: str
    term: Period
    standing: Standing
    to_correct: int = 0


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that waits for the actor: a code for the words, what it is about, since when, and the row.

    `gap_cents` is what is missing: of what was expected by today, or of the whole at the end.
    """

    code: str
    about: str
    who: str
    since: date | None
    target_id: int
    gap_cents: int = 0


@dataclass(frozen=True, slots=True)
class Pulse:
    """Four figures over all contracts that are seen; cents."""

    net_cents: int
    agreed_cents: int
    realised_cents: int
    forecast_cents: int
    expected_cents: int
    contracts: int


@dataclass(frozen=True, slots=True)
class Start:
    """What the start page shows; parts that a role does not have are empty."""

    role: str  # supplier, buyer, manager, administrator or nobody
    todos: tuple[Todo, ...] = ()
    more_todos: int = 0
    pulse: Pulse | None = None
    cards: tuple[ContractCard, ...] = ()
    queue_count: int = 0
    draft_count: int = 0
    may_review: bool = False
    buyers: tuple[tuple[int, str], ...] = ()
    quarter: Quarter = field(default_factory=lambda: Quarter(1, 1))
    open_cents: int = 0
    contracts_open: int = 0
    due_day: date | None = None


def read_start(*, actor: Actor, today: date) -> Start:
    """Return the start page of the actor; a constant number of queries."""
    quarter = Quarter.of(today).previous()
    if holds(actor, "report.write"):
        return _supplier_start(actor, today, quarter)
    if holds(actor, "draft.see"):
        return _buyer_start(actor, today, quarter)
    buyers = tuple(buyers_visible_to(actor).values_list("pk", "name")) if holds(actor, "quarter.see") else ()
    role = "manager" if buyers else "administrator" if holds(actor, "places.see") else "nobody"
    return Start(role=role, buyers=buyers, quarter=quarter)


def _cards(contracts: Iterable[Contract], today: date, to_correct: dict[int, int]) -> tuple[ContractCard, ...]:
    rows = [c for c in contracts if c.start and c.end]
    standings = standing_of([c.pk for c in rows], today)
    return tuple(
        ContractCard(
            contract_id=c.pk,
            title=c.title,
            buyer=", ".join(share.buyer.name for share in c.buyers.all()),
            supplier=c.supplier.name if c.supplier else "",
            term=Period.inclusive(c.start, c.end),
            standing=standings[c.pk],
            to_correct=to_correct.get(c.pk, 0),
        )
        for c in rows
        if c.start and c.end and c.pk in standings
    )


def _pulse(cards: Iterable[ContractCard]) -> Pulse:
    standings = [card.standing for card in cards]
    return Pulse(
        net_cents=sum(s.net_cents for s in standings),
        agreed_cents=sum(s.agreed_cents for s in standings),
        realised_cents=sum(s.realised_cents for s in standings),
        forecast_cents=sum(s.forecast_cents for s in standings),
        expected_cents=sum(s.expected_cents for s in standings),
        contracts=len(standings),
    )


def _supplier_start(actor: Actor, today: date, quarter: Quarter) -> Start:
    contracts = contracts_visible_to(actor).filter(state=ContractState.RUNNING)
    own = reports_visible_to(actor).with_the_supplier()
    opened = list(own.select_related("contract", "person").order_by("id"))
    returned = [report for report in opened if report.state == ReportState.RETURNED]
    begun = [report for report in opened if report.state == ReportState.DRAFT]
    todos = tuple(_open(report) for report in (*returned, *begun))
    counts: dict[int, int] = {}
    for report in returned:
        counts[report.contract_id] = counts.get(report.contract_id, 0) + 1
    cards = _cards(
        contracts.select_related("supplier").prefetch_related("buyers__buyer").order_by("end"), today, counts
    )
    gaps = [max(0, card.standing.net_cents - card.standing.realised_cents) for card in cards]
    return Start(
        role="supplier",
        todos=todos[:SHOWN],
        more_todos=max(0, len(todos) - SHOWN),
        pulse=_pulse(cards),
        cards=cards,
        quarter=quarter,
        open_cents=sum(gaps),
        contracts_open=sum(gap > 0 for gap in gaps),
    )


def _open(report: Report) -> Todo:
    return Todo(
        code=report.state,
        about=report.contract.title,
        who=report.person.reference if report.person else "",
        since=report.submitted_on or report.made_on,
        target_id=report.pk,
    )


def _buyer_start(actor: Actor, today: date, quarter: Quarter) -> Start:
    running = contracts_visible_to(actor).filter(state=ContractState.RUNNING)
    cards = _cards(running.select_related("supplier").prefetch_related("buyers__buyer"), today, {})
    drafts = list(
        contracts_visible_to(actor, "draft.see").filter(state=ContractState.DRAFT).select_related("supplier", "notice")
    )
    may_review = holds(actor, "queue.see")
    waiting = _waiting(actor) if may_review else []
    todos = [*waiting, *(_behind(card) for card in cards if card.standing.state in URGENT), *map(_draft, drafts)]
    buyers = tuple(buyers_visible_to(actor).values_list("pk", "name")[:MANY_BUYERS])
    return Start(
        role="buyer",
        todos=tuple(todos[:SHOWN]),
        more_todos=max(0, len(todos) - SHOWN),
        pulse=_pulse(cards),
        queue_count=len(waiting),
        draft_count=len(drafts),
        may_review=may_review,
        buyers=buyers,
        quarter=quarter,
    )


def _waiting(actor: Actor) -> list[Todo]:
    rows = reports_visible_to(actor, "queue.see").filter(state=ReportState.SUBMITTED)
    return [
        Todo(
            "waiting",
            r.contract.title,
            r.contract.supplier.name if r.contract.supplier else "",
            r.submitted_on or r.made_on,
            r.pk,
        )
        for r in rows.select_related("contract__supplier").order_by("submitted_on", "id")
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


def _draft(contract: Contract) -> Todo:
    return Todo(
        code="draft",
        about=contract.title,
        who=contract.supplier.name if contract.supplier else "",
        since=contract.notice.uploaded_on if contract.notice else None,
        target_id=contract.pk,
    )
