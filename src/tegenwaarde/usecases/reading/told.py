"""A supplier's answers as a list of facts in plain words, for whoever may see them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.usecases.figures import day, hours, money
from tegenwaarde.usecases.reports.answers import Answers
from tegenwaarde.usecases.reports.contradictions import BENEFIT_NAMES
from tegenwaarde.usecases.reports.questions import extra_for, person_blocks, question_id
from tegenwaarde.usecases.spoken import spoken

Told = tuple[tuple[str, str], ...]


def told(book: PolicyBook, answers: Answers, block_id: str) -> Told:
    """Return what the supplier told, as pairs of a label and words; only what was answered.

    With no `block_id` nothing was chosen yet: then the situations that were ticked stand there.
    """
    return (*_situation(book, answers, block_id), *_work(book, answers), *_extras(book, answers), *_flat(answers))


def _situation(book: PolicyBook, answers: Answers, block_id: str) -> Iterator[tuple[str, str]]:
    block = next((block for block in book.blocks if block.id == block_id), None)
    if block is not None:
        yield _("Building block"), _("{label} (row {row})").format(label=spoken(block.label), row=block.id)
    else:
        yield from _ticked(book, answers)
    span = block.benefit_span if block else None
    for benefit, since in answers.benefit_since:
        if span is None or span.benefit == benefit:
            yield _("{benefit} since").format(benefit=BENEFIT_NAMES.get(benefit, benefit)), day(since)
    if answers.study_start:
        yield _("First day of study"), day(answers.study_start)
    if answers.study_end:
        yield _("Last day of study"), day(answers.study_end)
    if answers.birth_date:
        yield _("Date of birth"), day(answers.birth_date)


def _ticked(book: PolicyBook, answers: Answers) -> Iterator[tuple[str, str]]:
    for block in person_blocks(book):
        if question_id(block) in answers.situations and not block.benefit_span:
            yield _("Applies to this person"), spoken(block.label)


def _work(book: PolicyBook, answers: Answers) -> Iterator[tuple[str, str]]:
    if answers.employment_start:
        yield _("First working day"), day(answers.employment_start)
        yield _("Last working day"), day(answers.employment_end) if answers.employment_end else _("goes on")
    if answers.hours_per_week:
        yield (
            _("Hours a week"),
            _("{worked} of {fulltime}").format(
                worked=hours(answers.hours_per_week), fulltime=hours(answers.fulltime_hours or book.fulltime_hours)
            ),
        )

    for since, worked in answers.hours_changes:
        yield _("Hours a week from {day}").format(day=day(since)), hours(worked)


def _extras(book: PolicyBook, answers: Answers) -> Iterator[tuple[str, str]]:
    given = {
        "permanent_from": answers.permanent_from and day(answers.permanent_from),
        "refugee": answers.refugee and _("yes"),
        "infra_paid_on": answers.infra_paid_on and day(answers.infra_paid_on),
    }
    for fact, words in given.items():
        extra = extra_for(book, fact)
        if words and extra:
            yield spoken(extra.label), words


def _flat(answers: Answers) -> Iterator[tuple[str, str]]:
    if answers.activity_date:
        yield _("Day"), day(answers.activity_date)
    if answers.invoice_cents is not None:
        yield _("Invoice without VAT"), money(answers.invoice_cents)
    if answers.invoice_by:
        yield _("Invoice of"), answers.invoice_by
    if answers.invoice_number:
        yield _("Invoice number"), answers.invoice_number
    if answers.activity_hours is not None:
        yield _("Hours of the activity"), hours(answers.activity_hours)
    if answers.participation:
        yield _("How it gives people a better chance of work"), answers.participation
