"""Who can sign in for a supplier, and who was invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, require
from tegenwaarde.records.models import Invitation, RoleGrant, Supplier


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can sign in for the supplier."""

    name: str
    email: str
    from_day: date


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who has not answered yet."""

    email: str
    last_day: date


@dataclass(frozen=True, slots=True)
class SupplierPeople:
    """The people of a contract's supplier."""

    contract_id: int
    contract_title: str
    supplier: str
    colleagues: tuple[Colleague, ...]
    invited: tuple[Invited, ...]


def read_supplier_people(*, actor: Actor, contract_id: int, today: date) -> SupplierPeople:
    """Return who acts for the contract's supplier; NotVisible, NotAllowed."""
    contract = find(contracts_visible_to(actor).select_related("supplier"), pk=contract_id)
    require(actor, "supplier.invite", contract)
    supplier = contract.supplier or Supplier()
    grants = RoleGrant.unfenced.in_force_on(today).filter(supplier_id=supplier.pk).select_related("user")
    return SupplierPeople(
        contract_id=contract.pk,
        contract_title=contract.title,
        supplier=supplier.name,
        colleagues=tuple(Colleague(g.user.name, g.user.email, g.from_day) for g in grants.order_by("user__name")),
        invited=tuple(
            Invited(i.email, i.last_day)
            for i in Invitation.unfenced.open_on(today).filter(supplier_id=supplier.pk).order_by("email")
        ),
    )
