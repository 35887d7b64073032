"""Start reporting a fulfilment: a draft that is kept."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.policy.book import Unit
from tegenwaarde.records.models import Contract, Report
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.persons.identify import Identity
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.reports.answers import ACTIVITY, INVOICE, PLACEMENT, Answers, sealed_answers
from tegenwaarde.usecases.reports.opening import contract_to_report_on, person_called
from tegenwaarde.usecases.reports.questions import flat_block

UNITS = {INVOICE: Unit.INVOICE, ACTIVITY: Unit.HOUR}


class NotInThisPolicy(Refused):
    """The contract's policy knows no such fulfilment."""

    code = "NOT_IN_THIS_POLICY"
    words = _("The policy of this contract does not value this. Report a placement instead.")


def start_report(
    *,
    actor: Actor,
    contract_id: int,
    today: date,
    kind: str = PLACEMENT,
    reference: str = "",
    identity: Identity | None = None,
) -> Report:
    """Make a draft about a person (by the supplier's own reference), an invoice or an activity.

    `identity` is asked once, for a person who is new (`persons.identify`); it can follow until the report is submitted.
    Raises NotVisible, NotAllowed, ContractNotRunning, NotInThisPolicy, and Invalid at `reference`.
    """
    contract = contract_to_report_on(actor, contract_id)
    with transaction.atomic():
        person = person_called(contract.supplier_id or 0, reference, identity) if kind == PLACEMENT else None
        return Report.unfenced.create(
            contract=contract,
            person=person,
            block=_block_of(contract, kind),
            facts=sealed_answers(Answers(kind=kind)),
            made_by_id=actor.user_id,
            made_on=today,
        )


def _block_of(contract: Contract, kind: str) -> str:
    """Return the block of an invoice or activity; a placement's block is chosen at the end."""
    if kind == PLACEMENT:
        return ""
    block = flat_block(open_book(contract.book), UNITS[kind]) if contract.book and kind in UNITS else None
    if block is None:
        raise NotInThisPolicy
    return block.id
