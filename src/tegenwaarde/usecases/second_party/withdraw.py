"""Withdraw a question to a second party that was not answered yet: its link stops working."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, reports_visible_to, require
from tegenwaarde.records.models import SecondPartyRequest
from tegenwaarde.usecases.refusals import Refused


class AnsweredOrClosed(Refused):
    """There is no open question any more."""

    code = "ANSWERED_OR_CLOSED"
    words = _("This question was answered, has expired, or was withdrawn already.")


def withdraw_request(*, actor: Actor, report_id: int, request_id: int, today: date) -> None:
    """Close the open question; raises NotVisible, NotAllowed, AnsweredOrClosed."""
    report = find(reports_visible_to(actor, "report.facts"), pk=report_id)
    request = find(SecondPartyRequest.unfenced.filter(report=report), pk=request_id)
    require(actor, "second_party.ask", report.contract)
    if not SecondPartyRequest.unfenced.open_on(today).filter(pk=request.pk).update(withdrawn=True):
        raise AnsweredOrClosed
