"""`tegenwaarde policy check FILE`: says what is wrong with a policy file and where, or what it holds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tegenwaarde.policy.reader import read_book

if TYPE_CHECKING:
    from tegenwaarde.kernel.problem import Problem
    from tegenwaarde.policy.book import PolicyBook

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

FINE, PROBLEMS, UNREADABLE = 0, 1, 2


def add_parser(subparsers: Subparsers) -> None:
    """Add the command `policy` with what it can do; `func` of the parsed arguments gives the exit status."""
    policy = subparsers.add_parser("policy", help="work with policy files")
    actions = policy.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser("check", help="say every problem of a policy file with its place")
    check.add_argument("file", metavar="FILE", help="a policy file in TOML, or - for standard input")
    check.set_defaults(func=lambda arguments: run_check(arguments.file, sys.stdout, sys.stderr))


def run_check(path: str, out: TextIO, err: TextIO) -> int:
    """Write what the policy file at `path` holds, or its problems, one a line, to `out`.

    Returns 0 for a file that is fine, 1 for one with problems, 2 where it cannot be read (one line on `err`).
    """
    if path == "-" and sys.stdin is None:
        print("There is no standard input to read.", file=err)
        return UNREADABLE
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        text = content.decode("utf-8")
    except OSError as error:
        print(f"{path} cannot be read: {error.strerror or error}.", file=err)
        return UNREADABLE
    except UnicodeDecodeError:
        print(f"{path} is not a text in UTF-8.", file=err)
        return UNREADABLE
    book, problems = read_book(text)
    for line in _problem_lines(path, problems) if book is None else _book_lines(path, book):
        print(line, file=out)
    return PROBLEMS if book is None else FINE


def _problem_lines(path: str, problems: tuple[Problem, ...]) -> list[str]:
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return [*(f"{path}: {problem.place}: {problem}" for problem in problems), f"{path}: {count}."]


def _book_lines(path: str, book: PolicyBook) -> list[str]:
    held = (
        f"{len(book.blocks)} blocks",
        f"{len(book.extras)} extras",
        f"{len(book.labels)} labels",
        f"{len(book.thresholds)} threshold periods",
        f"{len(book.cost_pots)} cost pots",
    )
    return [
        f"{path} is fine: {book.id}, {book.title.en}, in force from {book.in_force_from.isoformat()}.",
        f"It holds {', '.join(held)}.",
        f"SHA-256 {book.text_hash}",
    ]
