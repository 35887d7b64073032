"""A buyer's part of a contract's figures: the parts of all buyers add up to the cent."""

from __future__ import annotations

from collections.abc import Iterable

from tegenwaarde.kernel.money import largest_remainder
from tegenwaarde.records.models import ContractBuyer


class Shares:
    """The shares of every buyer in some contracts, read at once."""

    def __init__(self, contract_ids: Iterable[int]) -> None:
        rows = ContractBuyer.unfenced.filter(contract_id__in=tuple(contract_ids)).order_by("-share", "id")
        self._held: dict[int, list[tuple[int, int]]] = {}
        for contract_id, buyer_id, share in rows.values_list("contract_id", "buyer_id", "share"):
            self._held.setdefault(contract_id, []).append((buyer_id, share))

    def part(self, contract_id: int, buyer_id: int, cents: int) -> int:
        """Return the buyer's part of `cents` of a contract (largest remainder; the larger share first)."""
        held = self._held.get(contract_id, [])
        parts = largest_remainder(cents, [share for _buyer, share in held])
        return sum(part for part, (buyer, _share) in zip(parts, held, strict=True) if buyer == buyer_id)

    def share(self, contract_id: int, buyer_id: int) -> int:
        """Return the buyer's share, ten-thousandths of a percent; 0 where it has none."""
        return dict(self._held.get(contract_id, [])).get(buyer_id, 0)
