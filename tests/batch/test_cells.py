"""Cells are read to the letter: a day, a number, a flag or a word, or else the row is refused."""

from __future__ import annotations

import io
import random
import re
from datetime import date, timedelta

import numpy as np
import pytest

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER
from tegenwaarde.kernel.calendar import day_number
from tegenwaarde.usecases.batch.cells import (
    ABSENT,
    UNKNOWN,
    read_days,
    read_flags,
    read_numbers,
    read_words,
)
from tegenwaarde.usecases.batch.reading import Piece, read_pieces

ODD_DAYS = [
    "2017-02-29", "1900-02-29", "2100-02-29", "2017-00-10", "2017-13-10", "2017-01-00", "2017-01-32", "2017-04-31",
    "1899-12-31", "2200-01-01", "2017-1-01", "2017-01-1", "20170101", "2017/01/01", "2017-01-01 ", " 2017-01-01",
    "2017-01-01T00", "2017-W01-1", "２０１７-01-01", "-017-01-01", "2017-01--1", "201a-01-01", "x", "0", "2017-01-0:",
]  # fmt: skip
ODD_NUMBERS = [
    "-1", "+1", "1,5", "1.", ".5", ".", "1e3", " 1", "1 ", "1_000", "0x10", "１", "½", "NaN", "inf", "1.234", "1..2",
    "1.2.3", "12345678.123", "1234567890123456789.123", "--", "1:", "/1", "12345678/9.12",
]  # fmt: skip


def day_of_text(text: str) -> int:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"(19|20|21)\d\d-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        day = None
    return day_number(day) if day else NO_DAY


def piece_of(cells: list[str]) -> Piece:
    content = "x\n" + "".join(f'"{cell}"\n' if cell in {"", ","} or "," in cell else f"{cell}\n" for cell in cells)
    (piece,) = read_pieces(io.BytesIO(content.encode()), ("x",), 1 << 22, 1 << 22)
    assert len(piece) == len(cells)
    return piece


def test_every_day_from_1900_to_2199_is_read() -> None:
    days = [date(1900, 1, 1) + timedelta(days=number) for number in range(109_573)]
    assert days[-1] == date(2199, 12, 31)
    column, wrong = read_days(piece_of([day.isoformat() for day in days]), "x")
    assert not wrong.size
    assert column.tolist() == [day_number(day) for day in days]


@pytest.mark.parametrize("text", ODD_DAYS)
def test_what_is_no_day_is_never_read_as_one(text: str) -> None:
    column, wrong = read_days(piece_of(["2017-01-01", text]), "x")
    assert wrong.tolist() == [1]
    assert column.tolist() == [day_number(date(2017, 1, 1)), NO_DAY]
    assert day_of_text(text) == NO_DAY


def test_a_day_with_any_one_character_changed_is_read_only_where_it_is_a_day() -> None:
    texts = [
        "2024-02-29"[:place] + chr(code) + "2024-02-29"[place + 1 :] for place in range(10) for code in range(48, 256)
    ]
    texts = [text for text in texts if text != "2024-02-29"]
    column, wrong = read_days(piece_of(texts), "x")
    expected = [day_of_text(text) for text in texts]
    assert column.tolist() == expected
    assert wrong.tolist() == [row for row, day in enumerate(expected) if day == NO_DAY]


def hundredths(text: str, decimals: int) -> int:
    if not re.fullmatch(rf"[0-9]+(\.[0-9]{{1,{decimals}}})?", text, re.ASCII):
        return NO_NUMBER
    whole, _, part = text.partition(".")
    return int(whole + part.ljust(decimals, "0"))


@pytest.mark.parametrize("decimals", [2, 4])
def test_numbers_of_any_length_are_exact(decimals: int) -> None:
    chance = random.Random(decimals)
    texts = []
    for _ in range(4000):
        whole = "".join(chance.choices("0123456789", k=chance.choice((1, 2, 5, 8, 9, 14, 15, 16, 17, 18, 30))))
        part = "".join(chance.choices("0123456789", k=chance.randrange(0, 6)))
        texts.append(f"{whole}.{part}" if part else whole)
    column, wrong = read_numbers(piece_of(texts), "x", decimals)
    expected = [hundredths(text, decimals) for text in texts]
    assert column.tolist() == expected
    assert wrong.tolist() == [row for row, number in enumerate(expected) if number == NO_NUMBER]


@pytest.mark.parametrize("text", ODD_NUMBERS)
def test_what_is_no_number_is_never_read_as_one(text: str) -> None:
    column, wrong = read_numbers(piece_of(["36", text, ""]), "x")
    assert wrong.tolist() == [1]
    assert column.tolist() == [3600, NO_NUMBER, NO_NUMBER]


def test_a_flag_is_one_or_zero_or_empty() -> None:
    column, wrong = read_flags(piece_of(["1", "0", "", "2", "true", "01", "é"]), "x")
    assert column[:3].tolist() == [1, 0, ABSENT]
    assert wrong.tolist() == [3, 4, 5, 6]


def test_a_word_is_known_to_the_letter() -> None:
    known = {"1": 0, "12": 1, "services": 2, "banenafspraak": 3}
    words = ["1", "12", "services", "banenafspraak", "", "01", "123", "Services", "servicesx", "banenafsprak", "1\0"]
    column = read_words(piece_of(words), "x", known)
    assert column.tolist() == [0, 1, 2, 3, ABSENT, *[UNKNOWN] * 6]


def test_a_column_that_the_file_does_not_have_is_absent() -> None:
    piece = piece_of(["a", "b"])
    assert read_days(piece, "y")[0].tolist() == [NO_DAY] * 2
    assert read_numbers(piece, "y")[0].tolist() == [NO_NUMBER] * 2
    assert read_flags(piece, "y")[0].tolist() == [ABSENT] * 2
    assert np.all(read_words(piece, "y", {"a": 1}) == ABSENT)
