"""What a person fills in about a contract, checked for what can be judged without the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from tegenwaarde.engine.single import FIRST_DATE, LAST_DATE
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PERCENT
from tegenwaarde.records.models import Contract, Kind

WHOLE = 100 * PERCENT
KVK = re.compile(r"[0-9]{8}")
COUNTRY = re.compile(r"(?!NLD)[A-Z]{3}")
DAYS = ("tender_date", "start", "end")
ORGANISATIONS = ("buyer_id", "supplier_name", "supplier_kvk", "supplier_country", "supplier_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """The facts of a draft; what is not known yet is empty. Money is cents, shares ten-thousandths of a percent."""

    title: str = ""
    reference: str = ""
    buyer_id: int | None = None
    supplier_name: str = ""
    supplier_kvk: str = ""
    supplier_country: str = ""  # ISO 3166-1, three letters, of a supplier abroad
    supplier_number: str = ""  # in the register of that country
    kind: str = ""
    value_cents: int | None = None
    estimated_value_cents: int | None = None
    subsidy_per_year_cents: int | None = None
    tender_date: date | None = None
    start: date | None = None
    end: date | None = None
    labour_share: int | None = None
    material_share: int | None = None
    european_stated: bool | None = None
    percentage: int | None = None
    percentage_code: str = ""  # one of the policy's reasons
    percentage_reason: str = ""
    applied: bool = True
    not_applied_code: str = ""
    not_applied_reason: str = ""

    @property
    def name_to_note(self) -> str:
        """Return the name of a supplier that cannot be recognised yet, for want of a number."""
        return "" if self.supplier_kvk or (self.supplier_country and self.supplier_number) else self.supplier_name

    def of_the_contract(self) -> dict[str, Any]:
        """Return the facts that the contract itself holds, by field."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ORGANISATIONS}


def laid_over(contract: Contract, facts: ContractFacts) -> Contract:
    """Give a contract in memory the facts, without keeping them; returns the same contract."""
    for name, value in facts.of_the_contract().items():
        setattr(contract, name, value)
    return contract


def problems_of(facts: ContractFacts) -> tuple[Problem, ...]:
    """Return what is wrong in what was filled in; what is still missing is no problem."""
    return (
        *_supplier_problems(facts),
        *_day_problems(facts),
        *_figure_problems(facts),
        *_reason_problems(facts),
    )


def _supplier_problems(facts: ContractFacts) -> Iterator[Problem]:
    if facts.supplier_kvk and not KVK.fullmatch(facts.supplier_kvk):
        yield Problem("KVK_IS_EIGHT_DIGITS", "A KvK number has eight digits.", "supplier_kvk")
    if facts.supplier_kvk and facts.supplier_country:
        text = "Give the KvK number or the number of the register abroad, not both."
        yield Problem("TWO_NUMBERS", text, "supplier_number")
    if facts.supplier_country and not COUNTRY.fullmatch(facts.supplier_country):
        text = "Give the country as three letters, for example DEU. A Dutch supplier has a KvK number."
        yield Problem("COUNTRY_IS_THREE_LETTERS", text, "supplier_country")
    if bool(facts.supplier_country) != bool(facts.supplier_number):
        text = "Give the country and the number in its register together."
        yield Problem("ABROAD_INCOMPLETE", text, "supplier_number" if facts.supplier_country else "supplier_country")
    if (facts.supplier_kvk or facts.supplier_number) and not facts.supplier_name:
        yield Problem("SUPPLIER_NAME_MISSING", "Give the name of the supplier.", "supplier_name")


def _day_problems(facts: ContractFacts) -> Iterator[Problem]:
    for name in DAYS:
        day = getattr(facts, name)
        if day is not None and not FIRST_DATE <= day <= LAST_DATE:
            yield Problem("DAY_OUTSIDE_CALENDAR", "Give a day from 1900 to 2199.", name)


def _figure_problems(facts: ContractFacts) -> Iterator[Problem]:
    if facts.kind and facts.kind not in Kind.values:
        yield Problem("UNKNOWN_KIND", "Choose works, services, supplies or subsidy.", "kind")
    if facts.start and facts.end and facts.end < facts.start:
        text = "The contract ends before it starts: correct one of the two days."
        yield Problem("CONTRACT_END_BEFORE_START", text, "end")
    if (facts.labour_share or 0) + (facts.material_share or 0) > WHOLE:
        text = "Labour and material together are more than 100% of the cost."
        yield Problem("SHARES_ABOVE_WHOLE", text, "material_share")


def _reason_problems(facts: ContractFacts) -> Iterator[Problem]:
    if facts.percentage is not None and not (facts.percentage_code or facts.percentage_reason):
        text = "Say why another percentage is asked: the dossier keeps the reason."
        yield Problem("PERCENTAGE_NEEDS_A_REASON", text, "percentage_code")
    if not facts.applied and not (facts.not_applied_code or facts.not_applied_reason):
        text = "Say why social return is not asked: the policy asks for a reason."
        yield Problem("NOT_APPLYING_NEEDS_A_REASON", text, "not_applied_code")
