"""Measuring in turn, and lines of a table with a target beside each figure."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rows and rounds."""

    rounds: int
    calculated: tuple[int, ...]
    compared: int  # rows that plain Python calculates in each round
    file: int
    large_file: int
    obligations: int

    @classmethod
    def full(cls) -> Sizes:
        """Return the sizes that the targets are about."""
        return cls(5, (1, 1_000, 100_000, 1_000_000), 1_000_000, 1_000_000, 5_000_000, 200_000)

    @classmethod
    def quick(cls) -> Sizes:
        """Return sizes for a first impression."""
        return cls(3, (1, 1_000, 100_000), 100_000, 100_000, 500_000, 20_000)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `ratio` is against plain Python; `target` is what one of the figures should reach."""

    what: str
    figure: str
    plain: str = ""
    ratio: str = ""
    target: str = ""
    missed: bool = False

    def line(self) -> str:
        """Return the line."""
        cells = (
            f"{self.what:<44}",
            f"{self.figure:>14}",
            f"{self.plain:>14}",
            f"{self.ratio:>8}",
            f"{self.target:>16}",
        )
        return "  ".join(cells) + ("  below" if self.missed else "")


def heading() -> str:
    """Return the table's heading."""
    return Row("", "ours", "plain Python", "ratio", "target").line()


def best_in_turn(rounds: int, *calls: Callable[[], object]) -> list[float]:
    """Return the shortest time of each call, in seconds; the calls take turns."""
    shortest = [float("inf")] * len(calls)
    for _ in range(rounds):
        for place, call in enumerate(calls):
            gc.collect()
            gc.disable()
            start = time.perf_counter()
            call()
            shortest[place] = min(shortest[place], time.perf_counter() - start)
            gc.enable()
    return shortest


def a_second(count: int, seconds: float) -> str:
    """Return rows a second, readable."""
    return f"{count / seconds:,.0f}/s"


def compared(what: str, count: int, ours: float, plain: float, least: float = 0.0) -> Row:
    """Return the line of a comparison; `least` is how many times as fast ours should be."""
    ratio = plain / ours
    shown = f"{ratio:.1f} x" if ratio >= 1 else f"{ratio:.2f} x"
    target = f">= {least:g} x" if least else ""
    return Row(what, a_second(count, ours), a_second(count, plain), shown, target, ratio < least)
