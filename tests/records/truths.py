"""What a half-truth is: a row that the database keeps when it is whole and refuses when it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.records.world import World

Facts = dict[str, Any]
OVER_THE_WHOLE = 1_000_001


def nothing(_world: World) -> Facts:
    return {}


@dataclass(frozen=True)
class HalfTruth:
    """A row that is whole with `whole`, and half with `half` on top of that; `common` is what both share."""

    make: Callable[..., Any]
    half: Facts
    whole: Facts = field(default_factory=dict)
    common: Callable[[World], Facts] = nothing


@dataclass(frozen=True)
class Twice:
    """A row that may not be there twice; with `other` on top it may stand beside the first."""

    make: Callable[..., Any]
    other: Facts
    common: Callable[[World], Facts] = nothing
