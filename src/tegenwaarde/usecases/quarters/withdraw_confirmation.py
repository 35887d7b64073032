"""Take the confirmation of a quarter back, as long as the day on which it is due has not passed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Contract, QuarterConfirmation
from tegenwaarde.usecases.quarters.confirm_quarter import asked_of, chosen_contracts
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.timeline import remember


class NothingToWithdraw(Refused):
    """The quarter is not confirmed (any more)."""

    code = "NO_CONFIRMATION_TO_WITHDRAW"
    words = _("This quarter is not confirmed, so there is nothing to take back. A colleague may have done it already.")


class TooLateToWithdraw(Refused):
    """The buyer's side may have built on it."""

    code = "TOO_LATE_TO_WITHDRAW"
    words = _(
        "The confirmation could be taken back until {due_day}. Report what changed after all: that can always be done."
    )


def withdraw_confirmation(
    *, actor: Actor, quarter: Quarter, today: date, contract_ids: Collection[int] | None = None
) -> int:
    """Take the confirmation back for the contracts, or for all that can be; return for how many.

    Raises NotVisible, NothingToWithdraw, TooLateToWithdraw, and Invalid at `contracts` where none was chosen.
    """
    require(actor, "quarter.confirm")
    asked = asked_of(chosen_contracts(actor, contract_ids), quarter, today)
    confirmed = {contract: one for contract, one in asked.items() if not one.open}
    if not confirmed:
        raise NothingToWithdraw
    in_time = [contract for contract, one in confirmed.items() if one.due_day >= today]
    if not in_time:
        raise TooLateToWithdraw(due_day=max(one.due_day for one in confirmed.values()).isoformat())
    with transaction.atomic():
        gone = sum(_withdraw(actor, contract, quarter, today) for contract in in_time)
    if not gone:
        raise NothingToWithdraw
    return gone


def _withdraw(actor: Actor, contract: Contract, quarter: Quarter, today: date) -> bool:
    rows = QuarterConfirmation.unfenced.filter(contract=contract, year=quarter.year, quarter=quarter.number)
    if not rows.delete()[0]:
        return False
    remember(
        actor=actor,
        contract=contract,
        code="quarter_confirmation_withdrawn",
        today=today,
        year=quarter.year,
        quarter=quarter.number,
    )
    return True
