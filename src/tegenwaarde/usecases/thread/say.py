"""Say something about a report: a question to the other side, or an answer."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import SUPPLIER_SIDE, find, reports_visible_to, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Message, Report, ReportState
from tegenwaarde.usecases.numbers import labelled_numbers
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.post.tell_supplier import News, tell_supplier
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember

LONGEST = 2000


class NotSubmittedYet(Refused):
    """Nobody but the supplier sees a draft, so there is nobody to talk to about it."""

    code = "NOT_SUBMITTED_YET"
    words = _("This is still a draft, which only you see. Submit it first, or ask the coordinator by mail.")


def say(*, actor: Actor, report_id: int, text: str, asks: bool, ports: Ports, today: date) -> Message:
    """Add a message to the thread; one that `asks` waits for an answer of the other side, and a supplier is mailed.

    Raises NotVisible, NotAllowed, NotSubmittedYet, and Invalid at `text`.
    """
    report = find(reports_visible_to(actor).select_related("contract"), pk=report_id)
    require(actor, "thread.write", report.contract)
    if report.state == ReportState.DRAFT:
        raise NotSubmittedYet
    said = text.strip()
    if problems := text_problems(said):
        raise Invalid(problems)
    with transaction.atomic():
        message = Message.unfenced.create(
            report=report,
            author_id=actor.user_id,
            from_supplier=report.contract.supplier_id in actor.scope_ids("supplier", SUPPLIER_SIDE),
            asks=asks,
            text=said,
            day=today,
        )
        if asks:
            remember(actor=actor, contract=report.contract, code="report_questioned", today=today, report=report.pk)
        if asks and not message.from_supplier:
            _mail(report, ports, today)
    return message


def text_problems(text: str) -> list[Problem]:
    """Return what is wrong with a message: nothing in it, too much, or a number that must not be kept."""
    if not text:
        return [Problem("MESSAGE_MISSING", "Write what you want to say.", "text")]
    if len(text) > LONGEST:
        too_long = "This message is too long: use at most {most} characters."
        return [Problem("MESSAGE_TOO_LONG", too_long, "text", (("most", LONGEST),))]
    if labelled_numbers(text).refused:
        number = (
            "This message holds a citizen service number (BSN) or the number of an identity document. Leave it out:"
            " your own reference for the person is enough."
        )
        return [Problem("MESSAGE_HAS_NUMBER", number, "text")]
    return []


def _mail(report: Report, ports: Ports, today: date) -> None:
    tell_supplier(
        ports=ports,
        supplier_id=report.contract.supplier_id or 0,
        what=News.REPORT_QUESTIONED,
        link=f"/invulling/{report.pk}/",
        today=today,
        contract=report.contract,
        first_user_id=report.made_by_id,
    )
