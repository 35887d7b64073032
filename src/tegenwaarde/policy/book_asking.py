"""What a book says about asking for social return: the terms in spec texts, infrastructure, and labels that invite.

Percentages are ten-thousandths of a percent; weeks and days are whole. Without its section a book says nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tegenwaarde.policy.text import Text


@dataclass(frozen=True, slots=True)
class SpecTerms:
    """The figures of spec texts that no tender knows (P3).

    `plan_weeks` after the award the supplier's plan is there; as an award criterion social return counts for
    `criterion_weight`, and an offer above `criterion_most` of the contract sum earns no more points. 0 = not said.
    """

    plan_weeks: int = 0
    criterion_weight: int = 0
    criterion_most: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Infrastructure:
    """Which tenders are infrastructure, by the first digits of their CPV code (note 4.4, footnote 4)."""

    cpv_prefixes: tuple[str, ...] = ()
    source: str = ""

    def covers(self, cpv: str) -> bool:
        """Say whether a CPV code is one of infrastructure."""
        return cpv.startswith(self.cpv_prefixes) if self.cpv_prefixes else False


@dataclass(frozen=True, slots=True)
class Invitations:
    """Labels that give a supplier more chance to be invited to a small tender (note 4.3, P4).

    A certificate is marked when it lapses within `lapses_within_days`.
    """

    labels: tuple[str, ...] = ()
    lapses_within_days: int = 0
    source: str = ""


NO_TERMS, NO_INFRASTRUCTURE, NO_INVITATIONS = SpecTerms(), Infrastructure(), Invitations()


class DepartsFrom(StrEnum):
    """What of the advice a buyer departs from: the percentage (B4), or applying social return at all (B2)."""

    PERCENTAGE = "percentage"
    NOT_APPLIED = "not_applied"


@dataclass(frozen=True, slots=True)
class Departure:
    """A reason to depart from the advice. `explain` asks for words of one's own beside it."""

    id: str
    for_what: DepartsFrom
    label: Text
    source: str
    explain: bool = False


OTHER_REASON = "other"  # where a book lists no reasons, and for reasons that were only given in words


@dataclass(frozen=True, slots=True)
class VariantRule:
    """How social return is asked under some regimes (B2, B3), and why so.

    `variant` is `condition`, `criterion`, `both` or `effort`; without `regimes` it is possible, and not the usual one.
    """

    id: str
    variant: str
    regimes: tuple[str, ...]
    why: Text
    source: str
