"""Approve a report: its value is accepted, and stands in the ledger by quarter, with its receipt."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.engine.valuing import derived_figures
from tegenwaarde.records.models import Decision, Report, ReviewDecision
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.ledger.book_value import book_value
from tegenwaarde.usecases.refusals import Refused, problem_words
from tegenwaarde.usecases.reports.deciding import decide, report_to_decide
from tegenwaarde.usecases.reports.facts import Earlier, earlier_of
from tegenwaarde.usecases.reports.overlap import Clash, clash_of
from tegenwaarde.usecases.reports.valuing import Offer, offer_of_report


class NotValuable(Refused):
    """The rules refuse what was reported."""

    code = "NOT_VALUABLE"
    words = _("This report cannot be approved as it stands. {why} Return it to the supplier.")


class CountedTwice(Refused):
    """The person would count for more than full time (C9)."""

    code = "COUNTED_TWICE"
    words = _(
        "This cannot be approved: from {first_day} to {last_day} this person would count for more than full time,"
        " together with what was approved before. Return the report, or have the other one corrected first."
    )


class FactsGone(Refused):
    """What the supplier filled in was erased."""

    code = "FACTS_GONE"
    words = _("What the supplier filled in was erased, so this cannot be approved any more. Reject the report.")


def approve_report(
    *, actor: Actor, report_id: int, version: int, today: date, evidence_seen: str = ""
) -> ReviewDecision:
    """Accept the report as it was seen (`version`); `evidence_seen` says which kind of document was seen, and when.

    Raises NotVisible, NotAllowed, DecidedBefore, NotWaiting, ChangedMeanwhile, NotValuable, CountedTwice, FactsGone.
    """
    with transaction.atomic():
        report = report_to_decide(actor, report_id, version, "report.approve")
        found = _valued(report)
        made = decide(
            actor=actor,
            report=report,
            decision=Decision.APPROVED,
            today=today,
            evidence_seen=evidence_seen.strip(),
            value_cents=found.total_cents,
        )
        _book(report, found, today)
    return made


def clash_with_approved(offer: Offer, earlier: Earlier, report: Report) -> Clash | None:
    """Return the days on which the person would count for more than full time (C9); None where there are none."""
    if offer.problems or report.contract.book is None or report.person_id is None:
        return None
    return clash_of(derived_figures(open_book(report.contract.book), offer.facts), earlier.figures)


def _valued(report: Report) -> Offer:
    """Return what the report is worth; raises NotValuable, CountedTwice, FactsGone."""
    earlier = earlier_of(report)
    try:
        found = offer_of_report(report, earlier)
    except FactsErased as erased:
        raise FactsGone from erased
    if found.problems:
        raise NotValuable(why=" ".join(map(problem_words, found.problems)))
    if clash := clash_with_approved(found, earlier, report):
        raise counted_twice(clash)
    return found


def counted_twice(clash: Clash) -> CountedTwice:
    """Return the refusal that names the days."""
    return CountedTwice(first_day=clash.first_day.isoformat(), last_day=clash.last_day.isoformat())


def _book(report: Report, found: Offer, today: date) -> None:
    policy = report.contract.book
    if policy is None:
        raise ValueError("a contract in force has its policy")
    book_value(
        report=report,
        policy=policy,
        book=open_book(policy),
        facts=found.facts,
        valuation=found.valuation,
        today=today,
    )
