"""Change what is known of a tender that is not awarded or dropped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Figure
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Tender, TenderState
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.changing import claim, find_tender, lead_of, remember, set_buyers, subregion_of
from tegenwaarde.usecases.tenders.facts import TenderFacts, facts_of, problems_of

OPEN = (TenderState.PLANNED, TenderState.PUBLISHED)


def change_tender(*, actor: Actor, tender_id: int, version: int, facts: TenderFacts, today: date) -> Tender:
    """Keep the facts of a tender that is still at `version`; what moved or changed in value is remembered.

    The quarter of a published tender is that of its day. Raises NotVisible, NotAllowed, WrongState, ChangedMeanwhile,
    BelongsNowhere, and Invalid with each problem at its field.
    """
    tender = find_tender(actor, tender_id, *OPEN)
    problems = problems_of(facts)
    if problems:
        raise Invalid(problems)
    before = facts_of(tender)
    led = before.buyers[0].buyer_id if before.buyers else 0
    lead = lead_of(actor, facts.buyers, before=led)
    changes = facts.of_the_tender()
    if tender.tender_date is not None:
        changes["quarter_start"] = Quarter.of(tender.tender_date).start
    if lead.pk != led:
        changes["entered_in"] = subregion_of(lead, today)
    with transaction.atomic():
        claim(tender, version, **changes)
        set_buyers(tender, facts.buyers)
        _remember(actor, tender, before, today)
    return tender


def _remember(actor: Actor, tender: Tender, before: TenderFacts, today: date) -> None:
    """Say what changed: the quarter and the value by themselves, anything else in one line."""
    after = facts_of(Tender.unfenced.prefetch_related("buyers").get(pk=tender.pk))
    for code, figures in _changes(before, after):
        remember(actor=actor, tender=tender, code=code, today=today, **figures)


def _changes(before: TenderFacts, after: TenderFacts) -> Iterator[tuple[str, dict[str, Figure]]]:
    if after.quarter_start != before.quarter_start:
        yield "tender_moved", {"from_day": str(before.quarter_start), "to_day": str(after.quarter_start)}
    was, now = before.estimated_value_cents, after.estimated_value_cents
    if now is None and was is not None:
        yield "tender_value_gone", {"from_cents": was}
    elif now is not None and was is None:
        yield "tender_valued", {"to_cents": now}
    elif now is not None and was is not None and now != was:
        yield "tender_revalued", {"from_cents": was, "to_cents": now}
    if _others(after) != _others(before):
        yield "tender_changed", {}


def _others(facts: TenderFacts) -> dict[str, object]:
    kept = facts.of_the_tender() | {"buyers": facts.buyers}
    return {name: value for name, value in kept.items() if name not in ("quarter_start", "estimated_value_cents")}
