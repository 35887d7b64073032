"""Read an award notice: every contract it awards becomes a draft to complete, and the same notice makes no second."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Buyer, Contract, ContractBuyer, Kind, NoticeFile, User
from tegenwaarde.usecases.contracts.entering import Desk, desk_of, known_buyer, known_supplier
from tegenwaarde.usecases.contracts.kept_notice import notice_to_json
from tegenwaarde.usecases.ports.notices import NoticeAward, NoticeReader, ReadNotice
from tegenwaarde.usecases.refusals import Invalid, Refused

KEY = "contract.import"
LARGEST_BYTES = 4 * 1024 * 1024
FIELD = "file"


class NoticeAlreadyRead(Refused):
    """The notice, or the one that it replaces or changes, was read before; `contract_ids` are those the actor sees."""

    code = "NOTICE_ALREADY_READ"
    words = _("Notice {notice} was read already on {on_day}, so no second contract was made.")

    def __init__(self, notice: str, on_day: str, contract_ids: tuple[int, ...]) -> None:
        super().__init__(notice=notice, on_day=on_day)
        self.contract_ids = contract_ids


@dataclass(frozen=True, slots=True)
class UploadOutcome:
    """What came of a notice: the drafts it made, what in it to look at, and what else was there already."""

    notice: str
    contract_ids: tuple[int, ...]
    warnings: tuple[Problem, ...]
    related: tuple[Problem, ...] = ()


def upload_notice(*, actor: Actor, content: bytes, file_name: str, read: NoticeReader, today: date) -> UploadOutcome:
    """Read the notice and make a draft of each contract it awards.

    Raises NotAllowed, NoticeAlreadyRead, BelongsElsewhere, NotOwnBuyer, NowhereToEnter, and Invalid where the file is
    too large or no award notice; then nothing is kept.
    """
    require(actor, KEY)
    if len(content) > LARGEST_BYTES:
        limit = LARGEST_BYTES // (1024 * 1024)
        text = "The file is larger than {limit_mb} MB, far more than a notice ever is. Check that it is the right file."
        raise Invalid([Problem("FILE_TOO_LARGE", text, FIELD, (("limit_mb", limit),))])
    notice = read(content)
    if notice.problems or not notice.awards:
        raise Invalid(notice.problems or [Problem("NO_AWARD", "The notice awards no contract.", FIELD)])
    desk = desk_of(actor, KEY)
    _refuse_a_second(actor, notice)
    buyer = known_buyer(actor, KEY, desk, notice.buyers)
    related = _same_procedure(actor, notice)
    try:
        with transaction.atomic():
            kept = _keep(actor, desk, notice, today, file_name=file_name, sha256=hashlib.sha256(content).hexdigest())
            made = [_draft(desk, kept, buyer, award, place) for place, award in enumerate(notice.awards, start=1)]
    except IntegrityError:
        _refuse_a_second(actor, notice)
        raise
    return UploadOutcome(str(kept), tuple(contract.pk for contract in made), notice.warnings, tuple(related))


def _earlier(notice: ReadNotice) -> NoticeFile | None:
    """Return the kept notice that this one is, replaces, or changes the contracts of."""
    same = Q(notice_id=notice.notice_id)
    references = [notice.corrected_notice]
    if notice.form == "modification":
        references += [notice.earlier_notice, *(change.earlier_notice for change in notice.modifications)]
    for reference in filter(None, references):
        same |= Q(publication_number=reference) | Q(publication_number=reference.zfill(len("00000000-2024")))
        same |= Q(notice_id=reference) | Q(notice_id=reference[:-3])
    return NoticeFile.unfenced.filter(same).order_by("-id").first()


def _refuse_a_second(actor: Actor, notice: ReadNotice) -> None:
    earlier = _earlier(notice)
    if earlier is None:
        return
    seen = (contracts_visible_to(actor, "draft.see") | contracts_visible_to(actor)).filter(notice=earlier)
    ids = tuple(seen.order_by("award_number").values_list("pk", flat=True).distinct())
    raise NoticeAlreadyRead(str(earlier), earlier.uploaded_on.isoformat(), ids)


def _same_procedure(actor: Actor, notice: ReadNotice) -> Iterable[Problem]:
    """Return a warning where contracts of the same procedure are there already: they may be the same."""
    if not notice.procedure_id:
        return ()
    seen = contracts_visible_to(actor, "draft.see").filter(notice__procedure_id=notice.procedure_id).order_by("pk")
    text = "A notice of the same procedure was read before: “{title}”. Check that this is not the same contract."
    return [Problem("SAME_PROCEDURE", text, "", (("title", contract.title),)) for contract in seen[:1]]


def _keep(actor: Actor, desk: Desk, notice: ReadNotice, today: date, *, file_name: str, sha256: str) -> NoticeFile:
    return NoticeFile.unfenced.create(
        notice_id=notice.notice_id,
        version=notice.version,
        publication_number=notice.publication_number,
        procedure_id=notice.procedure_id,
        title=notice.title[:500],
        file_name=file_name[:200],
        sha256=sha256,
        published_on=notice.published_on,
        read=notice_to_json(notice),
        uploaded_by=User.objects.get(pk=actor.user_id),
        entered_in=desk.subregion,
        uploaded_on=today,
    )


def _draft(desk: Desk, kept: NoticeFile, buyer: Buyer | None, award: NoticeAward, place: int) -> Contract:
    start, end = award.start, award.end
    contract = Contract.unfenced.create(
        title=(award.title or kept.title)[:500],
        reference=award.reference[:100],
        supplier=known_supplier(award.winners),
        kind=award.kind if award.kind in Kind.values else "",
        value_cents=award.value_cents,
        estimated_value_cents=award.estimated_cents,
        tender_date=kept.published_on,
        start=start,
        end=None if start and end and end < start else end,
        notice=kept,
        award_number=place,
        entered_in=desk.subregion,
    )
    if buyer is not None:
        ContractBuyer.unfenced.create(contract=contract, buyer=buyer)
    return contract
