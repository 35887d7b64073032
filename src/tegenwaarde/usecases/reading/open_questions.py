"""Questions in threads that wait for an answer of the reader's side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import SUBREGION_SIDE, SUPPLIER_SIDE, reports_visible_to
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import Message, ReportState, ReviewDecision, Submission


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that nobody of the other side answered yet."""

    report_id: int
    who: str
    contract: str
    supplier: str
    since: date
    from_supplier: bool


def unanswered(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Keep the questions that the other side answered in no way.

    A message of the other side is an answer; so is a new submission, and a decision with a reason.
    """
    said = Message.unfenced.filter(report=OuterRef("report"), pk__gt=OuterRef("pk"))
    later = {"report": OuterRef("report"), "recorded_at__gt": OuterRef("recorded_at")}
    return (
        messages.filter(asks=True)
        .exclude(Exists(said.exclude(from_supplier=OuterRef("from_supplier"))))
        .exclude(Exists(Submission.unfenced.filter(**later)), from_supplier=False)
        .exclude(Exists(ReviewDecision.unfenced.filter(**later).exclude(reason="")), from_supplier=True)
    )


def open_questions(actor: Actor) -> tuple[OpenQuestion, ...]:
    """Return the questions asked of the actor's side, the longest waiting first; one query."""
    if not holds(actor, "thread.write"):
        return ()
    asked_of_supplier = bool(actor.roles & SUPPLIER_SIDE)
    if not asked_of_supplier and not actor.roles & SUBREGION_SIDE:
        return ()
    finished = (ReportState.DRAFT, ReportState.REPLACED)
    reports = reports_visible_to(actor, "report.facts").exclude(state__in=finished)
    rows = unanswered(Message.unfenced.filter(report__in=reports, from_supplier=not asked_of_supplier))
    return tuple(
        OpenQuestion(
            report_id=row.report_id,
            who=row.report.person.reference if row.report.person else "",
            contract=row.report.contract.title,
            supplier=row.report.contract.supplier.name if row.report.contract.supplier else "",
            since=row.day,
            from_supplier=row.from_supplier,
        )
        for row in rows.select_related("report__person", "report__contract__supplier").order_by("id")
    )
