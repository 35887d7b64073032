"""The demo's places and people."""

from __future__ import annotations

from datetime import date

from tegenwaarde.records.models import (
    Buyer,
    BuyerKind,
    Region,
    Role,
    RoleGrant,
    Subregion,
    SubregionMembership,
    Supplier,
    User,
)
from tegenwaarde.records.models.people import BUYER_ROLES, SUBREGION_ROLES
from tegenwaarde.usecases.demo import cast


def make_places(from_day: date) -> None:
    """Make the region, its subregions and municipalities; the division is marked as an assumption."""
    region = Region.unfenced.create(name=cast.REGION, policy_region=cast.POLICY_REGION)
    for name, towns in cast.SUBREGIONS.items():
        subregion = Subregion.unfenced.create(region=region, name=name)
        for town in towns:
            buyer = Buyer.unfenced.create(
                kind=BuyerKind.MUNICIPALITY,
                name=f"Gemeente {town}",
                recognises_werkpakt=town in cast.RECOGNISES_WERKPAKT,
            )
            SubregionMembership.unfenced.create(
                buyer=buyer, subregion=subregion, from_day=from_day, assumption=True, note=cast.ASSUMPTION
            )


def make_suppliers() -> None:
    """Make the made-up companies."""
    Supplier.unfenced.bulk_create(Supplier(name=s.name, kvk=s.kvk, city=s.city) for s in cast.SUPPLIERS)


def make_people(from_day: date) -> None:
    """Make the demo accounts, all with the same password."""
    for somebody in (*cast.PEOPLE, *cast.contact_persons()):
        user = User.objects.create_user(somebody.email, somebody.name, cast.PASSWORD)
        RoleGrant.unfenced.create(user=user, role=somebody.role, from_day=from_day, **_scope(somebody))


def _scope(somebody: cast.Somebody) -> dict[str, Subregion | Buyer | Supplier]:
    if somebody.role in SUBREGION_ROLES:
        return {"subregion": Subregion.unfenced.get(name=somebody.scope)}
    if somebody.role in BUYER_ROLES:
        return {"buyer": Buyer.unfenced.get(name=f"Gemeente {somebody.scope}")}
    if somebody.role == Role.SUPPLIER:
        return {"supplier": Supplier.unfenced.get(name=somebody.scope)}
    return {}
