"""`tegenwaarde calc placements|obligations|costs FILE.csv`: values a file by the rules and prints CSV."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from tegenwaarde.faces.cli.words import LANGUAGES, default_language, sayer, tell
from tegenwaarde.kernel.money import cents_from_text
from tegenwaarde.kernel.problem import Problem

if TYPE_CHECKING:
    from tegenwaarde.policy.book import PolicyBook
    from tegenwaarde.usecases.batch.streaming import Tally

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it
    Calculation = Callable[[BinaryIO, BinaryIO, PolicyBook, Callable[[Problem], str]], Tally]

ALL_VALUED, SOME_REFUSED, UNUSABLE = 0, 1, 2
HOME_REGION = "twente"
FILES = {
    "placements": "what placements, invoices and activities are worth",
    "obligations": "what is due of contracts and subsidies",
    "costs": "who bears what of the running costs",
}


def add_parser(subparsers: Subparsers) -> None:
    """Add the command `calc` with a subcommand for each kind of file."""
    calc = subparsers.add_parser("calc", help="value a CSV file by the rules and print CSV")
    kinds = calc.add_subparsers(required=True, metavar="KIND")
    for kind, text in FILES.items():
        parser = kinds.add_parser(kind, help=text, description=f"Work out {text}.")
        parser.add_argument("file", metavar="FILE.csv", help="CSV in UTF-8 with a header, or - for standard input")
        parser.add_argument("--policy", metavar="ID", help="the policy; by default the newest of Twente")
        parser.add_argument("--language", choices=LANGUAGES, default=default_language(), help="of the messages")
        parser.set_defaults(func=partial(run, kind))
        if kind == "costs":
            for pot in ("population", "equal", "one-off"):
                meaning = f"euros of the {pot} pot; by default the policy's own"
                parser.add_argument(f"--{pot}", metavar="EUR", type=_euros, help=meaning)


def _euros(text: str) -> int:
    sys.set_int_max_str_digits(0)  # a number may have any number of digits
    cents = cents_from_text(text)
    if cents is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not an amount such as 37200 or 37200.50")
    return cents


def run(kind: str, arguments: argparse.Namespace) -> int:
    """Value the file that is asked for onto standard output; return the exit status."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's threads for matrices: none are used here
    from tegenwaarde.usecases.batch.blocks import FileUnusable

    sys.set_int_max_str_digits(0)  # a number may have any number of digits
    say = sayer(arguments.language)
    try:
        book = _book(arguments.policy)
        with _opened(arguments.file) as source:
            tally = _calculation(kind, arguments)(source, _output(), book, say)
            sys.stdout.buffer.flush()
    except FileUnusable as unusable:
        broken_off = [_broken_off(unusable.answered)] if unusable.answered else []
        tell(f"{arguments.file}: {' '.join(map(say, (unusable.problem, *broken_off)))}")
        return UNUSABLE
    for reason in tally.reasons:
        tell(reason)
    if tally.warned:
        tell(say(_warning(book, tally.warned)))
    return SOME_REFUSED if tally.refused else ALL_VALUED


def _calculation(kind: str, arguments: argparse.Namespace) -> Calculation:
    if kind == "placements":
        from tegenwaarde.usecases.batch.placements import calc_placements

        return lambda source, target, book, say: calc_placements(source, target, book=book, say=say)
    if kind == "obligations":
        from tegenwaarde.usecases.batch.obligations import calc_obligations

        return lambda source, target, book, say: calc_obligations(source, target, book=book, say=say)
    from tegenwaarde.policy.book import PotShape
    from tegenwaarde.usecases.batch.costs import calc_costs

    given = {
        PotShape.BY_POPULATION: arguments.population,
        PotShape.EQUAL: arguments.equal,
        PotShape.EQUAL_NOT_EXEMPT: arguments.one_off,
    }
    amounts = {shape: cents for shape, cents in given.items() if cents is not None}
    return lambda source, target, book, say: calc_costs(source, target, book=book, amounts=amounts, say=say)


def _book(policy: str | None) -> PolicyBook:
    """Return the policy asked for, by default the newest of the home region. Raises FileUnusable."""
    from tegenwaarde.policy import library
    from tegenwaarde.usecases.batch.blocks import FileUnusable

    try:
        return library.newest(HOME_REGION) if policy is None else library.book(policy)
    except library.UnknownBook as unknown:
        text = "There is no policy {policy}; there is {known}."
        params = (("policy", unknown.name or '""'), ("known", ", ".join(unknown.known)))
        raise FileUnusable(Problem("UNKNOWN_POLICY", text, "policy", params)) from unknown


class _Whole:
    """An output without a buffer, which may take only a part at a time: writes all of it."""

    def __init__(self, output: io.RawIOBase) -> None:
        self.output = output

    def write(self, text: bytes) -> None:
        """Write the whole text."""
        left = memoryview(text)
        while left:
            left = left[self.output.write(left) or 0 :]


def _output() -> BinaryIO:
    output: BinaryIO | io.RawIOBase = sys.stdout.buffer
    return cast("BinaryIO", _Whole(output)) if isinstance(output, io.RawIOBase) else output


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    """Open the file, or standard input for `-`. Raises FileUnusable where it cannot be read."""
    from tegenwaarde.usecases.batch.blocks import FileUnusable

    try:
        if path == "-":
            if sys.stdin is None:
                raise FileUnusable(Problem("NO_INPUT", "There is no standard input to read."))
            yield sys.stdin.buffer
        else:
            with Path(path).open("rb") as source:
                yield source
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FileUnusable(_file_problem(error)) from error


def _file_problem(error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem("FILE_MISSING", "There is no such file.")
    if isinstance(error, IsADirectoryError):
        return Problem("FILE_IS_FOLDER", "This is a folder: name a file.")
    params = (("reason", error.strerror or str(error)),)
    return Problem("FILE_UNREADABLE", "The file cannot be read or the answer cannot be written: {reason}.", "", params)


def _broken_off(answered: int) -> Problem:
    """Return what to do with an answer of this many rows that could not be finished."""
    text = "The answer breaks off after row {row}: throw away what follows its line {line}."
    return Problem("BROKEN_OFF", text, params=(("row", answered), ("line", answered + 1)))


def _warning(book: PolicyBook, count: int) -> Problem:
    """Return the warning for tenders after the last period of thresholds (B1)."""
    last = book.thresholds[-1].until_day.isoformat()
    text = "Warning: the last European thresholds known, until {last_day}, were used for {count} later tenders."
    return Problem("PAST_LAST_THRESHOLD", text, "tender_date", (("count", count), ("last_day", last)))
