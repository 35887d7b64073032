"""Notices that the command reads: no person is there, so each is entered where its buyer belongs on the day (A1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path

from django.db.models import F

from tegenwaarde.records.models import NoticeBatch, NoticeOutcome, Subregion
from tegenwaarde.usecases.notices.keeping_lines import keep_line, read_part
from tegenwaarde.usecases.notices.outcome import Came, Origin, refused
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.notices.unpacking import Part, Sent, parts_of
from tegenwaarde.usecases.ports.notices import LARGEST_NOTICE_BYTES, NoticeReader

SILENT = (NoticeOutcome.REFUSED, NoticeOutcome.KNOWN)


class UnknownSubregion(LookupError):
    """There is no subregion of that name; `known` are the names that there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.known = name, known


@dataclass(slots=True)
class Reading:
    """One run of the command: its day, where it enters what nobody is known to buy, and its batch per subregion."""

    source: str
    read: NoticeReader
    now: Callable[[], datetime]
    today: date
    fallback: Subregion | None = None
    batches: dict[int, int] = field(default_factory=dict)

    def read_sent(self, sent: Sent) -> Iterator[tuple[str, Came]]:
        """Read a file, or each file in a ZIP; yields its name and what came of it."""
        for part in parts_of([sent]):
            yield part.name, self._read(part)

    def _read(self, part: Part) -> Came:
        origin = Origin(today=self.today, fallback=self.fallback)
        return read_part(origin=origin, part=part, read=self.read, keep=partial(self._keep, part.name))

    def _keep(self, name: str, came: Came) -> None:
        """Keep a line in the batch of the subregion where something was done; what changes nothing adds nothing."""
        if came.subregion is None or came.outcome in SILENT:
            return
        known = self.batches.get(came.subregion.pk, 0)
        batch = NoticeBatch.unfenced.filter(pk=known).first() or NoticeBatch.unfenced.create(
            entered_in=came.subregion, uploaded_on=self.today, source=self.source[-200:], ended=True, beat=self.now()
        )
        keep_line(batch.pk, batch.files + 1, name, self.now(), came)
        NoticeBatch.unfenced.filter(pk=batch.pk).update(files=F("files") + 1)
        self.batches[came.subregion.pk] = batch.pk


def subregion_named(name: str) -> Subregion:
    """Return the subregion of that name, whatever its capitals; raises UnknownSubregion."""
    rows = list(Subregion.unfenced.select_related("region").order_by("name"))
    found = next((row for row in rows if row.name.casefold() == name.strip().casefold()), None)
    if found is None:
        raise UnknownSubregion(name, tuple(row.name for row in rows))
    return found


def files_under(path: Path) -> list[Path]:
    """Return the file, or the files in the folder and those below it, by name; hidden ones are left out."""
    if not path.is_dir():
        return [path]
    below = (one for one in path.rglob("*") if one.is_file())
    return sorted(one for one in below if not any(part.startswith(".") for part in one.relative_to(path).parts))


def sent_from(path: Path, name: str) -> Sent | Came:
    """Return the file with its content, or why it cannot be read; of one that is too large nothing is read."""
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_NOTICE_BYTES + 1)
    except OSError as error:
        return refused(told("FILE_UNREADABLE", reason=error.strerror or type(error).__name__))
    return Sent(name, content)
