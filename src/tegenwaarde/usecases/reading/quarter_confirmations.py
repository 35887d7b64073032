"""The page on which a supplier confirms its quarters, all contracts at once; and who is late, for the buyer's side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, reports_visible_to, require
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Contract, ContractState, ReportState
from tegenwaarde.usecases.quarters.asked import AskedQuarter, confirmations_of
from tegenwaarde.usecases.quarters.confirm_quarter import reported_about
from tegenwaarde.usecases.reading.own_placements import OwnPlacement, placements_of


@dataclass(frozen=True, slots=True)
class ConfirmRow:
    """A contract in a quarter: what was reported since its first day, what still lies open, and who worked."""

    contract_id: int
    title: str
    buyer: str
    asked: AskedQuarter
    reported: int
    drafts: int
    returned: int
    at_work: int

    @property
    def lies_open(self) -> int:
        """Return how many reports the supplier still works on."""
        return self.drafts + self.returned


@dataclass(frozen=True, slots=True)
class QuarterGroup:
    """A quarter with its contracts: those to confirm, and those that were confirmed."""

    quarter: Quarter
    to_confirm: tuple[ConfirmRow, ...]
    confirmed: tuple[ConfirmRow, ...]
    due_day: date
    overdue: bool
    may_withdraw: bool

    @property
    def lies_open(self) -> int:
        """Return how many reports on the contracts to confirm are drafts or came back."""
        return sum(row.lies_open for row in self.to_confirm)

    @property
    def reported(self) -> int:
        """Return how many reports were submitted about the quarter on the contracts to confirm."""
        return sum(row.reported for row in self.to_confirm)


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """The quarters to confirm and the last one, the newest first; the quarters that were confirmed before."""

    groups: tuple[QuarterGroup, ...]
    earlier: tuple[QuarterGroup, ...]
    running: Quarter
    contracts: int

    @property
    def together(self) -> tuple[QuarterGroup, ...]:
        """Return the quarters to confirm where there are several, the newest first: one button does them all."""
        still = tuple(group for group in self.groups if group.to_confirm)
        return still if len(still) > 1 else ()


def read_confirm_page(*, actor: Actor, today: date) -> ConfirmPage:
    """Return what the actor's own supplier has to confirm; a constant number of queries."""
    require(actor, "quarter.confirm")
    rows = contracts_visible_to(actor, "quarter.confirm").filter(state=ContractState.RUNNING)
    contracts = {one.pk: one for one in rows.prefetch_related("buyers__buyer").order_by("title", "pk")}
    asked = confirmations_of(contracts, today)
    groups = _groups(actor, contracts, asked, today)
    last = Quarter.of(today).previous()
    shown = tuple(group for group in groups if group.to_confirm or group.quarter == last)
    return ConfirmPage(
        groups=shown,
        earlier=tuple(group for group in groups if group not in shown),
        running=Quarter.of(today),
        contracts=len(contracts),
    )


def _groups(
    actor: Actor, contracts: Mapping[int, Contract], asked: Mapping[int, Iterable[AskedQuarter]], today: date
) -> tuple[QuarterGroup, ...]:
    lies = _with_the_supplier(actor, contracts)
    placements = placements_of(actor, contracts)
    reported = reported_about(actor, (one for quarters in asked.values() for one in quarters), today)
    by_quarter: dict[Quarter, list[AskedQuarter]] = {}
    for contract_id in contracts:
        for one in asked.get(contract_id, ()):
            by_quarter.setdefault(one.quarter, []).append(one)
    return tuple(
        _group(quarter, [_row(contracts[one.contract_id], one, reported, lies, placements) for one in found], today)
        for quarter, found in sorted(by_quarter.items(), reverse=True)
    )


def _with_the_supplier(actor: Actor, contracts: Iterable[int]) -> Counter[tuple[int, str]]:
    rows = reports_visible_to(actor).with_the_supplier().filter(contract_id__in=tuple(contracts)).order_by()
    counted = rows.values_list("contract_id", "state").annotate(Count("pk"))
    return Counter({(contract_id, state): number for contract_id, state, number in counted})


def _row(
    contract: Contract,
    asked: AskedQuarter,
    reported: Counter[tuple[int, Quarter]],
    lies: Counter[tuple[int, str]],
    placements: Iterable[OwnPlacement],
) -> ConfirmRow:
    period = asked.quarter.period
    return ConfirmRow(
        contract_id=contract.pk,
        title=contract.title,
        buyer=", ".join(share.buyer.name for share in contract.buyers.all()),
        asked=asked,
        reported=reported[contract.pk, asked.quarter],
        drafts=lies[contract.pk, ReportState.DRAFT.value],
        returned=lies[contract.pk, ReportState.RETURNED.value],
        at_work=sum(one.contract_id == contract.pk and one.works_in(period) for one in placements),
    )


def _group(quarter: Quarter, rows: Iterable[ConfirmRow], today: date) -> QuarterGroup:
    known = tuple(rows)
    to_confirm = tuple(row for row in known if row.asked.open)
    confirmed = tuple(row for row in known if not row.asked.open)
    due = min(row.asked.due_day for row in to_confirm or known)
    return QuarterGroup(
        quarter=quarter,
        to_confirm=to_confirm,
        confirmed=confirmed,
        due_day=due,
        overdue=any(row.asked.overdue_on(today) for row in to_confirm),
        may_withdraw=any(row.asked.due_day >= today for row in confirmed),
    )


@dataclass(frozen=True, slots=True)
class LateRow:
    """A contract of which quarters were not confirmed in time: how many, and since when the oldest is late."""

    contract_id: int
    title: str
    supplier_id: int
    supplier: str
    quarters: tuple[Quarter, ...]
    since: date


def late_confirmations(contracts: Iterable[Contract], today: date) -> tuple[LateRow, ...]:
    """Return the contracts (with `supplier` read along) that are late, the longest first; two queries."""
    known = {one.pk: one for one in contracts}
    found = []
    for contract_id, asked in confirmations_of(known, today).items():
        late = [one for one in asked if one.overdue_on(today)]
        contract = known[contract_id]
        if late and contract.supplier:
            quarters = tuple(one.quarter for one in reversed(late))
            since = min(one.due_day for one in late)
            found.append(
                LateRow(contract_id, contract.title, contract.supplier.pk, contract.supplier.name, quarters, since)
            )
    return tuple(sorted(found, key=lambda row: (row.since, row.title)))


def read_late_confirmations(*, actor: Actor, today: date) -> tuple[LateRow, ...]:
    """Return the contracts on the actor's side whose quarters were not confirmed in time; three queries."""
    require(actor, "suppliers.see")
    running = contracts_visible_to(actor, "suppliers.see").filter(state=ContractState.RUNNING)
    return late_confirmations(running.select_related("supplier"), today)
