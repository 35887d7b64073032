"""Imports of many notices at once: begun, worked on after the answer, gone on with where the work broke off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import batches_visible_to, find, require
from tegenwaarde.records.models import NoticeBatch, NoticeOutcome
from tegenwaarde.usecases.contracts.entering import desk_of
from tegenwaarde.usecases.notices.keeping_lines import keep_line, read_part
from tegenwaarde.usecases.notices.outcome import KEY, Came, Origin
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.notices.unpacking import MEGABYTE, MOST_FILES, Part, Sent, count_parts, from_packed, packed
from tegenwaarde.usecases.notices.unpacking import parts_of as parts
from tegenwaarde.usecases.ports.files import EvidenceStore, FileGone
from tegenwaarde.usecases.ports.later import Later
from tegenwaarde.usecases.ports.notices import LARGEST_NOTICE_BYTES, NoticeReader
from tegenwaarde.usecases.refusals import Invalid, Refused

SILENCE = timedelta(minutes=2)  # reading one file takes far less
FIELD = "files"
LARGEST_UPLOAD_BYTES = LARGEST_NOTICE_BYTES


class NothingToGoOnWith(Refused):
    """The import ended, or somebody still works on it."""

    code = "BATCH_ENDED"
    words = _("This import is finished, or still at work. Load the page again to see where it stands.")


class FilesGone(Refused):
    """What was uploaded is not kept any more."""

    code = "BATCH_FILES_GONE"
    words = _(
        "The files of this import are not kept any more. Upload them again: what was read already is recognised and"
        " not made twice."
    )


@dataclass(frozen=True, slots=True)
class Outside:
    """What the import needs of the outside world."""

    read: NoticeReader
    later: Later
    store: EvidenceStore
    now: Callable[[], datetime]


def start_batch(*, actor: Actor, files: Sequence[Sent], size: int, outside: Outside, today: date) -> NoticeBatch:
    """Take the files in and have them read; `size` is what was sent, in bytes, also where it was too much to keep.

    Raises NotAllowed, NowhereToEnter, and Invalid at `files` for too many or too much.
    """
    require(actor, KEY)
    desk = desk_of(actor, KEY)
    _refuse_too_much(files, size)
    with transaction.atomic():
        batch = NoticeBatch.unfenced.create(
            entered_in=desk.subregion,
            uploaded_by_id=actor.user_id,
            uploaded_on=today,
            source=_source(files),
            files=count_parts(files),
            beat=outside.now(),
            stored_as=outside.store.save(packed(files)),
        )
        _work(actor, batch, files, outside, today)
    batch.refresh_from_db()
    return batch


def read_single(*, actor: Actor, file: Sent, size: int, outside: Outside, today: date) -> tuple[Came, int]:
    """Read one notice at once; a batch keeps its line only where something came of it.

    Returns what came of it, and the batch (0 where nothing was kept). Raises NotAllowed, NowhereToEnter, Invalid.
    """
    require(actor, KEY)
    _refuse_too_much([file], size)
    origin = Origin(today=today, actor=actor, desk=desk_of(actor, KEY))
    kept: list[int] = []

    def keep(came: Came) -> None:
        if came.outcome not in (NoticeOutcome.REFUSED, NoticeOutcome.KNOWN):
            kept.append(_one_line(origin, file.name, outside.now(), came))

    came = read_part(origin=origin, part=Part(file.name, file.content), read=outside.read, keep=keep)
    return came, kept[-1] if kept else 0


def go_on(*, actor: Actor, batch_id: int, outside: Outside, today: date) -> None:
    """Go on with an import whose work broke off; raises NotVisible, NotAllowed, NothingToGoOnWith and FilesGone."""
    batch = find(batches_visible_to(actor), pk=batch_id)
    require(actor, KEY)
    moment = outside.now()
    silent = Q(beat__lt=moment - SILENCE) | Q(beat__isnull=True)
    if not NoticeBatch.unfenced.filter(silent, pk=batch.pk, ended=False).update(beat=moment):
        raise NothingToGoOnWith
    try:
        files = from_packed(outside.store.open(batch.stored_as))
    except FileGone as gone:
        NoticeBatch.unfenced.filter(pk=batch.pk).update(ended=True, stored_as="")
        raise FilesGone from gone
    _work(actor, batch, files, outside, today)


def broke_off(batch: NoticeBatch, now: datetime) -> bool:
    """Say whether nobody works on the import any more although files are left: its process died."""
    return not batch.ended and (batch.beat is None or batch.beat < now - SILENCE)


def read_batch(*, origin: Origin, batch_id: int, files: Sequence[Sent], outside: Outside) -> None:
    """Read the files of which no line was kept yet, each in a transaction of its own; then let go of the files."""
    rows = NoticeBatch.unfenced.filter(pk=batch_id)
    read_before = set(rows.get().lines.values_list("number", flat=True))
    for number, part in enumerate(parts(files), start=1):
        if number in read_before:
            continue
        rows.update(beat=outside.now())
        keep = partial(keep_line, batch_id, number, part.name, outside.now())
        read_part(origin=origin, part=part, read=outside.read, keep=keep)
    stored_as = rows.get().stored_as
    if rows.filter(ended=False).update(ended=True, stored_as="", beat=outside.now()) and stored_as:
        outside.store.delete(stored_as)


def _work(actor: Actor, batch: NoticeBatch, files: Sequence[Sent], outside: Outside, today: date) -> None:
    origin = Origin(today=today, actor=actor, desk=desk_of(actor, KEY))
    outside.later(partial(read_batch, origin=origin, batch_id=batch.pk, files=files, outside=outside))


def _refuse_too_much(files: Sequence[Sent], size: int) -> None:
    if size > LARGEST_UPLOAD_BYTES:
        code = "UPLOAD_TOO_LARGE" if len(files) > 1 else "FILE_TOO_LARGE"
        raise Invalid([told(code, FIELD, limit_mb=LARGEST_UPLOAD_BYTES // MEGABYTE)])
    if len(files) > MOST_FILES:
        raise Invalid([told("TOO_MANY_FILES", FIELD, limit=MOST_FILES)])


def _source(files: Sequence[Sent]) -> str:
    rest = f" (+{len(files) - 1})" if len(files) > 1 else ""
    return f"{files[0].name[-180:]}{rest}"


def _one_line(origin: Origin, name: str, now: datetime, came: Came) -> int:
    """Keep a batch of one file that was read."""
    batch = NoticeBatch.unfenced.create(
        entered_in=came.subregion,
        uploaded_by_id=origin.user_id,
        uploaded_on=origin.today,
        source=name[-200:],
        files=1,
        ended=True,
        beat=now,
    )
    keep_line(batch.pk, 1, name, now, came)
    return batch.pk
