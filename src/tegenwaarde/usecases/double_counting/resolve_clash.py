"""Decide whose hours count where one person was reported twice, or that these are two persons after all (C9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible, find, reports_visible_to, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import ClashOutcome, ClashResolution, Distinction, Report, ReportState
from tegenwaarde.usecases.double_counting.beside import full_time_hours
from tegenwaarde.usecases.double_counting.clashes import Clash, clashes_of, hours_of
from tegenwaarde.usecases.persons.alike import lock_alike
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember

SOMEBODY_ELSE = "somebody_else"
OUTCOMES = (ClashOutcome.THIS.value, ClashOutcome.OTHER.value, ClashOutcome.SPLIT.value, SOMEBODY_ELSE)


class DecidedMeanwhile(Refused):
    """Somebody decided about the two, or one of them changed, since they were looked at."""

    code = "CLASH_CHANGED"
    words = _("Meanwhile somebody decided about this double counting, or a report changed. Look at it again.")


class NothingWaits(Refused):
    """The report does not wait for a decision, so its hours are not divided any more."""

    code = "CLASH_NOT_WAITING"
    words = _("This report does not wait for a decision, so nothing can be decided about its hours.")


class SamePerson(Refused):
    """Two reports under one reference of one supplier are about one person."""

    code = "SAME_PERSON"
    words = _("The supplier reported both under the same reference, so they are about the same person.")


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided: one of OUTCOMES, why, and for a split how many hours a week of this report count."""

    outcome: str
    reason: str
    hours: int | None = None


def seen_of(report: Report, clash: Clash) -> str:
    """Return what was looked at, for `resolve_clash`: it changes with either report and with each decision."""
    latest = clash.decided.pk if clash.decided else 0
    apart = clash.distinction.pk if clash.distinction else 0
    return f"{report.version}-{clash.other.pk}-{clash.other.version}-{latest}-{apart}"


def resolve_clash(
    *, actor: Actor, report_id: int, other_id: int, decided: Decided, seen: str, today: date
) -> ClashResolution | Distinction:
    """Record the decision about a report that waits and the other; `seen` is what was looked at (`seen_of`).

    A later decision takes the place of an earlier one. Raises NotVisible, NotAllowed, NothingWaits, DecidedMeanwhile,
    SamePerson, and Invalid at `outcome`, `hours` or `reason`.
    """
    found = find(reports_visible_to(actor, "clash.see"), pk=report_id)
    require(actor, "clash.resolve", found.contract)
    with transaction.atomic():
        report = _locked(report_id)
        clash = next((one for one in clashes_of(report) if one.other.pk == other_id), None)
        if clash is None:
            raise NotVisible(f"no double counting of {report_id} with {other_id}")
        if seen_of(report, clash) != seen:
            raise DecidedMeanwhile
        if problems := _problems(decided, clash, hours_here(report, clash)):
            raise Invalid(problems)
        made = _made(actor, report, clash, decided, today)
        _tell(actor, report, clash.other, made, today)
    return made


def _locked(report_id: int) -> Report:
    rows = Report.unfenced.select_for_update(of=("self",)).select_related("contract__book", "person")
    report = rows.get(pk=report_id)
    if report.person is not None:
        lock_alike(report.person)
    if report.state != ReportState.SUBMITTED:
        raise NothingWaits
    return report


def hours_here(report: Report, clash: Clash) -> int:
    """Return the most hours a week (hundredths) that the report itself has on the days that are too much."""
    return hours_of(max(one.here for one in clash.days), full_time_hours(report))


def _problems(decided: Decided, clash: Clash, most: int) -> list[Problem]:
    problems = []
    if decided.outcome not in OUTCOMES:
        problems.append(Problem("CLASH_OUTCOME_MISSING", "Choose whose hours count.", "outcome"))
    if decided.outcome == ClashOutcome.SPLIT and decided.hours is None:
        problems.append(Problem("CLASH_HOURS_MISSING", "Say how many hours a week of this report count.", "hours"))
    elif decided.outcome == ClashOutcome.SPLIT and decided.hours is not None and decided.hours > most:
        text = "This report has fewer hours a week itself. Fill in how many of those count."
        problems.append(Problem("CLASH_HOURS_TOO_MANY", text, "hours"))
    if not decided.reason.strip():
        text = "Say why, so that a colleague understands it later. Name nobody."
        problems.append(Problem("REASON_MISSING", text, "reason"))
    return problems


def _made(actor: Actor, report: Report, clash: Clash, decided: Decided, today: date) -> ClashResolution | Distinction:
    reason = decided.reason.strip()
    if decided.outcome == SOMEBODY_ELSE:
        return _told_apart(actor, report, clash, reason, today)
    if clash.distinction is not None:
        clash.distinction.delete()
    hours = {ClashOutcome.OTHER.value: clash.left, ClashOutcome.SPLIT.value: decided.hours}.get(decided.outcome)
    return ClashResolution.unfenced.create(
        report=report,
        other=clash.other,
        outcome=decided.outcome,
        counted_hours=hours,
        first_day=clash.first_day,
        last_day=clash.last_day,
        reason=reason,
        decided_by_id=actor.user_id,
        decided_on=today,
    )


def _told_apart(actor: Actor, report: Report, clash: Clash, reason: str, today: date) -> Distinction:
    if report.person_id == clash.other.person_id:
        raise SamePerson
    if clash.distinction is not None:
        return clash.distinction
    first, second = sorted((report.person_id or 0, clash.other.person_id or 0))
    return Distinction.unfenced.create(
        first_id=first, second_id=second, reason=reason, decided_by_id=actor.user_id, decided_on=today
    )


def _tell(actor: Actor, report: Report, other: Report, made: ClashResolution | Distinction, today: date) -> None:
    """Remember on both contracts that it was decided; who it is about, and where else, is not said."""
    code = "clash_told_apart" if isinstance(made, Distinction) else "clash_decided"
    remember(actor=actor, contract=report.contract, code=code, today=today, report=report.pk)
    if other.contract_id != report.contract_id:
        remember(actor=actor, contract=other.contract, code=code, today=today, report=other.pk)
