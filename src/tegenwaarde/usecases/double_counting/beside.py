"""Which reports count beside a report: those of the same somebody that wait or were approved, with their days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from tegenwaarde.records.models import Distinction, Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.double_counting.days import Part, parts_of
from tegenwaarde.usecases.persons.alike import alike
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.reports.own_double import booked_figures, figures_now

COUNTED = (ReportState.SUBMITTED, ReportState.APPROVED)


@dataclass(frozen=True, slots=True)
class Beside:
    """Another report about the same somebody, its days, and why it is somebody else after all, where that was found.

    Days of an approved report are those of its receipt; of one that waits those that its answers come to.
    """

    report: Report
    parts: tuple[Part, ...]
    distinction: Distinction | None = None


def own_parts(report: Report) -> tuple[Part, ...]:
    """Return the days on which the report itself counts, before anything was decided about double counting."""
    return _parts([report]).get(report.pk, ())


def beside(report: Report) -> tuple[Beside, ...]:
    """Return what counts beside the report, over all suppliers and buyers; nothing for a report about no person.

    A report that is corrected never stands beside its correction. Of one supplier's person a correction that waits
    takes the place of what it corrects; of others what is approved counts until the correction is.
    """
    if report.person is None:
        return ()
    ids = alike(report.person)
    apart = _told_apart(report.person_id or 0, ids)
    rows = Report.unfenced.filter(person_id__in=ids, state__in=COUNTED).exclude(pk__in=_itself(report))
    others = _without_doubles(report, rows.select_related("contract__book", "contract__supplier", "person"))
    parts = _parts(others)
    found = ((other, parts.get(other.pk, ())) for other in others)
    return tuple(Beside(other, days, apart.get(other.person_id or 0)) for other, days in found if days)


def standing_beside(report: Report) -> tuple[Beside, ...]:
    """Return what is approved and stands in the ledger beside the report, whatever waits to correct it."""
    if report.person is None:
        return ()
    ids = alike(report.person)
    apart = _told_apart(report.person_id or 0, ids)
    rows = Report.unfenced.filter(person_id__in=ids, state=ReportState.APPROVED).exclude(pk__in=_itself(report))
    others = [row for row in rows.select_related("contract") if row.person_id not in apart]
    parts = _parts(others)
    return tuple(Beside(other, parts[other.pk]) for other in others if other.pk in parts)


def full_time_hours(report: Report) -> int:
    """Return the hours of a full-time week where the person works (hundredths); the policy's where not given (C2)."""
    try:
        own = answers_of(report).fulltime_hours
    except FactsErased:
        own = None
    if own is None and report.contract.book is not None:
        own = open_book(report.contract.book).fulltime_hours
    return own or 0


def lineage(report: Report) -> tuple[int, ...]:
    """Return the ids of the report and of those that it corrects, one after another: they share their decisions."""
    found, before = [report.pk], report.corrects_id
    while before is not None:
        found.append(before)
        before = Report.unfenced.values_list("corrects_id", flat=True).get(pk=before)
    return tuple(found)


def _itself(report: Report) -> tuple[int, ...]:
    corrections = Report.unfenced.filter(corrects=report).values_list("pk", flat=True)
    return (*lineage(report), *corrections)


def _without_doubles(report: Report, rows: Iterable[Report]) -> list[Report]:
    known = list(rows)
    corrected = {row.corrects_id for row in known if row.person_id == report.person_id}
    return [row for row in known if row.pk not in corrected and not _waits_to_correct_another(row, report)]


def _waits_to_correct_another(row: Report, report: Report) -> bool:
    return row.corrects_id is not None and row.state == ReportState.SUBMITTED and row.person_id != report.person_id


def _parts(reports: list[Report]) -> dict[int, tuple[Part, ...]]:
    booked = booked_figures([one for one in reports if one.state == ReportState.APPROVED])
    figures: dict[int, Any] = {one.pk: booked.get(one.pk) or figures_now(one) for one in reports}
    return {pk: parts_of(found) for pk, found in figures.items() if found}


def _told_apart(person_id: int, ids: tuple[int, ...]) -> dict[int, Distinction]:
    """Return by person who of `ids` was found not to be this person after all."""
    pairs = Q(first_id=person_id, second_id__in=ids) | Q(second_id=person_id, first_id__in=ids)
    found = Distinction.unfenced.filter(pairs).select_related("decided_by")
    return {one.second_id if one.first_id == person_id else one.first_id: one for one in found}
