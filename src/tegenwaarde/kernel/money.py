"""Money is whole euro cents (A1); half up is the only rounding, and only where a rule says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

EURO_TEXT = re.compile(r"[0-9]+(\.[0-9]{1,2})?")


def half_up(numerator: int, denominator: int) -> int:
    """Return `numerator / denominator` rounded half up to a whole; both zero or more, the denominator above zero."""
    return (2 * numerator + denominator) // (2 * denominator)


def cents_from_text(text: str) -> int | None:
    """Return the cents of a plain number such as `1234.5`, or None where `text` is not one."""
    if not EURO_TEXT.fullmatch(text):
        return None
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def text_from_cents(cents: int) -> str:
    """Return cents as a plain number with two decimals, `0.00` for zero."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def largest_remainder(cents: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Return `cents` split by `weights` so that the parts add up; equal remainders go to the earlier part.

    All are zero or more; with weights that are all zero nothing is split.
    """
    whole = sum(weights)
    if not whole:
        return (0,) * len(weights)
    parts = [cents * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: -(cents * weights[place] % whole))
    for place in order[: cents - sum(parts)]:
        parts[place] += 1
    return tuple(parts)
