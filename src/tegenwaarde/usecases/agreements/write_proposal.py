"""Keep a plan that the supplier is writing: half written as it may be, it can be left and found again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, Proposal, ProposalState
from tegenwaarde.usecases.agreements.lines import Sketch, as_kept
from tegenwaarde.usecases.agreements.proposing import WRITE, AlreadyProposed, PlanChangedElsewhere, open_proposal
from tegenwaarde.usecases.agreements.record_agreement import find_running


def write_proposal(
    *, actor: Actor, contract_id: int, sketches: Sequence[Sketch], note: str, version: int, today: date
) -> Proposal:
    """Keep the draft as it stands; `version` is the one that was looked at, 0 where there was no draft yet.

    Raises NotVisible, NotAllowed, NotInForce, AlreadyProposed, PlanChangedElsewhere.
    """
    contract = find_running(actor, contract_id, WRITE)
    values: dict[str, Any] = {"lines": as_kept(sketches, latest_number(contract)), "note": note.strip()}
    with transaction.atomic():
        draft = open_proposal(contract)
        if draft is None:
            return _begun(actor, contract, values, version, today)
        if draft.state == ProposalState.PROPOSED:
            raise AlreadyProposed
        changed = Proposal.unfenced.filter(pk=draft.pk, state=ProposalState.DRAFT, version=version).update(
            version=F("version") + 1, **values
        )
        if not changed:
            raise PlanChangedElsewhere
    draft.refresh_from_db()
    return draft


def latest_number(contract: Contract) -> int:
    """Return the number of the agreement that counts; 0 where nothing was agreed."""
    highest: int | None = contract.agreements.aggregate(highest=Max("number"))["highest"]
    return highest or 0


def _begun(actor: Actor, contract: Contract, values: dict[str, Any], version: int, today: date) -> Proposal:
    """Make the draft; PlanChangedElsewhere where it was there and went, or where a colleague began one just now."""
    if version:
        raise PlanChangedElsewhere
    number = contract.proposals.aggregate(highest=Max("number"))["highest"] or 0
    try:
        with transaction.atomic():
            return Proposal.unfenced.create(
                contract=contract, number=number + 1, made_by_id=actor.user_id, made_on=today, **values
            )
    except IntegrityError:
        raise PlanChangedElsewhere from None
