"""Trades: the divisions of the CPV, by which suppliers are found. Facts of the CPV of 2008, in `cpv_divisions.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tegenwaarde.policy.text import Text
from tegenwaarde.usecases.spoken import spoken

FILE = Path(__file__).with_name("cpv_divisions.toml")
DIGITS = 2


@cache
def divisions() -> dict[str, Text]:
    """Return every division by its two digits, in order."""
    read = tomllib.loads(FILE.read_bytes().decode())["divisions"]
    return {digits: Text(nl=names["nl"], en=names["en"]) for digits, names in sorted(read.items())}


def trade_of(cpv: str) -> str:
    """Return the division of a CPV code; empty where the list has none."""
    return cpv[:DIGITS] if cpv[:DIGITS] in divisions() else ""


def trade_words(digits: str) -> str:
    """Return what a division is about, in the language of the reader; its digits where the list has none."""
    known = divisions().get(digits)
    return spoken(known) if known else digits


def trades_from(kept: str) -> tuple[str, ...]:
    """Return the divisions that a supplier has, as they are kept: digits with a space between."""
    return tuple(dict.fromkeys(kept.split()))


def trades_kept(trades: Iterable[str]) -> str:
    """Return divisions as a supplier keeps them, in order and each once."""
    return " ".join(sorted(set(trades)))
