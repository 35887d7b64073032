"""Decide about a proposed amendment: take it over, perhaps changed, or not, with a reason. The first one wins."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import amendments_visible_to, find
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Amendment, AmendmentState
from tegenwaarde.usecases.amendments.amend_contract import (
    contract_to_amend,
    effect_of_change,
    lock_persons,
    put_in_force,
)
from tegenwaarde.usecases.amendments.change import Change
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember


class DecidedBefore(Refused):
    """Somebody decided about the amendment already."""

    code = "AMENDMENT_DECIDED_BEFORE"
    words = _("Amendment {number} was decided about already by {who}. Open the amendments of the contract to see how.")


def amendment_to_decide(actor: Actor, amendment_id: int) -> Amendment:
    """Return a proposed amendment of a contract in force; NotVisible, NotAllowed, NotInForce, DecidedBefore."""
    rows = amendments_visible_to(actor).select_related("notice", "decided_by")
    found: Amendment = find(rows, pk=amendment_id)
    contract_to_amend(actor, found.contract_id)
    if found.state != AmendmentState.PROPOSED:
        raise DecidedBefore(number=found.number, who=found.decided_by.name if found.decided_by else "?")
    return found


def take_over(
    *, actor: Actor, amendment_id: int, change: Change, shown: str, today: date, ports: Ports | None = None
) -> Amendment:
    """Put the proposed amendment in force as `change` says, with the effect that was shown.

    Raises NotVisible, NotAllowed, NotInForce, DecidedBefore, ChangedMeanwhile, and Invalid with each problem.
    """
    with transaction.atomic():
        proposed = amendment_to_decide(actor, amendment_id)
        lock_persons(proposed.contract_id)
        effect = effect_of_change(actor=actor, contract_id=proposed.contract_id, change=change, today=today)
        return put_in_force(actor=actor, effect=effect, shown=shown, today=today, ports=ports, proposed=proposed)


def decline(*, actor: Actor, amendment_id: int, reason: str, today: date) -> None:
    """Leave the proposed amendment aside, with a reason; the contract stays as it is.

    Raises NotVisible, NotAllowed, NotInForce, DecidedBefore, ChangedMeanwhile, and Invalid at
    `decided_reason`.
    """
    why = reason.strip()
    with transaction.atomic():
        proposed = amendment_to_decide(actor, amendment_id)
        if not why:
            text = "Say why, so that it can be understood later."
            raise Invalid([Problem("REASON_MISSING", text, "decided_reason")])
        rows = Amendment.unfenced.filter(pk=proposed.pk, state=AmendmentState.PROPOSED, version=proposed.version)
        claimed = rows.update(
            state=AmendmentState.WITHDRAWN,
            version=proposed.version + 1,
            decided_by_id=actor.user_id,
            decided_on=today,
            decided_reason=why,
        )
        if not claimed:
            raise ChangedMeanwhile
        remember(
            actor=actor, contract=proposed.contract, code="amendment_declined", today=today, number=proposed.number
        )
