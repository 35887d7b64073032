"""From file to file, piece by piece: two pieces at a time, answers in order, memory the same for any length."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO

from tegenwaarde.usecases.batch.blocks import FileUnusable
from tegenwaarde.usecases.batch.reading import Piece

THREADS = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """The lines for one piece. `warned` counts the rows that are valued with a warning."""

    text: bytes
    rows: int
    refused: int
    warned: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows a file had, how many were refused, and how many were valued with a warning.

    `reasons` are the refusals in words where the lines written have no place for them; they can be gone through once.
    """

    rows: int = 0
    refused: int = 0
    warned: int = 0
    reasons: Iterable[str] = ()

    def plus(self, answer: Answer) -> Tally:
        """Return the tally with one more answer."""
        return Tally(self.rows + answer.rows, self.refused + answer.refused, self.warned + answer.warned)


def stream(pieces: Iterator[Piece], target: BinaryIO, header: bytes, answer: Callable[[Piece], Answer]) -> Tally:
    """Write `header` and what `answer` makes of each piece to `target`, in order.

    Raises FileUnusable, which says how many rows were answered before that was found.
    """
    tally = Tally()
    waiting: deque[Future[Answer]] = deque()
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            for piece in pieces:
                waiting.append(pool.submit(answer, piece))
                if len(waiting) > THREADS:
                    tally = _write_first(waiting, target, tally, header)
        except FileUnusable as unusable:
            if tally.rows:
                raise FileUnusable(unusable.problem, answered=tally.rows) from unusable
            raise
        while waiting:
            tally = _write_first(waiting, target, tally, header)
    if not tally.rows:
        target.write(header)
    return tally


def _write_first(waiting: deque[Future[Answer]], target: BinaryIO, tally: Tally, header: bytes) -> Tally:
    answer = waiting.popleft().result()
    if not tally.rows:
        target.write(header)
    target.write(answer.text)
    return tally.plus(answer)
