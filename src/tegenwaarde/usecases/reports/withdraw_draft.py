"""Throw away a draft that was never submitted, with what it says about the person."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import ReportState
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.reports.opening import forget_person_without_reports, report_to_write
from tegenwaarde.usecases.reports.shared import followers_of


class SubmittedBefore(Refused):
    """A report that the buyer's side has seen stays on record."""

    code = "SUBMITTED_BEFORE"
    words = _("This report was submitted before and stays on record. Correct it and submit it again, or leave it.")


def withdraw_draft(*, actor: Actor, report_id: int) -> None:
    """Delete the draft with those that follow it on other contracts.

    Raises NotVisible, NotAllowed, ReportNotOpen, SubmittedBefore.
    """
    with transaction.atomic():
        report = report_to_write(actor, report_id)
        if report.state != ReportState.DRAFT:
            raise SubmittedBefore
        person = report.person
        for draft in (*followers_of(report), report):
            draft.second_party_requests.all().delete()
            draft.evidence_seen.all().delete()
            draft.evidence_files.all().delete()  # the copies go with the next erasing, as nobody keeps them
            draft.delete()
        forget_person_without_reports(person)
