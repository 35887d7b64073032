"""When the people whom a supplier reported work for it: from its own reports, for its own eyes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import reports_visible_to
from tegenwaarde.kernel.period import Period
from tegenwaarde.records.models import Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.reports.answers import Answers, answers_of

COUNTED = (ReportState.SUBMITTED, ReportState.APPROVED)


@dataclass(frozen=True, slots=True)
class OwnPlacement:
    """Somebody at work, days counted in; `last` None goes on. `changing` says that a correction is under way."""

    report_id: int
    contract_id: int
    who: str
    approved: bool
    changing: bool
    first: date
    last: date | None

    def works_in(self, period: Period) -> bool:
        """Say whether the person works on a day of the period."""
        return self.first < period.until and (self.last is None or self.last >= period.start)


def placements_of(actor: Actor, contract_ids: Iterable[int]) -> tuple[OwnPlacement, ...]:
    """Return the placements on the contracts that were submitted or approved; erased ones are left out. One query."""
    changes = reports_visible_to(actor).filter(corrects=OuterRef("pk")).exclude(state=ReportState.REJECTED)
    rows = reports_visible_to(actor, "report.facts").filter(
        contract_id__in=tuple(contract_ids), state__in=COUNTED, person__isnull=False
    )
    return tuple(_known(rows.select_related("person").annotate(is_changing=Exists(changes)).order_by("pk")))


def _known(reports: Iterable[Report]) -> Iterator[OwnPlacement]:
    for report in reports:
        answers = _answers(report)
        if answers is None or answers.employment_start is None or report.person is None:
            continue
        yield OwnPlacement(
            report_id=report.pk,
            contract_id=report.contract_id,
            who=report.person.reference,
            approved=report.state == ReportState.APPROVED,
            changing=bool(report.is_changing),  # type: ignore[attr-defined]
            first=answers.employment_start,
            last=answers.employment_end,
        )


def _answers(report: Report) -> Answers | None:
    try:
        return answers_of(report)
    except FactsErased:
        return None
