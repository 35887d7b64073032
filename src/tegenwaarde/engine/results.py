"""What the engine answers: values with their reasons, or every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.kernel.step import Step

COMPONENTS = ("base", "permanent", "fifty_plus", "refugee", "infra")


@dataclass(frozen=True, slots=True)
class Amounts:
    """A value in its parts; cents."""

    base: int = 0
    permanent: int = 0
    fifty_plus: int = 0
    refugee: int = 0
    infra: int = 0

    @property
    def total(self) -> int:
        """Return the sum of the parts, cents."""
        return self.base + self.permanent + self.fifty_plus + self.refugee + self.infra


@dataclass(frozen=True, slots=True)
class Valuation:
    """One placement valued. With `problems` it is refused and its amounts are zero."""

    block: str
    amounts: Amounts
    counted: Period | None
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class QuarterAmount:
    """What one part of a value is in one quarter; cents (A4: the parts add up to the curve)."""

    quarter: Quarter
    component: str
    cents: int


@dataclass(frozen=True, slots=True)
class Fit:
    """A block that could fit the facts, with its value, or the problems for which it does not fit."""

    block: str
    valuation: Valuation

    @property
    def fits(self) -> bool:
        """Say whether the block can be reported."""
        return not self.valuation.problems


@dataclass(frozen=True, slots=True)
class YearShare:
    """One contract year's part of an obligation (B8); cents."""

    period: Period
    share_cents: int
    discount_cents: int


@dataclass(frozen=True, slots=True)
class ObligationValue:
    """An obligation calculated. With `problems` it is refused; `warnings` do not refuse (B1)."""

    regime: str
    european: bool
    percentage: int  # ten-thousandths of a percent
    gross_cents: int
    discount_cents: int
    years: tuple[YearShare, ...]
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def net_cents(self) -> int:
        """Return gross less discounts, cents."""
        return self.gross_cents - self.discount_cents


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a contract stands on a day (D1, D2); cents. `state` is one of fulfilled, on_track, behind_covered,
    at_risk, short."""

    on: date
    net_cents: int
    expected_cents: int
    realised_cents: int
    forecast_cents: int
    state: str
    steps: tuple[Step, ...]
