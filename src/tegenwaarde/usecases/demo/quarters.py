"""The demo's quarters: its suppliers confirmed what was over, one of them forgot one, and the last one still waits."""

from __future__ import annotations

from datetime import date, timedelta

from tegenwaarde.access.actor import actor_for
from tegenwaarde.access.fence import contracts_visible_to
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import User
from tegenwaarde.usecases.demo import cast
from tegenwaarde.usecases.quarters.asked import AskedQuarter, confirmations_of
from tegenwaarde.usecases.quarters.confirm_quarter import confirm_quarter

FORGETFUL = "Taxi Tukker"
BEFORE_IT_IS_DUE = timedelta(days=9)


def confirm_quarters(today: date) -> None:
    """Confirm every quarter but the last, as each supplier's clerk did in time; the forgetful one left one out."""
    last = Quarter.of(today).previous()
    clerks = {one.scope: one.email for one in cast.PEOPLE if one.scope in {s.name for s in cast.SUPPLIERS}}
    for supplier, email in clerks.items():
        clerk = User.objects.get(email=email)
        forgotten = last.previous() if supplier == FORGETFUL else last
        for asked in _oldest_of_each(clerk, today):
            if asked.quarter not in (last, forgotten):
                on = asked.due_day - BEFORE_IT_IS_DUE
                confirm_quarter(actor=actor_for(clerk, on), quarter=asked.quarter, today=on)


def _oldest_of_each(clerk: User, today: date) -> list[AskedQuarter]:
    """Return each quarter that is asked of the clerk's contracts once, the oldest first."""
    contracts = contracts_visible_to(actor_for(clerk, today)).values_list("pk", flat=True)
    asked = {one.quarter: one for found in confirmations_of(contracts, today).values() for one in found}
    return [asked[quarter] for quarter in sorted(asked)]
