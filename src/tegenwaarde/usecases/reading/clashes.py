"""Double counting as the buyer's side sees it: on which contracts and days, how many hours, and whom to call (C9).

Of a report outside the fence nothing is shown but that: no reference, no fact, no building block.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, may, reports_visible_to
from tegenwaarde.records.models import (
    ClashOutcome,
    ClashResolution,
    ContractBuyer,
    Distinction,
    Report,
    ReportState,
    Role,
    RoleGrant,
    SubregionMembership,
)
from tegenwaarde.usecases.double_counting.beside import full_time_hours, lineage
from tegenwaarde.usecases.double_counting.clashes import Clash, clashes_of, hours_of
from tegenwaarde.usecases.double_counting.resolve_clash import SOMEBODY_ELSE, seen_of


@dataclass(frozen=True, slots=True)
class Days:
    """Days, both counted in, with the hours a week here and there (hundredths), and percents of full time (whole)."""

    first_day: date
    last_day: date
    here_hours: int
    there_hours: int
    here_percent: int
    there_percent: int
    total_percent: int


@dataclass(frozen=True, slots=True)
class Said:
    """What was decided: one of `resolve_clash.OUTCOMES`, the hours that count here (None: all), why, by whom, when."""

    outcome: str
    hours: int | None
    reason: str
    who: str
    day: date


@dataclass(frozen=True, slots=True)
class Colleague:
    """Whom to call about the other contract."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class ShownClash:
    """Another report about the same person; `reference` only where the actor sees that report.

    `left` is what fits beside the others if those count, hundredths of an hour a week; `seen` goes back with the
    decision.
    """

    other_id: int
    visible: bool
    reference: str
    contract: str
    supplier: str
    buyers: str
    approved: bool
    days: tuple[Days, ...]
    left: int
    said: Said | None
    settled: bool
    same_supplier: bool
    call: tuple[Colleague, ...]
    seen: str

    @property
    def first_day(self) -> date:
        """Return the first day that is too much."""
        return self.days[0].first_day

    @property
    def last_day(self) -> date:
        """Return the last day that is too much."""
        return self.days[-1].last_day


@dataclass(frozen=True, slots=True)
class Clashes:
    """All double counting of one report that waits."""

    report_id: int
    contract_id: int
    who: str
    contract: str
    rows: tuple[ShownClash, ...]
    may_decide: bool

    @property
    def undecided(self) -> int:
        """Return how many are left to decide about."""
        return sum(not row.settled for row in self.rows)

    def row(self, other_id: int) -> ShownClash | None:
        """Return the double counting with that report."""
        return next((row for row in self.rows if row.other_id == other_id), None)


def read_clashes(*, actor: Actor, report_id: int) -> Clashes:
    """Return the double counting of a report; NotVisible for who may not see that."""
    rows = reports_visible_to(actor, "clash.see").select_related("contract__book", "person")
    return clashes_shown(actor, find(rows, pk=report_id))


def clashes_shown(actor: Actor, report: Report) -> Clashes:
    """Return the double counting of a report that came through the fence; empty for one that does not wait.

    A constant number of queries for those that there are; nothing for who may not see double counting.
    """
    sees = report.state == ReportState.SUBMITTED and may(actor, "clash.see", report.contract)
    found = clashes_of(report) if sees else ()
    others = [one.other for one in found]
    known = reports_visible_to(actor, "clash.see").filter(pk__in=[one.pk for one in others])
    visible = frozenset(known.values_list("pk", flat=True)) if found else frozenset()
    buyers, call = _buyers_and_colleagues(others, actor.today) if found else ({}, {})
    return Clashes(
        report_id=report.pk,
        contract_id=report.contract_id,
        who=report.person.reference if report.person else "",
        contract=report.contract.title,
        rows=tuple(_shown(report, one, visible, buyers, call) for one in found),
        may_decide=bool(found) and may(actor, "clash.resolve", report.contract),
    )


def _shown(
    report: Report,
    clash: Clash,
    visible: frozenset[int],
    buyers: dict[int, str],
    call: dict[int, tuple[Colleague, ...]],
) -> ShownClash:
    other, inside = clash.other, clash.other.pk in visible
    here, there = full_time_hours(report), full_time_hours(other)
    return ShownClash(
        other_id=other.pk,
        visible=inside,
        reference=other.person.reference if inside and other.person else "",
        contract=other.contract.title,
        supplier=other.contract.supplier.name if other.contract.supplier else "",
        buyers=buyers.get(other.contract_id, ""),
        approved=other.state == ReportState.APPROVED,
        days=tuple(
            Days(
                one.first_day,
                one.last_day,
                hours_of(one.here, here),
                hours_of(one.there, there),
                _percent(one.here),
                _percent(one.there),
                _percent(one.total),
            )
            for one in clash.days
        ),
        left=clash.left,
        said=_said(clash, report),
        settled=clash.settled,
        same_supplier=other.person_id == report.person_id,
        call=() if inside else call.get(other.contract_id, ()),
        seen=seen_of(report, clash),
    )


def _percent(factor: Fraction) -> int:
    return round(factor * 100)


def _said(clash: Clash, report: Report) -> Said | None:
    """Return what was decided, as it looks from the report."""
    if isinstance(made := clash.distinction, Distinction):
        return Said(SOMEBODY_ELSE, None, made.reason, made.decided_by.name, made.decided_on)
    found = clash.decided
    if found is None:
        return None
    mine = found.report_id in lineage(report)
    outcome = found.outcome if mine else _turned(found)
    hours = found.counted_hours if mine else None
    return Said(outcome, hours, found.reason, found.decided_by.name, found.decided_on)


def _turned(found: ClashResolution) -> str:
    """Return the outcome as the other of the two reports reads it."""
    turned = {ClashOutcome.THIS.value: ClashOutcome.OTHER.value, ClashOutcome.OTHER.value: ClashOutcome.THIS.value}
    return turned.get(found.outcome, found.outcome)


def _buyers_and_colleagues(
    others: Iterable[Report], today: date
) -> tuple[dict[int, str], dict[int, tuple[Colleague, ...]]]:
    """Return the names of each contract's buyers, and the coordinators of the one that leads; three queries."""
    contracts = {one.contract_id for one in others}
    bought = ContractBuyer.unfenced.filter(contract_id__in=contracts).select_related("buyer").order_by("-leads", "pk")
    buyers: dict[int, str] = {}
    leading: dict[int, int] = {}
    for one in bought:
        named = buyers.get(one.contract_id)
        buyers[one.contract_id] = f"{named}, {one.buyer.name}" if named else one.buyer.name
        leading.setdefault(one.contract_id, one.buyer_id)
    memberships = SubregionMembership.unfenced.in_force_on(today).filter(buyer_id__in=leading.values())
    where = dict(memberships.values_list("buyer_id", "subregion_id"))
    grants = RoleGrant.unfenced.in_force_on(today).filter(role=Role.COORDINATOR, subregion_id__in=where.values())
    people: dict[int, list[Colleague]] = {}
    for grant in grants.filter(user__is_active=True).select_related("user").order_by("user__name"):
        people.setdefault(grant.subregion_id or 0, []).append(Colleague(grant.user.name, grant.user.email))
    return buyers, {pk: tuple(people.get(where.get(buyer, 0), ())) for pk, buyer in leading.items()}
