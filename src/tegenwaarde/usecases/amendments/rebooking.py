"""What approved reports are worth on other contract days, and booking them again: lines are reversed (C1).

A report is looked at by its own facts on the old and on the new days. Only where those differ it is booked again.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.engine.results import Valuation
from tegenwaarde.engine.valuing import curve, derived_figures, quarter_lines, value_placement
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Contract, LedgerLine, Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.double_counting.clashes import caps_of
from tegenwaarde.usecases.double_counting.refusing import why_not_counted
from tegenwaarde.usecases.ledger.book_value import book_value
from tegenwaarde.usecases.ledger.reverse import reverse_lines
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.reports.facts import earlier_of, facts_for_block

ERASED, ELSEWHERE, REFUSED = "erased", "elsewhere", "refused"


@dataclass(frozen=True, slots=True)
class Rebooking:
    """An approved report that is worth something else on the new days; cents, `by_today_cents` up to and with today."""

    report: Report
    facts: PlacementFacts
    valuation: Valuation
    before_cents: int
    by_today_cents: int

    @property
    def after_cents(self) -> int:
        """Return what the report is worth on the new days."""
        return self.valuation.amounts.total

    @property
    def difference_cents(self) -> int:
        """Return how much more counts; below zero where it is less."""
        return self.after_cents - self.before_cents


@dataclass(frozen=True, slots=True)
class Left:
    """An approved report that stays as it was booked: its facts were erased, it counts elsewhere, or it is refused."""

    report: Report
    why: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Rebookings:
    """What other days do to the approved reports of a contract."""

    booked_again: tuple[Rebooking, ...] = ()
    left: tuple[Left, ...] = ()

    @property
    def difference_cents(self) -> int:
        """Return how much more counts up to the contract's end."""
        return sum(one.difference_cents for one in self.booked_again)

    @property
    def by_today_cents(self) -> int:
        """Return how much more counts up to and with today."""
        return sum(one.by_today_cents for one in self.booked_again)


def rebookings(contract: Contract, days: Period, today: date) -> Rebookings:
    """Return what approved reports would be worth if the contract had these days; nothing is written.

    Some queries for each report, none where the days stay as they are.
    """
    if contract.book is None or (contract.start, contract.end) == (days.start, days.last):
        return Rebookings()
    moved = copy(contract)
    moved.start, moved.end = days.start, days.last
    reports = Report.unfenced.filter(contract=contract, state=ReportState.APPROVED)
    rows = list(reports.select_related("person", "contract__book").order_by("pk"))
    booked = _booked(rows)
    found = [_looked_at(report, contract, moved, booked.get(report.pk, 0), today) for report in rows]
    return Rebookings(
        tuple(one for one in found if isinstance(one, Rebooking)), tuple(one for one in found if isinstance(one, Left))
    )


def book_again(contract: Contract, found: Iterable[Rebooking], today: date) -> None:
    """Reverse what each report has and book its new value with a new receipt; inside the caller's transaction."""
    if contract.book is None:
        raise ValueError("a contract in force has its policy")
    book = open_book(contract.book)
    for one in found:
        reverse_lines(one.report, today)
        book_value(
            report=one.report,
            policy=contract.book,
            book=book,
            facts=one.facts,
            valuation=one.valuation,
            today=today,
        )


def _looked_at(
    report: Report, contract: Contract, moved: Contract, booked: int, today: date
) -> Rebooking | Left | None:
    if contract.book is None:
        return None
    book = open_book(contract.book)
    try:
        before, after = _facts(book, report, contract), _facts(book, report, moved)
    except FactsErased:
        return Left(report, ERASED)
    if quarter_lines(book, before) == quarter_lines(book, after):
        return None
    valuation = value_placement(book, after)
    if valuation.problems:
        return Left(report, REFUSED, valuation.problems)
    grows = valuation.amounts.total > value_placement(book, before).amounts.total
    if grows and report.person_id and why_not_counted(report, derived_figures(book, after)):
        return Left(report, ELSEWHERE)
    then, now = curve(book, before, [today])[0], curve(book, after, [today])[0]
    return Rebooking(report, after, valuation, booked, now.total - then.total)


def _facts(book: PolicyBook, report: Report, contract: Contract) -> PlacementFacts:
    return facts_for_block(
        book=book,
        contract=contract,
        answers=answers_of(report),
        block_id=report.block,
        earlier=earlier_of(report),
        share=report.share,
        caps=caps_of(report),
    )


def _booked(reports: Iterable[Report]) -> dict[int, int]:
    rows = LedgerLine.unfenced.filter(report__in=list(reports)).order_by()
    return dict(rows.values_list("report_id").annotate(Sum("cents")))
