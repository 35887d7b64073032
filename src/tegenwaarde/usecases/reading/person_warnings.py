"""What a coordinator has to look at about the person of a report: reported before, as what, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from tegenwaarde.policy.book import Block
from tegenwaarde.records.models import Report
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.double_counting.beside import Beside, beside
from tegenwaarde.usecases.reports.answers import answers_of


def person_warnings(report: Report) -> tuple[str, ...]:
    """Return what is odd about reporting this person so: under another block before, or at the same employer (row 7).

    Says on which contract, and never which block or day another report has: that may lie outside the fence.
    """
    others = [one for one in beside(report) if one.distinction is None]
    return (*_other_block(report, others), *_same_employer(report, others)) if others else ()


def _other_block(report: Report, others: list[Beside]) -> Iterator[str]:
    found = [one.report for one in others if one.report.block != report.block]
    if found:
        words = _(
            "This person was also reported as another building block: {contracts}. Check which fits on the first"
            " working day."
        )
        yield words.format(contracts=_named(found))


def _same_employer(report: Report, others: list[Beside]) -> Iterator[str]:
    block, first = _block(report), _first_day(report)
    if block is None or not block.new_employer or first is None:
        return
    before = [one.report for one in others if one.report.person_id == report.person_id and _earlier(one.report, first)]
    if before:
        words = _(
            "This building block asks for a new employer, and the supplier reported this person before: {contracts}."
            " Ask whether the person worked there already."
        )
        yield words.format(contracts=_named(before))


def _named(reports: list[Report]) -> str:
    """Return the contracts, each once, with the supplier."""
    names = (
        f"“{one.contract.title}” ({one.contract.supplier.name})" if one.contract.supplier else f"“{one.contract.title}”"
        for one in reports
    )
    return ", ".join(dict.fromkeys(names))


def _block(report: Report) -> Block | None:
    if report.contract.book is None:
        return None
    return next((one for one in open_book(report.contract.book).blocks if one.id == report.block), None)


def _first_day(report: Report) -> date | None:
    try:
        return answers_of(report).employment_start
    except FactsErased:
        return None


def _earlier(other: Report, first: date) -> bool:
    began = _first_day(other)
    return began is None or began < first
