"""What tenders are expected to bring: the obligation by the engine at the estimated value (B1–B6).

The policy is that of the publication day, else of the first day of the quarter in which publication is planned (A5).
No label is known before the award, so nothing is subtracted. Where the days of the contract are not known, a year after
the quarter is taken: an assumption of the program, not of the policy; the amount does not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Sum

from tegenwaarde.engine.facts import ObligationFacts
from tegenwaarde.engine.obligations import calculate_obligation
from tegenwaarde.engine.results import ObligationValue
from tegenwaarde.kernel.calendar import anniversary, date_of, day_number
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Contract, PolicyText, Subregion, Tender, TenderKind
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.contracts.obligation import AVOIDABLE, not_applied

NO_POLICY = "No policy version was in force on {day}."
NO_VALUE = "Give the estimated value: without it nothing can be calculated."
NO_SUBSIDY = "Give the subsidy per year: it decides whether social return is asked."


@dataclass(frozen=True, slots=True)
class Expected:
    """What one tender is expected to bring; cents. Without a `value` it cannot be said yet, and `problems` say why.

    `day` is the publication day that was taken. `must` says that not applying is not possible though it was decided.
    """

    day: date
    day_assumed: bool
    term_assumed: bool
    book: PolicyBook | None = None
    facts: ObligationFacts | None = None
    value: ObligationValue | None = None
    applied: bool = True
    would_be_cents: int = 0
    problems: tuple[Problem, ...] = ()
    must: bool = False

    @property
    def known(self) -> bool:
        """Say whether the amount can be said."""
        return self.value is not None

    @property
    def cents(self) -> int:
        """Return the expected social return: 0 where it is not applied, not asked or not known yet."""
        return self.value.net_cents if self.value else 0

    @property
    def regime(self) -> str:
        """Return the regime of B2 or B3, empty where it is not known yet."""
        return self.value.regime if self.value else ""

    @property
    def if_possible(self) -> bool:
        """Say whether the policy lets the buyer explain instead of apply (B2)."""
        return self.regime.startswith(AVOIDABLE)


def expected_of(tenders: Iterable[Tender]) -> dict[int, Expected]:
    """Return what each tender is expected to bring, by its number; at most three queries for any number of them."""
    rows = list(tenders)
    regions = dict(
        Subregion.unfenced.filter(pk__in={row.entered_in_id for row in rows}).values_list("pk", "region__policy_region")
    )
    texts = _texts(set(regions.values()))
    sums = _awarded(row.pk for row in rows if row.pk and row.estimated_value_cents is None)
    return {row.pk: _expected(row, texts[regions[row.entered_in_id]], sums.get(row.pk)) for row in rows}


def expected_of_one(tender: Tender) -> Expected:
    """Return what one tender is expected to bring, also of one that is not kept yet."""
    return expected_of([tender])[tender.pk]


def publication_day(tender: Tender) -> date:
    """Return the day the tender was published, else the first day of the quarter in which it is planned."""
    return tender.tender_date or tender.quarter_start


def _texts(regions: set[str]) -> dict[str, list[PolicyText]]:
    found: dict[str, list[PolicyText]] = {region: [] for region in regions}
    for text in PolicyText.unfenced.filter(region__in=regions).order_by("-in_force_from", "-id"):
        found[text.region].append(text)
    return found


def _awarded(tender_ids: Iterable[int]) -> dict[int, int]:
    """Return the sum of the contracts of each tender: it stands in where no estimate is known (B2); cents."""
    rows = Contract.unfenced.filter(tender_id__in=list(tender_ids), value_cents__isnull=False)
    return dict(rows.values_list("tender_id").annotate(sum=Sum("value_cents")).order_by())


def _expected(tender: Tender, texts: list[PolicyText], awarded_cents: int | None) -> Expected:
    day = publication_day(tender)
    bare = Expected(day, tender.tender_date is None, tender.start is None or tender.end is None)
    text = next((one for one in texts if one.in_force_from <= day), None)
    if text is None:
        return replace(bare, problems=(Problem("NO_POLICY_IN_FORCE", NO_POLICY, "", (("day", day.isoformat()),)),))
    book, facts = open_book(text), _facts(tender, day, awarded_cents)
    bare = replace(bare, book=book, facts=facts)
    missing = _missing(facts)
    if missing:
        return replace(bare, problems=missing)
    value = calculate_obligation(book, facts)
    if value.problems:
        return replace(bare, problems=value.problems)
    if tender.applied:
        return replace(bare, value=value, would_be_cents=value.net_cents)
    avoidable = value.regime.startswith(AVOIDABLE)
    said = not_applied(book, value) if avoidable else value
    return replace(bare, value=said, applied=not avoidable, would_be_cents=value.net_cents, must=not avoidable)


def _facts(tender: Tender, day: date, awarded_cents: int | None) -> ObligationFacts:
    value = awarded_cents if tender.estimated_value_cents is None else tender.estimated_value_cents
    if value is None and tender.kind == TenderKind.SUBSIDY:
        value = tender.subsidy_per_year_cents
    start, end = _term(tender)
    return ObligationFacts(
        kind=tender.kind,
        tender_date=day,
        value_cents=value,
        contract_start=start,
        contract_end=end,
        estimated_value_cents=tender.estimated_value_cents,
        european=tender.european_stated,
        labour_share=tender.labour_share,
        material_share=tender.material_share,
        percentage=tender.percentage,
        subsidy_per_year_cents=tender.subsidy_per_year_cents,
    )


def _term(tender: Tender) -> tuple[date, date]:
    """Return the days of the contract; what is not known makes it a year, from the quarter's end on."""
    if tender.start and tender.end:
        return tender.start, tender.end
    if tender.end:
        return _years_later(tender.end, -1) + ONE_DAY, tender.end
    start = tender.start or Quarter.of(tender.quarter_start).next().start
    return start, _years_later(start, 1) - ONE_DAY


def _years_later(day: date, years: int) -> date:
    return date_of(int(anniversary(day_number(day), years)))


def _missing(facts: ObligationFacts) -> tuple[Problem, ...]:
    found = []
    if not facts.value_cents:
        found.append(Problem("VALUE_MISSING", NO_VALUE, "estimated_value_cents"))
    if facts.kind == TenderKind.SUBSIDY and facts.subsidy_per_year_cents is None:
        found.append(Problem("SUBSIDY_PER_YEAR_MISSING", NO_SUBSIDY, "subsidy_per_year_cents"))
    return tuple(found)
