"""What was realised, as far as it may be open: in steps of so many persons that nobody's own value follows from it.

Whole years only. A year's lines, and what was put right in it of earlier years, wait for the next year where they are
about too few persons; so two publications never differ by what one person brought (decision 28).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tegenwaarde.records.models import LedgerLine


@dataclass(frozen=True, slots=True)
class OpenAmount:
    """What was realised by the end of a year, cents."""

    until: date
    cents: int


@dataclass(slots=True)
class _Step:
    cents: int = 0
    persons: set[int] = field(default_factory=set)


def open_amounts(contract_ids: Iterable[int], *, least_persons: int, today: date) -> dict[int, OpenAmount]:
    """Return what may be open, by contract; contracts with nothing that may be open are left out. One query.

    `least_persons` of 0 opens nothing (the policy says nothing about it).
    """
    if not least_persons:
        return {}
    steps: dict[int, dict[int, _Step]] = {}
    lines = LedgerLine.unfenced.filter(contract_id__in=tuple(contract_ids), year__lt=today.year)
    rows = lines.filter(booked_on__lt=date(today.year, 1, 1)).order_by("id")
    for contract_id, year, booked_on, cents, person_id in rows.values_list(
        "contract_id", "year", "booked_on", "cents", "report__person_id"
    ):
        step = steps.setdefault(contract_id, {}).setdefault(max(year, booked_on.year), _Step())
        step.cents += cents
        if person_id:
            step.persons.add(person_id)
    found = {contract_id: _open(by_year, least_persons) for contract_id, by_year in steps.items()}
    return {contract_id: amount for contract_id, amount in found.items() if amount}


def _open(by_year: dict[int, _Step], least_persons: int) -> OpenAmount | None:
    """Return the sum of the years that may be open; a year about too few persons waits for the next."""
    amount, waiting, opened = 0, _Step(), None
    for year in sorted(by_year):
        waiting.cents += by_year[year].cents
        waiting.persons |= by_year[year].persons
        if len(waiting.persons) >= least_persons:
            amount, waiting, opened = amount + waiting.cents, _Step(), year
    return OpenAmount(date(opened, 12, 31), amount) if opened else None
