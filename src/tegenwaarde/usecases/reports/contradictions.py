"""What cannot be right in a supplier's answers, whatever block is chosen: days that contradict each other, a BSN."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import fields
from datetime import date

from tegenwaarde.engine.single import FIRST_DATE, LAST_DATE
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.figures import day
from tegenwaarde.usecases.numbers import labelled_numbers
from tegenwaarde.usecases.reports.answers import Answers

BENEFIT_NAMES = {"participatiewet": "Participatiewet", "ww": "WW"}
START = "employment_start"


def contradictions(answers: Answers, today: date | None = None, given: Container[str] | None = None) -> list[Problem]:
    """Return the days that cannot be right, each at its field.

    `given` names the answers that were filled in just now (None: all); a contradiction stands at one of those. A birth
    date after `today` is refused too.
    """
    outside = list(_outside_the_calendar(answers, given))
    return outside or [
        *_reversed(answers),
        *_hours_that_change(answers),
        *_after_the_first_day(answers, given),
        *_born_later(answers, today, given),
        *_numbers_of_people(answers),
    ]


def _numbers_of_people(answers: Answers) -> Iterator[Problem]:
    if labelled_numbers(answers.participation).refused:
        text = "Leave the citizen service number (BSN) or the number of an identity document out."
        yield Problem("TEXT_HAS_NUMBER", text, "participation")


def _hours_that_change(answers: Answers) -> Iterator[Problem]:
    first, last = answers.employment_start, answers.employment_end
    for place, (since, _hours) in enumerate(answers.hours_changes, start=1):
        if first and since <= first:
            text = "The hours change on a later day than the first working day, {first}. Correct one of the two."
            yield Problem("HOURS_CHANGE_BEFORE_START", text, f"change_{place}_day", (("first", day(first)),))
        elif last and since > last:
            text = "The hours change after the last working day, {last}. Take this change out, or correct the day."
            yield Problem("HOURS_CHANGE_AFTER_END", text, f"change_{place}_day", (("last", day(last)),))


def _outside_the_calendar(answers: Answers, given: Container[str] | None) -> Iterator[Problem]:
    dated = [(field.name, field.name, getattr(answers, field.name)) for field in fields(answers)]
    dated += [("benefit_since", f"since_{benefit}", since) for benefit, since in answers.benefit_since]
    changes = enumerate(answers.hours_changes, start=1)
    dated += [("hours_changes", f"change_{place}_day", since) for place, (since, _hours) in changes]
    for name, place, value in dated:
        outside = isinstance(value, date) and not FIRST_DATE <= value <= LAST_DATE
        if outside and (given is None or name in given):
            yield Problem("DAY_OUTSIDE_CALENDAR", "Give a day from 1900 to 2199.", place)


def _reversed(answers: Answers) -> Iterator[Problem]:
    if answers.employment_start and answers.employment_end and answers.employment_end < answers.employment_start:
        text = "The last working day is before the first: correct one of the two."
        yield Problem("EMPLOYMENT_END_BEFORE_START", text, "employment_end")
    if answers.study_start and answers.study_end and answers.study_end < answers.study_start:
        text = "The last day of study is before the first: correct one of the two."
        yield Problem("STUDY_END_BEFORE_START", text, "study_end")


def _after_the_first_day(answers: Answers, given: Container[str] | None) -> Iterator[Problem]:
    first = answers.employment_start
    for benefit, since in answers.benefit_since:
        if first and since > first and f"benefit-{benefit}" in answers.situations:
            figures = (("benefit", BENEFIT_NAMES.get(benefit, benefit)), ("since", day(since)), ("first", day(first)))
            place = _place(f"since_{benefit}", "benefit_since", given)
            yield Problem("BENEFIT_AFTER_START", AFTER_START, place, figures)


def _born_later(answers: Answers, today: date | None, given: Container[str] | None) -> Iterator[Problem]:
    born, first = answers.birth_date, answers.employment_start
    if born and first and born >= first:
        yield Problem("BORN_AFTER_START", BORN_AFTER_START, _place("birth_date", "birth_date", given))
    elif born and today and born > today:
        yield Problem("BORN_LATER", "The date of birth lies in the future: correct it.", "birth_date")


AFTER_START = "{benefit}: {since} lies after the first working day, {first}. Correct one of the two."
BORN_AFTER_START = "The date of birth is not before the first working day: correct one of the two."


def _place(field: str, name: str, given: Container[str] | None) -> str:
    return field if given is None or name in given else START
