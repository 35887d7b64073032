"""CSV text to pieces: where each cell of the known columns starts and how long it is.

A file streams in blocks of whole lines. A block without a double quote is taken apart by its commas and line ends with
arrays; any other block goes through Python's csv module to the very same piece. Nothing is guessed, nothing dropped: a
line that is empty or has too many cells is a row with a misfit.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.kernel.problem import Figure, Problem

PIECE_BYTES = 1 << 22
LONGEST_LINE = 1 << 26
LONGEST_CELL = 1 << 17
PAD = 32  # bytes before and after a piece's text, so that words can be read beyond its ends
_MARK = "\ufeff".encode()
_COMMA, _LINE_END, _RETURN = ord(","), ord("\n"), ord("\r")

Places = NDArray[np.int64]


class FileUnusable(Exception):  # noqa: N818 - named after what happens
    """The file as a whole cannot be valued; `problem` says why."""

    def __init__(self, code: str, text: str, **params: Figure) -> None:
        self.problem = Problem(code, text, params=tuple(params.items()))
        super().__init__(str(self.problem))


class Misfit(IntEnum):
    """Why a line is no row."""

    NONE = 0
    EMPTY = 1
    TOO_MANY_CELLS = 2
    NOT_CSV = 3


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Some rows as text. `text` is UTF-8 with `PAD` bytes on both sides; `starts` and `lengths` are by known column.

    A column that the file does not have is in neither. `quoted` says that cells may hold commas, quotes or line ends.
    """

    text: NDArray[np.uint8]
    starts: dict[str, Places]
    lengths: dict[str, Places]
    misfit: NDArray[np.int8]
    quoted: bool

    def __len__(self) -> int:
        return len(self.misfit)

    def cell(self, column: str, row: int) -> bytes:
        """Return one cell's bytes."""
        start = int(self.starts[column][row])
        return self.text[start : start + int(self.lengths[column][row])].tobytes()


def read_pieces(source: BinaryIO, columns: Sequence[str], piece_bytes: int = PIECE_BYTES) -> Iterator[Piece]:
    """Yield the rows of a CSV file in pieces of about `piece_bytes`.

    Raises FileUnusable where the file is empty, not UTF-8, or its header has no known column or one twice.
    """
    lines = _Lines(_blocks(source, piece_bytes))
    header = _header(lines, columns)
    rest = lines.text.read().encode()
    for block in chain([rest] if rest else [], lines.blocks):
        if b'"' in block or block.count(b"\r") != block.count(b"\r\n"):
            yield _careful_piece(lines, block, header)
        else:
            yield _fast_piece(block, header)


def _blocks(source: BinaryIO, piece_bytes: int) -> Iterator[bytes]:
    """Yield blocks of whole lines that end in a line with text; empty lines at the file's very end are left out."""
    carried = source.read(len(_MARK)).removeprefix(_MARK)
    line = 1
    while read := source.read(piece_bytes):
        data = carried + read
        text_end = len(data[: data.rfind(b"\n") + 1].rstrip(b"\r\n"))
        cut = data.find(b"\n", text_end) + 1 if text_end else 0
        if cut:
            yield _checked(data[:cut], line)
            line += data.count(b"\n", 0, cut)
        carried = data[cut:]
        if len(carried) > LONGEST_LINE:
            raise FileUnusable("LINE_TOO_LONG", "Line {line} is too long to be a row.", line=line)
    last = carried.rstrip(b"\r\n")
    if last:
        yield _checked(last + b"\n", line)


def _checked(block: bytes, line: int) -> bytes:
    if not block.isascii():
        try:
            block.decode()
        except UnicodeDecodeError as error:
            line += block.count(b"\n", 0, error.start)
            raise FileUnusable("NOT_UTF8", "Line {line} is not UTF-8; save the file as UTF-8.", line=line) from error
    return block


class _Lines:
    """The lines of a block, for a csv reader; within a row it goes on into the blocks that follow."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self.blocks = blocks
        self.text = io.StringIO()
        self.in_row = False
        self.unclosed = False

    def take(self, block: bytes) -> None:
        self.text = io.StringIO(block.decode(), newline="")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while not (line := self.text.readline()):
            block = next(self.blocks, None) if self.in_row else None
            if block is None:
                self.unclosed = self.in_row
                raise StopIteration
            self.take(block)
        self.in_row = True
        return line


def _header(lines: _Lines, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the header's names, '' for an unknown column."""
    first = next(lines.blocks, None)
    if first is None:
        raise FileUnusable("FILE_EMPTY", "The file is empty.")
    lines.take(first)
    try:
        names = next(csv.reader(lines))
    except (csv.Error, StopIteration):
        names = []
    known = [name for name in names if name in columns]
    if not known:
        text = "The first line names no known column; it must name columns such as {columns}."
        raise FileUnusable("NO_KNOWN_COLUMN", text, columns=", ".join(columns[:4]))
    for name in known:
        if known.count(name) > 1:
            raise FileUnusable("COLUMN_TWICE", "The column {column} is there more than once.", column=name)
    return tuple(name if name in columns else "" for name in names)


