"""Keep what a report held each time it was submitted, so that both sides see what changed in between."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Report, Submission


def record_submission(report: Report, actor: Actor, today: date) -> Submission:
    """Keep what `report` holds as its next submission; inside the transaction that submits it.

    The report has its new block, facts (sealed), share, declaration and value already.
    """
    latest = Submission.unfenced.filter(report=report).aggregate(latest=Max("number"))["latest"] or 0
    made = _submission(report, actor, today, latest + 1)
    made.save(force_insert=True)
    return made


def record_many(reports: Iterable[Report], actor: Actor, today: date) -> None:
    """Keep what new reports hold as their first submission, in one go; inside the transaction that submits them."""
    Submission.unfenced.bulk_create((_submission(report, actor, today, number=1) for report in reports), batch_size=500)


def _submission(report: Report, actor: Actor, today: date, number: int) -> Submission:
    return Submission(
        report=report,
        number=number,
        block=report.block,
        facts=report.facts,
        share=report.share,
        no_displacement=report.no_displacement,
        value_cents=report.submitted_cents or 0,
        submitted_by_id=actor.user_id,
        submitted_on=today,
    )
