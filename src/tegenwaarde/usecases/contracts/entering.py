"""Where somebody enters contracts and tenders."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import PLANNING_SIDE, SUBREGION_SIDE
from tegenwaarde.access.keys import key_named
from tegenwaarde.records.models import Buyer, Subregion, SubregionMembership
from tegenwaarde.usecases.refusals import Refused


class NowhereToEnter(Refused):
    """The actor has no subregion, and no buyer that belongs to one."""

    code = "NOWHERE_TO_ENTER"
    words = _("Your organisation belongs to no subregion at this moment. Ask the administrator to give it one.")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where an actor enters contracts and tenders. `own_buyer` is set for somebody who works for one buyer only."""

    subregion: Subregion
    own_buyer: Buyer | None = None


def desk_of(actor: Actor, key: str) -> Desk:
    """Return where the actor enters contracts with `key`; NowhereToEnter where there is no such place."""
    roles = key_named(key).roles
    subregion_ids = actor.scope_ids("subregion", roles & SUBREGION_SIDE)
    if subregion_ids:
        return Desk(Subregion.unfenced.select_related("region").get(pk=min(subregion_ids)))
    for buyer_id in sorted(actor.scope_ids("buyer", roles & PLANNING_SIDE)):
        membership = (
            SubregionMembership.unfenced.in_force_on(actor.today)
            .filter(buyer_id=buyer_id)
            .select_related("buyer", "subregion__region")
            .first()
        )
        if membership is not None:
            return Desk(membership.subregion, membership.buyer)
    raise NowhereToEnter
