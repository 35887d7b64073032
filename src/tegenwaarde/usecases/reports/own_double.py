"""Within one supplier nobody counts twice (C9): never more than all hours worked, never more than full time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from tegenwaarde.engine.valuing import derived_figures
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import LedgerLine, Receipt, Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reports.counting import WHOLE
from tegenwaarde.usecases.reports.facts import earlier_of
from tegenwaarde.usecases.reports.valuing import Offer, offer_of_report

FULL_TIME = Fraction(1)
TOO_MANY_HOURS = (
    "From {first_day} to {last_day} this person would count for more than all hours worked with you, together with what"
    " you reported on {contracts}. Divide the hours over the contracts, or correct one of the reports."
)
MORE_THAN_FULL_TIME = (
    "From {first_day} to {last_day} this person would count for more than full time, together with what you reported on"
    " {contracts}. Lower the part of the hours for one of the contracts, or correct one of the reports."
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both counted in, on which a report counts so much of full time, with so much of the hours worked."""

    first_day: date
    last_day: date
    factor: Fraction
    share: int
    contract: str


def counted_twice_here(report: Report, offer: Offer, replacing: frozenset[int] = frozenset()) -> Problem | None:
    """Return why the report counts hours twice beside the supplier's other reports about the person; None: it does not.

    `replacing` are approved reports that are corrected together with this one. Looks at the supplier's own reports
    only: submitted and approved ones.
    """
    if report.person_id is None or offer.problems or report.contract.book is None:
        return None
    figures = derived_figures(open_book(report.contract.book), offer.facts)
    own = list(stretches(figures, report.share, report.contract.title))
    beside = _others(report, replacing)
    others = [one for other, figures in beside for one in stretches(figures, other.share, other.contract.title)]
    for stretch in own:
        if found := first_excess(stretch, others):
            return found
    return None


def first_excess(stretch: Stretch, others: list[Stretch]) -> Problem | None:
    """Return why `stretch` counts too much beside the person's `others`; None where it does not (C9)."""
    beside = [one for one in others if one.first_day <= stretch.last_day and stretch.first_day <= one.last_day]
    days = sorted({max(stretch.first_day, one.first_day) for one in beside})
    for day in days:
        there = [one for one in beside if one.first_day <= day <= one.last_day]
        hours = stretch.share + sum(one.share for one in there)
        factor = stretch.factor + sum(one.factor for one in there)
        if hours > WHOLE or factor > FULL_TIME:
            text = TOO_MANY_HOURS if hours > WHOLE else MORE_THAN_FULL_TIME
            last = min(stretch.last_day, *(one.last_day for one in there))
            contracts = ", ".join(dict.fromkeys(f"“{one.contract}”" for one in there))
            named = (("first_day", day.isoformat()), ("last_day", last.isoformat()), ("contracts", contracts))
            return Problem("COUNTED_TWICE_HERE", text, "share", named)
    return None


def stretches(figures: Mapping[str, Any], share: int, contract: str) -> Iterator[Stretch]:
    """Yield the days of a receipt's figures on which anything counts, with the `share` of the hours worked."""
    hours = figures["hours"]
    ends = [date.fromisoformat(one["from_day"]) - ONE_DAY for one in hours[1:]]
    if hours:
        ends.append(date.fromisoformat(figures["last_day"]))
    for one, last in zip(hours, ends, strict=True):
        if one["part"]:
            factor = Fraction(one["part"], one["whole"])
            yield Stretch(date.fromisoformat(one["from_day"]), last, factor, share, contract)


def stretches_of_persons(person_ids: Iterable[int]) -> dict[int, list[Stretch]]:
    """Return, by person, the days on which reports count or wait; never one beside its correction."""
    rows = list(_counted().filter(person_id__in=list(person_ids)))
    found: dict[int, list[Stretch]] = {}
    for report, figures in _with_figures(rows, {row.corrects_id for row in rows}):
        own = stretches(figures, report.share, report.contract.title)
        found.setdefault(report.person_id or 0, []).extend(own)
    return found


def _others(report: Report, replacing: frozenset[int]) -> Iterator[tuple[Report, Mapping[str, Any]]]:
    """Yield the person's other reports that count or wait, with their figures; never one beside its correction."""
    rows = list(_counted().filter(person=report.person).exclude(pk=report.pk))
    yield from _with_figures(rows, {report.corrects_id, *replacing, *(row.corrects_id for row in rows)})


def _counted() -> QuerySet[Report]:
    """Return the reports that count or wait."""
    states = (ReportState.SUBMITTED, ReportState.APPROVED)
    return Report.unfenced.filter(state__in=states).select_related("contract__book")


def _with_figures(rows: list[Report], corrected: set[int | None]) -> Iterator[tuple[Report, Mapping[str, Any]]]:
    booked = booked_figures([row for row in rows if row.state == ReportState.APPROVED])
    for row in rows:
        if row.pk not in corrected and (figures := booked.get(row.pk) or figures_now(row)):
            yield row, figures


def booked_figures(reports: list[Report]) -> dict[int, Mapping[str, Any]]:
    """Return the figures in the receipts of approved reports, by report; without those approved for nothing."""
    lines = LedgerLine.unfenced.standing().filter(report__in=reports).order_by("receipt_id")
    receipts = dict(lines.values_list("report_id", "receipt_id").distinct())
    figures = dict(Receipt.unfenced.filter(pk__in=receipts.values()).values_list("pk", "figures"))
    return {report_id: figures[receipt_id] for report_id, receipt_id in receipts.items()}


def figures_now(report: Report) -> Mapping[str, Any] | None:
    """Return the figures of a report that waits; None where it has none, or was approved for nothing."""
    if report.state != ReportState.SUBMITTED or report.contract.book is None:
        return None
    try:
        offer = offer_of_report(report, earlier_of(report))
    except (FactsErased, KeyError):
        return None
    return derived_figures(open_book(report.contract.book), offer.facts) if offer.fits else None
