"""Checked rows as they wait to be taken over: what a report will hold, and no more; encrypted where they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Staged:
    """One row that can be reported. `facts` are answers as plain data, `contract` is the contract's id; cents.

    `entry` is the place of the row with the same work on another contract, -1 for none.
    """

    sheet: str
    line: int
    contract: int
    reference: str
    identity_hash: str
    identity_keys: int
    block: str
    share: int
    no_displacement: bool
    value_cents: int
    facts: dict[str, Any]
    entry: int = -1

    def as_plain(self) -> list[Any]:
        """Return the row as plain data."""
        return [getattr(self, name) for name in FIELDS]


FIELDS = tuple(Staged.__dataclass_fields__)


def staged_from(kept: list[list[Any]]) -> list[Staged]:
    """Return the rows that plain data holds."""
    return [Staged(*row) for row in kept]
