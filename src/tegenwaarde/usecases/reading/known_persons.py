"""Whom a supplier reported about before, by its own references: to choose from, never with who it is."""

from __future__ import annotations

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, persons_visible_to

MOST_OFFERED = 200


def own_references(*, actor: Actor, contract_id: int) -> tuple[str, ...]:
    """Return the references that the contract's supplier uses, the newest persons first, at most MOST_OFFERED."""
    contract = find(contracts_visible_to(actor), pk=contract_id)
    rows = persons_visible_to(actor).filter(supplier_id=contract.supplier_id or 0, erased_on__isnull=True)
    return tuple(rows.order_by("-pk").values_list("reference", flat=True)[:MOST_OFFERED])


def identity_is_known(*, actor: Actor, contract_id: int, reference: str) -> bool:
    """Say whether the contract's supplier said before who the person with this reference is."""
    contract = find(contracts_visible_to(actor), pk=contract_id)
    rows = persons_visible_to(actor).filter(supplier_id=contract.supplier_id or 0, reference=reference.strip())
    return rows.exclude(identity_hash="").exists()
