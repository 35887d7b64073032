"""Record what buyer's side and supplier agreed about fulfilling an obligation; every version is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, require
from tegenwaarde.engine.valuing import derived_figures
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Agreement, Contract, ContractState, PlanLine, PolicyText, ReceiptKind
from tegenwaarde.usecases.agreements.lines import PlannedLine
from tegenwaarde.usecases.agreements.plan import ValuedLine, net_of, problems_of, times_above, value_plan
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.figures import whole_number
from tegenwaarde.usecases.receipts import keep_receipt
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember

KEY = "agreement.record"


class NotInForce(Refused):
    """Agreements are made about a contract that runs."""

    code = "CONTRACT_DOES_NOT_RUN"
    words = _("Agreements are recorded for a contract that is in force. “{title}” is not.")


class NewerAgreement(Refused):
    """Somebody recorded a newer version while this one was being written."""

    code = "NEWER_AGREEMENT"
    words = _("Somebody else recorded a newer version a moment ago. Look at it first, then record yours.")


class FarAboveDuty(Refused):
    """The plan is worth so much more than what is due that it looks like a slip; it is recorded once confirmed."""

    code = "PLAN_FAR_ABOVE_DUTY"
    words = _("This plan is {times} times the obligation. Are the numbers and amounts right?")

    def __init__(self, times: int) -> None:
        super().__init__(times=whole_number(times))


def find_running(actor: Actor, contract_id: int, key: str = KEY) -> Contract:
    """Return a running contract with which the actor may do `key`; NotVisible, NotAllowed, NotInForce."""
    contract = find(contracts_visible_to(actor).select_related("book", "supplier"), pk=contract_id)
    require(actor, key, contract)
    if contract.state != ContractState.RUNNING:
        raise NotInForce(title=contract.title)
    return contract


def book_of(contract: Contract) -> tuple[PolicyText, PolicyBook]:
    """Return the kept book that a contract in force falls under, and the book read from it."""
    if contract.book is None:
        raise NotInForce(title=contract.title)
    return contract.book, open_book(contract.book)


def record_agreement(
    *,
    actor: Actor,
    contract_id: int,
    lines: Sequence[PlannedLine],
    note: str,
    today: date,
    after: int = 0,
    far_above_is_meant: bool = False,
) -> Agreement:
    """Keep the plan as the next version; `after` is the number of the version it was written after (0: none).

    Raises NotVisible, NotAllowed, NotInForce, NewerAgreement, FarAboveDuty unless that is meant, and Invalid with
    problems at `number.field`.
    """
    contract = find_running(actor, contract_id)
    valued = right_plan(contract, lines, far_above_is_meant=far_above_is_meant)
    try:
        with transaction.atomic():
            agreement = keep_agreement(actor, contract, valued, after=after, note=note, today=today)
            remember(
                actor=actor,
                contract=contract,
                code="agreement_recorded",
                today=today,
                number=agreement.number,
                value_cents=sum(one.value_cents for one in valued),
            )
    except IntegrityError:
        raise NewerAgreement from None
    return agreement


def keep_agreement(
    actor: Actor, contract: Contract, valued: Sequence[ValuedLine], *, after: int, note: str, today: date
) -> Agreement:
    """Keep a plan that was found right as the version after `after`; inside a transaction, NewerAgreement."""
    if contract.agreements.filter(number__gt=after).exists():
        raise NewerAgreement
    text, book = book_of(contract)
    agreement = Agreement.unfenced.create(
        contract=contract, number=after + 1, agreed_by_id=actor.user_id, agreed_on=today, note=note.strip()
    )
    for one in valued:
        _keep(agreement, text, book, one, today)
    return agreement


def right_plan(contract: Contract, lines: Sequence[PlannedLine], *, far_above_is_meant: bool) -> tuple[ValuedLine, ...]:
    """Return the lines with their value; Invalid and FarAboveDuty where they cannot be agreed so."""
    _text, book = book_of(contract)
    valued = value_plan(book, contract, lines)
    problems = list(problems_of(valued))
    if problems:
        raise Invalid(problems)
    times = times_above(valued, net_of(contract))
    if times and not far_above_is_meant:
        raise FarAboveDuty(times)
    return valued


def _keep(agreement: Agreement, text: PolicyText, book: PolicyBook, one: ValuedLine, today: date) -> PlanLine:
    receipt = keep_receipt(
        kind=ReceiptKind.FULFILMENT,
        book=text,
        figures=derived_figures(book, one.facts),
        steps=one.valuation.steps,
        total_cents=one.each_cents,
        today=today,
    )
    return PlanLine.unfenced.create(
        agreement=agreement,
        block=one.line.block,
        persons=one.line.persons,
        hours_per_week=one.line.hours_per_week,
        invoice_cents=one.line.invoice_cents,
        activity_hours=one.line.activity_hours,
        start=one.line.start,
        end=one.line.end,
        value_cents_each=one.each_cents,
        receipt=receipt,
    )
