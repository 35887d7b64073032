"""Where contracts stand on a day: due, expected, agreed, realised and forecast (C10, D1, D2); cents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from tegenwaarde.engine.pace import pace
from tegenwaarde.engine.results import Pace
from tegenwaarde.engine.valuing import replay_each
from tegenwaarde.kernel.period import ONE_DAY, Period
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.kernel.step import Step
from tegenwaarde.records.models import Contract, LedgerLine, ObligationVersion, Receipt
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.ledger.plans import latest_plan_lines, remaining_cents, replaced_lines


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a contract stands; cents, counted from its first day. `state` as in `engine.results.Pace`."""

    net_cents: int
    gross_cents: int
    expected_cents: int
    agreed_cents: int
    realised_cents: int
    forecast_cents: int
    state: str
    steps: tuple[Step, ...] = ()


def standing_of(contract_ids: Iterable[int], on: date) -> dict[int, Standing]:
    """Return where each contract that is no draft stands at the end of day `on`; a constant number of queries."""
    ids = tuple(set(contract_ids))
    contracts = Contract.unfenced.in_force().filter(pk__in=ids).select_related("book")
    due = _obligations(ids)
    realised = realised_of(ids, on)
    approved = _sums(LedgerLine.unfenced.filter(contract_id__in=ids))
    agreed, open_plan = _plans(ids)
    found = {}
    for contract in contracts:
        gross, net = due.get(contract.pk, (0, 0))
        forecast = approved.get(contract.pk, 0) + open_plan[contract.pk]
        where = _pace(contract, on, net, realised.get(contract.pk, 0), forecast)
        found[contract.pk] = Standing(
            net_cents=net,
            gross_cents=gross,
            expected_cents=where.expected_cents,
            agreed_cents=agreed[contract.pk],
            realised_cents=where.realised_cents,
            forecast_cents=where.forecast_cents,
            state=where.state,
            steps=where.steps,
        )
    return found


def realised_of(contract_ids: Iterable[int], on: date) -> dict[int, int]:
    """Return what was realised by the end of day `on`, by contract (C10); cents, three queries.

    Quarters that ended count by their ledger lines; of the running one what its receipts' figures come to by `on`.
    """
    ids = tuple(contract_ids)
    running = Quarter.of(on)
    lines = LedgerLine.unfenced.filter(contract_id__in=ids)
    realised = Counter(_sums(lines.before_quarter(running.year, running.number)))
    for part in running_parts(ids, running, on):
        realised[part.contract_id] += part.cents
    return dict(realised)


@dataclass(frozen=True, slots=True)
class RunningPart:
    """What one receipt comes to in a quarter up to a day; cents."""

    contract_id: int
    receipt_id: int
    cents: int


def running_parts(contract_ids: Iterable[int], quarter: Quarter, on: date) -> tuple[RunningPart, ...]:
    """Return what each standing receipt comes to from the quarter's first day to `on`; two queries."""
    booked = dict(
        LedgerLine.unfenced.standing()
        .filter(contract_id__in=tuple(contract_ids), year=quarter.year, quarter=quarter.number)
        .values_list("receipt_id", "contract_id")
        .distinct()
        .order_by("receipt_id")
    )
    rows = list(Receipt.unfenced.filter(pk__in=booked).order_by("pk").values_list("pk", "figures"))
    kept = [figures for _receipt, figures in rows]
    now, before = replay_each(kept, on), replay_each(kept, quarter.start - ONE_DAY)
    return tuple(
        RunningPart(booked[receipt_id], receipt_id, up_to.total - then.total)
        for (receipt_id, _figures), up_to, then in zip(rows, now, before, strict=True)
    )


def _pace(contract: Contract, on: date, net: int, realised: int, forecast: int) -> Pace:
    if contract.book is None or contract.start is None or contract.end is None:
        raise ValueError("a contract in force is complete")
    return pace(
        open_book(contract.book),
        net_cents=net,
        contract=Period.inclusive(contract.start, contract.end),
        realised_cents=realised,
        committed_cents=forecast,
        on=on,
    )


def _sums(lines: QuerySet[LedgerLine]) -> dict[int, int]:
    return dict(lines.order_by().values_list("contract_id").annotate(Sum("cents")))


def _obligations(ids: tuple[int, ...]) -> dict[int, tuple[int, int]]:
    """Return gross and net of the obligation that counts, by contract."""
    versions = ObligationVersion.unfenced.filter(contract=OuterRef("contract")).order_by("-number")
    rows = ObligationVersion.unfenced.filter(contract_id__in=ids, number=Subquery(versions.values("number")[:1]))
    return {row.contract_id: (row.gross_cents, row.net_cents) for row in rows}


def _plans(ids: tuple[int, ...]) -> tuple[Counter[int], Counter[int]]:
    """Return what was agreed, and what of it no approved report has replaced yet, by contract; cents."""
    agreed: Counter[int] = Counter()
    still_open: Counter[int] = Counter()
    lines = latest_plan_lines(ids)
    remaining = remaining_cents(lines, replaced_lines(ids) if lines else ())
    for contract_id, line in lines:
        agreed[contract_id] += line.value_cents
        still_open[contract_id] += remaining[line.pk]
    return agreed, still_open
