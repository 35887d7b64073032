"""Put a tender in the year's calendar."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require
from tegenwaarde.records.models import Tender
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.changing import KEY, lead_of, remember, set_buyers, subregion_of
from tegenwaarde.usecases.tenders.facts import TenderFacts, problems_of


def plan_tender(*, actor: Actor, facts: TenderFacts, today: date, code: str = "tender_planned") -> Tender:
    """Return a new planned tender; the first buyer leads it, and its subregion is the tender's.

    `code` names how it came about in the timeline. Raises NotAllowed, BelongsNowhere, and Invalid with each problem at
    its field.
    """
    require(actor, KEY)
    problems = problems_of(facts)
    if problems:
        raise Invalid(problems)
    lead = lead_of(actor, facts.buyers)
    with transaction.atomic():
        tender = Tender.unfenced.create(
            **facts.of_the_tender(),
            entered_in=subregion_of(lead, today),
            made_by_id=actor.user_id or None,
            made_on=today,
        )
        set_buyers(tender, facts.buyers)
        remember(actor=actor, tender=tender, code=code, today=today, quarter_day=tender.quarter_start.isoformat())
    return tender
