"""What was agreed and not yet replaced by an approved report (C10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery

from tegenwaarde.records.models import Agreement, PlanLine, Report, ReportState


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many approved reports stand for a line of a plan."""

    contract_id: int
    line_id: int
    block: str
    persons: int


def remaining_persons(lines: Iterable[tuple[int, PlanLine]], replaced: Iterable[Replaced]) -> dict[int, int]:
    """Return how many persons of each line no approved report has replaced.

    A report replaces a person of its own line first; where a newer agreement no longer has that line, of a line of the
    same block.
    """
    remaining = {line.pk: line.persons for _contract, line in lines}
    elsewhere: Counter[tuple[int, str]] = Counter()
    for one in replaced:
        taken = min(remaining.get(one.line_id, 0), one.persons)
        elsewhere[one.contract_id, one.block] += one.persons - taken
        if taken:
            remaining[one.line_id] -= taken
    for contract_id, line in lines:
        taken = min(remaining[line.pk], elsewhere[contract_id, line.block])
        remaining[line.pk] -= taken
        elsewhere[contract_id, line.block] -= taken
    return remaining


def latest_plan_lines(ids: tuple[int, ...]) -> list[tuple[int, PlanLine]]:
    """Return the lines of each contract's present agreement, with the contract's id; one query."""
    versions = Agreement.unfenced.filter(contract=OuterRef("agreement__contract")).order_by("-number")
    lines = (
        PlanLine.unfenced.filter(
            agreement__contract_id__in=ids, agreement__number=Subquery(versions.values("number")[:1])
        )
        .select_related("agreement")
        .order_by("agreement__contract_id", "id")
    )
    return [(line.agreement.contract_id, line) for line in lines]


def replaced_lines(ids: tuple[int, ...]) -> tuple[Replaced, ...]:
    """Return which lines of plans approved reports replace, and how often; one query."""
    rows = (
        Report.unfenced.filter(contract_id__in=ids, state=ReportState.APPROVED, plan_line__isnull=False)
        .order_by("plan_line")
        .values_list("contract_id", "plan_line_id", "plan_line__block")
        .annotate(Count("id"))
    )
    return tuple(Replaced(contract_id, line_id or 0, block, number) for contract_id, line_id, block, number in rows)
