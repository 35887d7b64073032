"""Lines are written as they should be read: euros with two decimals, days, names untouched."""

from __future__ import annotations

import io
import random

import numpy as np
import pytest

from tegenwaarde.engine.columns import NO_DAY
from tegenwaarde.kernel.calendar import FIRST_DAY, LAST_DAY, date_of
from tegenwaarde.kernel.exact import column_of
from tegenwaarde.kernel.money import text_from_cents
from tegenwaarde.usecases.batch.reading import read_pieces
from tegenwaarde.usecases.batch.writing import Grid, quoted
from tests.batch.files import csv_text, placement, placements


def euros(cents: list[int], shown: list[bool] | None = None) -> list[str]:
    grid = Grid(len(cents))
    grid.euros(column_of(cents), np.array(shown or [True] * len(cents)))
    return grid.done().decode().splitlines()


@pytest.mark.parametrize("digits", [1, 3, 6, 7, 10, 11, 17, 18, 19, 24])
def test_euros_have_two_decimals_at_any_size(digits: int) -> None:
    chance = random.Random(digits)
    cents = [0, 1, 99, 100, 10**digits, 10**digits - 1, *(chance.randrange(10**digits) for _ in range(200))]
    assert euros(cents) == [text_from_cents(amount) for amount in cents]


def test_an_amount_that_is_not_shown_is_empty() -> None:
    assert euros([100, 200, 10**30], [True, False, False]) == ["1.00", "", ""]


def test_every_day_is_written() -> None:
    days = np.arange(FIRST_DAY, LAST_DAY + 1, dtype=np.int32)
    grid = Grid(len(days) + 1)
    grid.days(np.append(days, np.int32(NO_DAY)))
    assert grid.done().decode().split("\n")[:-1] == [*(date_of(day).isoformat() for day in days.tolist()), ""]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "p1",
        "12345678",
        "123456789",
        "é",
        "x" * 32,
        "x" * 33,
        "x" * 5000,
        "de brug, bouw",
        'say "ho"',
        "a\nb",
        "\0",
        " ",
    ],
)
def test_a_name_comes_back_as_it_was(name: str) -> None:
    rows = [placement(id="first"), placement(id=name), placement(id="last")]
    assert [line["id"] for line in placements(csv_text(rows))] == ["first", name, "last"]


def test_names_of_every_length_stand_together() -> None:
    names = [chr(65 + number % 26) * (number % 70) for number in range(300)]
    assert [line["id"] for line in placements(csv_text(placement(id=name) for name in names))] == names


def test_texts_put_in_afterwards_keep_to_their_rows() -> None:
    (piece,) = read_pieces(io.BytesIO(b'id\n"a,b"\nc\n' + b"d" * 40 + b"\n"), ("id",))
    grid = Grid(3)
    grid.ids(piece, "id")
    grid.comma()
    grid.texts(np.array([b"", b"why", b"because"], dtype=object))
    assert grid.done() == b'"a,b",\nc,why\n' + b"d" * 40 + b",because\n"


@pytest.mark.parametrize(("cell", "written"), [(b"a", b"a"), (b"a,b", b'"a,b"'), (b'"', b'""""'), (b"\r", b'"\r"')])
def test_a_cell_is_quoted_where_it_must_be(cell: bytes, written: bytes) -> None:
    assert quoted(cell) == written
