"""End an agreement with a branch; what was advised before stays as it was."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import branches_visible_to, find, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import BranchAgreement
from tegenwaarde.usecases.branches.record_agreement import KEY
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.refusals import Invalid, Refused


class EndedAlready(Refused):
    """The agreement ended before."""

    code = "AGREEMENT_ENDED_ALREADY"
    words = _("The agreement with {branch} ended on {last_day} already.")


def end_agreement(*, actor: Actor, agreement_id: int, version: int, last_day: date, today: date) -> BranchAgreement:
    """Give an agreement its last day, counted in.

    Raises NotVisible, NotAllowed, EndedAlready, ChangedMeanwhile, and Invalid for a day before its first.
    """
    agreement = find(branches_visible_to(actor), pk=agreement_id)
    require(actor, KEY)
    if agreement.last_day is not None and agreement.last_day < today:
        raise EndedAlready(branch=agreement.branch, last_day=agreement.last_day.isoformat())
    if last_day < agreement.first_day:
        text = "The agreement ends before it begins: correct one of the days."
        raise Invalid([Problem("ENDS_BEFORE_START", text, "last_day")])
    rows = branches_visible_to(actor).filter(pk=agreement.pk, version=version)
    if not rows.update(last_day=last_day, version=version + 1):
        raise ChangedMeanwhile
    agreement.refresh_from_db()
    return agreement
