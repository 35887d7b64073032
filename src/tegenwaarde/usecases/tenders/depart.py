"""Decide otherwise than the advice on a tender, with a reason, or take that back (B2, B4)."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Figure, Problem
from tegenwaarde.policy.book import PERCENT
from tegenwaarde.policy.book_asking import DepartsFrom
from tegenwaarde.records.models import Tender
from tegenwaarde.usecases.departures import book_for, kept_reason, reason_problems
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.tenders.change_tender import OPEN
from tegenwaarde.usecases.tenders.changing import claim, find_tender, remember
from tegenwaarde.usecases.tenders.expected import Expected, expected_of_one, publication_day

KEY = "tender.depart"
AS_ADVISED: dict[str, Any] = {
    "percentage": None,
    "percentage_code": "",
    "percentage_reason": "",
    "applied": True,
    "not_applied_code": "",
    "not_applied_reason": "",
}


class MustBeApplied(Refused):
    """The policy says "result obligation": not applying is no choice (B2)."""

    code = "MUST_BE_APPLIED"
    words = _(
        "Here social return is obligatory: the value of {value_cents} is at or above the European threshold for "
        "services and supplies (rule B2). Leaving it out is only possible where the policy says “if possible”. You can "
        "ask another percentage, with a reason (rule B4)."
    )


class EffortIsAsked(Refused):
    """A subsidy above the limit has an effort obligation, which is not "if possible" (B3)."""

    code = "EFFORT_IS_ASKED"
    words = _(
        "For this subsidy an effort obligation applies (rule B3). Leaving it out is only possible where the policy "
        "says “if possible”. You can ask another percentage, with a reason (rule B4)."
    )


class NothingIsAsked(Refused):
    """There is no obligation to depart from (B3)."""

    code = "NOTHING_IS_ASKED"
    words = _("For this subsidy no social return is asked (rule B3), so there is nothing to depart from.")


class NotJudgedYet(Refused):
    """Without a value nobody knows which regime applies."""

    code = "NOT_JUDGED_YET"
    words = _(
        "Fill in the value of this tender first: it decides whether leaving out social return is possible (rule B2)."
    )


class NothingDeparted(Refused):
    """The tender is as advised already."""

    code = "NOTHING_DEPARTED"
    words = _("“{title}” is as the advice says already: there is nothing to take back.")


def depart_from_advice(
    *,
    actor: Actor,
    tender_id: int,
    version: int,
    what: DepartsFrom,
    percentage: int | None = None,
    code: str,
    words: str = "",
    today: date,
) -> Tender:
    """Ask another percentage (ten-thousandths of a percent), or leave social return out, for a reason of the book.

    What was decided before is replaced. Raises NotVisible, NotAllowed, WrongState, MustBeApplied, EffortIsAsked,
    NothingIsAsked, NotJudgedYet, ChangedMeanwhile, and Invalid with each problem at its field.
    """
    tender = find_tender(actor, tender_id, *OPEN, key=KEY)
    advised = as_advised(tender)
    _may_depart(advised, what)
    region = tender.entered_in.region.policy_region
    book = advised.book or book_for(region, publication_day(tender), today)
    words = " ".join(words.split())
    problems = [_at_the_words(problem) for problem in reason_problems(book, what, code, words)]
    if what is DepartsFrom.PERCENTAGE:
        problems = [*_percentage_problems(advised, percentage), *problems]
    if problems:
        raise Invalid(problems)
    reason = kept_reason(book, what, code, words)[1]
    if what is DepartsFrom.PERCENTAGE:
        changes = {"percentage": percentage, "percentage_code": code, "percentage_reason": words}
        figures: dict[str, Figure] = {"rate_percent": percentage or 0, "reason": reason}
    else:
        changes = {"applied": False, "not_applied_code": code, "not_applied_reason": words}
        figures = {"reason": reason}
    event = "tender_percentage_chosen" if what is DepartsFrom.PERCENTAGE else "tender_not_applied"
    with transaction.atomic():
        claim(tender, version, **{**AS_ADVISED, **changes})
        remember(actor=actor, tender=tender, code=event, today=today, **figures)
    return tender


def take_back_departure(*, actor: Actor, tender_id: int, version: int, today: date) -> Tender:
    """Let the tender be as the advice says again.

    Raises NotVisible, NotAllowed, WrongState, NothingDeparted and ChangedMeanwhile.
    """
    tender = find_tender(actor, tender_id, *OPEN, key=KEY)
    if tender.applied and tender.percentage is None:
        raise NothingDeparted(title=tender.title)
    with transaction.atomic():
        claim(tender, version, **AS_ADVISED)
        remember(actor=actor, tender=tender, code="tender_departure_taken_back", today=today)
    return tender


def as_advised(tender: Tender) -> Expected:
    """Return what the policy says of the tender when nobody departs from it; nothing is kept."""
    return expected_of_one(without_departure(tender))


def without_departure(tender: Tender) -> Tender:
    """Return the same tender in memory as if nobody departed from the advice."""
    bare = copy(tender)
    for name, value in AS_ADVISED.items():
        setattr(bare, name, value)
    return bare


def _may_depart(advised: Expected, what: DepartsFrom) -> None:
    if advised.regime == "none":
        raise NothingIsAsked
    if what is DepartsFrom.PERCENTAGE or advised.if_possible:
        return
    if not advised.known or advised.facts is None:
        raise NotJudgedYet
    if advised.regime == "effort":
        raise EffortIsAsked
    estimate, value = advised.facts.estimated_value_cents, advised.facts.value_cents
    raise MustBeApplied(value_cents=(value if estimate is None else estimate) or 0)


def _at_the_words(problem: Problem) -> Problem:
    """Here one text holds the words for either decision."""
    return replace(problem, place="words") if problem.place.endswith("_reason") else problem


def _percentage_problems(advised: Expected, percentage: int | None) -> list[Problem]:
    if percentage is None:
        return [Problem("PERCENTAGE_MISSING", "Give the percentage that you ask.", "percentage")]
    if not 0 <= percentage <= 100 * PERCENT:
        return [Problem("PERCENTAGE_OUTSIDE", "The percentage must be from 0 to 100.", "percentage")]
    if advised.value is not None and percentage == advised.value.percentage:
        words = "This is the percentage that the advice names already."
        return [Problem("PERCENTAGE_AS_ADVISED", words, "percentage")]
    return []
