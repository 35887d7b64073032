"""What waits for review, as the actor may see it: filtered by supplier or contract, sorted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import reports_visible_to
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import Report, ReportState
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reading.reports import label_of

ORDERS = {
    "sinds": ("submitted_on", "id"),
    "-sinds": ("-submitted_on", "-id"),
    "waarde": ("submitted_cents", "id"),
    "-waarde": ("-submitted_cents", "id"),
    "opdrachtnemer": ("contract__supplier__name", "submitted_on", "id"),
    "-opdrachtnemer": ("-contract__supplier__name", "submitted_on", "id"),
}
LONGEST_WAITING = "sinds"


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the queue is looked at, and in which order; 0 and an empty word are no filter."""

    supplier_id: int = 0
    contract_id: int = 0
    order: str = LONGEST_WAITING

    @property
    def query(self) -> str:
        """Return the view as the words of an address, without the question mark; empty for the whole queue."""
        return self.ordered("")

    def ordered(self, order: str) -> str:
        """Return the words of an address for this view in another order; its own where `order` is empty."""
        wanted = order or self.order
        words = {"opdrachtnemer": self.supplier_id, "contract": self.contract_id}
        chosen = {name: str(value) for name, value in words.items() if value}
        return urlencode(chosen | ({"volgorde": wanted} if wanted != LONGEST_WAITING else {}))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One report that waits; cents."""

    report_id: int
    who: str
    what: str
    contract_id: int
    contract: str
    supplier: str
    since: date
    value_cents: int
    no_displacement: bool
    again: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits in this view, and by what it can be filtered."""

    rows: tuple[Waiting, ...]
    total: int
    total_cents: int
    suppliers: tuple[tuple[int, str], ...] = field(default=())
    contracts: tuple[tuple[int, str], ...] = field(default=())
    may_decide: bool = False


def waiting_reports(actor: Actor, view: View) -> QuerySet[Report]:
    """Return the reports that wait in this view, in its order."""
    rows = reports_visible_to(actor, "queue.see").filter(state=ReportState.SUBMITTED)
    if view.supplier_id:
        rows = rows.filter(contract__supplier_id=view.supplier_id)
    if view.contract_id:
        rows = rows.filter(contract_id=view.contract_id)
    return rows.order_by(*ORDERS.get(view.order, ORDERS[LONGEST_WAITING]))


def read_queue(*, actor: Actor, view: View) -> Queue:
    """Return the queue; three queries."""
    rows = waiting_reports(actor, view).select_related("contract__supplier", "contract__book", "person")
    found = tuple(map(_waiting, rows.prefetch_related("decisions")))
    everything = waiting_reports(actor, View()).values_list(
        "contract__supplier_id", "contract__supplier__name", "contract_id", "contract__title"
    )
    suppliers, contracts = {}, {}
    for supplier_id, supplier, contract_id, title in everything:
        suppliers[supplier_id or 0] = supplier or ""
        contracts[contract_id] = title
    return Queue(
        rows=found,
        total=len(everything),
        total_cents=sum(row.value_cents for row in found),
        suppliers=_by_name(suppliers),
        contracts=_by_name(contracts),
        may_decide=holds(actor, "report.approve"),
    )


def _by_name(named: dict[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted(named.items(), key=lambda pair: pair[1].lower()))


def _waiting(report: Report) -> Waiting:
    contract = report.contract
    return Waiting(
        report_id=report.pk,
        who=report.person.reference if report.person else "",
        what=label_of(open_book(contract.book), report.block) if contract.book else "",
        contract_id=contract.pk,
        contract=contract.title,
        supplier=contract.supplier.name if contract.supplier else "",
        since=report.submitted_on or report.made_on,
        value_cents=report.submitted_cents or 0,
        no_displacement=report.no_displacement,
        again=bool(report.decisions.all()),
    )
