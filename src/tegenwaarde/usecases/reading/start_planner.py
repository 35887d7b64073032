"""The start page of who plans tenders: what is to be done with the own ones, and what they may bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require, tenders_visible_to
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Tender, TenderState
from tegenwaarde.usecases.reading.calendar_lines import Line, lines_of, total_of
from tegenwaarde.usecases.tenders.changing import changeable

SHOWN = 10
ORDER = ("late", "no_value", "now", "award", "no_contract")


@dataclass(frozen=True, slots=True)
class TenderTodo:
    """Something to do with a tender: one of `ORDER`, about which tender; cents."""

    code: str
    tender_id: int
    title: str
    buyers: str
    quarter: Quarter
    since: date | None
    expected_cents: int | None


@dataclass(frozen=True, slots=True)
class PlannerStart:
    """What the start page shows: the work, and the present and the next year in figures; cents."""

    todos: tuple[TenderTodo, ...]
    more: int
    open_count: int
    open_cents: int
    year: int
    year_count: int
    year_cents: int
    next_count: int


def read_planner_start(*, actor: Actor, today: date) -> PlannerStart:
    """Return the start of somebody with `tender.plan`; a constant number of queries."""
    require(actor, "tender.see")
    rows = tenders_visible_to(actor).select_related("entered_in").prefetch_related("buyers__buyer")
    tenders = {tender.pk: tender for tender in rows}
    lines = lines_of(actor, tenders_visible_to(actor))
    mine = {tender.pk for tender in changeable(actor, list(tenders.values()))}
    linked = set(tenders_visible_to(actor).filter(contracts__isnull=False).values_list("pk", flat=True))
    todos = [
        todo
        for line in lines
        if line.tender_id in mine
        for todo in [_todo(line, tenders[line.tender_id], line.tender_id in linked, today)]
        if todo is not None
    ]
    todos.sort(key=lambda todo: (ORDER.index(todo.code), todo.quarter, todo.title))
    running = [line for line in lines if line.state in (TenderState.PLANNED, TenderState.PUBLISHED)]
    of_year = [line for line in lines if line.counts and line.quarter.year == today.year]
    return PlannerStart(
        todos=tuple(todos[:SHOWN]),
        more=max(0, len(todos) - SHOWN),
        open_count=len(running),
        open_cents=total_of(running),
        year=today.year,
        year_count=len(of_year),
        year_cents=total_of(of_year),
        next_count=sum(line.counts and line.quarter.year == today.year + 1 for line in lines),
    )


def _todo(line: Line, tender: Tender, linked: bool, today: date) -> TenderTodo | None:
    code = _code(line, linked, today)
    if not code:
        return None
    return TenderTodo(
        code=code,
        tender_id=line.tender_id,
        title=line.title,
        buyers=line.buyer_names,
        quarter=line.quarter,
        since=tender.tender_date,
        expected_cents=line.expected.cents if line.expected.known else None,
    )


def _code(line: Line, linked: bool, today: date) -> str:
    """Return what is to be done next with the tender, empty where nothing is."""
    if line.state == TenderState.PUBLISHED:
        return "award"
    if line.state == TenderState.AWARDED:
        return "" if linked else "no_contract"
    if line.state != TenderState.PLANNED:
        return ""
    if line.quarter < Quarter.of(today):
        return "late"
    if not line.expected.known:
        return "no_value"
    return "now" if line.quarter == Quarter.of(today) else ""
