"""Who saw personal facts: the one thing that is written while somebody only looks."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class SightLog(Protocol):
    """Records that a person saw the personal facts of a report on a day."""

    def __call__(self, *, user_id: int, report_id: int, day: date) -> None: ...
