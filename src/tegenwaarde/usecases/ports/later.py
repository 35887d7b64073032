"""Work that goes on after the answer was given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Later(Protocol):
    """Runs work after the transaction at hand, on its own; what it keeps of itself stands in its own records."""

    def __call__(self, work: Callable[[], None]) -> None: ...
