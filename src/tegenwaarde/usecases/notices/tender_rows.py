"""The calendar's rows that notices speak of: finding them, and remembering what a notice did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from tegenwaarde.kernel.problem import Figure
from tegenwaarde.records.models import NoticeFile, Procedure, Tender, TenderEvent, TenderKind
from tegenwaarde.usecases.notices.outcome import Origin
from tegenwaarde.usecases.ports.notices import NoticeTender, ReadNotice

MONTHS_OF_A_QUARTER = 3
NATIONAL = ("E1", "E2", "E3", "E4")


def tenders_of(notice: ReadNotice, family: Sequence[NoticeFile]) -> list[Tender]:
    """Return the tenders of the notice's procedure, and those that its family put in the calendar."""
    same = Q(notice__in=family)
    if notice.procedure_id:
        same |= Q(procedure_id=notice.procedure_id)
    return list(Tender.unfenced.filter(same).select_related("notice").order_by("pk"))


def tell_tender(origin: Origin, tender: Tender, code: str, **figures: Figure) -> None:
    """Remember what a notice did with the tender."""
    TenderEvent.unfenced.create(tender=tender, day=origin.today, code=code, figures=figures, actor_id=origin.user_id)


def quarter_start(day: date) -> date:
    """Return the first day of the quarter that `day` is in."""
    return day.replace(month=(day.month - 1) // MONTHS_OF_A_QUARTER * MONTHS_OF_A_QUARTER + 1, day=1)


def facts_of_tender(announced: NoticeTender, notice: ReadNotice, today: date) -> dict[str, Any]:
    """Return the facts of a tender by field, as the notice has them; money in cents, days inclusive."""
    published = notice.form == "contract"
    day = (notice.published_on if published else announced.planned_on) or notice.published_on or today
    start, end = announced.start, announced.end
    return {
        "title": (announced.title or notice.title)[:500],
        "kind": announced.kind if announced.kind in TenderKind.values else "",
        "procedure": Procedure.NATIONAL.value if notice.subtype.upper() in NATIONAL else Procedure.EUROPEAN.value,
        "cpv": announced.cpv[:10],
        "quarter_start": quarter_start(day),
        "tender_date": day if published else None,
        "start": start,
        "end": None if start and end and end < start else end,
        "estimated_value_cents": announced.estimated_cents,
        "procedure_id": notice.procedure_id[:80],
    }
