"""Propose the plan that was written: from then on the coordinator answers it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Contract, Proposal, ProposalState
from tegenwaarde.usecases.agreements.lines import as_kept, complete, is_begun, kept_sketches
from tegenwaarde.usecases.agreements.plan import net_of, problems_of, times_above, value_plan
from tegenwaarde.usecases.agreements.proposing import WRITE, AlreadyProposed, PlanChangedElsewhere, open_proposal
from tegenwaarde.usecases.agreements.record_agreement import FarAboveDuty, book_of, find_running
from tegenwaarde.usecases.agreements.write_proposal import latest_number
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember

NOTE_MISSING = Problem(
    "NOTE_MISSING", "Fill in at least one line, or say in the note why you cannot plan anything.", "note"
)


class ShortOfDuty(Refused):
    """The plan does not cover what is due; it is proposed once that is confirmed."""

    code = "PLAN_SHORT_OF_DUTY"
    words = _("This plan leaves {short_cents} of the obligation open. Do you want to propose it all the same?")


def propose_plan(
    *,
    actor: Actor,
    contract_id: int,
    version: int,
    today: date,
    short_is_meant: bool = False,
    far_above_is_meant: bool = False,
) -> Proposal:
    """Hand the draft that was looked at (`version`) to the coordinator; empty lines are left out.

    Raises NotVisible, NotAllowed, NotInForce, AlreadyProposed, PlanChangedElsewhere, ShortOfDuty and FarAboveDuty
    unless meant, and Invalid with problems at `number.field` or `note`.
    """
    contract = find_running(actor, contract_id, WRITE)
    with transaction.atomic():
        draft = _draft(contract, version)
        begun = [sketch for sketch in kept_sketches(draft.lines) if is_begun(sketch)]
        value = _value(contract, draft, begun, short_is_meant=short_is_meant, far_above_is_meant=far_above_is_meant)
        changed = Proposal.unfenced.filter(pk=draft.pk, state=ProposalState.DRAFT, version=version).update(
            state=ProposalState.PROPOSED,
            lines=as_kept(begun, latest_number(contract)),
            value_cents=value,
            proposed_on=today,
            version=F("version") + 1,
        )
        if not changed:
            raise PlanChangedElsewhere
        remember(
            actor=actor,
            contract=contract,
            code="plan_proposed",
            today=today,
            proposal=draft.pk,
            number=draft.number,
            value_cents=value,
        )
    draft.refresh_from_db()
    return draft


def _draft(contract: Contract, version: int) -> Proposal:
    draft = open_proposal(contract)
    if draft is not None and draft.state == ProposalState.PROPOSED:
        raise AlreadyProposed
    if draft is None or draft.version != version:
        raise PlanChangedElsewhere
    return draft


def _value(
    contract: Contract,
    draft: Proposal,
    begun: list[dict[str, object]],
    *,
    short_is_meant: bool,
    far_above_is_meant: bool,
) -> int:
    """Return what the plan is worth; raises where it cannot be proposed so."""
    lines = [complete(sketch) for sketch in begun]
    missing = [
        Problem("LINE_INCOMPLETE", "Fill in the rest of this line.", f"{n}.block")
        for n, line in enumerate(lines)
        if line is None
    ]
    if not begun and not draft.note:
        raise Invalid([NOTE_MISSING])
    _text, book = book_of(contract)
    valued = value_plan(book, contract, [line for line in lines if line])
    problems = missing or (list(problems_of(valued)) if valued else [])
    if problems:
        raise Invalid(problems)
    value, net = sum(one.value_cents for one in valued), net_of(contract)
    if (times := times_above(valued, net)) and not far_above_is_meant:
        raise FarAboveDuty(times)
    if value < net and not short_is_meant:
        raise ShortOfDuty(short_cents=net - value)
    return value
