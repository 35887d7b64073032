"""What the engine is told: small frozen facts. Days are inclusive as people enter them (A2); absent facts are None."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HoursChange:
    """From `from_day` on `hours_per_week` (hundredths of an hour) count; with none, nothing counts from that day."""

    from_day: date
    hours_per_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementFacts:
    """One placement, invoice or activity. Hours are hundredths of an hour, money is cents.

    `first_employed` is the first day with this supplier where it is earlier than this placement's own start (C1);
    `hours_changes` are later changes, in order of day (C3).
    """

    block: str
    contract_start: date | None
    contract_end: date | None
    employment_start: date | None = None
    employment_end: date | None = None
    first_employed: date | None = None
    hours_per_week: int | None = None
    hours_changes: tuple[HoursChange, ...] = ()
    fulltime_hours: int | None = None
    birth_date: date | None = None
    benefit_since: date | None = None
    refugee: bool = False
    permanent_from: date | None = None
    study_start: date | None = None
    study_end: date | None = None
    invoice_cents: int | None = None
    activity_date: date | None = None
    activity_hours: int | None = None
    infra_paid_on: date | None = None
    extras_taken: frozenset[str] = frozenset()  # components already given for this person and supplier (C4–C6)


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A supplier's certificate, `first` and `last` day counted in."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationFacts:
    """One contract or subsidy. Money is cents, shares and percentages are ten-thousandths of a percent."""

    kind: str  # works, services, supplies, subsidy
    tender_date: date | None
    value_cents: int | None
    contract_start: date | None
    contract_end: date | None
    estimated_value_cents: int | None = None
    european: bool | None = None
    labour_share: int | None = None
    material_share: int | None = None
    percentage: int | None = None
    subsidy_per_year_cents: int | None = None
    certificates: tuple[CertificateFacts, ...] = ()
