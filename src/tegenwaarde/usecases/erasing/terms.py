"""When facts about persons have to go: so many months after a contract's last day, as its policy says."""

from __future__ import annotations

from datetime import date

from tegenwaarde.kernel.calendar import add_months, date_of, day_number
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.records.models import Contract, PolicyText
from tegenwaarde.usecases.books import open_book


def last_day_of_facts(end: date, policy: PolicyText) -> date:
    """Return the last day on which facts of a contract that ends on `end` (counted in) are kept."""
    months = open_book(policy).retention.facts_months_after_end
    return date_of(add_months(day_number(end + ONE_DAY), months)) - ONE_DAY


def contracts_over(today: date) -> tuple[int, ...]:
    """Return the ids of the contracts in force or closed whose facts have to be gone on `today`, in order."""
    rows = Contract.unfenced.in_force().filter(end__lt=today).select_related("book").order_by("pk")
    return tuple(row.pk for row in rows if row.end and row.book and last_day_of_facts(row.end, row.book) < today)
