"""Which evidence a report asks for: that of its block, and of every extra that counts in its value."""

from __future__ import annotations

from tegenwaarde.policy.book import Evidence, Extra
from tegenwaarde.usecases.reports.valuing import Offer

EXTRA_STEPS = frozenset({"extra_once", "extra_pro_rata"})


def evidence_asked(offer: Offer, extras: tuple[Extra, ...]) -> tuple[Evidence, ...]:
    """Return the kinds of evidence that the buyer's side has to see, each once; `extras` are the policy's."""
    counted = _extras_that_count(offer)
    asked = [*offer.block.evidence, *(kind for extra in extras if extra.id in counted for kind in extra.evidence)]
    return tuple({kind.id: kind for kind in asked}.values())


def _extras_that_count(offer: Offer) -> frozenset[str]:
    """Return the ids of the extras that the value is made of, as its steps name them."""
    steps = [dict(step.figures) for step in offer.valuation.steps if step.code in EXTRA_STEPS]
    return frozenset(str(figures["row"]) for figures in steps)
