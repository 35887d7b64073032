"""Where the timeline of a dossier comes from: its own events, its tender's, and records that tell by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import reports_visible_to, spec_texts_visible_to, tenders_visible_to
from tegenwaarde.records.models import Contract, Message, TenderEvent, User
from tegenwaarde.usecases.reading.timeline_words_changes import TOLD_BY_AN_EVENT


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened: its code and figures, and who did it. `tender_id` where the tender tells it."""

    day: date
    moment: datetime
    number: int
    code: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    who_id: int = 0
    who: str = ""
    tender_id: int = 0

    @property
    def order(self) -> tuple[date, datetime, int]:
        """Return what things are sorted by."""
        return self.day, self.moment, self.number


def happened(actor: Actor, contract: Contract) -> list[Happened]:
    """Return everything that happened to a contract that came through the fence, the newest first; five queries."""
    of_tender = list(_tender(actor, contract))
    found = [*_events(contract), *of_tender, *_obligations(contract), *_messages(actor, contract), *_notice(contract)]
    if not any(one.code.startswith("spec_") for one in of_tender):
        found += _spec_text(actor, contract)
    return sorted(found, key=lambda one: one.order, reverse=True)


def _events(contract: Contract) -> Iterator[Happened]:
    rows = contract.timeline.order_by().values_list(
        "day", "recorded_at", "pk", "code", "figures", "actor_id", "actor__name"
    )
    for day, moment, number, code, figures, who_id, who in rows:
        yield Happened(day, moment, number, code, figures, who_id or 0, who or "")


def _tender(actor: Actor, contract: Contract) -> Iterator[Happened]:
    """Yield what happened to the tender of the contract, for who may open that."""
    seen = tenders_visible_to(actor).filter(pk=contract.tender_id or 0)
    rows = TenderEvent.unfenced.filter(tender__in=seen).order_by()
    for day, moment, number, code, figures, who_id, who, tender_id in rows.values_list(
        "day", "recorded_at", "pk", "code", "figures", "actor_id", "actor__name", "tender_id"
    ):
        yield Happened(day, moment, number, code, figures, who_id or 0, who or "", tender_id)


def _obligations(contract: Contract) -> Iterator[Happened]:
    """Yield the versions of what is due after the first, which starting the contract told."""
    rows = contract.obligations.filter(number__gt=1).exclude(reason__in=TOLD_BY_AN_EVENT).order_by()
    for day, moment, number, net, reason in rows.values_list("made_on", "recorded_at", "number", "net_cents", "reason"):
        yield Happened(day, moment, number, "obligation_changed", {"net_cents": net, "reason": gettext(reason)})


def _messages(actor: Actor, contract: Contract) -> Iterator[Happened]:
    """Yield that there was a message; a question has its own event."""
    seen = reports_visible_to(actor).filter(contract=contract)
    rows = Message.unfenced.filter(report__in=seen, asks=False).order_by()
    for day, moment, number, report_id, who_id, who in rows.values_list(
        "day", "recorded_at", "pk", "report_id", "author_id", "author__name"
    ):
        yield Happened(day, moment, number, "message_written", {"report": report_id}, who_id or 0, who or "")


def _notice(contract: Contract) -> Iterator[Happened]:
    notice = contract.notice
    if notice:
        named = {"notice": str(notice)}
        yield Happened(notice.uploaded_on, notice.recorded_at, 0, "notice_read", named, *_by(notice.uploaded_by))


def _spec_text(actor: Actor, contract: Contract) -> Iterator[Happened]:
    text = contract.spec_text
    if text and spec_texts_visible_to(actor).filter(pk=text.pk).exists():
        told = {"number": text.number}
        moment, tender_id = text.recorded_at, text.tender_id
        yield Happened(text.made_on, moment, 0, "spec_text_in_contract", told, *_by(text.made_by), tender_id)


def _by(user: User | None) -> tuple[int, str]:
    return (user.pk, user.name) if user else (0, "")
