"""What pages show of the plans that a supplier writes and proposes; cents. The buyer's side sees no draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, may, proposals_visible_to, require
from tegenwaarde.kernel.period import Period
from tegenwaarde.records.models import ContractState, Proposal, ProposalState
from tegenwaarde.usecases.agreements.lines import complete, kept_lines, kept_sketches, written_after
from tegenwaarde.usecases.agreements.proposing import ANSWER, WRITE
from tegenwaarde.usecases.agreements.record_agreement import book_of, find_running
from tegenwaarde.usecases.agreements.write_proposal import latest_number
from tegenwaarde.usecases.reading.agreement import PlanForm, plan_form, term_of
from tegenwaarde.usecases.reading.plan_value import PlanValue, plan_value

TO_GO_ON_WITH = (ProposalState.RETURNED, ProposalState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal in a list. `outdated` says that a newer agreement was recorded since it was written."""

    proposal_id: int
    number: int
    state: str
    day: date
    value_cents: int
    reason: str
    outdated: bool
    version: int


@dataclass(frozen=True, slots=True)
class ProposalBoard:
    """What is going on about a contract's plan: being written, waiting, returned; and every proposal, newest first."""

    rows: tuple[ProposalRow, ...]
    may_write: bool
    may_answer: bool

    def _newest(self, state: ProposalState) -> ProposalRow | None:
        return self.rows[0] if self.rows and self.rows[0].state == state else None

    @property
    def draft(self) -> ProposalRow | None:
        """Return what the supplier is writing."""
        return self._newest(ProposalState.DRAFT)

    @property
    def waiting(self) -> ProposalRow | None:
        """Return what waits for the coordinator."""
        return self._newest(ProposalState.PROPOSED)

    @property
    def returned(self) -> ProposalRow | None:
        """Return what came back and was not written anew yet."""
        found = self._newest(ProposalState.RETURNED)
        return None if found is None or found.outdated else found


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One proposal, whole. Who answered it is of the buyer's side only."""

    row: ProposalRow
    contract_id: int
    title: str
    supplier: str
    term: Period
    note: str
    made_by: str
    answered_by: str
    answered_on: date | None
    value: PlanValue
    present_number: int
    may_answer: bool
    may_write: bool

    @property
    def waiting(self) -> bool:
        """Say whether it waits for the coordinator."""
        return self.row.state == ProposalState.PROPOSED


@dataclass(frozen=True, slots=True)
class ProposalForm:
    """What the supplier's form needs. `waiting_id` is the proposal that waits, while nothing can be written."""

    form: PlanForm
    note: str
    version: int
    draft_id: int
    number: int
    waiting_id: int
    returned_because: str
    value: PlanValue


def read_proposals(*, actor: Actor, contract_id: int) -> ProposalBoard:
    """Return the proposals of a contract in force; NotVisible where it is not seen."""
    contract = find(contracts_visible_to(actor).exclude(state=ContractState.DRAFT), pk=contract_id)
    present = latest_number(contract)
    running = contract.state == ContractState.RUNNING
    return ProposalBoard(
        rows=tuple(_row(one, present) for one in proposals_visible_to(actor).filter(contract=contract)),
        may_write=running and may(actor, WRITE, contract),
        may_answer=running and may(actor, ANSWER, contract),
    )


def read_proposal(*, actor: Actor, proposal_id: int, key: str = "") -> ProposalPage:
    """Return one proposal as it is valued now; NotVisible where it is not seen.

    `key` is what the actor is about to do with it, if anything: NotAllowed without it.
    """
    rows = proposals_visible_to(actor).select_related("contract__book", "contract__supplier", "made_by", "decided_by")
    proposal = find(rows, pk=proposal_id)
    contract = proposal.contract
    if key:
        require(actor, key, contract)
    _text, book = book_of(contract)
    inside, running = may(actor, "draft.see", contract), contract.state == ContractState.RUNNING
    present = latest_number(contract)
    return ProposalPage(
        row=_row(proposal, present),
        contract_id=contract.pk,
        title=contract.title,
        supplier=contract.supplier.name if contract.supplier else "",
        term=term_of(contract),
        note=proposal.note,
        made_by=proposal.made_by.name,
        answered_by=proposal.decided_by.name if inside and proposal.decided_by else "",
        answered_on=proposal.decided_on,
        value=plan_value(contract, book, kept_lines(proposal.lines)),
        present_number=present,
        may_answer=running and may(actor, ANSWER, contract),
        may_write=running and may(actor, WRITE, contract),
    )


def read_proposal_form(*, actor: Actor, contract_id: int) -> ProposalForm:
    """Return the draft to go on with; where there is none, what came back, or else the lines that count.

    NotVisible, NotAllowed, NotInForce.
    """
    contract = find_running(actor, contract_id, WRITE)
    latest = list(proposals_visible_to(actor).filter(contract=contract).order_by("-number")[:2])
    newest = latest[0] if latest else None
    draft = newest if newest and newest.state == ProposalState.DRAFT else None
    form = plan_form(contract)
    before = _to_go_on_with(latest[1:] if draft else latest, form.after)
    source = draft or before
    if source is not None:
        form = replace(form, sketches=kept_sketches(source.lines))
    _text, book = book_of(contract)
    return ProposalForm(
        form=form,
        note=source.note if source else "",
        version=draft.version if draft else 0,
        draft_id=draft.pk if draft else 0,
        number=draft.number if draft else (newest.number if newest else 0) + 1,
        waiting_id=newest.pk if newest and newest.state == ProposalState.PROPOSED else 0,
        returned_because=before.reason if before else "",
        value=plan_value(contract, book, [line for sketch in form.sketches if (line := complete(sketch))]),
    )


def _to_go_on_with(latest: Sequence[Proposal], present: int) -> Proposal | None:
    """Return the proposal that came back or was withdrawn, unless something newer was agreed."""
    found = latest[0] if latest else None
    if found is None or found.state not in TO_GO_ON_WITH or written_after(found.lines) < present:
        return None
    return found


def _row(proposal: Proposal, present: int) -> ProposalRow:
    waits = proposal.state in (ProposalState.DRAFT, ProposalState.PROPOSED, ProposalState.RETURNED)
    return ProposalRow(
        proposal_id=proposal.pk,
        number=proposal.number,
        state=proposal.state,
        day=proposal.proposed_on or proposal.made_on,
        value_cents=proposal.value_cents,
        reason=proposal.reason,
        outdated=waits and written_after(proposal.lines) < present,
        version=proposal.version,
    )
