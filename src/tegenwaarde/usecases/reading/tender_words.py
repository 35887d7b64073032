"""What happened to a tender, and what is to be done with it, in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.kernel.step import Step
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.usecases.reading.advice_events import ADVICE_EVENTS
from tegenwaarde.usecases.reading.sentences import Wording, Words
from tegenwaarde.usecases.reading.sentences_obligation import obligation_words

EXPECTED_THRESHOLDS = _(
    "If the tender is published on {tender_day}, the European thresholds are {services_supplies_cents} for services"
    " and supplies and {works_cents} for works."
)
EXPECTED_LAST_THRESHOLDS = _(
    "If the tender is published on {tender_day}, the European thresholds of that time are not known yet. The last ones,"
    " up to {last_day}, are used: {services_supplies_cents} for services and supplies, {works_cents} for works."
)

WORDS: Words = {
    "tender_planned": Wording(_("The tender was put in the calendar.")),
    "tender_uploaded": Wording(_("The tender was put in the calendar with a spreadsheet.")),
    "tender_from_notice": Wording(_("The tender was put in the calendar from a notice.")),
    "tender_copied": Wording(_("The tender was put in the calendar as a copy of “{title}”.")),
    "tender_moved": lambda step: Wording(
        _("The tender was moved from {from_quarter} to {to_quarter}."),
        more={"from_quarter": _quarter(step, "from_day"), "to_quarter": _quarter(step, "to_day")},
    ),
    "tender_valued": Wording(_("The estimated value became {to_cents}.")),
    "tender_revalued": Wording(_("The estimated value went from {from_cents} to {to_cents}.")),
    "tender_value_gone": Wording(_("The estimated value of {from_cents} was taken away.")),
    "tender_changed": Wording(_("Facts of the tender were changed.")),
    "tender_published": Wording(_("The tender was published on {published_day}.")),
    "tender_published_taken_back": Wording(_("The publication was taken back: the tender is planned again.")),
    "tender_awarded": Wording(_("The tender was awarded; {number} contracts came of it.")),
    "tender_awarded_taken_back": Wording(_("The award was taken back.")),
    "tender_dropped": Wording(_("The tender was dropped, with a reason.")),
    "tender_dropped_taken_back": Wording(_("The tender goes on after all.")),
    "contract_unlinked": Wording(_("A contract was taken off the tender.")),
    "spec_text_condition": Wording(
        _("Spec text {number} was taken: execution condition, version {template} of the text.")
    ),
    "spec_text_criterion": Wording(_("Spec text {number} was taken: award criterion, version {template} of the text.")),
    "spec_text_both": Wording(
        _("Spec text {number} was taken: award criterion and execution condition, version {template} of the text.")
    ),
    "spec_text_effort": Wording(_("Spec text {number} was taken: effort obligation, version {template} of the text.")),
    **ADVICE_EVENTS,
}


def expected_words(book: PolicyBook, *, day_assumed: bool) -> Words:
    """Return the words of an obligation that is expected: where the publication day is assumed, they say so."""
    words = obligation_words(book)
    return {**words, "thresholds": _thresholds} if day_assumed else words


def _thresholds(step: Step) -> Wording:
    past = str(step["tender_day"]) > str(step["last_day"])
    return Wording(EXPECTED_LAST_THRESHOLDS if past else EXPECTED_THRESHOLDS)


def _quarter(step: Step, name: str) -> str:
    found = Quarter.of(date.fromisoformat(str(step[name])))
    return str(_("quarter {number} of {year}")).format(number=found.number, year=found.year)
