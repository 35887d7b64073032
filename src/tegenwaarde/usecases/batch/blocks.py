"""Bytes to blocks of whole lines: never more than so many bytes or lines at once, and UTF-8 throughout.

A line ends in LF, CRLF or CR. A file that can be read twice is looked through first, so that nothing is answered where
it turns out to be unusable far down; a pipe cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from tegenwaarde.kernel.problem import Problem

PIECE_BYTES = 1 << 22
PIECE_ROWS = 1 << 15  # so many rows take about as much memory as so many bytes
LONGEST_LINE = 1 << 26
_MARK = "\ufeff".encode()
_LF, _CR = ord("\n"), ord("\r")


class FileUnusable(Exception):
    """The file as a whole cannot be valued; `problem` says why.

    `answered` is the number of rows that had been answered when that was found; 0 where nothing was written yet.
    """

    def __init__(self, problem: Problem, answered: int = 0) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.answered = answered


def blocks_of(source: BinaryIO, piece_bytes: int, piece_rows: int) -> Iterator[bytes]:
    """Yield blocks of whole lines, each of about `piece_bytes` and at most `piece_rows` lines.

    Raises FileUnusable, and before the first block where `source` can be read twice.
    """
    if source.seekable():
        start = source.tell()
        for _ in _checked(source, PIECE_BYTES):
            pass
        source.seek(start)
    for block in _checked(source, piece_bytes):
        yield from _at_most(block, piece_rows)


def _checked(source: BinaryIO, piece_bytes: int) -> Iterator[bytes]:
    """Yield blocks that are UTF-8. Raises FileUnusable."""
    line = 1
    for block in _whole_lines(source, piece_bytes):
        if not block.isascii():
            try:
                block.decode()
            except UnicodeDecodeError as error:
                line += line_ends(block[: error.start])
                text = "Line {line} is not UTF-8: save the file as UTF-8."
                raise FileUnusable(Problem("NOT_UTF8", text, params=(("line", line),))) from error
        line += line_ends(block)
        yield block


def _whole_lines(source: BinaryIO, piece_bytes: int) -> Iterator[bytes]:
    carried = source.read(len(_MARK)).removeprefix(_MARK)
    while read := source.read(piece_bytes):
        # A return at the very end may be half a line end.
        cut = max(read.rfind(b"\n"), read.rfind(b"\r", 0, -1)) + 1
        if not cut and carried.endswith(b"\r") and read[0] != _LF:
            yield carried
            carried = b""
        if cut:
            yield carried + read[:cut]
            carried = read[cut:]
        else:
            carried += read
        if len(carried) > LONGEST_LINE:
            text = "A line is longer than {longest} bytes: this is no CSV file."
            raise FileUnusable(Problem("LINE_TOO_LONG", text, params=(("longest", LONGEST_LINE),)))
    if carried:
        yield carried if carried.endswith((b"\n", b"\r")) else carried + b"\n"


def line_ends(block: bytes) -> int:
    """Return how many lines end in a block, whether in LF, CRLF or CR."""
    returns = block.count(b"\r")
    return block.count(b"\n") + (returns - block.count(b"\r\n") if returns else 0)


def _at_most(block: bytes, rows: int) -> Iterator[bytes]:
    """Yield the block in parts of at most `rows` lines."""
    if max(block.count(b"\n"), block.count(b"\r")) <= rows:
        yield block
        return
    text = np.frombuffer(block, dtype=np.uint8)
    ends = np.flatnonzero((text == _LF) | (text == _CR))
    start = 0
    for end in [*(ends[rows - 1 :: rows] + 1).tolist(), len(block)]:
        cut = end + 1 if block[end - 1 : end + 1] == b"\r\n" else end
        if cut > start:
            yield block[start:cut]
            start = cut
