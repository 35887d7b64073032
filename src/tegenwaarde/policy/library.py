"""The library: the books that are shipped with the project, one folder a region and one file a version.

The file `twente/2017.toml` holds the book `twente-2017`. In an installed package the folder lies inside it, in a
checkout beside `src/`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import NotInForce, PolicyBook
from tegenwaarde.policy.reader import read_book

PACKAGE = Path(__file__).resolve().parents[1]
SHELVES = (PACKAGE / "policies", PACKAGE.parents[1] / "policies")


class UnknownBook(LookupError):
    """The library has no book, or no region, of that name; says which names it has."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"there is no policy {name}; there is {', '.join(known) or 'none'}")
        self.name = name
        self.known = known


class BrokenBook(ValueError):
    """A shipped policy file has problems, and so holds no book."""

    def __init__(self, book_id: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{book_id}: " + "; ".join(f"{problem.place}: {problem}" for problem in problems))
        self.book_id = book_id
        self.problems = problems


@cache
def book_ids() -> tuple[str, ...]:
    """Return the ids of all shipped books, in order of name."""
    return tuple(sorted(_files()))


@cache
def book_text(book_id: str) -> str:
    """Return the text of a shipped book as it stands in its file. Raises UnknownBook."""
    files = _files()
    if book_id not in files:
        raise UnknownBook(book_id, book_ids())
    return files[book_id].read_bytes().decode()


@cache
def book(book_id: str) -> PolicyBook:
    """Return a shipped book, the same object every time. Raises UnknownBook, and BrokenBook for a file in disorder."""
    read, problems = read_book(book_text(book_id))
    if read is not None and read.id != book_id:
        problems = (Problem("OTHER_ID", "The file is called after {named}.", "id", (("named", book_id),)),)
    if read is None or problems:
        raise BrokenBook(book_id, problems)
    return read


@cache
def books_of(region: str) -> tuple[PolicyBook, ...]:
    """Return every version of a region's policy, the oldest first. Raises UnknownBook for an unknown region."""
    versions = [book(book_id) for book_id, file in _files().items() if file.parent.name == region]
    if not versions:
        raise UnknownBook(region, tuple(sorted({file.parent.name for file in _files().values()})))
    return tuple(sorted(versions, key=lambda version: version.in_force_from))


def newest(region: str) -> PolicyBook:
    """Return the version of a region's policy that starts last. Raises UnknownBook for an unknown region."""
    return books_of(region)[-1]


def book_in_force(region: str, day: date) -> PolicyBook:
    """Return the version that a tender published on `day` keeps (A5).

    Raises NotInForce for a day before the first version, and UnknownBook for an unknown region.
    """
    begun = [version for version in books_of(region) if version.in_force_from <= day]
    if not begun:
        raise NotInForce(f"the policy of {region}", day)
    return begun[-1]


def policies_folder() -> Path:
    """Return the folder that holds the shipped policies."""
    return next((shelf for shelf in SHELVES if shelf.is_dir()), SHELVES[0])


@cache
def spec_text(region: str, variant: str) -> str:
    """Return the region's shipped spec text for a variant of asking (P3); empty where there is none."""
    file = policies_folder() / region / "texts" / f"{variant}.txt"
    return file.read_bytes().decode() if file.is_file() else ""


@cache
def _files() -> dict[str, Path]:
    return {f"{file.parent.name}-{file.stem}": file for file in policies_folder().glob("*/*.toml")}
