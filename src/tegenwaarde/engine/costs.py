"""Running costs split over those who bear them (E): largest remainder, so that every pot adds up to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.kernel.exact import ROOM, Numbers, column_of
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import CostPot, PotShape


@dataclass(frozen=True, slots=True)
class CostBearer:
    """Who bears costs: its inhabitants, and whether it is exempt from the one-off pot."""

    name: str
    population: int
    one_off_exempt: bool = False


@dataclass(frozen=True, slots=True)
class CostSplit:
    """What everyone bears of every pot; cents. `amounts[i][j]` is what bearer i bears of pot j of `pots`.

    Pots that are recorded and not split are left out. With `problems` nothing is split.
    """

    pots: tuple[CostPot, ...]
    amounts: tuple[tuple[int, ...], ...]
    problems: tuple[Problem, ...] = ()


def split_costs(pots: Sequence[CostPot], bearers: Sequence[CostBearer]) -> CostSplit:
    """Split every pot over `bearers` (E). Equal remainders go to the larger population, then to the earlier bearer."""
    split = tuple(pot for pot in pots if pot.shape is not PotShape.NOT_SPLIT)
    exempt = np.array([bearer.one_off_exempt for bearer in bearers], dtype=np.bool_)
    by_pot, problems = split_columns(split, column_of([bearer.population for bearer in bearers]), exempt)
    return CostSplit(split, tuple(zip(*(pot.tolist() for pot in by_pot), strict=True)), problems)


def split_columns(
    pots: Sequence[CostPot], population: Numbers, exempt: NDArray[np.bool_]
) -> tuple[list[Numbers], tuple[Problem, ...]]:
    """Return the cents of every pot by bearer (E), or the problems why nothing can be split.

    `population` may be in any unit, such as hundredths; every pot of `pots` is one that is split.
    """
    weights = [_weights(pot, population, exempt) for pot in pots]
    problems = tuple(
        _nobody_bears(pot) for pot, weight in zip(pots, weights, strict=True) if pot.amount_cents and not weight.any()
    )
    if problems:
        return [], problems
    largest_first = np.argsort(-population, kind="stable")
    return [_split(pot.amount_cents, weight, largest_first) for pot, weight in zip(pots, weights, strict=True)], ()


def _weights(pot: CostPot, population: Numbers, exempt: NDArray[np.bool_]) -> Numbers:
    if pot.shape is PotShape.BY_POPULATION:
        return population
    return np.ones(len(exempt), dtype=np.int64) if pot.shape is PotShape.EQUAL else (~exempt).astype(np.int64)


def _split(amount_cents: int, weights: Numbers, largest_first: NDArray[np.intp]) -> Numbers:
    if not weights.any():
        return np.zeros(len(weights), dtype=np.int64)
    heaviest = int(weights.max())
    if max(amount_cents, len(weights)) * heaviest >= ROOM:
        weights = weights.astype(object)
    total = int(weights.sum())
    parts: Numbers = amount_cents * weights
    remainders = parts % total
    parts //= total
    order = largest_first[np.argsort(-remainders[largest_first], kind="stable")]
    parts[order[: amount_cents - int(parts.sum())]] += 1
    return parts


def _nobody_bears(pot: CostPot) -> Problem:
    text = "Nobody can bear the pot {pot}: give somebody inhabitants, or an exemption less."
    return Problem("NOBODY_BEARS", text, "population", (("pot", pot.id),))
