"""What a supplier answered about one fulfilment: small, frozen, and sealed as plain data.

Money is cents, hours are hundredths, days are inclusive; what was not answered is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from tegenwaarde.records.models import Report
from tegenwaarde.records.sealed import seal, unseal

PLACEMENT, INVOICE, ACTIVITY = "placement", "invoice", "activity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The facts of a placement, an invoice or an activity, as the supplier gave them.

    `situations` are ids of the book's questions (`questions.py`); `benefit_since` has the first day of each benefit.
    `hours_per_week` are all hours worked with this supplier, whatever contract they are for; `hours_changes` are other
    hours, each from a day on, in order of day.
    """

    kind: str = PLACEMENT
    situations: tuple[str, ...] = ()
    benefit_since: tuple[tuple[str, date], ...] = ()
    birth_date: date | None = None
    refugee: bool = False
    study_start: date | None = None
    study_end: date | None = None
    employment_start: date | None = None
    employment_end: date | None = None
    hours_per_week: int | None = None
    hours_changes: tuple[tuple[date, int], ...] = ()
    fulltime_hours: int | None = None
    permanent_from: date | None = None
    infra_paid_on: date | None = None
    invoice_number: str = ""
    invoice_cents: int | None = None
    invoice_by: str = ""
    activity_date: date | None = None
    activity_hours: int | None = None
    participation: str = ""

    def since(self, benefit: str) -> date | None:
        """Return the first day of `benefit`, None where it was not given."""
        return dict(self.benefit_since).get(benefit)

    def with_values(self, values: Mapping[str, Any]) -> Answers:
        """Return the answers with `values` in place of what they held; TypeError for an unknown name."""
        return replace(self, **values)

    def as_json(self) -> dict[str, Any]:
        """Return the answers as plain data, without what was not answered."""
        held = {field.name: getattr(self, field.name) for field in fields(self)}
        held["benefit_since"] = {name: day.isoformat() for name, day in self.benefit_since}
        held["situations"] = list(self.situations)
        held["hours_changes"] = [[day.isoformat(), hours] for day, hours in self.hours_changes]
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in held.items()
            if value not in (None, "", False, [], {})
        }


def answers_from_json(kept: Mapping[str, Any]) -> Answers:
    """Return the answers that plain data holds."""
    values = {name: _value(name, value) for name, value in kept.items()}
    return Answers(**values)


def _value(name: str, kept: Any) -> Any:
    if name == "benefit_since":
        return tuple(sorted((benefit, date.fromisoformat(day)) for benefit, day in kept.items()))
    if name == "situations":
        return tuple(kept)
    if name == "hours_changes":
        return tuple(sorted((date.fromisoformat(day), hours) for day, hours in kept))
    return date.fromisoformat(kept) if name in _DAYS else kept


_DAYS = frozenset(field.name for field in fields(Answers) if field.type == "date | None")


def sealed_answers(answers: Answers) -> bytes:
    """Return the answers encrypted, as a report keeps them."""
    return seal(answers.as_json())


def answers_of(report: Report) -> Answers:
    """Return what the report holds; FactsErased where that was erased."""
    return answers_from_json(unseal(report.facts))
