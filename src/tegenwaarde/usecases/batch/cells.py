"""Text cells to days, numbers, flags and words: eight bytes at a time, and nothing read that is not plainly there.

Each reader returns its column and the rows whose cell is filled but cannot be read. A cell's bytes are taken as words
of eight (the first character is the lowest byte) that are compared with what they may be all at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER
from tegenwaarde.kernel.calendar import FIRST_YEAR, MONTH_SLOTS, YEAR_SLOTS, days_of, keys_of
from tegenwaarde.kernel.exact import Numbers, column_of, replaced
from tegenwaarde.usecases.batch.reading import LONGEST_CELL, Piece, Places

Words = NDArray[np.uint64]
Rows = NDArray[np.intp]

DATE_LENGTH = 10
UNKNOWN = -2  # a filled cell that none of the words known
ABSENT = -1

_DIGITS = np.uint64(0x3030303030303030)
_HIGH_BITS = np.uint64(0x8080808080808080)
_OVER_NINE = np.uint64(0x7676767676767676)  # lifts every byte above nine over its high bit
_DATE_SHAPE = np.uint64(int.from_bytes(b"00-00-00", "little"))
_OVER_DATE = np.uint64(0x76767F76767F7676)  # the same, and any byte but zero in a dash's place
_DOT = np.uint64(ord(".") ^ ord("0"))
_BYTE = np.uint64(0xFF)
_NUMBER = re.compile(rb"([0-9]+)(?:\.([0-9]+))?")


def _century_keys() -> NDArray[np.int32]:
    """Return by the two bytes of a century the calendar key of its first day; far below any day for another text."""
    keys = np.full(1 << 16, -(2**28), dtype=np.int32)
    for century in (19, 20, 21):
        keys[int.from_bytes(b"%d" % century, "little")] = (century * 100 - FIRST_YEAR) * YEAR_SLOTS
    return keys


_CENTURY_KEYS = _century_keys()


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column's filled cells: their rows, where they start and how long they are."""

    text: NDArray[np.uint8]
    rows: Rows
    starts: Places
    lengths: Places
    height: int

    def words(self, places: Places, kind: str = "<u8") -> NDArray[Any]:
        """Return the word that starts at each place in the text."""
        size = np.dtype(kind).itemsize
        window: NDArray[Any] = np.ndarray((len(self.text) - size + 1,), kind, self.text.data, strides=(1,))
        return window[places]

    def texts(self, cells: Rows) -> list[bytes]:
        """Return the bytes of these cells (places in `rows`), each at most one byte over the longest allowed."""
        lengths = np.minimum(self.lengths[cells], LONGEST_CELL + 1)
        return [
            self.text[start : start + length].tobytes()
            for start, length in zip(self.starts[cells].tolist(), lengths.tolist(), strict=True)
        ]

    def spread(self, values: NDArray[Any], absent: int) -> NDArray[Any]:
        """Return the filled cells' values as a whole column."""
        if len(values) == self.height:
            return values
        column = np.full(self.height, absent, dtype=values.dtype)
        column[self.rows] = values
        return column


def filled(piece: Piece, name: str) -> Column:
    """Return the filled cells of a column; none where the file has no such column."""
    if name not in piece.starts:
        nothing = np.zeros(0, dtype=np.int64)
        return Column(piece.text, nothing, nothing, nothing, len(piece))
    starts, lengths = piece.starts[name], piece.lengths[name]
    rows = np.flatnonzero(lengths)
    if len(rows) < len(lengths):
        starts, lengths = starts[rows], lengths[rows]
    return Column(piece.text, rows, starts, lengths, len(piece))


def read_days(piece: Piece, name: str) -> tuple[NDArray[np.int32], Rows]:
    """Return a column of `YYYY-MM-DD` as day numbers (`NO_DAY` where absent), 1900 to 2199."""
    column = filled(piece, name)
    if not len(column.rows):
        return np.broadcast_to(np.int32(NO_DAY), column.height), column.rows
    parts = column.words(column.starts + 2) ^ _DATE_SHAPE
    shaped = ((parts + _OVER_DATE) | parts) & _HIGH_BITS == 0
    pairs = parts * np.uint64(10) + (parts >> np.uint64(8))
    year, month, day = (((pairs >> np.uint64(shift)) & _BYTE).astype(np.int32) for shift in (0, 24, 48))
    keys = _CENTURY_KEYS[column.words(column.starts, "<u2")]
    keys += year * YEAR_SLOTS + month * MONTH_SLOTS + day - (MONTH_SLOTS + 1)
    days = days_of(keys)
    ranged = ((month - 1).view(np.uint32) < 12) & ((day - 1).view(np.uint32) < 31)
    real = shaped & ranged & (keys_of(days) == keys) & (column.lengths == DATE_LENGTH)
    return column.spread(np.where(real, days, np.int32(NO_DAY)), NO_DAY), column.rows[~real]


