"""Plan again: one tender, or a year's tenders for the year after; never the same one twice without being told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require, tenders_visible_to
from tegenwaarde.kernel.calendar import anniversary, date_of, day_number
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Tender, TenderState
from tegenwaarde.records.models.tenders import TenderQuerySet
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.tenders.changing import KEY, changeable, find_tender, remember, set_buyers
from tegenwaarde.usecases.tenders.facts import TenderFacts, facts_of

MOST = 500  # tenders copied in one go


class AlreadyCopied(Refused):
    """The calendar has a copy of the tender in that year."""

    code = "TENDER_ALREADY_COPIED"
    words = _("“{title}” was copied to {year} already. Tick the box if it really comes twice.")


@dataclass(frozen=True, slots=True)
class CopiedYear:
    """What copying a year brought: how many were copied, and how many had a copy already."""

    made: int
    passed_over: int


def copy_tender(*, actor: Actor, tender_id: int, quarter: Quarter, twice: bool = False, today: date) -> Tender:
    """Return a planned copy in `quarter`; its value, shares and buyers are kept, decisions about it are not.

    Raises NotVisible, NotAllowed, and AlreadyCopied unless it may come `twice`.
    """
    tender = find_tender(actor, tender_id)
    if not twice and tender.pk in copied_to([tender.pk], quarter.year):
        raise AlreadyCopied(title=tender.title, year=str(quarter.year))
    with transaction.atomic():
        return _copy(actor, tender, quarter, today)


def copy_year(*, actor: Actor, year: int, tender_ids: Sequence[int], today: date) -> CopiedYear:
    """Copy the chosen tenders of `year` to the same quarters of the year after, those that have a copy there left out.

    A tender that the actor does not see or may not change is left alone. Raises NotAllowed without the key.
    """
    require(actor, KEY)
    chosen = tenders_of(actor, year).filter(pk__in=list(tender_ids)[:MOST])
    tenders = changeable(actor, list(chosen))
    with transaction.atomic():
        done = copied_to([tender.pk for tender in tenders], year + 1)
        fresh = [tender for tender in tenders if tender.pk not in done]
        for tender in fresh:
            quarter = Quarter.of(tender.quarter_start)
            _copy(actor, tender, Quarter(quarter.year + 1, quarter.number), today)
    return CopiedYear(made=len(fresh), passed_over=len(tenders) - len(fresh))


def tenders_of(actor: Actor, year: int) -> TenderQuerySet:
    """Return the tenders of a year that the actor opens, with their buyers and place."""
    seen = tenders_visible_to(actor).in_quarters(date(year, 1, 1), date(year + 1, 1, 1))
    return seen.select_related("entered_in__region").prefetch_related("buyers__buyer")


def copied_to(tender_ids: Sequence[int], year: int) -> frozenset[int]:
    """Return which of the tenders have a copy in `year` that was not dropped."""
    copies = Tender.unfenced.in_quarters(date(year, 1, 1), date(year + 1, 1, 1)).exclude(state=TenderState.DROPPED)
    found = copies.filter(copied_from_id__in=tender_ids).values_list("copied_from_id", flat=True)
    return frozenset(pk for pk in found if pk)


def _copy(actor: Actor, tender: Tender, quarter: Quarter, today: date) -> Tender:
    facts = _moved(facts_of(tender), quarter)
    copy = Tender.unfenced.create(
        **facts.of_the_tender(),
        variant=tender.variant,
        variant_reason=tender.variant_reason,
        copied_from=tender,
        entered_in=tender.entered_in,
        made_by_id=actor.user_id or None,
        made_on=today,
    )
    set_buyers(copy, facts.buyers)
    remember(actor=actor, tender=copy, code="tender_copied", today=today, tender_id=tender.pk, title=tender.title)
    return copy


def _moved(facts: TenderFacts, quarter: Quarter) -> TenderFacts:
    """Return the facts with their days as many years later as the quarter is, and that year in the title."""
    was = Quarter.of(facts.quarter_start or quarter.start)
    years = quarter.year - was.year
    return replace(
        facts,
        quarter_start=quarter.start,
        reference="",
        start=_later(facts.start, years),
        end=_later(facts.end, years),
        title=re.sub(rf"\b{was.year}\b", str(quarter.year), facts.title),
    )


def _later(day: date | None, years: int) -> date | None:
    return date_of(int(anniversary(day_number(day), years))) if day else None
