"""The drafts that one notice made together: what is said of the buyer of one may hold for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to
from tegenwaarde.records.models import Buyer, Contract, ContractState
from tegenwaarde.usecases.contracts.drafting import claim
from tegenwaarde.usecases.contracts.taking_part import join

KEY = "contract.complete"


def siblings_of(actor: Actor, contract: Contract) -> list[Contract]:
    """Return the other drafts of the same notice that have the same buyers and that the actor completes; two queries.

    None for a draft that no notice made.
    """
    if contract.notice_id is None:
        return []
    rows = contracts_visible_to(actor, KEY).filter(state=ContractState.DRAFT, notice_id=contract.notice_id)
    others = rows.exclude(pk=contract.pk).order_by("pk").prefetch_related("buyers")
    own = _buyers(contract)
    return [one for one in others if _buyers(one) == own]


def join_too(siblings: Sequence[Contract], buyer: Buyer) -> None:
    """Let the buyer take part in these drafts as well, inside the caller's transaction; raises ChangedMeanwhile."""
    for one in siblings:
        claim(one, one.version)
        join(one, buyer)


def _buyers(contract: Contract) -> set[int]:
    return {share.buyer_id for share in contract.buyers.all()}
