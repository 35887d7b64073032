"""Documents as plain blocks: what the use-cases make of a text, and what a writer makes a file of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What a block is: a heading of level 1 to 3, a paragraph, an item of a list, or a note to who uses the text."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words; `missing` says that something has to be filled in there."""

    words: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a document: its kind and its words, piece by piece."""

    kind: Kind
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """Return the words of all pieces."""
        return "".join(piece.words for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class DocumentToWrite:
    """A whole document. `language` is as in `nl-NL`; `page_of` says "page {page} of {pages}" in that language."""

    title: str
    about: str
    author: str
    made_on: date
    blocks: tuple[Block, ...]
    language: str = "nl-NL"
    page_of: tuple[str, str] = ("Pagina ", " van ")


class DocumentWriter(Protocol):
    """Makes a DOCX file."""

    def __call__(self, document: DocumentToWrite) -> bytes: ...
