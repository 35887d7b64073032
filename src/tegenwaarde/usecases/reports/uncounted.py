"""Why an extra that somebody's facts call for adds nothing to a block's value (C4–C6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Block, Extra, ExtraShape
from tegenwaarde.policy.text import Text
from tegenwaarde.usecases.figures import day
from tegenwaarde.usecases.reports.valuing import Offer

OTHER_BLOCK = "{extra} does not count, because it does not go with {block}."
GIVEN_BEFORE = "{extra} does not count, because it was counted for this person before."
OUTSIDE_CONTRACT = "{extra} does not count, because {day} lies outside the contract."
OUTSIDE_EMPLOYMENT = "{extra} does not count, because {day} lies outside the employment."
OTHER_AGE = "{extra} does not count, because of the age on the first working day."


def uncounted(offer: Offer, extras: tuple[Extra, ...], speak: Callable[[Text], str]) -> Iterator[Problem]:
    """Yield a reason for each extra that was answered and adds nothing to a block that fits; `speak` names it."""
    for extra in extras:
        called_for = getattr(offer.facts, extra.fact) and not _asked_for_the_block(extra, offer.block)
        if offer.fits and called_for and not getattr(offer.valuation.amounts, extra.component):
            text, figures = _reason(extra, offer)
            named = (("extra", speak(extra.label)), ("block", speak(offer.block.label)), *figures)
            yield Problem("EXTRA_NOT_COUNTED", text, extra.fact, named)


def _asked_for_the_block(extra: Extra, block: Block) -> bool:
    """Say whether the block itself asks for the fact, so that giving it claims no extra."""
    return extra.fact in block.requires or (extra.fact == "birth_date" and bool(block.too_old_at))


def _reason(extra: Extra, offer: Offer) -> tuple[str, tuple[tuple[str, str], ...]]:
    facts = offer.facts
    if offer.block.id not in extra.blocks:
        return OTHER_BLOCK, ()
    if extra.component in facts.extras_taken:
        return GIVEN_BEFORE, ()
    if extra.shape is not ExtraShape.ON_A_DAY:
        return OTHER_AGE, ()
    on = getattr(facts, extra.fact)
    return (OUTSIDE_EMPLOYMENT if _in_contract(on, facts) else OUTSIDE_CONTRACT), (("day", day(on)),)


def _in_contract(on: date, facts: PlacementFacts) -> bool:
    return bool(facts.contract_start and facts.contract_end and facts.contract_start <= on <= facts.contract_end)
