"""A row of a sheet as the answers of the form: the same facts, kept no longer than the block needs them."""

from __future__ import annotations

from datetime import date

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER
from tegenwaarde.engine.tables import needed_facts_of
from tegenwaarde.kernel.calendar import date_of
from tegenwaarde.policy.book import Block
from tegenwaarde.usecases.reports.answers import Answers
from tegenwaarde.usecases.reports.questions import question_id
from tegenwaarde.usecases.sheets.candidates import CHANGES
from tegenwaarde.usecases.sheets.rows import Rows


def answers_of_row(rows: Rows, row: int, block: Block, *, fifty_plus: bool = False) -> Answers:
    """Return the row's answers; the date of birth only where the block has an age limit, or `fifty_plus` counts."""
    born_matters = fifty_plus or "birth_date" in needed_facts_of(block)
    since = _day(rows, row, "benefit_since") if block.benefit_span else None
    return Answers(
        situations=(question_id(block),),
        benefit_since=((block.benefit_span.benefit, since),) if block.benefit_span and since else (),
        birth_date=_day(rows, row, "birth_date") if born_matters else None,
        refugee=bool(rows.numbers["refugee"][row]),
        study_start=_day(rows, row, "study_start"),
        study_end=_day(rows, row, "study_end"),
        employment_start=_day(rows, row, "employment_start"),
        employment_end=_day(rows, row, "employment_end"),
        hours_per_week=_number(rows, row, "hours_per_week"),
        hours_changes=hours_changes(rows, row),
        fulltime_hours=_number(rows, row, "fulltime_hours"),
        permanent_from=_day(rows, row, "permanent_from"),
        infra_paid_on=_day(rows, row, "infra_paid_on"),
    )


def hours_changes(rows: Rows, row: int) -> tuple[tuple[date, int], ...]:
    """Return the row's changes of hours that are whole, in order of day."""
    found = ((_day(rows, row, day), _number(rows, row, hours)) for day, hours in CHANGES)
    return tuple(sorted((day, hours) for day, hours in found if day is not None and hours is not None))


def _day(rows: Rows, row: int, name: str) -> date | None:
    number = int(rows.days[name][row])
    return None if number == NO_DAY else date_of(number)


def _number(rows: Rows, row: int, name: str) -> int | None:
    number = int(rows.numbers[name][row])
    return None if number == NO_NUMBER else number
