"""From file to file, piece by piece: two pieces at a time, answers in order, memory the same for any length."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO

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

    `reasons` are the refusals in words where the lines written have no place for them.
    """

    rows: int = 0
    refused: int = 0
    warned: int = 0
    reasons: tuple[str, ...] = ()

    def plus(self, answer: Answer) -> Tally:
        """Return the tally with one more answer."""
        return Tally(self.rows + answer.rows, self.refused + answer.refused, self.warned + answer.warned)


def stream(pieces: Iterator[Piece], target: BinaryIO, header: bytes, answer: Callable[[Piece], Answer]) -> Tally:
    """Write `header` and what `answer` makes of each piece to `target`, in order. Raises FileUnusable."""
    tally = Tally()
    waiting: deque[Future[Answer]] = deque()
    begun = False
    with ThreadPoolExecutor(THREADS) as pool:
        for piece in pieces:
            if not begun:
                target.write(header)
                begun = True
            waiting.append(pool.submit(answer, piece))
            if len(waiting) > THREADS:
                tally = _write_first(waiting, target, tally)
        while waiting:
            tally = _write_first(waiting, target, tally)
    if not begun:
        target.write(header)
    return tally


def _write_first(waiting: deque[Future[Answer]], target: BinaryIO, tally: Tally) -> Tally:
    answer = waiting.popleft().result()
    target.write(answer.text)
    return tally.plus(answer)
