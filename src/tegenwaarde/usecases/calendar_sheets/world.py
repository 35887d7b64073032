"""What a spreadsheet of tenders is checked against: the buyers, and the lines of the calendar that the actor sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, calendar_visible_to, require, tenders_visible_to
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import SubregionMembership, Tender
from tegenwaarde.usecases.calendar_sheets.words import NamedBuyers, named_buyers
from tegenwaarde.usecases.ports.sheets import plain_name
from tegenwaarde.usecases.tenders.change_tender import OPEN
from tegenwaarde.usecases.tenders.changing import KEY, changeable
from tegenwaarde.usecases.tenders.facts import TenderFacts, facts_of
from tegenwaarde.usecases.tenders.places import every_buyer

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A tender in the calendar. `facts` only where the actor opens it, `changeable` where a sheet may change it."""

    tender: Tender
    keys: tuple[Key, ...]
    facts: TenderFacts | None
    changeable: bool


@dataclass(frozen=True, slots=True, eq=False)
class CalendarWorld:
    """The calendar as one actor sees it. `places` is the subregion of each buyer that the actor plans for."""

    actor: Actor
    today: date
    buyers: NamedBuyers
    names: dict[int, str]
    own: frozenset[int]
    places: dict[int, int]
    known: dict[Key, list[Known]] = field(default_factory=dict)


def keys_of(lead: int, title: str, reference: str, quarter_start: date) -> tuple[Key, ...]:
    """Return by what a tender is known again: the buyer that leads with its reference, or with title and quarter."""
    by_title: Key = (lead, plain_name(title), Quarter.of(quarter_start))
    by_reference: Key = (lead, "reference", plain_name(reference))
    return (by_reference, by_title) if plain_name(reference) else (by_title,)


def calendar_world(actor: Actor, today: date) -> CalendarWorld:
    """Return what a sheet of the actor is checked against; a constant number of queries. NotVisible without the key."""
    require(actor, "calendar.upload")
    buyers = every_buyer()
    places = SubregionMembership.unfenced.in_force_on(today).values_list("buyer_id", "subregion_id")
    world = CalendarWorld(
        actor=actor,
        today=today,
        buyers=named_buyers(buyers),
        names=dict(buyers),
        own=frozenset(buyers_visible_to(actor, KEY).values_list("pk", flat=True)),
        places=dict(places),
    )
    for one in _known(actor):
        for key in one.keys:
            world.known.setdefault(key, []).append(one)
    return world


def _known(actor: Actor) -> Sequence[Known]:
    rows = list(calendar_visible_to(actor).prefetch_related("buyers").order_by("pk"))
    seen = set(tenders_visible_to(actor).values_list("pk", flat=True))
    opened = [row for row in rows if row.pk in seen]
    mine = {row.pk for row in changeable(actor, opened) if row.state in OPEN}
    return [_as_known(row, opens=row.pk in seen, may_change=row.pk in mine) for row in rows]


def _as_known(row: Tender, *, opens: bool, may_change: bool) -> Known:
    lead = next((one.buyer_id for one in row.buyers.all()), 0)
    keys = keys_of(lead, row.title, row.reference if opens else "", row.quarter_start)
    return Known(row, keys, facts_of(row) if opens else None, may_change)
