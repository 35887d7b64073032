"""Answer as a second party: whoever has the link confirms the fact or says that it is not right, once."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import SUPPLIER_SIDE
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import ReportState, SecondPartyAnswer, SecondPartyRequest
from tegenwaarde.usecases.numbers import labelled_numbers
from tegenwaarde.usecases.people.tokens import hash_of
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember

LONGEST_NAME = 120
LONGEST_REMARK = 1_000
NO_LONGER_ASKED = (ReportState.REJECTED, ReportState.REPLACED)


class LinkGone(LookupError):
    """The link leads nowhere (any more): unknown, used, expired or withdrawn; which of these is not told."""


class OwnConfirmation(Refused):
    """Who reports cannot be the second party."""

    code = "OWN_CONFIRMATION"
    words = _("You report for {supplier} yourself, so you cannot confirm this. Pass the link on to the other party.")


def question_of(*, token: str, today: date) -> SecondPartyRequest:
    """Return the open question that `token` leads to; LinkGone where there is none (any more)."""
    found = (
        SecondPartyRequest.unfenced.open_on(today)
        .filter(token_hash=hash_of(token), fact__isnull=False)
        .exclude(report__state__in=NO_LONGER_ASKED)
        .select_related("report__contract__supplier")
        .first()
    )
    if found is None:
        raise LinkGone
    return found


def answer_question(*, actor: Actor, token: str, confirmed: bool, name: str, remark: str, today: date) -> None:
    """Record the answer of whoever has the link; the first answer counts, and the link is spent.

    Raises LinkGone, OwnConfirmation for somebody of the supplier, and Invalid at `name` or `remark`.
    """
    request = question_of(token=token, today=today)
    contract = request.report.contract
    if contract.supplier_id in actor.scope_ids("supplier", SUPPLIER_SIDE):
        raise OwnConfirmation(supplier=contract.supplier.name if contract.supplier else "")
    who, why = name.strip(), remark.strip()
    if problems := _problems(who, why, confirmed=confirmed):
        raise Invalid(problems)
    answer = SecondPartyAnswer.CONFIRMED if confirmed else SecondPartyAnswer.DENIED
    with transaction.atomic():
        claimed = (
            SecondPartyRequest.unfenced.open_on(today)
            .filter(pk=request.pk)
            .update(answer=answer, answered_by=who, answered_on=today, remark=why)
        )
        if not claimed:
            raise LinkGone
        code = f"second_party_{answer.value}"
        remember(actor=actor, contract=contract, code=code, today=today, report=request.report_id)


def _problems(name: str, remark: str, *, confirmed: bool) -> list[Problem]:
    found = []
    if not name:
        found.append(Problem("NAME_MISSING", "Fill in your name.", "name"))
    for field, text, most in (("name", name, LONGEST_NAME), ("remark", remark, LONGEST_REMARK)):
        if len(text) > most:
            long = "This is too long: use at most {most} characters."
            found.append(Problem("TEXT_TOO_LONG", long, field, (("most", most),)))
        if labelled_numbers(text).refused:
            number = "Leave the citizen service number (BSN) or the number of an identity document out."
            found.append(Problem("TEXT_HAS_NUMBER", number, field))
    if not confirmed and not remark:
        found.append(Problem("REMARK_MISSING", "Say what is not right, so that it can be corrected.", "remark"))
    return found
