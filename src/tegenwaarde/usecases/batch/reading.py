"""CSV text to pieces: where each cell of the known columns starts and how long it is.

A file streams in blocks of whole lines. Rows without a double quote are taken apart by their commas and line ends with
arrays; any other row goes through Python's csv module and into the very same piece. Nothing is guessed, nothing
dropped: a line that is empty or has filled cells beyond the header's is a row with a misfit.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.batch.blocks import PIECE_BYTES, PIECE_ROWS, FileUnusable, blocks_of

LONGEST_CELL = 1 << 17
PAD = 32  # bytes before and after a piece's text, so that words can be read beyond its ends
_FRONT, _BACK = b"\n" * PAD, bytes(PAD)
_COMMA, _LINE_END = ord(","), ord("\n")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n?|\n)")

Places = NDArray[np.int64]


class Misfit(IntEnum):
    """Why a line is no row."""

    NONE = 0
    EMPTY = 1
    TOO_MANY_CELLS = 2
    NOT_CSV = 3


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Some rows as text. `text` is UTF-8 with `PAD` bytes on both sides; `starts` and `lengths` are by known column.

    A column that the file does not have is in neither. `quoted` are the rows whose cells may hold commas, quotes or
    line ends.
    """

    text: NDArray[np.uint8]
    starts: dict[str, Places]
    lengths: dict[str, Places]
    misfit: NDArray[np.int8]
    quoted: list[int]

    def __len__(self) -> int:
        return len(self.misfit)

    def first(self, rows: int) -> Piece:
        """Return the piece's first rows."""
        if rows == len(self):
            return self
        return Piece(
            text=self.text,
            starts={name: column[:rows] for name, column in self.starts.items()},
            lengths={name: column[:rows] for name, column in self.lengths.items()},
            misfit=self.misfit[:rows],
            quoted=self.quoted,
        )

    def only(self, name: str) -> Piece:
        """Return the rows with this column alone, its text packed together: little to keep of a large file."""
        if name not in self.starts:
            nothing = np.frombuffer(_FRONT + _BACK, dtype=np.uint8)
            return Piece(nothing, {}, {}, self.misfit, self.quoted)
        lengths = self.lengths[name]
        starts = PAD + np.cumsum(lengths) - lengths
        text = np.zeros(2 * PAD + int(lengths.sum()), dtype=np.uint8)
        text[PAD:-PAD] = self.text[np.repeat(self.starts[name] - starts, lengths) + np.arange(PAD, len(text) - PAD)]
        return Piece(text, {name: starts}, {name: lengths.copy()}, self.misfit, self.quoted)

    def cell(self, column: str, row: int) -> bytes:
        """Return one cell's bytes."""
        start = int(self.starts[column][row])
        return self.text[start : start + int(self.lengths[column][row])].tobytes()


@dataclass(frozen=True, slots=True)
class _QuotedRow:
    """A row that the csv module read: its number in the piece, its cells as UTF-8, and what is wrong with its form."""

    number: int
    cells: list[bytes]
    misfit: Misfit


def read_pieces(
    source: BinaryIO, columns: Sequence[str], piece_bytes: int = PIECE_BYTES, piece_rows: int = PIECE_ROWS
) -> Iterator[Piece]:
    """Yield the rows of a CSV file in pieces of about `piece_bytes` and about `piece_rows` rows, whichever is less.

    Empty lines at the file's very end are left out.

    Raises FileUnusable where the file is empty, not UTF-8, or its header has no known column or one twice.
    """
    lines = _Lines(blocks_of(source, piece_bytes, piece_rows))
    header = _header(lines, columns)
    empty = 0
    while lines.more():
        text, quoted = _take_quoted(lines, len(header))
        piece = piece_of_lines(text, header, quoted)
        rows = int(np.flatnonzero(piece.misfit != Misfit.EMPTY).max(initial=-1)) + 1
        if rows:
            for start in range(0, empty, piece_rows):
                yield piece_of_lines(b"\n" * min(piece_rows, empty - start), header)
            empty = 0
            yield piece.first(rows)
        empty += len(piece) - rows


class _Lines:
    """The lines of the blocks, for a csv reader; within a row it goes on into the block that follows."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self.blocks = blocks
        self.block = b""
        self.at = 0
        self.in_row = False
        self.unclosed = False
        self.reader = csv.reader(self)

    def more(self) -> bool:
        """Say whether there is text left, and have it at hand."""
        if self.at == len(self.block):
            self.block, self.at = next(self.blocks, b""), 0
        return self.at < len(self.block)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self.more():
            self.unclosed = self.in_row
            raise StopIteration
        self.in_row = True
        start = self.at
        line = _LINE.match(self.block, start)
        self.at = line.end() if line else len(self.block)
        return self.block[start : self.at].decode()

    def row(self) -> tuple[list[str], bool]:
        """Return the cells of the row that starts here, and whether it is sound CSV."""
        self.in_row = False
        try:
            cells = next(self.reader)
        except (csv.Error, StopIteration):
            return [], False
        return cells, not self.unclosed

    def only_empty(self) -> bool:
        """Say whether nothing but empty lines is left; reads on to the first line that is not."""
        while self.more():
            if self.block[self.at :].strip(b"\r\n"):
                return False
            self.at = len(self.block)
        return True


def _header(lines: _Lines, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the header's names, '' for an unknown column."""
    names, sound = lines.row() if lines.more() else ([], True)
    if sound and not names and lines.only_empty():
        raise FileUnusable(Problem("FILE_EMPTY", "The file is empty."))
    if not sound:
        raise FileUnusable(Problem("HEADER_UNCLOSED", "The first line opens a quote that is never closed."))
    known = [name for name in names if name in columns]
    if not known:
        text = "The first line names no known column; it must name columns such as {columns}."
        raise FileUnusable(Problem("NO_KNOWN_COLUMN", text, params=(("columns", ", ".join(columns[:4])),)))
    for name in known:
        if known.count(name) > 1:
            text = "The column {column} is there more than once."
            raise FileUnusable(Problem("COLUMN_TWICE", text, name, (("column", name),)))
    return tuple(name if name in columns else "" for name in names)


