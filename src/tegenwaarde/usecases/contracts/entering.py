"""Where somebody enters contracts, and which organisations of a notice are known there."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import BUYER_SIDE, SUBREGION_SIDE, buyers_visible_to
from tegenwaarde.access.keys import key_named
from tegenwaarde.records.models import Buyer, Subregion, SubregionMembership, Supplier
from tegenwaarde.usecases.ports.notices import NoticeParty
from tegenwaarde.usecases.refusals import Refused


class BelongsElsewhere(Refused):
    """The buyer belongs to a subregion of which the actor enters no contracts."""

    code = "BUYER_BELONGS_ELSEWHERE"
    words = _("{buyer} belongs to the subregion {subregion}. Its coordinator can enter this contract.")


class BelongsNowhere(Refused):
    """The buyer is known and belongs to no subregion on this day."""

    code = "BUYER_BELONGS_NOWHERE"
    words = _("{buyer} belongs to no subregion at this moment. Ask the administrator to give it one.")


class NotOwnBuyer(Refused):
    """A contact person enters contracts of the own organisation only."""

    code = "NOT_OWN_BUYER"
    words = _("This notice is of {buyer}. You enter contracts of {own}; the coordinator can enter this one.")


class NowhereToEnter(Refused):
    """The actor has no subregion, and no buyer that belongs to one."""

    code = "NOWHERE_TO_ENTER"
    words = _("Your organisation belongs to no subregion at this moment. Ask the administrator to give it one.")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where an actor enters contracts. `own_buyer` is set for somebody who works for one buyer only."""

    subregion: Subregion
    own_buyer: Buyer | None = None


def desk_of(actor: Actor, key: str) -> Desk:
    """Return where the actor enters contracts with `key`; NowhereToEnter where there is no such place."""
    roles = key_named(key).roles
    subregion_ids = actor.scope_ids("subregion", roles & SUBREGION_SIDE)
    if subregion_ids:
        return Desk(Subregion.unfenced.select_related("region").get(pk=min(subregion_ids)))
    for buyer_id in sorted(actor.scope_ids("buyer", roles & BUYER_SIDE)):
        membership = (
            SubregionMembership.unfenced.in_force_on(actor.today)
            .filter(buyer_id=buyer_id)
            .select_related("buyer", "subregion__region")
            .first()
        )
        if membership is not None:
            return Desk(membership.subregion, membership.buyer)
    raise NowhereToEnter


def known_buyer(actor: Actor, key: str, desk: Desk, parties: tuple[NoticeParty, ...]) -> Buyer | None:
    """Return the buyer of a notice that the actor enters contracts for: by KvK number, then by exact name.

    None where the register knows none of them. Raises BelongsElsewhere, BelongsNowhere and NotOwnBuyer.
    """
    seen = buyers_visible_to(actor, key)
    for party in parties:
        found = _match(list(seen.filter(kvk=party.kvk)) if party.kvk else [], list(seen), party.name)
        if found is not None:
            return found
    for party in parties:
        elsewhere = _match(
            list(Buyer.unfenced.filter(kvk=party.kvk)) if party.kvk else [], list(Buyer.unfenced.all()), party.name
        )
        if elsewhere is not None:
            raise _not_here(actor, elsewhere)
    if desk.own_buyer is not None:
        raise NotOwnBuyer(buyer=parties[0].name if parties else "?", own=desk.own_buyer.name)
    return None


def known_supplier(parties: tuple[NoticeParty, ...]) -> Supplier | None:
    """Return the supplier with the KvK number of the winner (the leader of a group); None where it is not known."""
    kvk = parties[0].kvk if parties else ""
    return Supplier.unfenced.filter(kvk=kvk).first() if kvk else None


def _match(by_number: list[Buyer], by_name: list[Buyer], name: str) -> Buyer | None:
    if by_number:
        return by_number[0]
    wanted = name.strip().casefold()
    return next((buyer for buyer in by_name if buyer.name.casefold() == wanted), None)


def _not_here(actor: Actor, buyer: Buyer) -> Refused:
    membership = (
        SubregionMembership.unfenced.in_force_on(actor.today).filter(buyer=buyer).select_related("subregion").first()
    )
    if membership is None:
        return BelongsNowhere(buyer=buyer.name)
    return BelongsElsewhere(buyer=buyer.name, subregion=membership.subregion.name)
