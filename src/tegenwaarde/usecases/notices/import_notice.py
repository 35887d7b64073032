"""Read one notice and do what follows from it: drafts, rows in the calendar, proposals; or say why not (A1)."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.db.models import Q

from tegenwaarde.access.fence import require
from tegenwaarde.records.models import Contract, NoticeFile, NoticeOutcome, Tender
from tegenwaarde.usecases.contracts.kept_notice import notice_to_json
from tegenwaarde.usecases.notices.awards import MODIFICATION, take_up_awards, why_not
from tegenwaarde.usecases.notices.family import family_of, followed_by, the_same
from tegenwaarde.usecases.notices.outcome import KEY, Came, Origin, refused
from tegenwaarde.usecases.notices.placing import Place, place_of
from tegenwaarde.usecases.notices.taking import Taking
from tegenwaarde.usecases.notices.tenders import take_up_tenders
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.ports.notices import LARGEST_NOTICE_BYTES, NoticeReader, ReadNotice

MEGABYTE = 1024 * 1024
CALENDAR = ("planning", "contract")


def import_notice(*, origin: Origin, content: bytes, file_name: str, read: NoticeReader) -> Came:
    """Return what came of the file, in one transaction of its own within the caller's.

    Raises NotAllowed, IntegrityError and ChangedMeanwhile where somebody was first: then nothing was kept, and the
    file can be read again.
    """
    if origin.actor is not None:
        require(origin.actor, KEY)
    if len(content) > LARGEST_NOTICE_BYTES:
        return refused(told("FILE_TOO_LARGE", limit_mb=LARGEST_NOTICE_BYTES // MEGABYTE))
    notice = read(content)
    if notice.problems:
        return refused(*notice.problems)
    announces = notice.form in CALENDAR
    if not (notice.tenders if announces else notice.awards):
        return refused(told("NOTHING_ANNOUNCED" if announces else "NO_AWARD"))
    known = the_same(notice)
    if known is not None:
        return _known(known)
    place = place_of(origin, notice.buyers)
    if not isinstance(place, Place):
        return refused(place)
    with transaction.atomic():
        return _take_up(origin, place, notice, file_name, hashlib.sha256(content).hexdigest())


def _take_up(origin: Origin, place: Place, notice: ReadNotice, file_name: str, sha256: str) -> Came:
    family = family_of(notice)
    announces = notice.form in CALENDAR
    problem = None if announces else why_not(origin, notice, family)
    if problem is not None:
        return refused(problem)
    kept = _keep(origin, place, notice, file_name, sha256)
    NoticeFile.unfenced.filter(pk=kept.pk).update(earlier=family[-1] if family else None)
    came = Came(kept=kept, subregion=place.subregion)
    if notice.form == MODIFICATION:
        came.said += notice.warnings
    taking = Taking(origin, came, place, notice, kept, family)
    if announces:
        take_up_tenders(taking)
    else:
        take_up_awards(taking)
    return came


def _known(kept: NoticeFile) -> Came:
    """Return what was made of the notice when it was read before."""
    came = Came(kept=kept, outcome=NoticeOutcome.KNOWN, subregion=kept.entered_in)
    came.said.append(told("NOTICE_ALREADY_READ", notice=str(kept), on_day=kept.uploaded_on.isoformat()))
    made = Contract.unfenced.filter(Q(notice__in=followed_by(kept)) | Q(amendments__notice=kept))
    came.contracts += made.distinct().order_by("award_number", "pk").values_list("pk", flat=True)
    came.tenders += Tender.unfenced.filter(notice=kept).order_by("pk").values_list("pk", flat=True)
    return came


def _keep(origin: Origin, place: Place, notice: ReadNotice, file_name: str, sha256: str) -> NoticeFile:
    return NoticeFile.unfenced.create(
        notice_id=notice.notice_id[:80],
        version=notice.version,
        publication_number=notice.publication_number,
        procedure_id=notice.procedure_id[:80],
        title=notice.title[:500],
        form=notice.form or "award",
        file_name=file_name[-200:],
        sha256=sha256,
        published_on=notice.published_on,
        read=notice_to_json(notice),
        uploaded_by_id=origin.user_id,
        entered_in=place.subregion,
        uploaded_on=origin.today,
    )
