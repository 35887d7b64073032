"""Notices: reading one beside parsing its XML and doing nothing with it, as quick as the XML library does."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from bench.timing import Row, Sizes, best_in_turn, compared
from tegenwaarde.adapters.eforms import read_notice
from tests.adapters.eforms.samples import samples, wide

LEAST = 0.5  # of the speed of bare parsing
OLD = "legacy"  # the folder of notices that are refused unread

PLAIN = etree.XMLParser()


def notice_rows(sizes: Sizes) -> Iterator[Row]:
    """Yield the lines for hand-made notices, for one with many lots, and for real ones where there are any."""
    yield _row("notices, hand-made", list(samples().values()), sizes)
    yield _row("notices, hand-made with 1,000 lots", [wide(1000)], sizes)
    folder = os.environ.get("TEGENWAARDE_SHARED_DATA")
    real = sorted((Path(folder) / "eforms").rglob("*.xml")) if folder else []
    if real:
        yield _row("notices, real", [path.read_bytes() for path in real if OLD not in path.parent.name], sizes, LEAST)


def _row(what: str, contents: Sequence[bytes], sizes: Sizes, least: float = 0.0) -> Row:
    ours, bare = best_in_turn(3 * sizes.rounds, lambda: _read(contents), lambda: _parse(contents))
    return compared(what, len(contents), ours, bare, least)


def _read(contents: Sequence[bytes]) -> None:
    for content in contents:
        read_notice(content)


def _parse(contents: Sequence[bytes]) -> None:
    for content in contents:
        etree.fromstring(content, PLAIN)
