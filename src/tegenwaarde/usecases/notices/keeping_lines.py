"""The line that a file gets in its batch: read and kept in one transaction, so that nothing is ever half done."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import Error, IntegrityError, OperationalError, transaction
from django.db.models import F

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import NoticeBatch, NoticeLine
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.notices.import_notice import import_notice
from tegenwaarde.usecases.notices.outcome import Came, Origin, refused
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.notices.unpacking import Part
from tegenwaarde.usecases.ports.notices import NoticeReader

log = logging.getLogger(__name__)
TRIES = 3
Now = Callable[[], datetime]
Keep = Callable[[Came], None]


def read_part(*, origin: Origin, part: Part, read: NoticeReader, keep: Keep) -> Came:
    """Read a file and keep its line with `keep`, both or neither; whatever happens, it ends in an outcome."""
    try:
        for _try in range(TRIES):
            try:
                with transaction.atomic():
                    came = refused(part.problem) if part.problem else _came(origin, part, read)
                    keep(came)
                return came
            except (IntegrityError, OperationalError, ChangedMeanwhile):
                continue
        outcome = refused(told("READ_LATER"))
    except Exception as failure:
        log.exception("a notice could not be taken up: %s", type(failure).__name__)
        outcome = refused(told("READ_FAILED"))
    return _kept_alone(outcome, keep)


def _came(origin: Origin, part: Part, read: NoticeReader) -> Came:
    return import_notice(origin=origin, content=part.content, file_name=part.name, read=read)


def _kept_alone(outcome: Came, keep: Keep) -> Came:
    try:
        with transaction.atomic():
            keep(outcome)
    except Error:  # somebody else keeps the line of this file, or the database is away: nothing is half done
        log.warning("the line of a notice was not kept")
    return outcome


def keep_line(batch_id: int, number: int, name: str, now: datetime, came: Came) -> None:
    """Keep what came of file `number` of the batch, and that the batch is one further."""
    NoticeLine.unfenced.create(
        batch_id=batch_id,
        number=number,
        file_name=name[-300:],
        outcome=came.outcome,
        notice=came.kept,
        problems=[as_plain(one) for one in came.said],
        contracts=came.contracts,
        tenders=came.tenders,
    )
    NoticeBatch.unfenced.filter(pk=batch_id).update(done=F("done") + 1, beat=now)


def as_plain(problem: Problem) -> dict[str, object]:
    """Return a problem as plain data."""
    return {
        "code": problem.code,
        "text": problem.text,
        "place": problem.place,
        "params": [list(pair) for pair in problem.params],
    }


def from_plain(kept: dict[str, object]) -> Problem:
    """Return the problem that was kept as plain data."""
    params: list[list[str]] = kept["params"]  # type: ignore[assignment]
    return Problem(str(kept["code"]), str(kept["text"]), str(kept["place"]), tuple((name, x) for name, x in params))
