"""Propose an amendment of a contract because a notice says something else; nothing counts before somebody agrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tegenwaarde.records.models import Amendment, AmendmentKind, AmendmentState, Contract, NoticeFile
from tegenwaarde.usecases.notices.award_facts import FIGURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a notice wants changed: sum in cents and days inclusive, only those that differ; why, and since when."""

    figures: Mapping[str, Any]
    notice: NoticeFile
    agreed_on: date
    reason: str = ""
    modification: bool = False  # the buyer changed the contract; else the notice was corrected


def propose_change(*, contract: Contract, change: Change, today: date, made_by_id: int | None) -> Amendment | None:
    """Propose the change as an amendment, or bring up to date what an earlier version of the notice proposed.

    Returns None where nothing differs, or where the contract has no sum and days yet to be amended.
    Inside the caller's transaction.
    """
    before = {name: getattr(contract, name) for name in FIGURES}
    after = before | {name: value for name, value in change.figures.items() if name in FIGURES}
    if after == before or None in before.values() or after["end"] < after["start"]:
        return None
    facts = {
        "kind": kind_of(before, after) if change.modification else AmendmentKind.CORRECTION,
        "agreed_on": change.agreed_on,
        "reason": change.reason or _("Notice {notice} says something else.").format(notice=change.notice),
        "notice": change.notice,
        **{f"{name.removesuffix('_cents')}_before{_unit(name)}": value for name, value in before.items()},
        **{f"{name.removesuffix('_cents')}_after{_unit(name)}": value for name, value in after.items()},
    }
    waiting = _waiting(contract, change.notice)
    if waiting is not None:
        Amendment.unfenced.filter(pk=waiting.pk).update(**facts, version=waiting.version + 1)
        waiting.refresh_from_db()
        return waiting
    last = contract.amendments.order_by("-number").values_list("number", flat=True).first() or 0
    return Amendment.unfenced.create(contract=contract, number=last + 1, made_by_id=made_by_id, made_on=today, **facts)


def kind_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> AmendmentKind:
    """Return what kind of amendment this is: more or less work by its sum, else an extension by its last day."""
    if after["value_cents"] != before["value_cents"]:
        return AmendmentKind.MORE if after["value_cents"] > before["value_cents"] else AmendmentKind.LESS
    return AmendmentKind.EXTENSION if after["end"] > before["end"] else AmendmentKind.CORRECTION


def _unit(name: str) -> str:
    return "_cents" if name.endswith("_cents") else ""


def _waiting(contract: Contract, notice: NoticeFile) -> Amendment | None:
    """Return what an earlier version of the same notice proposed and nobody answered yet."""
    rows = contract.amendments.filter(state=AmendmentState.PROPOSED, notice__notice_id=notice.notice_id)
    return rows.order_by("-number").first()
