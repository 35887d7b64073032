"""Which labels a buyer recognises, on the day that a tender was published (B7)."""

from __future__ import annotations

from datetime import date

from tegenwaarde.records.models import Buyer, BuyerSwitch


def recognises(buyer: Buyer | None, label: str, day: date | None, planned: BuyerSwitch | None = None) -> bool:
    """Say whether the buyer recognises the label for a tender published on `day`; one query, none where prefetched.

    The last switch on or before that day decides, else what the buyer recognised before there were switches. A switch
    that is only `planned` is looked at as if it was recorded.
    """
    if buyer is None:
        return False
    rows = [one for one in buyer.switches.all() if one.name == label and (day is None or one.from_day <= day)]
    last = max(rows, key=lambda one: (one.from_day, one.pk), default=None)
    if planned is not None and planned.name == label and (day is None or planned.from_day <= day):
        last = planned if last is None or planned.from_day >= last.from_day else last
    return last.on if last is not None else buyer.recognises_werkpakt
