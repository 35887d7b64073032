"""A policy's blocks by what they are called, in the texts that a supplier reads: never “row 5”."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.step import Step
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Component
from tegenwaarde.usecases.figures import sentence
from tegenwaarde.usecases.reading.sentences import Wording, Words
from tegenwaarde.usecases.reading.sentences_placement import PLACEMENT_WORDS
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.spoken import spoken

Labels = Mapping[str, str]

ANOTHER_BLOCK: dict[str, str | Promise] = {
    "BENEFIT_RAN_SHORTER": _(
        "On the first working day the benefit had run less than {months} months. Then this fits: {right_block}."
    ),
    "BENEFIT_RAN_LONGER": _(
        "On the first working day the benefit had run {months} months or more. Then this fits: {right_block}."
    ),
}
THIS_BLOCK: dict[str, str | Promise] = {
    "BENEFIT_RAN_SHORTER": _(
        "On the first working day the benefit had run less than {months} months: that does not count yet."
    ),
    "BENEFIT_RAN_LONGER": _(
        "On the first working day the benefit had run {months} months or more: that no longer counts."
    ),
    "TOO_OLD": _("This is for people who were not yet {age} on the first working day."),
    "INFRA_PAID_ON_MISSING": _("Fill in on which day Infra-Werkt was paid."),
    "PERMANENT_FROM_MISSING": _("Fill in the first day of the permanent contract."),
    "BENEFIT_SINCE_MISSING": _("Fill in on which day the benefit began."),
    "STUDY_START_MISSING": _("Fill in the first day of the study."),
    "STUDY_END_MISSING": _("It counts during the study: fill in the last day of the study."),
    "BIRTH_DATE_MISSING": _("There is an age limit: fill in the date of birth."),
    "ACTIVITY_HOURS_MISSING": _("Fill in the hours of the activity."),
    "INVOICE_EUR_MISSING": _("Fill in the amount of the invoice, without VAT."),
    "ACTIVITY_DATE_MISSING": _("Fill in the day."),
    "FULLTIME_HOURS_MISSING": _("Fill in the hours of a full-time week."),
    "HOURS_PER_WEEK_MISSING": _("Fill in the hours a week."),
    "EMPLOYMENT_END_MISSING": _("Fill in the last working day."),
    "EMPLOYMENT_START_MISSING": _("Fill in the first working day."),
}


def labels_of(book: PolicyBook) -> dict[str, str]:
    """Return what each block and extra of the book is called, by its id."""
    blocks = {one.id: spoken(one.label) for one in book.blocks}
    return blocks | {one.id: spoken(one.label) for one in book.extras}


def block_problem_words(problem: Problem, labels: Labels) -> str:
    """Return a problem in the language of the reader, with blocks by what they are called where `labels` has them."""
    figures = dict(problem.params)
    right = labels.get(str(figures.get("right_row", "")), "")
    words = ANOTHER_BLOCK.get(problem.code) if right else THIS_BLOCK.get(problem.code)
    if words is None or not labels or ("right_row" in figures and not right):
        return problem_words(problem)
    return sentence(str(words), figures | {"right_block": right})


NAMED: dict[str, tuple[str | Promise, str]] = {
    "nothing_counts": (
        _("No day of this employment counts for this contract: they do not overlap in the time that counts."),
        "",
    ),
    "yearly_amount": (_("{block}: {amount_cents} for a full-time year."), "amount_cents"),
    "invoice": (_("{block}: the paid invoice without VAT, on {on_day}."), "value_cents"),
    "activity": (_("{block}: the hours times {rate_cents} an hour, on {on_day}."), "value_cents"),
    "extra_pro_rata": (
        _("Extra ({extra}): {amount_cents} a year, with the same hours, for at most one year. Once for each person."),
        "value_cents",
    ),
    "extra_once": (_("Extra ({extra}): once, on {on_day}."), "amount_cents"),
}


def words_for_suppliers(labels: Labels) -> Words:
    """Return the sentences of a placement's value in which blocks go by what they are called."""
    return {**PLACEMENT_WORDS, **dict.fromkeys(NAMED, partial(_named, labels))}


def _named(labels: Labels, step: Step) -> Wording:
    words, figure = NAMED[step.code]
    figures = dict(step.figures)
    more = {"block": labels.get(str(figures.get("row", "")), "")}
    if "component" in figures:
        more["extra"] = str(Component(str(figures["component"])).label)
    return Wording(words, figure=figure, more=more)
