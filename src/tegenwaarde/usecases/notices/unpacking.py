"""The files of an upload one by one: as they were sent, and those in a ZIP; what cannot be one is said, never raised.

A ZIP is opened in memory, one file at a time, with limits on how many files it has and how much comes out of it.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.ports.notices import LARGEST_NOTICE_BYTES

MOST_FILES = 1_000
MEGABYTE = 1024 * 1024
LARGEST_UNPACKED_BYTES = 256 * MEGABYTE
ZIP_START = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
ENTRY_OF_A_ZIP = b"PK\x01\x02"
LOCKED = 0x1
HIDDEN = ("__MACOSX/", ".DS_Store", "Thumbs.db")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One file to read, or the problem that keeps it from being read."""

    name: str
    content: bytes = b""
    problem: Problem | None = None


def is_zip(content: bytes) -> bool:
    """Say whether the bytes are a ZIP, whatever the file is called."""
    return content.startswith(ZIP_START)


def count_parts(files: Sequence[Sent]) -> int:
    """Return how many lines the files give: one for each, for a ZIP one for each file in it."""
    return sum(len(_entries(file)[0]) or 1 if is_zip(file.content) else 1 for file in files)


def parts_of(files: Sequence[Sent]) -> Iterator[Part]:
    """Yield each file in an order that is always the same; of a ZIP the files in it, named after it."""
    for file in files:
        if is_zip(file.content):
            yield from _unpacked(file)
        else:
            yield Part(file.name, file.content, _not_xml(file.name, file.content))


def packed(files: Sequence[Sent]) -> bytes:
    """Return the files as one piece, to be kept until they are read."""
    head = json.dumps([[file.name, len(file.content)] for file in files]).encode()
    return b"\n".join((head, b"".join(file.content for file in files)))


def from_packed(piece: bytes) -> list[Sent]:
    """Return the files that were packed."""
    head, _line, rest = piece.partition(b"\n")
    files, start = [], 0
    for name, size in json.loads(head):
        files.append(Sent(name, rest[start : start + size]))
        start += size
    return files


def _entries(file: Sent) -> tuple[list[zipfile.ZipInfo], Problem | None]:
    """Return what is in a ZIP, or why it is not opened; the number is counted before any of it is believed."""
    if file.content.count(ENTRY_OF_A_ZIP) > MOST_FILES:
        return [], told("TOO_MANY_FILES", limit=MOST_FILES)
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.startswith(HIDDEN)]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, OverflowError):
        return [], told("ZIP_BROKEN")
    return entries, None if entries else told("ZIP_EMPTY")


def _unpacked(file: Sent) -> Iterator[Part]:
    entries, problem = _entries(file)
    if problem is not None:
        yield Part(file.name, problem=problem)
        return
    left = LARGEST_UNPACKED_BYTES
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        for entry in entries:
            part = _part(archive, entry, f"{file.name} › {entry.filename}", left)
            left -= len(part.content)
            yield part


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left: int) -> Part:
    if entry.is_dir():
        return Part(name, problem=told("FOLDER"))
    if entry.flag_bits & LOCKED:
        return Part(name, problem=told("ZIP_LOCKED"))
    if left <= 0:
        return Part(name, problem=told("ZIP_TOO_MUCH", limit_mb=LARGEST_UNPACKED_BYTES // MEGABYTE))
    try:
        with archive.open(entry) as unpacking:
            content = unpacking.read(LARGEST_NOTICE_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
        return Part(name, problem=told("ZIP_ENTRY_BROKEN"))
    except Exception as failure:  # noqa: BLE001 - each way to pack has errors of its own, such as lzma.LZMAError
        return Part(name, problem=told("FILE_UNREADABLE", reason=type(failure).__name__))
    if is_zip(content):
        return Part(name, problem=told("ZIP_IN_ZIP"))
    return Part(name, content, _not_xml(entry.filename, content))


def _not_xml(name: str, content: bytes) -> Problem | None:
    """Return why a file is passed over that neither is called XML nor begins like it; the reader judges the rest."""
    if name.lower().endswith(".xml") or content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return None
    return told("NOT_XML") if name else None
