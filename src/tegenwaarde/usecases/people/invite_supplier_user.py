"""Invite somebody of a supplier by e-mail: from a dossier, from the list of suppliers, or a colleague of one's own."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, require
from tegenwaarde.records.models import ContractState, Invitation
from tegenwaarde.usecases.people.inviting import (
    AlreadyActsForSupplier,
    Inviter,
    PostAway,
    WorksForTheBuyersSide,
    address_of,
    own_supplier,
    running_contracts,
    seen_supplier,
    send_invitation,
)
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.refusals import Refused

__all__ = [
    "AlreadyActsForSupplier",
    "ContractNotInForce",
    "PostAway",
    "WorksForTheBuyersSide",
    "invite_colleague",
    "invite_for_supplier",
    "invite_supplier_user",
]


class ContractNotInForce(Refused):
    """A draft has no supplier's side yet."""

    code = "CONTRACT_NOT_IN_FORCE"
    words = _("This contract is still a draft. Put it in force first, then invite the supplier.")


def invite_supplier_user(*, actor: Actor, contract_id: int, email: str, ports: Ports, today: date) -> Invitation:
    """Invite `email` to act for the contract's supplier; an open invitation of that address is replaced.

    Raises NotVisible, NotAllowed, Invalid, ContractNotInForce, AlreadyActsForSupplier,
    WorksForTheBuyersSide, PostAway.
    """
    contract = find(
        contracts_visible_to(actor, "draft.see").select_related("supplier") | contracts_visible_to(actor),
        pk=contract_id,
    )
    require(actor, "supplier.invite", contract)
    if contract.state == ContractState.DRAFT or contract.supplier is None:
        raise ContractNotInForce
    address = address_of(email, contract.supplier, today)
    inviter = Inviter(actor, ports, today)
    return send_invitation(inviter, contract.supplier, address, [contract], title=contract.title)


def invite_for_supplier(*, actor: Actor, supplier_id: int, email: str, ports: Ports, today: date) -> Invitation:
    """Invite `email` to act for a supplier of the actor's side, whatever the contract.

    Raises NotVisible, NotAllowed, Invalid, AlreadyActsForSupplier, WorksForTheBuyersSide, PostAway.
    """
    supplier = seen_supplier(actor, supplier_id)
    require(actor, "supplier.invite")
    address = address_of(email, supplier, today)
    return send_invitation(Inviter(actor, ports, today), supplier, address, running_contracts(actor, supplier))


def invite_colleague(*, actor: Actor, supplier_id: int, email: str, ports: Ports, today: date) -> Invitation:
    """Invite `email` to act for the actor's own supplier.

    Raises NotVisible, Invalid, AlreadyActsForSupplier, WorksForTheBuyersSide, PostAway.
    """
    supplier = own_supplier(actor, supplier_id)
    address = address_of(email, supplier, today)
    return send_invitation(Inviter(actor, ports, today), supplier, address, running_contracts(actor, supplier))
