"""How a text of blocks is drawn: items that follow each other are one list."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from tegenwaarde.usecases.ports.documents import Block, Kind

Parts = list[tuple[str, list[Block]]]


def parts_of(blocks: Iterable[Block]) -> Parts:
    """Return the blocks in order, each with its kind; items that follow each other together as `item`."""
    found: Parts = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        rows = list(group)
        found += [(kind.value, rows)] if kind is Kind.ITEM else [(kind.value, [row]) for row in rows]
    return found