def _fast_piece(block: bytes, header: Sequence[str]) -> Piece:
    """Return the piece of a block without quotes and without loose carriage returns."""
    padding = bytes(PAD)
    text = np.frombuffer(b"".join((padding, block, padding)), dtype=np.uint8)
    body = text[PAD:-PAD]
    places = np.flatnonzero(body <= _COMMA)
    marks = body[places]
    kept = (marks == _COMMA) | (marks == _LINE_END)
    if not kept.all():
        places, marks = places[kept], marks[kept]
    places += PAD
    line_ends = np.flatnonzero(marks == _LINE_END)
    rows, width = len(line_ends), len(header)
    if len(places) == rows * width and (line_ends[::width] == width - 1 if rows == 1 else _even(line_ends, width)):
        ends = np.ascontiguousarray(places.reshape(rows, width).T)
        starts = np.empty_like(ends)
        starts[1:] = ends[:-1] + 1
        starts[0] = _line_starts(ends[-1])
        misfit = np.zeros(rows, dtype=np.int8)
    else:
        starts, ends, misfit = _ragged(places, line_ends, width)
    if b"\r" in block:
        _drop_returns(text, starts, ends, misfit)
    if width == 1:
        misfit[ends[0] == starts[0]] = Misfit.EMPTY
    known = [(name, column) for column, name in enumerate(header) if name]
    return Piece(
        text=text,
        starts={name: starts[column] for name, column in known},
        lengths={name: ends[column] - starts[column] for name, column in known},
        misfit=misfit,
        quoted=False,
    )


def _even(line_ends: Places, width: int) -> bool:
    """Say whether every line has `width` cells."""
    return bool((line_ends == np.arange(width - 1, len(line_ends) * width, width)).all())


def _line_starts(line_ends: Places) -> Places:
    return np.concatenate(([PAD], line_ends[:-1] + 1))


def _ragged(places: Places, line_ends: Places, width: int) -> tuple[Places, Places, NDArray[np.int8]]:
    """Return starts, ends and misfits where lines differ in their number of cells; a cell that is not there is empty."""
    first = np.concatenate(([0], line_ends[:-1] + 1))
    number = line_ends - first + 1
    wanted = first + np.arange(width)[:, None]
    ends = places[np.minimum(wanted, line_ends)]
    starts = np.empty_like(ends)
    starts[1:] = ends[:-1] + 1
    starts[0] = _line_starts(places[line_ends])
    np.minimum(starts, ends, out=starts)
    misfit = np.zeros(len(line_ends), dtype=np.int8)
    misfit[number > width] = Misfit.TOO_MANY_CELLS
    misfit[(number == 1) & (ends[0] == starts[0])] = Misfit.EMPTY
    return starts, ends, misfit


def _drop_returns(text: NDArray[np.uint8], starts: Places, ends: Places, misfit: NDArray[np.int8]) -> None:
    """Leave the carriage return before a line end out of each line's last cell."""
    returned = (text[ends - 1] == _RETURN) & (ends > starts)
    ends -= returned
    misfit[returned[0] & (ends == starts).all(axis=0) & (ends == ends[0]).all(axis=0)] = Misfit.EMPTY


def _careful_piece(lines: _Lines, block: bytes, header: Sequence[str]) -> Piece:
    """Return the piece of a block with quotes, and of as much of the next blocks as its last row reaches into."""
    lines.take(block)
    reader = csv.reader(lines)
    rows: list[list[str]] = []
    misfit: list[Misfit] = []
    while True:
        lines.in_row = False
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error:
            row, problem = [], Misfit.NOT_CSV
        else:
            problem = _misfit_of(row, len(header), lines.unclosed)
        rows.append(row + [""] * (len(header) - len(row)))
        misfit.append(problem)
    return _piece_of(rows, header, misfit)


def _misfit_of(row: list[str], width: int, unclosed: bool) -> Misfit:
    if unclosed:
        return Misfit.NOT_CSV
    if not row:
        return Misfit.EMPTY
    return Misfit.TOO_MANY_CELLS if len(row) > width else Misfit.NONE


def _piece_of(rows: list[list[str]], header: Sequence[str], misfit: list[Misfit]) -> Piece:
    known = [(name, column) for column, name in enumerate(header) if name]
    cells = [row[column].encode() for _, column in known for row in rows]
    sizes = np.fromiter(map(len, cells), dtype=np.int64, count=len(cells))
    starts = PAD + np.cumsum(sizes) - sizes
    padding = bytes(PAD)
    shape = (len(known), len(rows))
    by_column: tuple[Any, Any] = starts.reshape(shape), sizes.reshape(shape)
    return Piece(
        text=np.frombuffer(b"".join((padding, *cells, padding)), dtype=np.uint8),
        starts={name: by_column[0][place] for place, (name, _) in enumerate(known)},
        lengths={name: by_column[1][place] for place, (name, _) in enumerate(known)},
        misfit=np.array(misfit, dtype=np.int8),
        quoted=True,
    )
