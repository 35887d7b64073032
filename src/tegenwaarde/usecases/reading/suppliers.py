"""The suppliers of the contracts that the buyer's side sees, and whether anybody there can report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, QuerySet

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, require
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import Contract, ContractState, Invitation, Role, RoleGrant, TimelineEvent
from tegenwaarde.usecases.people.inviting import seen_supplier
from tegenwaarde.usecases.reading.colleagues import Company, company_of
from tegenwaarde.usecases.reading.supplier_words import number_words


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier; `last_seen` is the last day on which its people did something on a contract that is seen."""

    supplier_id: int
    name: str
    number: str  # with the register it stands in: KvK, or that of another country
    contracts: int
    people: int
    invited: int
    last_seen: date | None


@dataclass(frozen=True, slots=True)
class SupplierList:
    """The suppliers: all, or those without anybody who can report."""

    rows: tuple[SupplierRow, ...]
    total: int
    without_people: int
    may_invite: bool


@dataclass(frozen=True, slots=True)
class SupplierPage:
    """A supplier's people, for the buyer's side, and its contracts in force (id and title)."""

    company: Company
    contracts: tuple[tuple[int, str], ...]
    may_invite: bool


def read_suppliers(*, actor: Actor, today: date, without_people: bool = False) -> SupplierList:
    """Return the suppliers of the contracts in force that the actor sees; a constant number of queries."""
    require(actor, "suppliers.see")
    rows = _rows(_running(actor), today)
    alone = tuple(row for row in rows if not row.people)
    return SupplierList(alone if without_people else rows, len(rows), len(alone), holds(actor, "supplier.invite"))


def suppliers_without_people(actor: Actor, today: date) -> tuple[tuple[int, str], ...]:
    """Return id and name of the suppliers with a contract in force of whom nobody can report; one query."""
    acting = _acting(today).values("supplier_id")
    rows = _running(actor).exclude(supplier_id__in=acting).order_by("supplier__name", "supplier_id")
    return tuple(rows.values_list("supplier_id", "supplier__name").distinct())


def read_supplier(*, actor: Actor, supplier_id: int, today: date) -> SupplierPage:
    """Return who acts for a supplier of the actor's side; NotVisible for any other."""
    supplier = seen_supplier(actor, supplier_id)
    contracts = _running(actor).filter(supplier=supplier).order_by("title", "pk")
    return SupplierPage(
        company=company_of(supplier, actor, today),
        contracts=tuple(contracts.values_list("pk", "title")),
        may_invite=holds(actor, "supplier.invite"),
    )


def _running(actor: Actor) -> QuerySet[Contract]:
    return contracts_visible_to(actor, "suppliers.see").filter(state=ContractState.RUNNING, supplier__isnull=False)


def _acting(today: date) -> QuerySet[RoleGrant]:
    return RoleGrant.unfenced.in_force_on(today).filter(role=Role.SUPPLIER, user__is_active=True)


def _rows(contracts: QuerySet[Contract], today: date) -> tuple[SupplierRow, ...]:
    names = ("supplier_id", "supplier__name", "supplier__kvk", "supplier__country", "supplier__register_number")
    known = contracts.order_by().values_list(*names).annotate(Count("pk"))
    ids = contracts.values("supplier_id")
    people = _acting(today).filter(supplier_id__in=ids).order_by().values_list("supplier_id")
    invited = Invitation.unfenced.open_on(today).filter(supplier_id__in=ids).order_by().values_list("supplier_id")
    acted = TimelineEvent.unfenced.filter(
        contract__in=contracts,
        actor__grants__role=Role.SUPPLIER,
        actor__grants__supplier_id=F("contract__supplier_id"),
    )
    counted = dict(people.annotate(Count("user_id", distinct=True)))
    waiting = dict(invited.annotate(Count("pk")))
    seen = dict(acted.order_by().values_list("contract__supplier_id").annotate(Max("day")))
    return tuple(
        SupplierRow(pk, name, number_words(*registered), many, counted.get(pk, 0), waiting.get(pk, 0), seen.get(pk))
        for pk, name, *registered, many in sorted(known, key=lambda row: (row[1].casefold(), row[0]))
    )
