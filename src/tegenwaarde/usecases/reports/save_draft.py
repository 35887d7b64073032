"""Keep what the supplier filled in so far; nothing typed is lost, and nothing is checked against the rules yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Report
from tegenwaarde.usecases.persons.identify import Identity
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.reports.answers import PLACEMENT, answers_of, sealed_answers
from tegenwaarde.usecases.reports.contradictions import contradictions
from tegenwaarde.usecases.reports.opening import (
    OPEN,
    ChangedElsewhere,
    ReportNotOpen,
    forget_person_without_reports,
    person_called,
    report_to_write,
)


class SamePersonOnly(Refused):
    """A change, or a report with shared facts, is about the person that it was about."""

    code = "SAME_PERSON_ONLY"
    words = _("This report belongs to another report about the same person, so it stays about that person.")


def save_draft(
    *,
    actor: Actor,
    report_id: int,
    values: Mapping[str, Any],
    version: int | None = None,
    today: date | None = None,
) -> Report:
    """Put `values` (names of `Answers`) in place of what the draft held; the others stay.

    `version` is the one that was looked at: where the report changed since, nothing of it is written over. `today`
    lets a birth date in the future be refused.
    Raises NotVisible, NotAllowed, ReportNotOpen, ContractNotRunning, ChangedElsewhere, and Invalid for days that
    contradict each other.
    """
    with transaction.atomic():
        report = report_to_write(actor, report_id)
        before = answers_of(report)
        answers = before.with_values(values)
        if version not in (None, report.version) and answers != before:
            raise ChangedElsewhere
        if problems := contradictions(answers, today, values):
            raise Invalid(problems)
        _claim(report, facts=sealed_answers(answers))
    return report


def choose_block(
    *,
    actor: Actor,
    report_id: int,
    block: str,
    no_displacement: bool,
    values: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Report:
    """Keep the block and the declaration that nobody's work was displaced (C11), before submitting.

    Raises NotVisible, NotAllowed, ReportNotOpen, ContractNotRunning, ChangedElsewhere for another `version`.
    """
    with transaction.atomic():
        report = report_to_write(actor, report_id)
        if version not in (None, report.version):
            raise ChangedElsewhere
        answers = answers_of(report).with_values(values or {})
        kept = report.block if answers.kind != PLACEMENT or not block else block
        _claim(report, block=kept, no_displacement=no_displacement, facts=sealed_answers(answers))
    return report


def rename_person(
    *,
    actor: Actor,
    report_id: int,
    reference: str,
    identity: Identity | None = None,
    version: int | None = None,
) -> Report:
    """Let the draft, with the reports that share its facts, be about the person with this reference.

    `identity` is who that is, where it was not known yet; `version` is the one that was looked at.
    Raises NotVisible, NotAllowed, ReportNotOpen, ContractNotRunning, ChangedElsewhere, SamePersonOnly, and Invalid at
    `reference`.
    """
    with transaction.atomic():
        report = report_to_write(actor, report_id)
        before = report.person
        person = person_called(report.contract.supplier_id or 0, reference, identity)
        if person != before:
            if report.corrects_id is not None or report.entry_id is not None:
                raise SamePersonOnly
            if version not in (None, report.version):
                raise ChangedElsewhere
            _claim(report, person=person)
            Report.unfenced.filter(entry=report, state__in=OPEN).update(person=person, version=F("version") + 1)
            forget_person_without_reports(before)
    return report


def _claim(report: Report, **values: Any) -> None:
    """Change the report unless somebody submitted or decided it meanwhile."""
    changed = Report.unfenced.filter(pk=report.pk, state__in=OPEN, version=report.version).update(
        version=F("version") + 1, **values
    )
    if not changed:
        raise ReportNotOpen
    for name, value in values.items():
        setattr(report, name, value)
    report.version += 1
    if "facts" in values:
        Report.unfenced.filter(entry=report, state__in=OPEN).update(version=F("version") + 1, **values)
