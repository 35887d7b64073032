"""Check a whole spreadsheet of tenders: every error at its cell, and how each row stands to the calendar."""

from __future__ import annotations

from dataclasses import dataclass, field

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.calendar_sheets.columns import CALENDAR
from tegenwaarde.usecases.calendar_sheets.judge import judged
from tegenwaarde.usecases.calendar_sheets.staged import StagedTender
from tegenwaarde.usecases.calendar_sheets.told import ToldRow, told_rows
from tegenwaarde.usecases.calendar_sheets.world import CalendarWorld
from tegenwaarde.usecases.ports.sheets import ReadTables
from tegenwaarde.usecases.sheets.filled import filled_rows
from tegenwaarde.usecases.sheets.findings import Finding, errors_in, in_order
from tegenwaarde.usecases.sheets.recognise import Recognised
from tegenwaarde.usecases.sheets.rows import Rows

MOST_ROWS = 1_000


@dataclass(slots=True, eq=False)
class CheckedCalendar:
    """What came of checking: the rows where all are right, what was found, and the sheets that were recognised."""

    rows: list[StagedTender] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheets: list[Recognised] = field(default_factory=list)

    @property
    def errors(self) -> list[Finding]:
        """Return what stops the sheet."""
        return errors_in(self.findings)


def check_calendar(read: ReadTables, world: CalendarWorld) -> CheckedCalendar:
    """Check everything that was read."""
    filled = filled_rows(read, CALENDAR, MOST_ROWS)
    checked = CheckedCalendar(findings=filled.findings, sheets=filled.sheets)
    if not filled.readable:
        return checked
    for rows in filled.rows:
        checked.rows += _check(rows, world)
        checked.findings += rows.findings
    checked.findings = in_order(checked.findings)
    if checked.errors:
        checked.rows = []
    return checked


def _check(rows: Rows, world: CalendarWorld) -> list[StagedTender]:
    def tell(row: int, name: str, problem: Problem) -> None:
        if not rows.cannot_read(row, name) and not _told_there(rows, row, name):
            rows.tell(row, name, Problem(problem.code, problem.text, params=problem.params))

    return judged(told_rows(rows, world.buyers), world, tell)


def _told_there(rows: Rows, row: int, name: str) -> bool:
    """Say whether something was told at that cell already: one thing at a time is enough to correct it."""
    return any(at == row and column == name for at, column, _code in rows.told)


def check_again(staged: list[StagedTender], world: CalendarWorld) -> list[StagedTender] | None:
    """Return the rows as they stand now; None where something is wrong with one of them by now."""
    wrong: list[Problem] = []
    told = [ToldRow(place, one.line, one.facts) for place, one in enumerate(staged)]
    again = judged(told, world, lambda _row, _name, problem: wrong.append(problem))
    return None if wrong else again
