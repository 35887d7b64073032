"""What the verbs about proposals share: finding one, and the refusals that several of them give."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, proposals_visible_to, require
from tegenwaarde.records.models import Contract, ContractState, Proposal, ProposalState
from tegenwaarde.usecases.agreements.record_agreement import NotInForce
from tegenwaarde.usecases.refusals import Refused

WRITE, ANSWER = "proposal.write", "proposal.answer"


class AlreadyProposed(Refused):
    """A plan of this contract waits for the coordinator."""

    code = "ALREADY_PROPOSED"
    words = _("A plan for this contract waits for the coordinator. Withdraw it first if you want to change it.")


class PlanChangedElsewhere(Refused):
    """The plan was changed since it was looked at."""

    code = "PLAN_CHANGED_ELSEWHERE"
    words = _("This plan was changed in another window meanwhile. Load the page again to see what it holds now.")


class AnsweredBefore(Refused):
    """Somebody else answered first."""

    code = "PROPOSAL_ANSWERED_BEFORE"
    words = _("{who} answered this plan already: {answer}. Your answer was not recorded.")


class NoLongerWaiting(Refused):
    """The proposal does not wait for an answer (any more)."""

    code = "PROPOSAL_NOT_WAITING"
    words = _("This plan does not wait for an answer any more. The supplier may have withdrawn it.")


def find_proposal(actor: Actor, proposal_id: int, key: str) -> Proposal:
    """Return the proposal with which the actor may do `key`; NotVisible, NotAllowed, NotInForce."""
    rows = proposals_visible_to(actor).select_related("contract__book", "contract__supplier")
    proposal = find(rows, pk=proposal_id)
    require(actor, key, proposal.contract)
    if proposal.contract.state != ContractState.RUNNING:
        raise NotInForce(title=proposal.contract.title)
    return proposal


def locked(proposal: Proposal) -> Proposal:
    """Return the proposal as it is now, held until the transaction ends."""
    rows = Proposal.unfenced.select_for_update(of=("self",)).select_related("contract__book", "contract__supplier")
    return rows.get(pk=proposal.pk)


def open_proposal(contract: Contract) -> Proposal | None:
    """Return what is being written or answered about the contract, held until the transaction ends."""
    rows = Proposal.unfenced.open().select_for_update(of=("self",)).select_related("contract__book")
    return rows.filter(contract=contract).first()


def why_not_waiting(proposal: Proposal) -> Refused:
    """Return why an answer comes too late."""
    now = Proposal.unfenced.select_related("decided_by").get(pk=proposal.pk)
    if now.decided_by is None or now.state not in (ProposalState.AGREED, ProposalState.RETURNED):
        return NoLongerWaiting()
    return AnsweredBefore(who=now.decided_by.name, answer=str(ProposalState(now.state).label).lower())