def _take_quoted(lines: _Lines, width: int) -> tuple[bytes, list[_QuotedRow]]:
    """Return the rest of the block at hand with an empty row for each row that has quotes, and those rows.

    A row that reaches into the block that follows is the last.
    """
    block = lines.block
    if lines.at == 0 and b'"' not in block and b"\r" not in block:
        lines.at = len(block)
        return block, []
    parts: list[bytes] = []
    quoted: list[_QuotedRow] = []
    number = 0
    while lines.block is block and lines.at < len(block):
        at = lines.at
        quote = block.find(b'"', at)
        until = len(block)
        if quote >= 0:
            until = max(block.rfind(b"\n", at, quote), block.rfind(b"\r", at, quote), at - 1) + 1
        plain = block[at:until]
        if b"\r" in plain:
            plain = plain.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        parts.append(plain)
        lines.at = until
        if quote >= 0:
            number += plain.count(b"\n")
            cells, sound = lines.row()
            quoted.append(_QuotedRow(number, [cell.encode() for cell in cells], _misfit_of(cells, width, sound)))
            parts.append(b"," * (width - 1) + b"\n")
            number += 1
    return b"".join(parts), quoted


def _misfit_of(cells: list[str], width: int, sound: bool) -> Misfit:
    if not sound:
        return Misfit.NOT_CSV
    return Misfit.TOO_MANY_CELLS if any(cells[width:]) else Misfit.NONE


def piece_of_lines(block: bytes, header: Sequence[str], quoted: Sequence[_QuotedRow] = ()) -> Piece:
    """Return the piece of whole lines without quotes or returns, with the rows that had quotes put in their places."""
    width = len(header)
    cells = [cell for row in quoted for cell in (row.cells + [b""] * width)[:width]]
    text = np.frombuffer(b"".join((_FRONT, block, *cells, _BACK)), dtype=np.uint8)
    starts, ends, misfit = _split(text, PAD + len(block), width)
    if quoted:
        rows = [row.number for row in quoted]
        cell_ends = (PAD + len(block) + np.cumsum([len(cell) for cell in cells])).reshape(len(rows), width).T
        ends[:, rows] = cell_ends
        starts[:, rows] = cell_ends - np.array([len(cell) for cell in cells]).reshape(len(rows), width).T
        misfit[rows] = [row.misfit for row in quoted]
    known = [(name, column) for column, name in enumerate(header) if name]
    return Piece(
        text=text,
        starts={name: starts[column] for name, column in known},
        lengths={name: ends[column] - starts[column] for name, column in known},
        misfit=misfit,
        quoted=[row.number for row in quoted],
    )


def _split(text: NDArray[np.uint8], text_end: int, width: int) -> tuple[Places, Places, NDArray[np.int8]]:
    """Return where the cells of every line start and end, by column, and what is wrong with the line.

    A cell that its line does not have is empty.
    """
    places, line_ends = _separators(text[PAD:text_end])
    rows = len(line_ends)
    misfit = np.zeros(rows, dtype=np.int8)
    if len(places) == rows * width and (line_ends == np.arange(width - 1, len(places), width)).all():
        ends = np.ascontiguousarray(places.reshape(rows, width).T)
    else:
        first = np.concatenate(([0], line_ends[:-1] + 1))
        ends = places[np.minimum(first + np.arange(width)[:, None], line_ends)]
        misfit[_surplus(places, first + width - 1, line_ends)] = Misfit.TOO_MANY_CELLS
    row_ends = places[line_ends]
    misfit[text[row_ends - 1] == _LINE_END] = Misfit.EMPTY
    starts = np.empty_like(ends)
    starts[0, 0] = PAD
    starts[0, 1:] = row_ends[:-1] + 1
    np.add(ends[:-1], 1, out=starts[1:])
    return np.minimum(starts, ends, out=starts), ends, misfit


def _surplus(places: Places, last_cells: Places, line_ends: Places) -> NDArray[np.bool_]:
    """Say which lines have a filled cell after their last known one: not every separator follows the one before."""
    last_cells = np.minimum(last_cells, line_ends)
    filled: NDArray[np.bool_] = places[line_ends] - places[last_cells] > line_ends - last_cells
    return filled


def _separators(body: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Return the places of all commas and line ends in the text, and which of those are line ends."""
    places = np.flatnonzero(body <= _COMMA)
    marks = body[places]
    kept = (marks == _COMMA) | (marks == _LINE_END)
    if not kept.all():
        places, marks = places[kept], marks[kept]
    places += PAD
    return places, np.flatnonzero(marks == _LINE_END)
