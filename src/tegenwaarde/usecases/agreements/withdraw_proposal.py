"""Withdraw a plan: a draft goes, what was proposed stays on record as withdrawn."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Proposal, ProposalState
from tegenwaarde.usecases.agreements.proposing import WRITE, find_proposal, locked, why_not_waiting
from tegenwaarde.usecases.timeline import remember


def withdraw_proposal(*, actor: Actor, proposal_id: int, today: date) -> None:
    """Throw the draft away, or take back what waits for an answer.

    Raises NotVisible, NotAllowed, NotInForce, and AnsweredBefore or NoLongerWaiting where the answer came first.
    """
    seen = find_proposal(actor, proposal_id, WRITE)
    with transaction.atomic():
        proposal = locked(seen)
        if proposal.state == ProposalState.DRAFT:
            proposal.delete()
            return
        changed = Proposal.unfenced.filter(pk=proposal.pk, state=ProposalState.PROPOSED).update(
            state=ProposalState.WITHDRAWN, version=F("version") + 1
        )
        if not changed:
            raise why_not_waiting(proposal)
        remember(
            actor=actor,
            contract=proposal.contract,
            code="plan_withdrawn",
            today=today,
            proposal=proposal.pk,
            number=proposal.number,
        )
