"""CSV text to pieces: where each cell of the known columns starts and how long it is.

A file streams in blocks of whole lines. Rows without a double quote are taken apart by their commas and line ends with
arrays; any other row goes through Python's csv module and into the very same piece. Nothing is guessed, nothing
dropped: a line that is empty or has too many cells is a row with a misfit.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.kernel.problem import Problem

PIECE_BYTES = 1 << 22
LONGEST_LINE = 1 << 26
LONGEST_CELL = 1 << 17
PAD = 32  # bytes before and after a piece's text, so that words can be read beyond its ends
_MARK = "\ufeff".encode()
_FRONT, _BACK = b"\n" * PAD, bytes(PAD)
_COMMA, _LINE_END = ord(","), ord("\n")

Places = NDArray[np.int64]


class FileUnusable(Exception):
    """The file as a whole cannot be valued; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


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


def read_pieces(source: BinaryIO, columns: Sequence[str], piece_bytes: int = PIECE_BYTES) -> Iterator[Piece]:
    """Yield the rows of a CSV file in pieces of about `piece_bytes`.

    Raises FileUnusable where the file is empty, not UTF-8, or its header has no known column or one twice.
    """
    lines = _Lines(_blocks(source, piece_bytes))
    header = _header(lines, columns)
    while lines.more():
        text, quoted = _take_quoted(lines, len(header))
        piece = piece_of_lines(text, header, quoted)
        if text is lines.block:
            lines.lines = len(piece)
        yield piece


def _blocks(source: BinaryIO, piece_bytes: int) -> Iterator[bytes]:
    """Yield blocks of whole lines that end in a line with text; empty lines at the file's very end are left out."""
    carried = source.read(len(_MARK)).removeprefix(_MARK)
    while read := source.read(piece_bytes):
        data = carried + read
        cut = _text_end(data)
        if cut:
            yield data[:cut]
        carried = data[cut:]
        if len(carried) > LONGEST_LINE:
            text = "A line is longer than {longest} bytes: this is no CSV file."
            raise FileUnusable(Problem("LINE_TOO_LONG", text, params=(("longest", LONGEST_LINE),)))
    last = carried.rstrip(b"\r\n")
    if last:
        yield last + b"\n"


def _text_end(data: bytes) -> int:
    """Return where the last whole line that is not empty ends, its line end included; 0 where there is none."""
    end = data.rfind(b"\n") + 1
    if data[max(0, end - 3) : end].strip(b"\r\n") and data[end - 2 : end - 1] != b"\n":
        return end
    text_end = len(data[:end].rstrip(b"\r\n"))
    return data.find(b"\n", text_end) + 1 if text_end else 0


def _checked(block: bytes, line: int) -> bytes:
    """Return the block, which starts at this line, where it is UTF-8. Raises FileUnusable."""
    if not block.isascii():
        try:
            block.decode()
        except UnicodeDecodeError as error:
            line += block.count(b"\n", 0, error.start)
            text = "Line {line} is not UTF-8: save the file as UTF-8."
            raise FileUnusable(Problem("NOT_UTF8", text, params=(("line", line),))) from error
    return block


class _Lines:
    """The lines of the blocks, for a csv reader; within a row it goes on into the block that follows."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self.blocks = blocks
        self.block = b""
        self.at = 0
        self.line = 1  # of the first byte of the block
        self.lines = 0  # in the block; counted where that costs nothing extra
        self.in_row = False
        self.unclosed = False
        self.reader = csv.reader(self)

    def more(self) -> bool:
        """Say whether there is text left, and have it at hand."""
        if self.at == len(self.block):
            self.line += self.lines or self.block.count(b"\n")
            self.block, self.at, self.lines = _checked(next(self.blocks, b""), self.line), 0, 0
        return self.at < len(self.block)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self.more():
            self.unclosed = self.in_row
            raise StopIteration
        self.in_row = True
        line = self.block[self.at : self.block.index(b"\n", self.at) + 1]
        if b"\r" in line:
            line = line.splitlines(keepends=True)[0]
        self.at += len(line)
        return line.decode()

    def row(self) -> tuple[list[str], bool]:
        """Return the cells of the row that starts here, and whether it is sound CSV."""
        self.in_row = False
        try:
            cells = next(self.reader)
        except (csv.Error, StopIteration):
            return [], False
        return cells, not self.unclosed


def _header(lines: _Lines, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the header's names, '' for an unknown column."""
    if not lines.more():
        raise FileUnusable(Problem("FILE_EMPTY", "The file is empty."))
    names, sound = lines.row()
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
    """Return the block at hand with an empty row for each row that has quotes, and those rows."""
    if lines.at == 0 and b'"' not in lines.block and b"\r" not in lines.block:
        lines.at = len(lines.block)
        return lines.block, []
    parts: list[bytes] = []
    quoted: list[_QuotedRow] = []
    number = 0
    while lines.at < len(lines.block):
        block, at = lines.block, lines.at
        quote = block.find(b'"', at)
        until = max(block.rfind(b"\n", at, quote), block.rfind(b"\r", at, quote), at - 1) + 1
        plain = block[at : until if quote >= 0 else None]
        if b"\r" in plain:
            plain = plain.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        parts.append(plain)
        lines.at += len(plain) if quote < 0 else until - at
        if quote >= 0:
            number += plain.count(b"\n")
            cells, sound = lines.row()
            quoted.append(_QuotedRow(number, [cell.encode() for cell in cells], _misfit_of(cells, width, sound)))
            parts.append(b"," * (width - 1) + b"\n")
            number += 1
        else:
            lines.at = len(block)
    return b"".join(parts), quoted


def _misfit_of(cells: list[str], width: int, sound: bool) -> Misfit:
    if not sound:
        return Misfit.NOT_CSV
    return Misfit.TOO_MANY_CELLS if len(cells) > width else Misfit.NONE


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
        misfit[line_ends - first >= width] = Misfit.TOO_MANY_CELLS
    row_ends = places[line_ends]
    misfit[text[row_ends - 1] == _LINE_END] = Misfit.EMPTY
    starts = np.empty_like(ends)
    starts[0, 0] = PAD
    starts[0, 1:] = row_ends[:-1] + 1
    np.add(ends[:-1], 1, out=starts[1:])
    return np.minimum(starts, ends, out=starts), ends, misfit


def _separators(body: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Return the places of all commas and line ends in the text, and which of those are line ends."""
    places = np.flatnonzero(body <= _COMMA)
    marks = body[places]
    kept = (marks == _COMMA) | (marks == _LINE_END)
    if not kept.all():
        places, marks = places[kept], marks[kept]
    places += PAD
    return places, np.flatnonzero(marks == _LINE_END)
