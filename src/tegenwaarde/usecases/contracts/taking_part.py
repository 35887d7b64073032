"""Equal shares of several buyers that add up to the whole, by largest remainder; the first leads."""

from __future__ import annotations

from collections.abc import Sequence

from tegenwaarde.records.models import Buyer, Contract, ContractBuyer, Tender, TenderBuyer
from tegenwaarde.records.models.contracts import WHOLE


def equal_shares(count: int) -> list[int]:
    """Return `count` shares that differ by at most one, the larger first; ten-thousandths of a percent."""
    share, left = divmod(WHOLE, count)
    return [share + (place < left) for place in range(count)]


def let_buy(contract: Contract, buyers: Sequence[Buyer]) -> None:
    """Give the contract these buyers with equal shares instead of those it has; a person checks the shares."""
    ContractBuyer.unfenced.filter(contract=contract).delete()
    for place, (buyer, share) in enumerate(zip(buyers, equal_shares(len(buyers) or 1), strict=False)):
        ContractBuyer.unfenced.create(contract=contract, buyer=buyer, share=share, leads=place == 0)


def let_plan(tender: Tender, buyers: Sequence[Buyer]) -> None:
    """Give the tender these buyers with equal shares instead of those it has."""
    TenderBuyer.unfenced.filter(tender=tender).delete()
    for place, (buyer, share) in enumerate(zip(buyers, equal_shares(len(buyers) or 1), strict=False)):
        TenderBuyer.unfenced.create(tender=tender, buyer=buyer, share=share, leads=place == 0)


def join(contract: Contract, buyer: Buyer) -> None:
    """Let one more buyer take part in the contract, all with equal shares; one that takes part already stays."""
    held = [one.buyer for one in ContractBuyer.unfenced.filter(contract=contract).select_related("buyer")]
    if buyer not in held:
        let_buy(contract, [*held, buyer])
