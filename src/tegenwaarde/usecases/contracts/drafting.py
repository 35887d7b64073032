"""What the verbs about drafts share: finding one, claiming it, and its organisations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, require
from tegenwaarde.records.models import Buyer, Contract, ContractBuyer, ContractState, Supplier
from tegenwaarde.usecases.contracts.facts import ContractFacts
from tegenwaarde.usecases.refusals import Refused


class NotADraft(Refused):
    """The contract is in force already."""

    code = "CONTRACT_IS_IN_FORCE"
    words = _("“{title}” is in force already, so it is no draft any more.")


class ChangedMeanwhile(Refused):
    """Somebody else was first."""

    code = "CHANGED_MEANWHILE"
    words = _(
        "Somebody else changed this a moment ago. Open the page again to see it, then make your change once more."
    )


def find_draft(actor: Actor, contract_id: int, key: str) -> Contract:
    """Return a draft with which the actor may do `key`; NotVisible, NotAllowed or NotADraft."""
    rows = contracts_visible_to(actor, "draft.see").select_related("supplier", "notice", "entered_in__region", "book")
    contract = find(rows, pk=contract_id)
    require(actor, key, contract)
    if contract.state != ContractState.DRAFT:
        raise NotADraft(title=contract.title)
    return contract


def claim(contract: Contract, version: int, **changes: Any) -> None:
    """Change a draft that is still at `version`, and count it up; ChangedMeanwhile where somebody was first."""
    rows = Contract.unfenced.filter(pk=contract.pk, state=ContractState.DRAFT, version=version)
    if not rows.update(version=version + 1, **changes):
        raise ChangedMeanwhile
    contract.refresh_from_db()


def lead_buyer(contract: Contract) -> Buyer | None:
    """Return the buyer that leads, None where nobody is chosen yet."""
    share = ContractBuyer.unfenced.filter(contract=contract, leads=True).select_related("buyer").first()
    return share.buyer if share else None


def set_lead_buyer(contract: Contract, buyer: Buyer | None) -> None:
    """Let `buyer` lead the contract, or nobody buy it; where several buy it, their shares stay as they are."""
    shares = ContractBuyer.unfenced.filter(contract=contract)
    lead = shares.filter(leads=True).first()
    if buyer is None:
        shares.delete()
    elif shares.filter(buyer=buyer).exists():
        shares.update(leads=False)
        shares.filter(buyer=buyer).update(leads=True)
    elif lead is not None:
        shares.filter(pk=lead.pk).update(buyer=buyer)
    else:
        ContractBuyer.unfenced.create(contract=contract, buyer=buyer)


def supplier_of(facts: ContractFacts) -> Supplier | None:
    """Return the supplier with that number (KvK, or of a register abroad), made where it is not known; None without."""
    if facts.supplier_kvk:
        found, _made = Supplier.unfenced.get_or_create(kvk=facts.supplier_kvk, defaults={"name": facts.supplier_name})
        return found
    if not (facts.supplier_country and facts.supplier_number):
        return None
    abroad = {"country": facts.supplier_country, "register_number": facts.supplier_number, "kvk": ""}
    found, _made = Supplier.unfenced.get_or_create(**abroad, defaults={"name": facts.supplier_name})
    return found


def forget_unused(supplier: Supplier | None) -> None:
    """Take away a supplier on which nothing hangs: no contract, certificate, person, role or invitation."""
    if supplier is None:
        return
    hanging = (
        supplier.contracts,
        supplier.certificates,
        supplier.persons,
        supplier.grants,
        supplier.invitations,
    )
    if not any(rows.exists() for rows in hanging):
        supplier.delete()
