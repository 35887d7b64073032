"""Let an approved correction take the place of what it corrects: its lines are reversed, never edited."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Report, ReportState
from tegenwaarde.usecases.ledger.reverse import reverse_lines
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.timeline import remember


class NoLongerApproved(Refused):
    """What a correction is about was taken back meanwhile."""

    code = "NO_LONGER_APPROVED"
    words = _("The approved report that this changes was taken back meanwhile. Reject this change.")


def replace_corrected(*, actor: Actor, report: Report, today: date) -> int:
    """Reverse what `report` corrects, which becomes replaced; returns the cents that no longer count.

    Inside the transaction that approves `report`. Nothing happens for a report that corrects none. Raises
    NoLongerApproved.
    """
    if report.corrects_id is None:
        return 0
    claimed = Report.unfenced.filter(pk=report.corrects_id, state=ReportState.APPROVED).update(
        state=ReportState.REPLACED, version=F("version") + 1
    )
    if not claimed:
        raise NoLongerApproved
    corrected = Report.unfenced.select_related("contract").get(pk=report.corrects_id)
    taken = -sum(line.cents for line in reverse_lines(corrected, today))
    remember(
        actor=actor,
        contract=corrected.contract,
        code="report_replaced",
        today=today,
        report=corrected.pk,
        value_cents=taken,
    )
    return taken
