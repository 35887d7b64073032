"""Calculation alone: facts in memory to values in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from operator import itemgetter
from typing import Any

import numpy as np

from bench.plain import PLACEMENT_COLUMNS, value_placements
from bench.plain_csv import parse
from bench.sample import OBLIGATION_COLUMNS, Sampler, csv_bytes
from bench.timing import Row, Sizes, a_second, best_in_turn, compared
from tegenwaarde.engine.columns import PlacementColumns
from tegenwaarde.engine.due import obligation_columns
from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.engine.placements import value_columns
from tegenwaarde.engine.valuing import value_placement
from tegenwaarde.policy import library
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.usecases.batch.obligations import read_obligations
from tegenwaarde.usecases.batch.placements import read_placements
from tegenwaarde.usecases.batch.reading import Piece, read_pieces

SAMPLE = 100_000
LARGEST_PIECE = 1 << 28
TIMES_FASTER = 6.5
MOST_SECONDS_FOR_ONE = 0.001
OBLIGATIONS_A_SECOND = 100_000


def calculation_rows(sizes: Sizes) -> Iterator[Row]:
    """Yield a line for each number of placements: the engine beside the plain loop."""
    book = library.newest("twente")
    rows = Sampler(1, vast=False).placements(min(SAMPLE, sizes.compared))
    piece = _piece(csv_bytes(PLACEMENT_COLUMNS, rows), PLACEMENT_COLUMNS)
    sample, _ = read_placements(piece, book)
    in_order = itemgetter(*range(len(PLACEMENT_COLUMNS)))
    facts = parse([list(row.values()) for row in rows], len(PLACEMENT_COLUMNS), in_order)[1]
    for count in sizes.calculated:
        columns, plain_rows = _tiled(sample, count), (facts * -(-count // len(facts)))[:count]
        repeats = max(1, 2_000 // count)
        ours, plain = best_in_turn(
            sizes.rounds,
            lambda columns=columns, repeats=repeats: _repeat_ours(book, columns, repeats),  # type: ignore[misc]
            lambda rows=plain_rows, repeats=repeats: _repeat_plain(rows, repeats),  # type: ignore[misc]
        )
        least = TIMES_FASTER if count >= 1_000_000 else 0.0
        yield compared(f"calculate {count:,} placements", count * repeats, ours, plain, least)


def _repeat_ours(book: PolicyBook, columns: PlacementColumns, repeats: int) -> None:
    for _ in range(repeats):
        value_columns(book, columns)


def _repeat_plain(rows: list[tuple[int, ...]], repeats: int) -> None:
    for _ in range(repeats):
        value_placements(rows)


def _tiled(columns: PlacementColumns, count: int) -> PlacementColumns:
    """Return the columns, repeated or cut to `count` rows."""
    given = {field.name: getattr(columns, field.name) for field in fields(columns)}
    tiled: dict[str, Any] = {name: np.resize(one, count) for name, one in given.items() if isinstance(one, np.ndarray)}
    return replace(columns, **tiled)


def _piece(content: bytes, names: list[str]) -> Piece:
    (piece,) = read_pieces(io.BytesIO(content), names, LARGEST_PIECE, LARGEST_PIECE)
    return piece


def single_row(sizes: Sizes) -> Row:
    """Return the line for one placement with its explanation, as a screen asks for it."""
    book = library.newest("twente")
    facts = PlacementFacts(
        block="5",
        contract_start=date(2017, 1, 1),
        contract_end=date(2018, 12, 31),
        employment_start=date(2017, 4, 1),
        hours_per_week=3200,
        birth_date=date(1966, 4, 1),
        permanent_from=date(2018, 4, 1),
    )
    repeats = 200
    (seconds,) = best_in_turn(sizes.rounds, lambda: [value_placement(book, facts) for _ in range(repeats)])
    each = seconds / repeats
    missed = each >= MOST_SECONDS_FOR_ONE
    return Row("one placement with its explanation", f"{each * 1000:.2f} ms", target="< 1 ms", missed=missed)


def obligation_row(sizes: Sizes) -> Row:
    """Return the line for obligations, certificates and all."""
    book = library.newest("twente")
    content = csv_bytes(OBLIGATION_COLUMNS, Sampler(2, vast=False).obligations(sizes.obligations))
    columns, _ = read_obligations(_piece(content, OBLIGATION_COLUMNS), book)
    (seconds,) = best_in_turn(sizes.rounds, lambda: obligation_columns(book, columns))
    rate = sizes.obligations / seconds
    missed = rate < OBLIGATIONS_A_SECOND
    what = f"calculate {sizes.obligations:,} obligations"
    return Row(what, a_second(sizes.obligations, seconds), target=">= 100,000/s", missed=missed)
