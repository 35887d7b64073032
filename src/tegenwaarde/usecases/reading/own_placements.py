"""When the people whom a supplier reported work for it: from its own reports, for its own eyes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import reports_visible_to
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import LedgerLine, Report, ReportState
from tegenwaarde.records.models.reports import ReportQuerySet
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.reports.answers import Answers, answers_of

COUNTED = (ReportState.SUBMITTED, ReportState.APPROVED)


@dataclass(frozen=True, slots=True)
class OwnPlacement:
    """Somebody at work, days counted in; `last` None goes on."""

    report_id: int
    contract_id: int
    who: str
    first: date
    last: date | None

    def works_in(self, period: Period) -> bool:
        """Say whether the person works on a day of the period."""
        return self.first < period.until and (self.last is None or self.last >= period.start)


def placements_of(actor: Actor, contract_ids: Iterable[int]) -> tuple[OwnPlacement, ...]:
    """Return the placements on the contracts that were submitted or approved; erased ones are left out. One query."""
    return tuple(_known(_rows(actor, contract_ids).filter(state__in=COUNTED)))


def placements_ending(actor: Actor, contract_ids: Iterable[int], first: date, last: date) -> tuple[OwnPlacement, ...]:
    """Return the approved placements that end from `first` to `last`, both counted, and are not being changed.

    Only those are opened whose value ends in a quarter of these days, as the ledger tells. One query.
    """
    changes = reports_visible_to(actor).filter(corrects=OuterRef("pk")).exclude(state=ReportState.REJECTED)
    lines = LedgerLine.unfenced.standing().filter(report=OuterRef("pk"))
    begins, until = Quarter.of(first), Quarter.of(last).next()
    before = Q(year__lt=begins.year) | Q(year=begins.year, quarter__lt=begins.number)
    after = Q(year__gt=until.year) | Q(year=until.year, quarter__gte=until.number)
    rows = _rows(actor, contract_ids).filter(
        Exists(lines.exclude(before)), ~Exists(lines.filter(after)), ~Exists(changes), state=ReportState.APPROVED
    )
    return tuple(one for one in _known(rows) if one.last and first <= one.last <= last)


def _rows(actor: Actor, contract_ids: Iterable[int]) -> ReportQuerySet:
    rows = reports_visible_to(actor, "report.facts").filter(contract_id__in=tuple(contract_ids), person__isnull=False)
    return rows.select_related("person").order_by("pk")


def _known(reports: Iterable[Report]) -> Iterator[OwnPlacement]:
    for report in reports:
        answers = _answers(report)
        if answers is None or answers.employment_start is None or report.person is None:
            continue
        yield OwnPlacement(
            report_id=report.pk,
            contract_id=report.contract_id,
            who=report.person.reference,
            first=answers.employment_start,
            last=answers.employment_end,
        )


def _answers(report: Report) -> Answers | None:
    try:
        return answers_of(report)
    except FactsErased:
        return None
