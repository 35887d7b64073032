"""What a region wants to reach (F1), and what its buyers show themselves (F2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Ambition:
    """F1: what the region wants a year, from `from_day`, within `within_years`; cents."""

    yearly_cents: int
    from_day: date
    within_years: int
    source: str


@dataclass(frozen=True, slots=True)
class OwnExample:
    """F2: what a municipality shows itself: a share of its staff (ten-thousandths of a percent), or one of `labels`."""

    staff_share: int
    labels: tuple[str, ...]
    source: str
