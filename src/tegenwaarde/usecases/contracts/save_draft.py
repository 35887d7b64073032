"""Save what is known of a draft; nothing has to be complete."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, find
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Buyer, Contract
from tegenwaarde.usecases.contracts.departing import departure_problems, with_kept_reasons
from tegenwaarde.usecases.contracts.drafting import (
    claim,
    find_draft,
    forget_unused,
    lead_buyer,
    set_lead_buyer,
    supplier_of,
)
from tegenwaarde.usecases.contracts.entering import desk_of
from tegenwaarde.usecases.contracts.facts import ContractFacts, problems_of
from tegenwaarde.usecases.contracts.obligation import tender_problems
from tegenwaarde.usecases.departures import book_for
from tegenwaarde.usecases.refusals import Invalid

KEY = "contract.complete"


def save_draft(*, actor: Actor, contract_id: int, version: int, facts: ContractFacts) -> Contract:
    """Keep the facts of a draft that is still at `version`; a supplier with a new KvK number is made.

    Of a supplier without a KvK number only the name is noted: there is nothing to recognise it by yet.

    Raises NotVisible, NotAllowed, NotADraft, ChangedMeanwhile, and Invalid with each problem at its field.
    """
    contract = find_draft(actor, contract_id, KEY)
    book = book_for(contract.entered_in.region.policy_region, facts.tender_date, actor.today)
    facts = _without_idle_reasons(facts)
    problems = [
        *problems_of(facts),
        *tender_problems(contract, facts.tender_date),
        *departure_problems(book, facts),
    ]
    if problems:
        raise Invalid(problems)
    facts = with_kept_reasons(book, facts)
    buyer = _buyer(actor, facts, lead_buyer(contract))
    before = contract.supplier
    with transaction.atomic():
        claim(
            contract,
            version,
            supplier=supplier_of(facts),
            supplier_name_noted=facts.name_to_note,
            **facts.of_the_contract(),
        )
        set_lead_buyer(contract, buyer)
        if before and before.pk != contract.supplier_id:
            forget_unused(before)
    return contract


def _without_idle_reasons(facts: ContractFacts) -> ContractFacts:
    """Leave out reasons for what is not so any more."""
    if facts.percentage is None:
        facts = replace(facts, percentage_code="", percentage_reason="")
    return replace(facts, not_applied_code="", not_applied_reason="") if facts.applied else facts


def _buyer(actor: Actor, facts: ContractFacts, led: Buyer | None) -> Buyer | None:
    if led is not None and facts.buyer_id == led.pk:
        return led
    if facts.buyer_id is not None:
        return find(buyers_visible_to(actor, KEY), pk=facts.buyer_id)
    if desk_of(actor, KEY).own_buyer is not None:
        raise Invalid([Problem("BUYER_MISSING", "Choose the buyer.", "buyer_id")])
    return None
