"""Columns to CSV text: every row is laid out in a grid of bytes of equal width, and what is not used is taken out.

Two bytes never occur in UTF-8. `_NOTHING` fills the grid where a row has no character; `_INSERT` keeps a place for a
text that is put in afterwards (a reason, a long or quoted name, an amount beyond eighteen digits).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.columns import NO_DAY
from tegenwaarde.kernel.calendar import FIRST_YEAR, LAST_YEAR, MONTH_SLOTS, YEAR_SLOTS, keys_of
from tegenwaarde.kernel.exact import Numbers
from tegenwaarde.kernel.money import text_from_cents
from tegenwaarde.usecases.batch.reading import Piece

Rows = NDArray[Any]

_NOTHING, _INSERT = 0xFF, 0xFE
_LONGEST_ID = 32
_GRID_CENTS = 10**18  # what is beyond is written one by one

_WHOLE, _LEADING, _LAST, _EMPTY = 0, 10_000, 20_000, 30_000  # parts of the table of four digits
_NO_CENTS = 100


def _words(texts: Sequence[bytes], kind: str) -> NDArray[Any]:
    return np.frombuffer(b"".join(text.ljust(np.dtype(kind).itemsize, b"\xff") for text in texts), dtype=kind)


def _four_digits() -> NDArray[np.uint32]:
    """Return four-digit texts: whole; without leading zeros; the same with 0 as `0`; and nothing."""
    whole = np.frombuffer(b"".join(b"%04d" % number for number in range(10_000)), dtype=np.uint8).reshape(-1, 4)
    zeros = np.logical_and.accumulate(whole == ord("0"), axis=1)
    leading = np.where(zeros, np.uint8(_NOTHING), whole)
    last = leading.copy()
    last[0, 3] = ord("0")
    nothing = np.full((1, 4), _NOTHING, dtype=np.uint8)
    return np.ascontiguousarray(np.concatenate((whole, leading, last, nothing))).view(np.uint32).ravel()


_FOUR_DIGITS = _four_digits()
_CENTS = _words([*(b".%02d" % cents for cents in range(100)), b""], "<u4")
_YEARS = _words([b"%04d" % year for year in range(FIRST_YEAR, LAST_YEAR + 1)], "<u4")
_MONTH_DAYS = _words([b"-%02d-%02d" % (1 + k // MONTH_SLOTS, 1 + k % MONTH_SLOTS) for k in range(YEAR_SLOTS)], "<u8")
_KEEP_FIRST = np.array([(1 << (8 * count)) - 1 for count in range(9)], dtype=np.uint64)


class Grid:
    """The lines of one piece while they are being written, a cell after the other; `done` gives the text."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.columns: list[NDArray[Any]] = []
        self.inserts: list[tuple[int, Rows, Sequence[bytes]]] = []

    def ids(self, piece: Piece, column: str) -> None:
        """Write a column just as it was read, quoted where it must be."""
        if column not in piece.starts:
            return
        starts, lengths = piece.starts[column], piece.lengths[column]
        alone = lengths > _LONGEST_ID
        alone[piece.quoted] = True
        by_hand = np.flatnonzero(alone)
        lengths = lengths.copy()
        lengths[by_hand] = 0
        window: NDArray[Any] = np.ndarray((len(piece.text) - 7,), "<u8", piece.text.data, strides=(1,))
        for offset in range(0, int(lengths.max(initial=0)), 8):
            kept = _KEEP_FIRST[np.clip(lengths - offset, 0, 8)]
            self.columns.append((window[np.minimum(starts + offset, len(window) - 1)] & kept) | ~kept)
        self._insert(by_hand, [quoted(piece.cell(column, row)) for row in by_hand.tolist()])

    def comma(self) -> None:
        """End a cell."""
        self.columns.append(np.broadcast_to(np.uint8(ord(",")), self.rows))

    def euros(self, cents: Numbers, shown: NDArray[np.bool_]) -> None:
        """Write amounts with two decimals, and nothing where not `shown`; cents are zero or more."""
        if cents.dtype == object:
            wide = np.flatnonzero(shown & (cents >= _GRID_CENTS))
            self._insert(wide, [text_from_cents(amount).encode() for amount in cents[wide].tolist()])
            shown = shown.copy()
            shown[wide] = False
            cents = np.where(shown, cents, 0).astype(np.int64)
        if int(cents.max(initial=0)) < 2**31:
            cents = cents.astype(np.uint32)
        whole = cents // 100
        part = (cents - whole * 100).astype(np.intp)
        self._whole(whole, shown)
        part[~shown] = _NO_CENTS
        self.columns.append(_CENTS[part])

    def _whole(self, numbers: NDArray[Any], shown: NDArray[np.bool_]) -> None:
        """Write whole numbers four digits at a time, without leading zeros."""
        groups = [numbers]
        while int(groups[0].max(initial=0)) >= 10_000:
            groups[:1] = [groups[0] // 10_000, groups[0]]
        for place, group in enumerate(groups):
            last = place == len(groups) - 1
            digits = group.astype(np.intp)
            if place:
                above = groups[place - 1].astype(np.intp)
                digits -= above * 10_000
                digits += np.where(above > 0, _WHOLE, _LAST if last else _LEADING)
            else:
                digits += _LAST if last else _LEADING
            digits[~shown] = _EMPTY
            self.columns.append(_FOUR_DIGITS[digits])

    def days(self, days: NDArray[np.int32]) -> None:
        """Write day numbers as `YYYY-MM-DD`, and nothing for `NO_DAY`."""
        keys = keys_of(days)
        year, month_day = np.divmod(keys, np.int32(YEAR_SLOTS))
        absent = np.flatnonzero(days == NO_DAY)
        years, month_days = _YEARS[year], _MONTH_DAYS[month_day]
        years[absent] = ~np.uint32(0)
        month_days[absent] = ~np.uint64(0)
        self.columns += [years, month_days]

    def choices(self, codes: NDArray[Any], texts: Sequence[bytes], shown: NDArray[np.bool_]) -> None:
        """Write for each row the text that its code stands for, and nothing where not `shown`."""
        width = max(map(len, texts), default=1) or 1
        padded = b"".join(text.ljust(width, bytes([_NOTHING])) for text in (*texts, b""))
        table = np.frombuffer(padded, dtype=f"V{width}")
        self.columns.append(table[np.where(shown, codes, len(texts))])

    def texts(self, texts: NDArray[Any]) -> None:
        """Write an object column of short texts as bytes, the empty ones as nothing; none may need quotes."""
        rows = np.flatnonzero(texts.astype(bool))
        self._insert(rows, texts[rows].tolist())

    def _insert(self, rows: Rows, texts: Sequence[bytes]) -> None:
        if len(rows):
            marks = np.full(self.rows, _NOTHING, dtype=np.uint8)
            marks[rows] = _INSERT
            self.inserts.append((len(self.columns), rows, texts))
            self.columns.append(marks)

    def done(self) -> bytes:
        """Return the lines, each with its line end."""
        self.columns.append(np.broadcast_to(np.uint8(ord("\n")), self.rows))
        width = sum(column.dtype.itemsize for column in self.columns)
        lines = bytearray(self.rows * width)
        at = 0
        for column in self.columns:
            target: NDArray[Any] = np.ndarray((self.rows,), column.dtype, lines, offset=at, strides=(width,))
            target[:] = column
            at += column.dtype.itemsize
        text = lines.translate(None, bytes([_NOTHING]))
        return self._with_inserts(text) if self.inserts else bytes(text)

    def _with_inserts(self, text: bytearray) -> bytes:
        rows = np.concatenate([rows for _, rows, _ in self.inserts])
        columns = np.concatenate([np.full(len(rows), column) for column, rows, _ in self.inserts])
        texts = [one for _, _, texts in self.inserts for one in texts]
        parts = text.split(bytes([_INSERT]))
        joined: list[bytes | bytearray] = [b""] * (2 * len(parts) - 1)
        joined[::2] = parts
        joined[1::2] = [texts[place] for place in np.lexsort((columns, rows)).tolist()]
        return b"".join(joined)


def quoted(cell: bytes) -> bytes:
    """Return a cell as CSV has it: in quotes where it holds a comma, a quote or a line end."""
    if any(mark in cell for mark in (b",", b'"', b"\n", b"\r")):
        return b'"' + cell.replace(b'"', b'""') + b'"'
    return cell
