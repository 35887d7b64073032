"""Approve a report: its value is accepted, and stands in the ledger by quarter, with its receipt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.engine.valuing import derived_figures
from tegenwaarde.records.models import Decision, Report, ReviewDecision
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.double_counting.clashes import caps_of
from tegenwaarde.usecases.double_counting.refusing import CountedTwice, why_not_counted
from tegenwaarde.usecases.evidence.seen import Seen, asked_of, record_seen, require_evidence, seen_in_words
from tegenwaarde.usecases.ledger.book_value import book_value
from tegenwaarde.usecases.refusals import Refused, problem_words
from tegenwaarde.usecases.reports.deciding import ChangedMeanwhile, decide, report_to_decide
from tegenwaarde.usecases.reports.facts import earlier_of
from tegenwaarde.usecases.reports.valuing import Offer, offer_of_report
from tegenwaarde.usecases.review.replacing import replace_corrected


class NotValuable(Refused):
    """The rules refuse what was reported."""

    code = "NOT_VALUABLE"
    words = _("This report cannot be approved as it stands. {why} Return it to the supplier.")


class FactsGone(Refused):
    """What the supplier filled in was erased."""

    code = "FACTS_GONE"
    words = _("What the supplier filled in was erased, so this cannot be approved any more. Reject the report.")


def approve_report(
    *,
    actor: Actor,
    report_id: int,
    version: int,
    today: date,
    seen: Iterable[Seen] = (),
    evidence_seen: str = "",
    without_evidence_reason: str = "",
    shown_cents: int | None = None,
) -> ReviewDecision:
    """Accept the report as it was seen (`version`), with the evidence that was `seen` now or before.

    `evidence_seen` is what else was seen, in words; `without_evidence_reason` says why, where something was not seen.
    `shown_cents` is the value that was looked at: where it is another by now, nothing is approved.
    Raises NotVisible, NotAllowed, DecidedBefore, NotWaiting, ChangedMeanwhile, NotValuable, CountedTwice, StillCounted,
    FactsGone, EvidenceMissing, and Invalid with problems at `seen_<kind>`.
    """
    with transaction.atomic():
        report = report_to_decide(actor, report_id, version, "report.approve")
        found = valued(report)
        if refusal := double_counting(report, found):
            raise refusal
        if shown_cents not in (None, found.total_cents):
            raise ChangedMeanwhile
        asked = asked_of(report, found)
        record_seen(actor=actor, report=report, asked=asked, seen=seen, today=today)
        missing = require_evidence(report, asked, without_evidence_reason)
        made = decide(
            actor=actor,
            report=report,
            decision=Decision.APPROVED,
            today=today,
            reason=without_evidence_reason.strip() if missing else "",
            evidence_seen=seen_in_words(report, asked, evidence_seen),
            value_cents=found.total_cents,
        )
        replace_corrected(actor=actor, report=report, today=today)
        _book(report, found, today)
    return made


def valued(report: Report) -> Offer:
    """Return what the report is worth, with what was decided about double counting; NotValuable, FactsGone."""
    try:
        found = offer_of_report(report, earlier_of(report), caps_of(report))
    except FactsErased as erased:
        raise FactsGone from erased
    if found.problems:
        raise NotValuable(why=" ".join(map(problem_words, found.problems)))
    return found


def double_counting(report: Report, found: Offer) -> CountedTwice | None:
    """Return why double counting stands in the way of approving the report for what was `found`; None: it does not."""
    if found.problems or report.person_id is None or report.contract.book is None:
        return None
    return why_not_counted(report, derived_figures(open_book(report.contract.book), found.facts))


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
