"""What the register holds of a buyer of any kind, and what has to be right about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Buyer, BuyerKind
from tegenwaarde.usecases.contracts.facts import KVK


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerFacts:
    """A buyer as somebody fills it in; `kvk` is eight digits or empty."""

    name: str
    kind: str
    kvk: str = ""

    @property
    def clean_name(self) -> str:
        """Return the name without needless spaces."""
        return " ".join(self.name.split())


def problems_of(facts: BuyerFacts, buyer_id: int = 0) -> Iterator[Problem]:
    """Yield everything that keeps the buyer from being kept, each with its field; two queries at most.

    `buyer_id` is the buyer that is changed, 0 for a new one.
    """
    if not facts.clean_name:
        yield Problem("NAME_MISSING", "Give the name of the buyer.", "name")
    if facts.kind not in BuyerKind.values:
        yield Problem("UNKNOWN_KIND", "Choose what kind of buyer this is.", "kind")
    if facts.kvk and not KVK.fullmatch(facts.kvk):
        yield Problem("KVK_IS_EIGHT_DIGITS", "A KvK number has eight digits.", "kvk")
    others = Buyer.unfenced.exclude(pk=buyer_id)
    taken = others.filter(kvk=facts.kvk).first() if facts.kvk else None
    if taken is not None:
        text = "This KvK number belongs to {buyer}, which the register knows already."
        yield Problem("BUYER_IS_KNOWN", text, "kvk", (("buyer", taken.name),))
    elif facts.clean_name.casefold() in {name.casefold() for name in others.values_list("name", flat=True)}:
        yield Problem("BUYER_IS_KNOWN", "The register knows a buyer of this name already.", "name")
