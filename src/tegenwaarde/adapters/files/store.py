"""Keeps files of evidence encrypted in a folder of the machine, outside everything that is served.

A file is written beside its place, forced to the disk, and then given its name in one move: it is there whole or not at
all, also after the power failed. What a cut-short save leaves is listed by `saved_before`, to be thrown away.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from tegenwaarde.records.sealed import seal_bytes, unseal_bytes
from tegenwaarde.usecases.ports.files import FileGone

NAME = re.compile(r"[0-9a-f]{64}(\.part)?")
ONLY_OURS = 0o700
ONLY_WE_WRITE = 0o600


class FileStore:
    """A folder `root` with files under random names, spread over folders by their first two signs."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def save(self, content: bytes) -> str:
        """Keep the content encrypted; return its name, which is random."""
        name = secrets.token_hex(32)
        place = self._place(name)
        place.parent.mkdir(parents=True, exist_ok=True, mode=ONLY_OURS)
        begun = place.with_name(f"{name}.part")
        try:
            self._write(begun, seal_bytes(content))
            begun.replace(place)
        except BaseException:
            begun.unlink(missing_ok=True)
            raise
        _force_to_disk(place.parent)
        return name

    def open(self, name: str) -> bytes:
        """Return the content; FileGone where there is none, FactsUnreadable without its key."""
        try:
            return unseal_bytes(self._place(name).read_bytes())
        except FileNotFoundError as gone:
            raise FileGone(name) from gone

    def delete(self, name: str) -> None:
        """Throw the file away; nothing happens where it is gone already."""
        place = self._place(name)
        with suppress(FileNotFoundError):
            place.unlink()
            _force_to_disk(place.parent)

    def saved_before(self, day: date) -> Iterator[str]:
        """Yield the names of what was last written before `day`, half-written files too."""
        for place in sorted(self.root.glob("??/*")):
            with suppress(FileNotFoundError):
                if NAME.fullmatch(place.name) and _day_of(place) < day:
                    yield place.name

    def _place(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise FileGone(name)
        return self.root / name[:2] / name

    @staticmethod
    def _write(place: Path, sealed: bytes) -> None:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_WE_WRITE)
        with os.fdopen(handle, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())


def _day_of(place: Path) -> date:
    """Return the day, in the machine's zone, on which the file was last written."""
    return datetime.fromtimestamp(place.stat().st_mtime, tz=UTC).astimezone().date()


def _force_to_disk(folder: Path) -> None:
    """Force the folder's list of names to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
