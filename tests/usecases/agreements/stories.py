"""How a plan comes about in the stories: Bram writes and proposes it, Anna answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.usecases.post.letters import Post, ports_with

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Agreement, Contract, Proposal

PERSON = {
    "kind": "work",
    "block": "1",
    "persons": 2,
    "hours_per_week": 3_600,
    "start": date(2017, 3, 1),
    "end": date(2018, 2, 28),
}
INVOICE = {"kind": "invoice", "block": "9", "invoice_cents": 1_000_000, "start": date(2017, 11, 1)}
ACTIVITY = {"kind": "activity", "block": "15", "activity_hours": 4_000, "start": date(2017, 11, 1)}


def written(actor: Actor, contract: Contract, today: date, *lines: dict[str, Any], **more: Any) -> Proposal:
    from tegenwaarde.usecases.agreements.write_proposal import write_proposal

    told = {"note": "", "version": 0, **more}
    return write_proposal(actor=actor, contract_id=contract.pk, sketches=lines, today=today, **told)


def proposed(actor: Actor, contract: Contract, today: date, *lines: dict[str, Any], **more: Any) -> Proposal:
    from tegenwaarde.usecases.agreements.propose_plan import propose_plan

    draft = written(actor, contract, today, *(lines or (PERSON,)), **more)
    return propose_plan(
        actor=actor,
        contract_id=contract.pk,
        version=draft.version,
        today=today,
        short_is_meant=True,
        far_above_is_meant=True,
    )


def agreed(actor: Actor, proposal: Proposal, today: date, post: Post | None = None, **more: Any) -> Agreement:
    from tegenwaarde.usecases.agreements.answer_proposal import agree_to_proposal

    told = {"version": proposal.version, "after": 0, "note": "", "far_above_is_meant": True, **more}
    return agree_to_proposal(
        actor=actor, proposal_id=proposal.pk, ports=ports_with(post or Post()), today=today, **told
    )


def returned(
    actor: Actor, proposal: Proposal, today: date, post: Post | None = None, reason: str = "Te laag."
) -> Proposal:
    from tegenwaarde.usecases.agreements.answer_proposal import return_proposal

    return return_proposal(
        actor=actor,
        proposal_id=proposal.pk,
        version=proposal.version,
        reason=reason,
        ports=ports_with(post or Post()),
        today=today,
    )
