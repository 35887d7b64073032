"""A notice as it is kept: plain data that holds everything that was read, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.ports.notices import (
    NoticeAward,
    NoticeModification,
    NoticeParty,
    NoticeTender,
    ReadNotice,
    SocialReturnMention,
)

_DAYS = ("awarded_on", "concluded_on", "start", "end", "published_on", "planned_on")


def notice_to_json(notice: ReadNotice) -> dict[str, Any]:
    """Return the notice as plain data: days as ISO dates, problems with their figures as pairs."""
    return {name: _plain(value) for name, value in asdict(notice).items()}


def notice_from_json(kept: Mapping[str, Any]) -> ReadNotice:
    """Return the notice that was kept; what an older version of the program did not keep is empty."""
    return ReadNotice(
        **_own(ReadNotice, kept)
        | {
            "buyers": _parties(kept["buyers"]),
            "awards": tuple(_award(award) for award in kept["awards"]),
            "problems": _problems(kept["problems"]),
            "warnings": _problems(kept["warnings"]),
            "social_return": _mentions(kept.get("social_return", ())),
            "modifications": tuple(
                NoticeModification(**_own(NoticeModification, one) | {"contract_refs": tuple(one["contract_refs"])})
                for one in kept.get("modifications", ())
            ),
            "tenders": tuple(
                NoticeTender(**_own(NoticeTender, one) | {"social_return": _mentions(one["social_return"])})
                for one in kept.get("tenders", ())
            ),
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def _own(shape: type[Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that `shape` has a field for, with days read."""
    values = {field.name: kept[field.name] for field in fields(shape) if field.name in kept}
    return {
        name: date.fromisoformat(value) if name in _DAYS and isinstance(value, str) else value
        for name, value in values.items()
    }


def _award(kept: Mapping[str, Any]) -> NoticeAward:
    read = {
        "lot_refs": tuple(kept["lot_refs"]),
        "winners": _parties(kept["winners"]),
        "social_return": _mentions(kept["social_return"]),
    }
    return NoticeAward(**_own(NoticeAward, kept) | read)


def _parties(kept: Any) -> tuple[NoticeParty, ...]:
    return tuple(NoticeParty(**_own(NoticeParty, party)) for party in kept)


def _mentions(kept: Any) -> tuple[SocialReturnMention, ...]:
    return tuple(SocialReturnMention(**_own(SocialReturnMention, mention)) for mention in kept)


def _problems(kept: Any) -> tuple[Problem, ...]:
    return tuple(
        Problem(one["code"], one["text"], one["place"], tuple((name, value) for name, value in one["params"]))
        for one in kept
    )
