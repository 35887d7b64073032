"""What a notice says of a contract, as the contract holds it; and what differs between two notices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tegenwaarde.records.models import Contract, Kind
from tegenwaarde.usecases.figures import day, money_in_a_sentence
from tegenwaarde.usecases.ports.notices import NoticeAward

Facts = dict[str, Any]
FIGURES = ("value_cents", "start", "end")  # what an amendment changes
LONGEST = {"title": 500, "reference": 100, "cpv": 10}


def facts_of(award: NoticeAward, title: str) -> Facts:
    """Return the facts of a contract by field, as the notice has them; money in cents, days inclusive."""
    end = None if award.start and award.end and award.end < award.start else award.end
    return {
        "title": (award.title or title)[: LONGEST["title"]],
        "reference": award.reference[: LONGEST["reference"]],
        "kind": award.kind if award.kind in Kind.values else "",
        "value_cents": award.value_cents,
        "estimated_value_cents": award.estimated_cents,
        "start": award.start,
        "end": end,
        "cpv": award.cpv[: LONGEST["cpv"]],
        "framework": award.framework,
    }


def news(before: Mapping[str, Any], after: Mapping[str, Any]) -> Facts:
    """Return what the newer facts say otherwise; what they are silent about stays."""
    return {name: value for name, value in after.items() if value not in (None, "") and value != before.get(name)}


def differing(contract: Contract, facts: Mapping[str, Any]) -> Facts:
    """Return the facts that the contract does not hold so."""
    return {name: value for name, value in facts.items() if getattr(contract, name) != value}


def in_words(facts: Mapping[str, Any]) -> str:
    """Return facts in one line, in the language of the reader: amounts and days as people write them."""
    return ", ".join(_written(name, value) for name, value in facts.items())


def _written(name: str, value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    if name.endswith("_cents"):
        return money_in_a_sentence(value)
    return str(value)
