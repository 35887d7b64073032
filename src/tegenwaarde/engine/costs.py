"""Running costs split over those who bear them (E): largest remainder, so that every pot adds up to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    weights = [[_weight(pot, bearer) for bearer in bearers] for pot in split]
    problems = tuple(
        _nobody_bears(pot) for pot, weight in zip(split, weights, strict=True) if pot.amount_cents and not sum(weight)
    )
    if problems:
        return CostSplit(split, (), problems)
    by_pot = [_split(pot.amount_cents, weight, bearers) for pot, weight in zip(split, weights, strict=True)]
    return CostSplit(split, tuple(tuple(pot[place] for pot in by_pot) for place in range(len(bearers))))


def _weight(pot: CostPot, bearer: CostBearer) -> int:
    if pot.shape is PotShape.BY_POPULATION:
        return bearer.population
    return int(pot.shape is PotShape.EQUAL or not bearer.one_off_exempt)


def _split(amount_cents: int, weights: Sequence[int], bearers: Sequence[CostBearer]) -> list[int]:
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    parts = [amount_cents * weight // total for weight in weights]
    remainders = [amount_cents * weight % total for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-remainders[place], -bearers[place].population))
    for place in order[: amount_cents - sum(parts)]:
        parts[place] += 1
    return parts


def _nobody_bears(pot: CostPot) -> Problem:
    text = "Nobody can bear the pot {pot}: give somebody inhabitants, or an exemption less."
    return Problem("NOBODY_BEARS", text, "population", (("pot", pot.id),))
