"""Which quarters are asked of a contract, when they are due (D4), and which were confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.kernel.quarter import Quarter, quarters_between
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Contract, ContractState, ObligationVersion, QuarterConfirmation
from tegenwaarde.usecases.books import open_book

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class AskedQuarter:
    """A quarter that has to be confirmed for a contract, or was: `confirmed_on` is None until then.

    `due_day` is the last day on which it is in time.
    """

    contract_id: int
    quarter: Quarter
    due_day: date
    confirmed_on: date | None = None
    confirmed_by: str = ""
    nothing_changed: bool = False

    @property
    def open(self) -> bool:
        """Say whether it still has to be confirmed."""
        return self.confirmed_on is None

    def overdue_on(self, day: date) -> bool:
        """Say whether it should have been confirmed before `day`."""
        return self.open and self.due_day < day

    def has(self, day: date) -> bool:
        """Say whether what was reported on `day` counts for this quarter: from its first day until its confirmation."""
        return self.quarter.start <= day <= (self.confirmed_on or date.max)


def due_day(book: PolicyBook, quarter: Quarter) -> date:
    """Return the last day on which a quarter is confirmed in time: of the n-th month after it (D4)."""
    months_on = quarter.period.until.month - 1 + book.reporting.due_months_after_quarter
    year, month = quarter.period.until.year + months_on // MONTHS_A_YEAR, months_on % MONTHS_A_YEAR + 1
    return date(year, month, 1) - ONE_DAY


def confirmations_of(contract_ids: Iterable[int], today: date) -> dict[int, tuple[AskedQuarter, ...]]:
    """Return, by contract, every quarter that ended and is asked of it, the newest first; two queries.

    Asked are the quarters in which the contract ran since it was put in force, while it is not closed and something is
    due. A contract of which none is asked is left out.
    """
    ids = tuple(set(contract_ids))
    kept = QuarterConfirmation.unfenced.filter(contract_id__in=ids).select_related("confirmed_by")
    confirmed = {(row.contract_id, row.year, row.quarter): row for row in kept}
    found = {}
    for contract, in_force_on in _asked_contracts(ids):
        quarters = _quarters(contract, in_force_on, today)
        if quarters:
            found[contract.pk] = tuple(
                _asked(contract, quarter, confirmed.get((contract.pk, quarter.year, quarter.number)))
                for quarter in reversed(quarters)
            )
    return found


def _asked_contracts(ids: tuple[int, ...]) -> list[tuple[Contract, date]]:
    """Return the contracts of which quarters are asked, each with the day on which it was put in force."""
    versions = ObligationVersion.unfenced.filter(contract_id__in=ids).select_related("contract__book")
    first: dict[int, date] = {}
    last: dict[int, ObligationVersion] = {}
    for version in versions.order_by("contract_id", "number"):
        first.setdefault(version.contract_id, version.made_on)
        last[version.contract_id] = version
    return [
        (version.contract, first[contract_id])
        for contract_id, version in last.items()
        if version.net_cents and version.contract.state == ContractState.RUNNING
    ]


def _quarters(contract: Contract, in_force_on: date, today: date) -> tuple[Quarter, ...]:
    if contract.start is None or contract.end is None:
        raise ValueError("a contract in force is complete")
    ended = Quarter.of(today).start - ONE_DAY
    return quarters_between(max(contract.start, in_force_on), min(contract.end, ended))


def _asked(contract: Contract, quarter: Quarter, kept: QuarterConfirmation | None) -> AskedQuarter:
    if contract.book is None:
        raise ValueError("a contract in force has its policy")
    due = due_day(open_book(contract.book), quarter)
    if kept is None:
        return AskedQuarter(contract.pk, quarter, due)
    return AskedQuarter(contract.pk, quarter, due, kept.confirmed_on, kept.confirmed_by.name, kept.nothing_changed)
