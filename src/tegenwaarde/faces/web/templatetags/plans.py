"""The pictures of a plan: `{% load plans %}`.

::

    {% plan_bar value due %}           what a plan covers of what is due; cents
    {% spread quarters %}              a plan by quarter, as `reading.plan_value.QuarterPart`
    {% spread quarters full=True %}    with what it adds up to, and what is expected by then
    {% problem_in_words problem %}     what is wrong with a line
    {{ cents|minus|euro_cents }}       the other way round
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import template

from tegenwaarde.faces.web.formats import euro_cents, euro_whole, share_of
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.reading.plan_value import QuarterPart
from tegenwaarde.usecases.refusals import problem_words

register = template.Library()


@dataclass(frozen=True, slots=True)
class QuarterBar:
    """A quarter with the length of its bar, as the picture takes it (`12.50%`)."""

    part: QuarterPart
    width: str


def _percents(cents: int, longest: int) -> str:
    return f"{max(0, cents) * 100 / max(1, longest):.2f}%"


@register.simple_tag
def problem_in_words(problem: Problem) -> str:
    """Return what is wrong, in the language of the reader."""
    return problem_words(problem)


@register.filter
def minus(cents: int) -> int:
    """Return an amount the other way round, for words that say which way it goes."""
    return -cents


@register.inclusion_tag("pages/agreements/plan_bar.html")
def plan_bar(value: int, due: int) -> dict[str, object]:
    """Draw what a plan is worth beside what is due; cents."""
    longest = max(value, due)
    return {
        "planned": _percents(value, longest),
        "due_at": _percents(due, longest),
        "value": euro_cents(value),
        "due": euro_cents(due),
        "share": share_of(value, due),
        "short": euro_cents(due - value) if value < due else "",
        "over": euro_whole(value - due) if value > due else "",
    }


@register.inclusion_tag("pages/agreements/spread.html")
def spread(quarters: Sequence[QuarterPart], full: bool = False) -> dict[str, object]:
    """Draw what a plan is worth in each quarter."""
    longest = max((part.cents for part in quarters), default=0)
    return {
        "bars": [QuarterBar(part, _percents(part.cents, longest)) for part in quarters],
        "full": full,
        "total_cents": sum(part.cents for part in quarters),
    }
