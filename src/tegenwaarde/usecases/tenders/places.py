"""Which buyers and subregions the register knows: who may buy together is no secret."""

from __future__ import annotations

from tegenwaarde.records.models import Buyer, Subregion


def every_buyer() -> tuple[tuple[int, str], ...]:
    """Return every buyer, by name; one query."""
    return tuple(Buyer.unfenced.order_by("name").values_list("pk", "name"))


def every_subregion() -> tuple[tuple[int, str], ...]:
    """Return every subregion, by name; one query."""
    return tuple(Subregion.unfenced.order_by("name").values_list("pk", "name"))
