"""Put a contract in force: from then on something is due, and the supplier sees it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Buyer, Contract, ContractState, Kind
from tegenwaarde.usecases.contracts.drafting import claim, find_draft, lead_buyer
from tegenwaarde.usecases.contracts.obligation import Calculated, calculate, keep_obligation
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.timeline import remember

KEY = "contract.start"
REASON = "The contract was put in force."
QUESTION_FIELDS = {"buyer": "buyer_id", "supplier": "supplier_kvk"}
NEEDED = (
    ("title", "Give the contract a title."),
    ("supplier_kvk", "Give the supplier with its KvK number."),
    ("kind", "Say what it is: works, services, supplies or subsidy."),
    ("value_cents", "Give the contract sum excluding VAT."),
    ("tender_date", "Give the day on which the tender was published."),
    ("start", "Give the first day of the contract."),
    ("end", "Give the last day of the contract."),
    ("subsidy_per_year_cents", "Give the subsidy per year: it decides whether social return is asked."),
)


def what_is_missing(contract: Contract, buyer: Buyer | None) -> tuple[Problem, ...]:
    """Return what a draft still needs before it can be put in force, each with its field."""
    held = {"supplier_kvk": contract.supplier_id}
    found = _open_questions(contract)
    asked = {problem.place for problem in found}
    if not buyer and "buyer_id" not in asked:
        found.append(Problem("BUYER_MISSING", "Choose the buyer.", "buyer_id"))
    for name, text in NEEDED:
        if name in asked:
            continue
        if name == "subsidy_per_year_cents" and contract.kind != Kind.SUBSIDY:
            continue
        if held.get(name, getattr(contract, name, None)) in (None, ""):
            found.append(_missing(contract, name, text))
    if contract.value_cents == 0:
        found.append(Problem("VALUE_IS_ZERO", "The contract sum has to be more than 0.", "value_cents"))
    return tuple(found)


def _open_questions(contract: Contract) -> list[Problem]:
    """Return who has to be confirmed first: a name of a notice that may mean several."""
    words = "Say who is meant by “{name}”: the notice does not settle it."
    return [
        Problem("PARTY_QUESTION_OPEN", words, QUESTION_FIELDS[question.role], (("name", question.name),))
        for question in contract.party_questions.all()
        if question.answered_on is None
    ]


def _missing(contract: Contract, name: str, text: str) -> Problem:
    if name == "supplier_kvk" and contract.supplier_name_noted:
        words = "The KvK number of {supplier} is missing, or its number in a register abroad: it is recognised by that."
        return Problem("SUPPLIER_KVK_MISSING", words, name, (("supplier", contract.supplier_name_noted),))
    return Problem(f"{name.upper()}_MISSING", text, name)


def obligation_of_draft(contract: Contract, buyer: Buyer | None) -> Calculated:
    """Return what would be due; Invalid where something is missing or refused."""
    missing = what_is_missing(contract, buyer)
    if missing:
        raise Invalid(missing)
    certificates = contract.supplier.certificates.standing() if contract.supplier else ()
    return calculate(contract, buyer=buyer, certificates=certificates)


def start_contract(*, actor: Actor, contract_id: int, version: int, today: date) -> Contract:
    """Put a complete draft in force under the policy of its tender's day (A5), with its obligation and receipt.

    Raises NotVisible, NotAllowed, NotADraft, ChangedMeanwhile, and Invalid with each problem at its field.
    """
    contract = find_draft(actor, contract_id, KEY)
    calculated = obligation_of_draft(contract, lead_buyer(contract))
    with transaction.atomic():
        claim(contract, version, state=ContractState.RUNNING, book=calculated.text)
        kept = keep_obligation(contract=contract, calculated=calculated, reason=REASON, today=today)
        notice = {"notice": str(contract.notice)} if contract.notice else {}
        code = "contract_started_from_notice" if notice else "contract_started"
        remember(actor=actor, contract=contract, code=code, today=today, net_cents=kept.net_cents, **notice)
    return contract
