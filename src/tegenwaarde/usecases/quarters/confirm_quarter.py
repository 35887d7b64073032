"""Confirm a quarter, for one contract or for all at once: everything was reported, or nothing changed (D4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible, contracts_visible_to, reports_visible_to, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Contract, ContractState, QuarterConfirmation
from tegenwaarde.usecases.quarters.asked import AskedQuarter, confirmations_of
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember


class QuarterNotOver(Refused):
    """The quarter still runs, so that something can change."""

    code = "QUARTER_NOT_OVER"
    words = _("This quarter is not over yet. You can confirm it from {from_day}.")


class NotAskedForThisQuarter(Refused):
    """Nothing is asked about this quarter: no contract ran in it, or it is closed."""

    code = "NOT_ASKED_FOR_THIS_QUARTER"
    words = _("No confirmation of this quarter is asked for what you chose. Open the page again to see what is.")


class ConfirmedBefore(Refused):
    """A colleague was first."""

    code = "QUARTER_CONFIRMED_BEFORE"
    words = _("{who} confirmed this quarter already, on {on_day}. You need not do anything.")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """For how many contracts a quarter was confirmed now; `before` were confirmed by a colleague meanwhile."""

    quarter: Quarter
    contracts: int
    unchanged: int
    before: int


def confirm_quarter(
    *, actor: Actor, quarter: Quarter, today: date, contract_ids: Collection[int] | None = None
) -> Confirmed:
    """Confirm the quarter for the contracts, or for all of which it is asked; what was reported says what changed.

    Raises NotVisible, QuarterNotOver, NotAskedForThisQuarter, ConfirmedBefore, and Invalid at `contracts` where none
    was chosen.
    """
    require(actor, "quarter.confirm")
    contracts = chosen_contracts(actor, contract_ids)
    if quarter.period.until > today:
        raise QuarterNotOver(from_day=quarter.period.until.isoformat())
    asked = asked_of(contracts, quarter, today)
    if not asked:
        raise NotAskedForThisQuarter
    reported = reported_about(actor, asked.values(), today)
    with transaction.atomic():
        rows = [_confirm(actor, one, quarter, not reported[one.pk, quarter], today) for one in asked]
    made = [row for row, is_new in rows if is_new]
    if not made:
        first = rows[0][0]
        raise ConfirmedBefore(who=first.confirmed_by.name, on_day=first.confirmed_on.isoformat())
    return Confirmed(quarter, len(made), sum(row.nothing_changed for row in made), len(rows) - len(made))


def chosen_contracts(actor: Actor, contract_ids: Collection[int] | None) -> list[Contract]:
    """Return the contracts of the actor's own supplier that were chosen; all that run where no choice was made."""
    rows = contracts_visible_to(actor, "quarter.confirm")
    if contract_ids is None:
        return list(rows.filter(state=ContractState.RUNNING).order_by("pk"))
    if not contract_ids:
        raise Invalid([Problem("NOTHING_CHOSEN", "Choose at least one contract.", "contracts")])
    found = list(rows.filter(pk__in=contract_ids).order_by("pk"))
    if len(found) != len(set(contract_ids)):
        raise NotVisible("contract")
    return found


def asked_of(contracts: Iterable[Contract], quarter: Quarter, today: date) -> dict[Contract, AskedQuarter]:
    """Return the contracts of which the quarter is asked, with when it is due."""
    known = list(contracts)
    asked = confirmations_of([contract.pk for contract in known], today)
    return {contract: one for contract in known for one in asked.get(contract.pk, ()) if one.quarter == quarter}


def reported_about(actor: Actor, asked: Iterable[AskedQuarter], today: date) -> Counter[tuple[int, Quarter]]:
    """Return how many reports were submitted since the first day of each quarter, by contract and quarter.

    Two queries. What is reported late counts too, until the quarter is confirmed: it says that something changed.
    """
    known = list(asked)
    since = min((one.quarter.start for one in known), default=today)
    rows = reports_visible_to(actor).filter(contract_id__in={one.contract_id for one in known}).order_by()
    last = rows.filter(submitted_on__gte=since).values_list("contract_id", "pk", "submitted_on")
    earlier = rows.filter(submissions__submitted_on__gte=since)
    days: dict[int, set[tuple[int, date]]] = {}
    for contract_id, report_id, day in (*last, *earlier.values_list("contract_id", "pk", "submissions__submitted_on")):
        if day is not None:
            days.setdefault(contract_id, set()).add((report_id, day))
    return Counter(
        {
            (one.contract_id, one.quarter): len(
                {report for report, day in days.get(one.contract_id, ()) if one.has(day)}
            )
            for one in known
        }
    )


def _confirm(
    actor: Actor, contract: Contract, quarter: Quarter, nothing_changed: bool, today: date
) -> tuple[QuarterConfirmation, bool]:
    """Return the confirmation, and whether it is this one: the database lets only the first in."""
    row, is_new = QuarterConfirmation.unfenced.select_related("confirmed_by").get_or_create(
        contract=contract,
        year=quarter.year,
        quarter=quarter.number,
        defaults={
            "nothing_changed": nothing_changed,
            "confirmed_by_id": actor.user_id,
            "confirmed_on": today,
        },
    )
    if is_new:
        code = "quarter_confirmed_unchanged" if nothing_changed else "quarter_confirmed"
        remember(actor=actor, contract=contract, code=code, today=today, year=quarter.year, quarter=quarter.number)
    return row, is_new
