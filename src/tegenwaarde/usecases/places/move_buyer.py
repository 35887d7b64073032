"""Move a buyer to another subregion from a day on; what was before stays as it was."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, find, require, subregions_visible_to
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import SubregionMembership
from tegenwaarde.usecases.refusals import Invalid, Refused


class AlreadyThere(Refused):
    """The buyer belongs to that subregion already."""

    code = "BUYER_ALREADY_THERE"
    words = _("{buyer} belongs to {subregion} already.")


class MoveAlreadyPlanned(Refused):
    """A move that has not begun stands in the way."""

    code = "MOVE_ALREADY_PLANNED"
    words = _("A move of {buyer} is planned already. Withdraw it first, then record another.")


def move_buyer(
    *, actor: Actor, buyer_id: int, subregion_id: int, from_day: date, note: str, today: date
) -> SubregionMembership:
    """End the present membership the day before `from_day` and begin the new one.

    Raises NotVisible, NotAllowed, AlreadyThere, MoveAlreadyPlanned, and Invalid for a day that is not after the
    present one's start.
    """
    buyer = find(buyers_visible_to(actor, "places.see"), pk=buyer_id)
    subregion = find(subregions_visible_to(actor), pk=subregion_id)
    require(actor, "places.change")
    with transaction.atomic():
        present = buyer.memberships.select_for_update().filter(until_day__isnull=True).first()
        if present is not None:
            if present.from_day > today:
                raise MoveAlreadyPlanned(buyer=buyer.name)
            if present.subregion_id == subregion.pk:
                raise AlreadyThere(buyer=buyer.name, subregion=subregion.name)
            if from_day <= present.from_day:
                raise Invalid([Problem("DAY_TOO_EARLY", "Choose a day after the present subregion began.", "from_day")])
            present.until_day = from_day
            present.save(update_fields=["until_day"])
        return SubregionMembership.unfenced.create(
            buyer=buyer, subregion=subregion, from_day=from_day, note=note.strip(), assumption=False
        )
