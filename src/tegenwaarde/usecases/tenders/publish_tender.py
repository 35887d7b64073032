"""Record that a planned tender was published: its day decides which policy and which thresholds count (A5, B1)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import PolicyText, Tender, TenderState
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.changing import claim, find_tender, remember


def publish_tender(
    *, actor: Actor, tender_id: int, version: int, day: date, reference: str = "", today: date
) -> Tender:
    """Make a planned tender published on `day`, and move it to that day's quarter; an empty reference stays as it was.

    Raises NotVisible, NotAllowed, WrongState, ChangedMeanwhile, and Invalid for a day to come or before the policy.
    """
    tender = find_tender(actor, tender_id, TenderState.PLANNED)
    problems = _problems(tender, day, today)
    if problems:
        raise Invalid(problems)
    planned = tender.quarter_start
    with transaction.atomic():
        claim(
            tender,
            version,
            state=TenderState.PUBLISHED,
            tender_date=day,
            quarter_start=Quarter.of(day).start,
            reference=reference or tender.reference,
        )
        figures = {"published_day": day.isoformat(), "planned_quarter_day": planned.isoformat()}
        remember(actor=actor, tender=tender, code="tender_published", today=today, **figures)
    return tender


def _problems(tender: Tender, day: date, today: date) -> list[Problem]:
    found = []
    if day > today:
        words = "This day has not come yet. Record the publication once the tender is out."
        found.append(Problem("DAY_TO_COME", words, "day"))
    first = PolicyText.unfenced.filter(region=tender.entered_in.region.policy_region).order_by("in_force_from").first()
    if first is not None and day < max(first.in_force_from, open_book(first).thresholds[0].from_day):
        first_day = max(first.in_force_from, open_book(first).thresholds[0].from_day)
        words = "The policy can judge tenders published on {first_day} or later: check the publication date."
        found.append(Problem("TENDER_TOO_EARLY", words, "day", (("first_day", first_day.isoformat()),)))
    return found
