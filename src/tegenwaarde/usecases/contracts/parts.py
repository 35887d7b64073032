"""Buyers and the part that each pays, of a contract or a tender: together the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PERCENT

WHOLE = 100 * PERCENT


@dataclass(frozen=True, slots=True)
class Share:
    """A buyer's part of a tender or a contract; ten-thousandths of a percent."""

    buyer_id: int
    share: int = WHOLE


def share_problems(buyers: Sequence[Share]) -> Iterator[Problem]:
    """Yield what is wrong with the parts of buyers: each once, each with a part, the whole 100%."""
    if not buyers:
        yield Problem("BUYER_MISSING", "Choose the buyer.", "buyers")
        return
    if max(Counter(one.buyer_id for one in buyers).values()) > 1:
        yield Problem("BUYER_TWICE", "A buyer stands here twice: take one of the two away.", "buyers")
    if any(not 0 < one.share <= WHOLE for one in buyers):
        yield Problem("SHARE_OUTSIDE", "Give every buyer a part above 0% and at most 100%.", "buyers")
    elif (total := sum(one.share for one in buyers)) != WHOLE:
        words = "The parts of the buyers add up to {total_percent}: make that 100%."
        yield Problem("SHARES_NOT_WHOLE", words, "buyers", (("total_percent", total),))
