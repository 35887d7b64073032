"""What the verbs about tenders share: finding one, who may change it, claiming it, its buyers and its timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, buyers_visible_to, find, require, tenders_visible_to
from tegenwaarde.kernel.problem import Figure, Problem
from tegenwaarde.records.models import (
    Buyer,
    Role,
    Subregion,
    SubregionMembership,
    Tender,
    TenderBuyer,
    TenderEvent,
    TenderState,
)
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.contracts.parts import Share
from tegenwaarde.usecases.refusals import Invalid, Refused

KEY = "tender.plan"


class WrongState(Refused):
    """The tender is too far, or not far enough, for what is asked."""

    code = "TENDER_IN_ANOTHER_STATE"
    words = _("This cannot be done with “{title}” as it stands now. Open the tender to see how far it is.")


class BelongsNowhere(Refused):
    """The buyer is known and belongs to no subregion on this day."""

    code = "BUYER_BELONGS_NOWHERE"
    words = _("{buyer} belongs to no subregion at this moment. Ask the administrator to give it one.")


def may_change(actor: Actor, tender: Tender) -> bool:
    """Say whether the actor may change a tender that is seen: the leading buyer's side, and every coordinator."""
    return not _kept_from(actor, [tender], KEY)


def changeable(actor: Actor, tenders: Sequence[Tender], key: str = KEY) -> list[Tender]:
    """Return the tenders, of those that are seen, that the actor may change with `key`; one or two queries."""
    kept = {tender.pk for tender in _kept_from(actor, tenders, key)}
    return [tender for tender in tenders if tender.pk not in kept]


def _kept_from(actor: Actor, tenders: Sequence[Tender], key: str) -> list[Tender]:
    try:
        require(actor, key)
    except NotAllowed:
        return list(tenders)
    if Role.COORDINATOR in actor.roles:
        return []
    own = set(buyers_visible_to(actor, key).values_list("pk", flat=True))
    leads = _leads([tender.pk for tender in tenders])
    return [tender for tender in tenders if leads.get(tender.pk, 0) not in {0, *own}]


def _leads(tender_ids: Sequence[int]) -> dict[int, int]:
    rows = TenderBuyer.unfenced.filter(tender_id__in=tender_ids, leads=True)
    return dict(rows.values_list("tender_id", "buyer_id"))


def find_tender(actor: Actor, tender_id: int, *states: TenderState, key: str = KEY) -> Tender:
    """Return a tender that the actor may change with `key`, in one of `states` where those are given.

    Raises NotVisible, NotAllowed and WrongState.
    """
    tender = find(tenders_visible_to(actor).select_related("entered_in__region"), pk=tender_id)
    if not changeable(actor, [tender], key):
        raise NotAllowed(key)
    if states and tender.state not in states:
        raise WrongState(title=tender.title)
    return tender


def claim(tender: Tender, version: int, **changes: Any) -> None:
    """Change a tender that is still at `version` and in its state, and count it up; else ChangedMeanwhile."""
    rows = Tender.unfenced.filter(pk=tender.pk, state=tender.state, version=version)
    if not rows.update(version=version + 1, **changes):
        raise ChangedMeanwhile
    tender.refresh_from_db()


def remember(*, actor: Actor, tender: Tender, code: str, today: date, **figures: Figure) -> TenderEvent:
    """Add what happened to the tender's timeline; `figures` have the endings of `kernel.step` (`_cents`, `_day`)."""
    return TenderEvent.unfenced.create(
        tender=tender, day=today, code=code, figures=figures, actor_id=actor.user_id or None
    )


def lead_of(actor: Actor, buyers: Sequence[Share], *, before: int = 0) -> Buyer:
    """Return the buyer that leads: one for which the actor plans, or the one that led `before`.

    Raises Invalid where it is another's, or a buyer that does not exist.
    """
    known = Buyer.unfenced.in_bulk([share.buyer_id for share in buyers])
    if len(known) < len(buyers):
        raise Invalid([Problem("BUYER_UNKNOWN", "Choose buyers that the register knows.", "buyers")])
    lead = known[buyers[0].buyer_id]
    if lead.pk != before and not buyers_visible_to(actor, KEY).filter(pk=lead.pk).exists():
        words = "You plan no tenders of {buyer}. Let one of your own buyers lead, or ask its people to plan this one."
        raise Invalid([Problem("NOT_OWN_BUYER", words, "buyers", (("buyer", lead.name),))])
    return lead


def subregion_of(buyer: Buyer, day: date) -> Subregion:
    """Return where the buyer belongs on `day`; BelongsNowhere where it belongs to no subregion."""
    rows = SubregionMembership.unfenced.in_force_on(day).filter(buyer=buyer).select_related("subregion__region")
    membership = rows.first()
    if membership is None:
        raise BelongsNowhere(buyer=buyer.name)
    return membership.subregion


def set_buyers(tender: Tender, buyers: Sequence[Share]) -> None:
    """Let the first of `buyers` lead, and each pay its part."""
    TenderBuyer.unfenced.filter(tender=tender).delete()
    TenderBuyer.unfenced.bulk_create(
        TenderBuyer(tender=tender, buyer_id=one.buyer_id, share=one.share, leads=not place)
        for place, one in enumerate(buyers)
    )
