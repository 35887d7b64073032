"""Confirm every quarter that is open at once, for who is late with several: all of them or none (D4)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.usecases.quarters.asked import confirmations_of
from tegenwaarde.usecases.quarters.confirm_quarter import Confirmed, chosen_contracts, confirm_quarter


def confirm_open_quarters(*, actor: Actor, last: Quarter, today: date) -> tuple[Confirmed, ...]:
    """Confirm what is open up to and with `last`, the newest that was shown; the oldest first.

    Raises as `confirm_quarter` does; where nothing is open any more, what it says about `last`.
    """
    require(actor, "quarter.confirm")
    asked = confirmations_of([one.pk for one in chosen_contracts(actor, None)], today)
    still = {one.quarter for quarters in asked.values() for one in quarters if one.open and one.quarter <= last}
    with transaction.atomic():
        return tuple(confirm_quarter(actor=actor, quarter=quarter, today=today) for quarter in sorted(still) or [last])
