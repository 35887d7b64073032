"""Checked rows of tenders as they wait to be taken over, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from tegenwaarde.usecases.contracts.parts import Share
from tegenwaarde.usecases.tenders.facts import DAYS, TenderFacts


class Standing(StrEnum):
    """How a row stands to the calendar."""

    NEW = "new"
    SAME = "same"  # in the calendar, and the row says nothing else
    DIFFERS = "differs"  # in the calendar, and the row says something else
    KEPT = "kept"  # in the calendar, and not to be changed by this actor or any more


@dataclass(frozen=True, slots=True)
class StagedTender:
    """A row: its line (from 1), what it says, how it stands, and what the tender is expected to bring; cents.

    `tender_id` is the tender in the calendar, 0 for a new one; once taken over the one that was made.
    """

    line: int
    facts: TenderFacts
    standing: Standing
    tender_id: int = 0
    expected_cents: int = 0

    def as_plain(self) -> dict[str, Any]:
        """Return the row as plain data."""
        facts = {one.name: getattr(self.facts, one.name) for one in fields(TenderFacts)}
        facts |= {name: facts[name].isoformat() for name in DAYS if facts[name]}
        facts["buyers"] = [[one.buyer_id, one.share] for one in self.facts.buyers]
        return {
            "line": self.line,
            "facts": facts,
            "standing": self.standing.value,
            "tender": self.tender_id,
            "expected_cents": self.expected_cents,
        }


def staged_from(plain: dict[str, Any]) -> StagedTender:
    """Return the row that plain data holds."""
    facts = dict(plain["facts"])
    facts |= {name: date.fromisoformat(facts[name]) for name in DAYS if facts[name]}
    facts["buyers"] = tuple(Share(*one) for one in facts["buyers"])
    return StagedTender(
        plain["line"], TenderFacts(**facts), Standing(plain["standing"]), plain["tender"], plain["expected_cents"]
    )
