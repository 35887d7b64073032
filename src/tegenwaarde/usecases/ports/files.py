"""What the use-cases need of files: a place that keeps copies of evidence, and somebody who looks into a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class FileGone(LookupError):
    """The store has no file of that name (any more)."""


class EvidenceStore(Protocol):
    """Keeps files encrypted, outside what is served, under names that say nothing; whole or not at all."""

    def save(self, content: bytes) -> str:
        """Keep the content and return the name under which it is kept."""
        ...

    def open(self, name: str) -> bytes:
        """Return the content; FileGone where there is none."""
        ...

    def delete(self, name: str) -> None:
        """Throw the file away; nothing happens where it is gone already."""
        ...

    def saved_before(self, day: date) -> Iterable[str]:
        """Return the names of what was saved before `day`, with what was left of a save that was cut short."""
        ...


@dataclass(frozen=True, slots=True)
class FileLook:
    """What a file is and says. `problem` is why it is not taken, empty where it is: one of `FILE_PROBLEMS`.

    `passages` are stretches of text that belong together (a paragraph, a page, a row); `tables` are rows of cells.
    `has_text` says whether there was any text to read: a picture or a scan has none. `what` names an unknown kind.
    """

    content_type: str = ""
    ending: str = ""
    passages: tuple[str, ...] = ()
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    problem: str = ""
    what: str = ""

    @property
    def has_text(self) -> bool:
        """Say whether there was text to read."""
        return any(passage.strip() for passage in self.passages)


FILE_PROBLEMS = frozenset(
    {"empty", "program", "web", "old_office", "macros", "locked", "inside", "broken", "too_much", "archive", "unknown"}
)


class FileReader(Protocol):
    """Looks into a file: what it is by its content, and the text in it. Never raises for bad content, never hangs."""

    def __call__(self, content: bytes) -> FileLook: ...


@dataclass(frozen=True, slots=True)
class Files:
    """Everything about files: the store and the reader."""

    store: EvidenceStore
    look: FileReader
