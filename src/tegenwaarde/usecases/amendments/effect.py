"""Everything an amendment would do, before it is kept: to what is due, what counts, and where the contract stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tegenwaarde.engine.pace import pace
from tegenwaarde.engine.results import Pace
from tegenwaarde.kernel.period import Period
from tegenwaarde.records.models import Contract, Report, ReportState
from tegenwaarde.usecases.amendments.change import Change
from tegenwaarde.usecases.amendments.rebooking import Rebookings, rebookings
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.contracts.award_value import changes_in_force
from tegenwaarde.usecases.contracts.obligation import calculate
from tegenwaarde.usecases.contracts.recalculating import (
    Effect,
    fingerprint_of,
    held_by_supplier,
    leader_of,
    version_that_counts,
)
from tegenwaarde.usecases.ledger.plans import latest_plan_lines, remaining_cents, replaced_lines

UNDECIDED = (ReportState.SUBMITTED, ReportState.RETURNED)


@dataclass(frozen=True, slots=True)
class AmendmentEffect:
    """What a change would do. `open_plan_cents` is how much more of the plan would be still to come; cents."""

    change: Change
    obligation: Effect
    rebookings: Rebookings
    open_plan_cents: int
    plan_lines_outside: int
    undecided: tuple[int, ...]

    @property
    def fingerprint(self) -> str:
        """Return the mark of what was shown."""
        figures = (self.rebookings.difference_cents, self.rebookings.by_today_cents, len(self.rebookings.left))
        return fingerprint_of([self.obligation], *figures)

    def pace_after(self, *, on: date, realised_cents: int, forecast_cents: int) -> Pace:
        """Return where the contract would stand on day `on`, from what is realised and forecast now; cents."""
        book = self.obligation.contract.book
        if book is None:
            raise ValueError("a contract in force has its policy")
        return pace(
            open_book(book),
            net_cents=self.obligation.after.value.net_cents,
            contract=Period.inclusive(self.change.start, self.change.end),
            realised_cents=realised_cents + self.rebookings.by_today_cents,
            committed_cents=forecast_cents + self.rebookings.difference_cents + self.open_plan_cents,
            on=on,
        )


def effect_of(contract: Contract, change: Change, today: date) -> AmendmentEffect:
    """Return what the change would do to a contract as `recalculating.running` reads it; nothing is written.

    Raises Invalid where the policy cannot value the change.
    """
    changes = (*changes_in_force(contract), change.of_the_sum(contract))
    after = calculate(
        change.on(contract),
        buyer=leader_of(contract),
        certificates=held_by_supplier(contract),
        changes=changes,
    )
    moved = rebookings(contract, Period.inclusive(change.start, change.end), today)
    lines = latest_plan_lines((contract.pk,))
    outside = sum(not change.start <= line.start <= line.end <= change.end for _id, line in lines)
    waiting = Report.unfenced.filter(contract=contract, state__in=UNDECIDED).order_by("pk")
    return AmendmentEffect(
        change=change,
        obligation=Effect(contract, version_that_counts(contract), after),
        rebookings=moved,
        open_plan_cents=_opened_again(contract, moved) if lines else 0,
        plan_lines_outside=outside,
        undecided=tuple(waiting.values_list("pk", flat=True)) if moved_days(contract, change) else (),
    )


def moved_days(contract: Contract, change: Change) -> bool:
    """Say whether the change gives the contract other days."""
    return (contract.start, contract.end) != (change.start, change.end)


def _opened_again(contract: Contract, moved: Rebookings) -> int:
    """Return how much more of the plan is still to come, because invoices and activities replace less of it; cents."""
    lines = latest_plan_lines((contract.pk,))
    replaced = replaced_lines((contract.pk,))
    of_line = {one.report.plan_line_id: 0 for one in moved.booked_again}
    for one in moved.booked_again:
        of_line[one.report.plan_line_id] += one.difference_cents
    after = [replace(one, cents=one.cents + of_line.get(one.line_id, 0)) for one in replaced]
    return sum(remaining_cents(lines, after).values()) - sum(remaining_cents(lines, replaced).values())
