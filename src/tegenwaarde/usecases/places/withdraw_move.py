"""Withdraw a planned move: the buyer stays where it is."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, find, require
from tegenwaarde.usecases.refusals import Refused


class NothingPlanned(Refused):
    """The last move has begun already, so there is nothing to withdraw."""

    code = "NO_MOVE_IS_PLANNED"
    words = _("No move of {buyer} is planned. Record a new move instead.")


def withdraw_move(*, actor: Actor, buyer_id: int, today: date) -> None:
    """Take away the stay that has not begun on `today`, and let the one before it go on.

    Raises NotVisible, NotAllowed and NothingPlanned.
    """
    buyer = find(buyers_visible_to(actor, "places.see"), pk=buyer_id)
    require(actor, "places.change")
    with transaction.atomic():
        stays = buyer.memberships.select_for_update().order_by("-from_day")
        planned = stays.filter(from_day__gt=today).first()
        if planned is None:
            raise NothingPlanned(buyer=buyer.name)
        before = stays.filter(until_day=planned.from_day).first()
        planned.delete()
        if before is not None:
            before.until_day = None
            before.save(update_fields=["until_day"])
