"""Placements from CSV to CSV in plain Python: the csv module, tuples and look-up tables; the batch's yardstick."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from itertools import islice
from operator import itemgetter
from typing import TextIO

from bench.plain import DAY_TEXTS, PLACEMENT_COLUMNS, Row, Value, value_placements

PLACEMENT_HEADER = (  # noqa: SIM905
    "id,base_eur,permanent_eur,fifty_plus_eur,refugee_eur,infra_eur,total_eur,counted_from,counted_until,error"
).split(",")

_PIECE = 20_000
_MOST_TEXTS = 500_000
_NUMBER = re.compile(r"[0-9]+(\.[0-9]{1,2})?")

DAYS = {text: day for day, text in enumerate(DAY_TEXTS) if "1900-01-01" <= text <= "2199-12-31"}
DAYS[""] = 0
BLOCKS = {str(block): block for block in range(1, 16)}
BLOCKS[""] = 0
FLAGS = {"": 0, "0": 0, "1": 1}


class _Numbers(dict[str, int]):
    """Hundredths of each number text seen; KeyError for what is not a number."""

    def __missing__(self, text: str) -> int:
        if not _NUMBER.fullmatch(text):
            raise KeyError(text)
        whole, _, part = text.partition(".")
        number = int(whole) * 100 + int(part.ljust(2, "0"))
        if len(self) < _MOST_TEXTS:
            self[text] = number
        return number


class _Euros(dict[int, str]):
    """The text of each amount in cents seen."""

    def __missing__(self, cents: int) -> str:
        text = f"{cents // 100}.{cents % 100:02d}"
        if len(self) < _MOST_TEXTS:
            self[cents] = text
        return text


NUMBERS = _Numbers({"": -1})
EUROS = _Euros()


def placements_csv(source: TextIO, target: TextIO) -> None:
    """Read placements from `source` and write their values to `target`, both CSV."""
    reader = csv.reader(source)
    header = next(reader)
    width = len(header)
    pick = itemgetter(*(header.index(name) if name in header else width for name in PLACEMENT_COLUMNS))
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(PLACEMENT_HEADER)
    while rows := list(islice(reader, _PIECE)):
        ids, facts, bad = parse(rows, width, pick)
        writer.writerows(_lines(ids, value_placements(facts), bad))


def parse(
    rows: list[list[str]], width: int, pick: Callable[[list[str]], tuple[str, ...]]
) -> tuple[list[str], list[Row], set[int]]:
    """Return the ids, the facts of every row and the numbers of the rows that cannot be read."""
    ids: list[str] = []
    facts: list[Row] = []
    bad = set()
    add_id, add = ids.append, facts.append
    days, numbers, blocks, flags = DAYS, NUMBERS, BLOCKS, FLAGS
    for row in rows:
        if len(row) == width:
            row.append("")
        else:
            if len(row) > width or not row:
                bad.add(len(ids))
            row[width:] = [""] * (max(1, width + 1 - len(row)))
        try:
            a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t = pick(row)
            add((
                blocks.get(b, 99), days[c], days[d], days[e], days[f], numbers[g], numbers[h], days[i],
                days[j], flags[k], days[m], days[n], days[o], numbers[p], days[q], numbers[r], days[s], days[t],
            ))  # fmt: skip
        except KeyError:
            bad.add(len(ids))
            add(_NOTHING)
        add_id(a)
    return ids, facts, bad


_NOTHING: Row = (0,) * 18


def _lines(ids: list[str], values: list[Value | str], bad: set[int]) -> Iterator[tuple[str, ...]]:
    """Return one output line per row."""
    euros, days = EUROS, [*DAY_TEXTS]
    days[0] = ""
    for number in bad:
        values[number] = "cannot be read"
    for key, value in zip(ids, values, strict=True):
        if isinstance(value, str):
            yield key, "", "", "", "", "", "", "", "", value
        else:
            base, permanent, fifty, refugee, infra, total, first, last = value
            yield (
                key, euros[base], euros[permanent], euros[fifty], euros[refugee], euros[infra], euros[total],
                days[first], days[last], "",
            )  # fmt: skip
