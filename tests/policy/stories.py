"""Reads the policy stories that lie beside a book, and turns what they give into facts for the engine."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from tegenwaarde.engine.facts import CertificateFacts, HoursChange, ObligationFacts, PlacementFacts
from tegenwaarde.kernel.money import cents_from_text
from tegenwaarde.policy.book import PERCENT, PolicyBook
from tegenwaarde.policy.library import book, policies_folder

HUNDREDTHS = ("hours_per_week", "fulltime_hours", "activity_hours")
MONEY = {
    "invoice_eur": "invoice_cents",
    "value_eur": "value_cents",
    "estimated_value_eur": "estimated_value_cents",
    "subsidy_per_year_eur": "subsidy_per_year_cents",
}
PERCENTAGES = ("labour_share", "material_share", "percentage")


@dataclass(frozen=True)
class Story:
    """One story: what is given, and what has to come of it."""

    id: str
    row: str
    why: str
    book: PolicyBook
    facts: dict[str, Any]
    as_of: date | None
    expect: dict[str, Any]
    refused: dict[str, str]


@cache
def files(region: str) -> dict[str, dict[str, Any]]:
    """Return the files with stories of a region by name."""
    folder = policies_folder() / region / "scenarios"
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.toml"))}


def stories(kind: str, region: str = "twente") -> list[Story]:
    """Return every story of a kind: `placements` or `obligations`."""
    return [_story(item, content["book"]) for content in files(region).values() for item in content.get(kind, [])]


def _story(item: dict[str, Any], book_id: str) -> Story:
    known = {"id", "row", "why", "as_of", "facts", "expect", "refused"}
    assert set(item) <= known, f"{item['id']}: {set(item) - known}"
    assert ("expect" in item) is not ("refused" in item), item["id"]
    return Story(
        id=item["id"],
        row=item.get("row", ""),
        why=item["why"],
        book=book(book_id),
        facts=item["facts"],
        as_of=item.get("as_of"),
        expect=item.get("expect", {}),
        refused=item.get("refused", {}),
    )


def cents(text: str) -> int:
    """Return the cents (or hundredths) of a plain number."""
    number = cents_from_text(text)
    assert number is not None, text
    return number


def rate(text: str) -> int:
    """Return a percentage in ten-thousandths of a percent."""
    whole, _, part = text.partition(".")
    return int(whole) * PERCENT + int(part.ljust(4, "0"))


def placement_facts(facts: dict[str, Any]) -> PlacementFacts:
    """Return the facts of a placement, invoice or activity."""
    given = _translated(facts)
    changes = tuple(HoursChange(change["from"], cents(change["hours"])) for change in given.pop("hours_changes", []))
    taken = frozenset(given.pop("extras_taken", []))
    assert set(given) <= {field.name for field in fields(PlacementFacts)}
    return PlacementFacts(**given, hours_changes=changes, extras_taken=taken)


def obligation_facts(facts: dict[str, Any]) -> ObligationFacts:
    """Return the facts of a contract or subsidy."""
    given = {"tender_date": None, "value_cents": None} | _translated(facts)
    certificates = tuple(CertificateFacts(**certificate) for certificate in given.pop("certificates", []))
    return ObligationFacts(**given, certificates=certificates)


def _translated(facts: dict[str, Any]) -> dict[str, Any]:
    given = dict(facts)
    for name in HUNDREDTHS:
        if name in given:
            given[name] = cents(given[name])
    for name, column in MONEY.items():
        if name in given:
            given[column] = cents(given.pop(name))
    for name in PERCENTAGES:
        if name in given:
            given[name] = rate(given[name])
    return given
