"""The one place where a supplier's answers become the engine's facts (C1–C7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Contract, LedgerLine, Person, Report, ReportState
from tegenwaarde.records.sealed import FactsErased, unseal
from tegenwaarde.usecases.reports.answers import PLACEMENT, Answers, answers_of
from tegenwaarde.usecases.reports.counting import WHOLE, Cap, counted_hours

__all__ = ["BASE", "Cap", "Earlier", "earlier_of", "facts_for_block", "is_about_a_person"]

BASE = "base"
FIRST_EMPLOYED = "first_employed"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was approved before for the same person and supplier: extras given, and the first day."""

    extras_taken: frozenset[str] = frozenset()
    first_employed: date | None = None

    def with_extras(self, more: frozenset[str]) -> Earlier:
        """Return the same with more extras given: those of a report that is submitted together with this one."""
        return replace(self, extras_taken=self.extras_taken | more)


def earlier_of(report: Report) -> Earlier:
    """Return what the person's other approved reports hold; two queries, none where the report names no person.

    A report that is corrected never counts beside its correction.
    """
    if report.person_id is None:
        return Earlier()
    itself = (report.pk, report.corrects_id or 0)
    others = list(Report.unfenced.filter(person_id=report.person_id, state=ReportState.APPROVED).exclude(pk__in=itself))
    if not others:
        return Earlier()
    extras = LedgerLine.unfenced.standing().filter(report__in=others).exclude(component=BASE)
    firsts = [day for day in _first_days(report, others) if day]
    return Earlier(frozenset(extras.values_list("component", flat=True)), min(firsts, default=None))


def _first_days(report: Report, others: list[Report]) -> Iterator[date | None]:
    """Yield the first working days of the others; of those whose facts were erased, what was kept with the person."""
    yield from (_first_day(other) for other in others)
    if report.person is not None and any(other.facts is None for other in others):
        yield first_employed_of(report.person)


def first_employed_of(person: Person) -> date | None:
    """Return the first working day in approved reports whose facts are gone; None where there is none."""
    try:
        return date.fromisoformat(unseal(person.first_employed)[FIRST_EMPLOYED])
    except FactsErased:
        return None


def _first_day(report: Report) -> date | None:
    try:
        return answers_of(report).employment_start
    except FactsErased:
        return None


def facts_for_block(
    *,
    book: PolicyBook,
    contract: Contract,
    answers: Answers,
    block_id: str,
    earlier: Earlier,
    share: int = WHOLE,
    caps: tuple[Cap, ...] = (),
) -> PlacementFacts:
    """Return the engine's facts for one block; a benefit date only where the block is about that benefit.

    Of the hours worked only the `share` of this contract counts, and on the days of `caps` at most theirs.
    """
    known = {block.id: block for block in book.blocks}
    span = known[block_id].benefit_span if block_id in known else None
    start = answers.employment_start
    first = earlier.first_employed
    hours = counted_hours(answers, share, caps)
    return PlacementFacts(
        block=block_id,
        contract_start=contract.start,
        contract_end=contract.end,
        employment_start=start,
        employment_end=answers.employment_end,
        first_employed=first if first and start and first < start else None,
        hours_per_week=hours.hours_per_week,
        hours_changes=hours.changes,
        fulltime_hours=answers.fulltime_hours,
        birth_date=answers.birth_date,
        benefit_since=answers.since(span.benefit) if span else None,
        refugee=answers.refugee,
        permanent_from=answers.permanent_from,
        study_start=answers.study_start,
        study_end=answers.study_end,
        invoice_cents=answers.invoice_cents,
        activity_date=answers.activity_date,
        activity_hours=answers.activity_hours,
        infra_paid_on=answers.infra_paid_on,
        extras_taken=earlier.extras_taken,
    )


def is_about_a_person(answers: Answers) -> bool:
    """Say whether the answers are about somebody's work, and not about an invoice or an activity."""
    return answers.kind == PLACEMENT
