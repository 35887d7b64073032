"""Who acts: a person with the roles held on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tegenwaarde.records.models import Role, RoleGrant, User


@dataclass(frozen=True, slots=True)
class Grant:
    """One role and what it is for; the ids that do not apply are 0."""

    role: Role
    subregion_id: int = 0
    buyer_id: int = 0
    supplier_id: int = 0
    scope_name: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the roles held on `today`; nobody (`user_id` 0, no grants) for a visitor."""

    user_id: int
    name: str
    grants: tuple[Grant, ...]
    today: date

    @property
    def signed_in(self) -> bool:
        """Say whether this is somebody."""
        return self.user_id > 0

    @property
    def roles(self) -> frozenset[Role]:
        """Return the roles held, without what they are for."""
        return frozenset(grant.role for grant in self.grants)

    def scope_ids(self, kind: Literal["subregion", "buyer", "supplier"], roles: frozenset[Role]) -> frozenset[int]:
        """Return the ids (`subregion`, `buyer` or `supplier`) for which the actor holds one of the roles."""
        ids = (getattr(grant, f"{kind}_id") for grant in self.grants if grant.role in roles)
        return frozenset(found for found in ids if found)


def visitor(today: date) -> Actor:
    """Return the actor that a visitor without an account is."""
    return Actor(user_id=0, name="", grants=(), today=today)


def actor_for(user: User, today: date) -> Actor:
    """Return the actor that `user` is on `today`; one query."""
    rows = (
        RoleGrant.unfenced.in_force_on(today)
        .filter(user_id=user.pk, user__is_active=True)
        .select_related("subregion", "buyer", "supplier")
        .order_by("id")
    )
    grants = tuple(
        Grant(
            role=Role(row.role),
            subregion_id=row.subregion_id or 0,
            buyer_id=row.buyer_id or 0,
            supplier_id=row.supplier_id or 0,
            scope_name=str(row.subregion or row.buyer or row.supplier or ""),
        )
        for row in rows
    )
    return Actor(user_id=user.pk, name=user.name, grants=grants, today=today)
