"""What a coordinator has to look at before deciding about a report; each warning says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tegenwaarde.policy.book import Counts
from tegenwaarde.records.models import Report
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.figures import day, money
from tegenwaarde.usecases.reading.person_warnings import person_warnings
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.reports.answers import PLACEMENT, Answers, answers_of
from tegenwaarde.usecases.reports.doubles import possible_doubles
from tegenwaarde.usecases.reports.valuing import Offer
from tegenwaarde.usecases.review.approve_report import double_counting

LONG_BEFORE = timedelta(days=365)  # a start that asks for a second look; no rule of policy


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at; `stops` says that it cannot be approved as it stands, `mild` that it is good to know."""

    words: str | Promise
    stops: bool = False
    mild: bool = False


def warnings_of(report: Report, offer: Offer | None, today: date) -> tuple[Warned, ...]:
    """Return what there is to look at; `offer` is the chosen block, None where the facts were erased."""
    if offer is None:
        erased = _("What the supplier filled in was erased, so this cannot be approved any more. Reject the report.")
        return (Warned(erased, stops=True),)
    answers = _answers(report)
    return (
        *_stops(report, offer),
        *_declared(report, answers),
        *(Warned(words) for words in person_warnings(report)),
        *_value(report, offer),
        *(_twice(report, answers) if answers else ()),
        *(_days(report, offer, answers, today) if answers else ()),
    )


def _stops(report: Report, offer: Offer) -> Iterator[Warned]:
    for problem in offer.problems:
        yield Warned(problem_words(problem), stops=True)
    if refusal := double_counting(report, offer):
        yield Warned(str(refusal), stops=True)


def _declared(report: Report, answers: Answers | None) -> Iterator[Warned]:
    if not report.no_displacement and (answers is None or answers.kind == PLACEMENT):
        yield Warned(
            _(
                "The supplier did not declare that nobody's existing work was displaced. Ask about it, or return the"
                " report."
            )
        )


def _value(report: Report, offer: Offer) -> Iterator[Warned]:
    if offer.fits and offer.total_cents != report.submitted_cents:
        words = _(
            "The value is now {now}; the supplier saw {then} when submitting. What is approved is the present value:"
            " see why in its explanation."
        )
        yield Warned(words.format(now=money(offer.total_cents), then=money(report.submitted_cents or 0)))


def _twice(report: Report, answers: Answers) -> Iterator[Warned]:
    for double in possible_doubles(report, answers):
        if double.number:
            words = _(
                "Report {report} on “{title}” has the same invoice number. Return one of the two if it is the same."
            )
        else:
            words = _("Report {report} on “{title}” looks the same. Return one of the two if it is the same.")
        yield Warned(words.format(report=double.report_id, title=double.title))


def _days(report: Report, offer: Offer, answers: Answers, today: date) -> Iterator[Warned]:
    start = report.contract.start
    if answers.employment_start and start and start - answers.employment_start > LONG_BEFORE:
        yield Warned(
            _(
                "The employment began more than a year before the contract. Ask whether this is the work that is done"
                " for this contract."
            )
        )
    yield from _ends(report, offer, answers, today)


def _ends(report: Report, offer: Offer, answers: Answers, today: date) -> Iterator[Warned]:
    """Yield what is odd about the last days: open, or passed since the report was submitted."""
    submitted, end = report.submitted_on or report.made_on, answers.employment_end
    if end and submitted <= end < today:
        words = _("The last working day, {day}, has passed since this was submitted. Ask whether the work goes on.")
        yield Warned(words.format(day=day(end)))
    studied = answers.study_end
    if studied and offer.block.counts is Counts.STUDY and submitted <= studied < today:
        words = _("The last day of study, {day}, has passed since this was submitted. Ask whether the study was ended.")
        yield Warned(words.format(day=day(studied)))
    counted = offer.valuation.counted
    if answers.employment_start and end is None and not answers.permanent_from and counted and today <= counted.last:
        words = _(
            "No last working day was given and no permanent contract, so the value counts up to {day} at the most."
            " Check the end day in the employment contract."
        )
        yield Warned(words.format(day=day(counted.last)), mild=True)


def _answers(report: Report) -> Answers | None:
    try:
        return answers_of(report)
    except FactsErased:
        return None
