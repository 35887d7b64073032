"""What the page of buyers and subregions shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, find, memberships_visible_to, require, subregions_visible_to
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.records.models import Buyer, BuyerKind


@dataclass(frozen=True, slots=True)
class Placed:
    """A buyer in a subregion from a day on; `assumption` says that nobody confirmed it yet."""

    buyer_id: int
    name: str
    kind: str
    from_day: date
    assumption: bool
    note: str


@dataclass(frozen=True, slots=True)
class Place:
    """A subregion with the buyers that belong to it today."""

    subregion_id: int
    name: str
    buyers: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """One stretch of a buyer's membership; `last_day` is None while it goes on, `planned` says it has not begun."""

    subregion: str
    from_day: date
    last_day: date | None
    planned: bool
    assumption: bool
    note: str


@dataclass(frozen=True, slots=True)
class BuyerPlaces:
    """A buyer with its stays, the newest first, and the subregions it can move to."""

    buyer_id: int
    name: str
    stays: tuple[Stay, ...]
    choices: tuple[tuple[int, str], ...]

    @property
    def planned(self) -> bool:
        """Say whether a move is planned that has not begun."""
        return any(stay.planned for stay in self.stays)


def read_places(*, actor: Actor, today: date) -> tuple[Place, ...]:
    """Return every subregion with its buyers on `today`; two queries."""
    require(actor, "places.see")
    found: dict[int, list[Placed]] = {}
    for row in memberships_visible_to(actor).in_force_on(today).select_related("buyer").order_by("buyer__name"):
        found.setdefault(row.subregion_id, []).append(
            Placed(
                buyer_id=row.buyer_id,
                name=row.buyer.name,
                kind=str(BuyerKind(row.buyer.kind).label),
                from_day=row.from_day,
                assumption=row.assumption,
                note=row.note,
            )
        )
    return tuple(
        Place(subregion_id=s.pk, name=s.name, buyers=tuple(found.get(s.pk, ()))) for s in subregions_visible_to(actor)
    )


def read_buyer_places(*, actor: Actor, buyer_id: int, today: date) -> BuyerPlaces:
    """Return where a buyer belongs and belonged."""
    require(actor, "places.see")
    buyer: Buyer = find(buyers_visible_to(actor, "places.see"), pk=buyer_id)
    stays = tuple(
        Stay(
            subregion=m.subregion.name,
            from_day=m.from_day,
            last_day=m.until_day - ONE_DAY if m.until_day else None,
            planned=m.from_day > today,
            assumption=m.assumption,
            note=m.note,
        )
        for m in memberships_visible_to(actor).filter(buyer=buyer).select_related("subregion").order_by("-from_day")
    )
    choices = tuple((s.pk, s.name) for s in subregions_visible_to(actor))
    return BuyerPlaces(buyer_id=buyer.pk, name=buyer.name, stays=stays, choices=choices)
