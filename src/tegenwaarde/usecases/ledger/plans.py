"""What was agreed and not yet replaced by an approved report (C10).

A line of persons is replaced person by person: whoever was put to work stands for one of those planned, whatever the
value. A line of an invoice or activity is replaced euro by euro: it may come in parts, and what was not invoiced or
worked yet is still to come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery, Sum

from tegenwaarde.records.models import Agreement, PlanLine, Report, ReportState


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many approved reports stand for a line of a plan, and what they are worth together; cents."""

    contract_id: int
    line_id: int
    block: str
    persons: int
    cents: int = 0


def is_paid(line: PlanLine) -> bool:
    """Say whether the line is about an invoice or an activity, and not about persons."""
    return line.invoice_cents is not None or line.activity_hours is not None


def remaining_persons(lines: Iterable[tuple[int, PlanLine]], replaced: Iterable[Replaced]) -> dict[int, int]:
    """Return how many persons of each line no approved report has replaced; 1 while an invoice or activity is not full.

    A report replaces a person of its own line first; where a newer agreement no longer has that line, of a line of the
    same block.
    """
    rows, known = list(lines), list(replaced)
    cents = remaining_cents(rows, known)
    return {line.pk: -(-cents[line.pk] // (line.value_cents_each or 1)) for _contract, line in rows}


def remaining_cents(lines: Iterable[tuple[int, PlanLine]], replaced: Iterable[Replaced]) -> dict[int, int]:
    """Return what each line still adds to the forecast; cents.

    A report replaces its own line first; what is more than that line, or belongs to a line that a newer agreement no
    longer has, replaces another line of the same block.
    """
    rows = list(lines)
    remaining = {line.pk: line.value_cents if is_paid(line) else line.persons for _contract, line in rows}
    paid = {line.pk for _contract, line in rows if is_paid(line)}
    elsewhere = _replace_own_lines(remaining, paid, replaced)
    for contract_id, line in rows:
        place = (contract_id, line.block)
        taken = min(remaining[line.pk], elsewhere[line.pk in paid][place])
        remaining[line.pk] -= taken
        elsewhere[line.pk in paid][place] -= taken
    return {line.pk: remaining[line.pk] * (1 if line.pk in paid else line.value_cents_each) for _contract, line in rows}


def _replace_own_lines(
    remaining: dict[int, int], paid: set[int], replaced: Iterable[Replaced]
) -> dict[bool, Counter[tuple[int, str]]]:
    """Take what replaces a line from that line; return what is over, of persons (False) and of cents (True)."""
    over: dict[bool, Counter[tuple[int, str]]] = {False: Counter(), True: Counter()}
    for one in replaced:
        place, here = (one.contract_id, one.block), one.line_id in remaining
        for in_cents, count in ((False, one.persons), (True, one.cents)):
            own = here and (one.line_id in paid) is in_cents
            taken = min(remaining[one.line_id], count) if own else 0
            over[in_cents][place] += count - taken
            if taken:
                remaining[one.line_id] -= taken
    return over


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
    """Return which lines of plans approved reports replace, how often and for how much; one query."""
    rows = (
        Report.unfenced.filter(contract_id__in=ids, state=ReportState.APPROVED, plan_line__isnull=False)
        .order_by("plan_line")
        .values_list("contract_id", "plan_line_id", "plan_line__block")
        .annotate(Count("id", distinct=True), Sum("ledger_lines__cents"))
    )
    return tuple(
        Replaced(contract_id, line_id or 0, block, persons, cents or 0)
        for contract_id, line_id, block, persons, cents in rows
    )


def lines_to_fulfil(ids: tuple[int, ...]) -> dict[tuple[int, str], PlanLine]:
    """Return, by contract and block, the line that a report fulfils: the first of the agreement with somebody left."""
    lines = latest_plan_lines(ids)
    remaining = remaining_persons(lines, replaced_lines(ids)) if lines else {}
    found: dict[tuple[int, str], PlanLine] = {}
    for contract_id, line in lines:
        if remaining[line.pk]:
            found.setdefault((contract_id, line.block), line)
    return found