def read_numbers(piece: Piece, name: str, decimals: int = 2) -> tuple[Numbers, Rows]:
    """Return a column of plain numbers in units of the last of `decimals`; `NO_NUMBER` where absent."""
    column = filled(piece, name)
    if not len(column.rows):
        return np.broadcast_to(np.int64(NO_NUMBER), column.height), column.rows
    short = column.lengths <= 18 - decimals
    numbers, sound = _short_numbers(column, decimals)
    sound &= short
    numbers = np.where(sound, numbers, NO_NUMBER)
    long = np.flatnonzero(~short)
    if long.size:
        read = [_long_number(text, decimals) for text in column.texts(long)]
        numbers = replaced(numbers, long, column_of(read))
        sound[long] = numbers[long] != NO_NUMBER
    return column.spread(numbers, NO_NUMBER), column.rows[~sound]


def _short_numbers(column: Column, decimals: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the numbers of cells of at most 16 characters and which of them are numbers."""
    ends = column.starts + column.lengths
    low = _only_last(column.words(ends - 8) ^ _DIGITS, np.minimum(column.lengths, 8))
    longer = column.lengths > 8
    high = np.zeros_like(low)
    if longer.any():
        high = _only_last(column.words(ends - 16) ^ _DIGITS, np.clip(column.lengths - 8, 0, 8))
    scale = np.full(len(low), 10**decimals, dtype=np.int64)
    for places in range(1, decimals + 1):
        below = np.uint64(8 * (7 - places))
        once = (scale == 10**decimals) & (column.lengths > places + 1)
        dotted = np.flatnonzero(((low >> below) & _BYTE == _DOT) & once)
        if dotted.size:
            with_dot = low[dotted]
            after = (with_dot >> (below + np.uint64(8))) << (below + np.uint64(8))
            before = (with_dot & ((np.uint64(1) << below) - np.uint64(1))) << np.uint64(8)
            low[dotted] = after | before | (high[dotted] >> np.uint64(56))
            high[dotted] <<= np.uint64(8)
            scale[dotted] = 10 ** (decimals - places)
    wrong = (((low + _OVER_NINE) | low) | ((high + _OVER_NINE) | high)) & _HIGH_BITS
    value = _eight_digits(low)
    if longer.any():
        value += _eight_digits(high) * np.int64(10**8)
    return value * scale, wrong == 0


def _only_last(words: Words, count: Places) -> Words:
    """Return words with only their last `count` characters; the others become the digit zero."""
    gone = (8 * (8 - count)).astype(np.uint64)
    kept: Words = (words >> np.minimum(gone, np.uint64(63))) << np.minimum(gone, np.uint64(63))
    return np.where(count > 0, kept, np.uint64(0))


def _eight_digits(words: Words) -> NDArray[np.int64]:
    """Return the number that eight digits (0 to 9 as bytes) stand for."""
    pairs = (words * np.uint64(2561)) >> np.uint64(8)
    fours = ((pairs & np.uint64(0x00FF00FF00FF00FF)) * np.uint64(6553601)) >> np.uint64(16)
    eights = ((fours & np.uint64(0x0000FFFF0000FFFF)) * np.uint64(42949672960001)) >> np.uint64(32)
    return eights.view(np.int64)


def _long_number(text: bytes, decimals: int) -> int:
    match = _NUMBER.fullmatch(text) if len(text) <= LONGEST_CELL else None
    part: bytes = (match[2] or b"") if match else b""
    if not match or len(part) > decimals:
        return NO_NUMBER
    return int(match[1] + part.ljust(decimals, b"0"))


def read_flags(piece: Piece, name: str) -> tuple[NDArray[np.int8], Rows]:
    """Return a column of `1` and `0`; `ABSENT` where empty."""
    column = filled(piece, name)
    values = (column.text[column.starts] - np.uint8(ord("0"))).astype(np.int8)
    wrong = (column.lengths != 1) | (values < 0) | (values > 1)
    values[wrong] = ABSENT
    return column.spread(values, ABSENT), column.rows[wrong]


def read_words(piece: Piece, name: str, known: Mapping[str, int]) -> NDArray[np.int8]:
    """Return what each word stands for in `known`; `ABSENT` where empty, `UNKNOWN` for another word."""
    column = filled(piece, name)
    codes = {word.encode(): code for word, code in known.items()}
    short = {word: code for word, code in codes.items() if len(word) <= 8}
    words = _only_first(column.words(column.starts), np.minimum(column.lengths, 8))
    values = np.full(len(column.rows), UNKNOWN, dtype=np.int8)
    if short:
        ordered = sorted((int.from_bytes(word, "little"), len(word), code) for word, code in short.items())
        keys, sizes, meanings = (np.array(one) for one in zip(*ordered, strict=True))
        place = np.minimum(np.searchsorted(keys.astype(np.uint64), words), len(keys) - 1)
        same = (keys.astype(np.uint64)[place] == words) & (sizes[place] == column.lengths)
        values = np.where(same, meanings[place], UNKNOWN).astype(np.int8)
    long = np.flatnonzero(column.lengths > 8)
    if long.size:
        values[long] = [codes.get(text, UNKNOWN) for text in column.texts(long)]
    return column.spread(values, ABSENT)


def _only_first(words: Words, count: Places) -> Words:
    """Return words with only their first `count` characters (one to eight); the others become zero bytes."""
    gone = (8 * (8 - count)).astype(np.uint64)
    kept: Words = (words << gone) >> gone
    return kept
