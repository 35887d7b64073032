"""Answer a proposed plan: agree, which makes it the next version of the agreement, or return it with a reason."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Agreement, Proposal, ProposalState
from tegenwaarde.usecases.agreements.lines import kept_lines
from tegenwaarde.usecases.agreements.proposing import ANSWER, find_proposal, locked, why_not_waiting
from tegenwaarde.usecases.agreements.record_agreement import NewerAgreement, keep_agreement, right_plan
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.post.tell_supplier import News, tell_supplier
from tegenwaarde.usecases.refusals import Invalid, Refused, problem_words
from tegenwaarde.usecases.timeline import remember


class CannotBeAgreed(Refused):
    """The plan as proposed cannot be an agreement (any more)."""

    code = "PLAN_CANNOT_BE_AGREED"
    words = _("This plan cannot be agreed as it stands. {why} Return it to the supplier.")


def agree_to_proposal(
    *,
    actor: Actor,
    proposal_id: int,
    version: int,
    after: int,
    note: str,
    ports: Ports,
    today: date,
    far_above_is_meant: bool = False,
) -> Agreement:
    """Make the proposal as it was seen (`version`) the agreement after number `after`; the supplier gets a mail.

    Raises NotVisible, NotAllowed, NotInForce, AnsweredBefore, NoLongerWaiting, NewerAgreement, CannotBeAgreed, and
    FarAboveDuty unless that is meant.
    """
    seen = find_proposal(actor, proposal_id, ANSWER)
    try:
        with transaction.atomic():
            proposal = _waiting(seen, version)
            contract = proposal.contract
            try:
                valued = right_plan(contract, kept_lines(proposal.lines), far_above_is_meant=far_above_is_meant)
            except Invalid as invalid:
                raise CannotBeAgreed(why=" ".join(map(problem_words, invalid.problems))) from invalid
            agreement = keep_agreement(actor, contract, valued, after=after, note=note, today=today)
            _answer(actor, proposal, today, state=ProposalState.AGREED, agreement=agreement)
            remember(
                actor=actor,
                contract=contract,
                code="plan_agreed",
                today=today,
                proposal=proposal.pk,
                plan_number=proposal.number,
                number=agreement.number,
                value_cents=sum(one.value_cents for one in valued),
            )
            _tell(ports, proposal, News.PLAN_AGREED, today)
    except IntegrityError:
        raise NewerAgreement from None
    return agreement


def return_proposal(
    *, actor: Actor, proposal_id: int, version: int, reason: str, ports: Ports, today: date
) -> Proposal:
    """Return the proposal to the supplier, who gets a mail; it stays on record as a version.

    Raises NotVisible, NotAllowed, NotInForce, AnsweredBefore, NoLongerWaiting, and Invalid at `reason`.
    """
    seen = find_proposal(actor, proposal_id, ANSWER)
    why = reason.strip()
    if not why:
        raise Invalid([Problem("REASON_MISSING", "Say why, in words the supplier can act upon.", "reason")])
    with transaction.atomic():
        proposal = _waiting(seen, version)
        _answer(actor, proposal, today, state=ProposalState.RETURNED, reason=why)
        remember(
            actor=actor,
            contract=proposal.contract,
            code="plan_returned",
            today=today,
            proposal=proposal.pk,
            number=proposal.number,
        )
        _tell(ports, proposal, News.PLAN_RETURNED, today)
    proposal.refresh_from_db()
    return proposal


def _waiting(seen: Proposal, version: int) -> Proposal:
    """Return the proposal, held, as long as it waits as it was seen."""
    proposal = locked(seen)
    if proposal.state != ProposalState.PROPOSED or proposal.version != version:
        raise why_not_waiting(proposal)
    return proposal


def _answer(actor: Actor, proposal: Proposal, today: date, **values: object) -> None:
    """Give the proposal its answer; AnsweredBefore where somebody else was first."""
    changed = Proposal.unfenced.filter(pk=proposal.pk, state=ProposalState.PROPOSED, version=proposal.version).update(
        version=F("version") + 1, decided_by_id=actor.user_id, decided_on=today, **values
    )
    if not changed:
        raise why_not_waiting(proposal)


def _tell(ports: Ports, proposal: Proposal, what: News, today: date) -> None:
    tell_supplier(
        ports=ports,
        supplier_id=proposal.contract.supplier_id or 0,
        what=what,
        link=f"/voorstellen/{proposal.pk}/",
        today=today,
        contract=proposal.contract,
        first_user_id=proposal.made_by_id,
    )
