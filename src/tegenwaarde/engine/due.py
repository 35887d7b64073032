"""What is due (B1–B8), on columns of contracts and subsidies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.certificates import RateDays, rate_days
from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER
from tegenwaarde.engine.obligation_columns import (
    BROAD,
    EFFORT,
    IF_POSSIBLE,
    NO_KIND,
    NONE,
    RESULT,
    SUBSIDY,
    UNKNOWN_KIND,
    UNKNOWN_LABEL,
    UNSTATED,
    WORKS,
    CertificateColumns,
    ObligationColumns,
    ObligationValues,
)
from tegenwaarde.kernel.calendar import Days, anniversary, day_number, year_fraction
from tegenwaarde.kernel.exact import Numbers, half_up_share
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PERCENT, ObligationRules, PolicyBook, Threshold

WHOLE = 100 * PERCENT  # one hundred percent

Mask = NDArray[np.bool_]


class ObligationRefusal(IntEnum):
    """Why an obligation is refused; the highest number speaks."""

    NONE = 0
    CERTIFICATE_ENDS_BEFORE_START = 1
    UNKNOWN_CERTIFICATE = 2
    PERCENTAGE_OUTSIDE = 3
    TENDER_BEFORE_FIRST_THRESHOLD = 4
    SUBSIDY_PER_YEAR_EUR_MISSING = 5
    CONTRACT_END_BEFORE_START = 6
    CONTRACT_END_MISSING = 7
    CONTRACT_START_MISSING = 8
    VALUE_EUR_MISSING = 9
    TENDER_DATE_MISSING = 10
    KIND_MISSING = 11
    UNKNOWN_KIND = 12


SENTENCES = {
    ObligationRefusal.CERTIFICATE_ENDS_BEFORE_START: (
        "certificates",
        "A certificate ends before it starts: correct one of its two days.",
    ),
    ObligationRefusal.UNKNOWN_CERTIFICATE: (
        "certificates",
        "This policy does not know one of the certificates: choose from {labels}.",
    ),
    ObligationRefusal.PERCENTAGE_OUTSIDE: ("percentage", "The percentage must be from 0 to 100."),
    ObligationRefusal.TENDER_BEFORE_FIRST_THRESHOLD: (
        "tender_date",
        "The policy knows no European thresholds before {first_day}: this tender is older.",
    ),
    ObligationRefusal.SUBSIDY_PER_YEAR_EUR_MISSING: (
        "subsidy_per_year_eur",
        "Give the subsidy per year: it decides whether social return is asked.",
    ),
    ObligationRefusal.CONTRACT_END_BEFORE_START: (
        "contract_end",
        "The contract ends before it starts: correct one of the two days.",
    ),
    ObligationRefusal.CONTRACT_END_MISSING: ("contract_end", "Give the last day of the contract."),
    ObligationRefusal.CONTRACT_START_MISSING: ("contract_start", "Give the first day of the contract."),
    ObligationRefusal.VALUE_EUR_MISSING: ("value_eur", "Give the contract sum excluding VAT."),
    ObligationRefusal.TENDER_DATE_MISSING: ("tender_date", "Give the day on which the tender was published."),
    ObligationRefusal.KIND_MISSING: ("kind", "Say what it is: works, services, supplies or subsidy."),
    ObligationRefusal.UNKNOWN_KIND: ("kind", "This kind is not known: choose works, services, supplies or subsidy."),
}


def obligation_problem(book: PolicyBook, refusal: int) -> Problem:
    """Return a refusal in words; the same number always gives the same problem of a book."""
    kind = ObligationRefusal(refusal)
    place, text = SENTENCES[kind]
    figures = {
        "labels": ", ".join(label.id for label in book.labels),
        "first_day": book.thresholds[0].from_day.isoformat(),
    }
    return Problem(kind.name, text, place, tuple((k, v) for k, v in figures.items() if f"{{{k}}}" in text))


@dataclass(frozen=True, slots=True, eq=False)
class ThresholdTables:
    """The European thresholds (B1) as columns, and the first day past them all."""

    from_day: Days
    services_supplies: Numbers
    works: Numbers
    past: int


@lru_cache(maxsize=64)
def threshold_tables(thresholds: tuple[Threshold, ...]) -> ThresholdTables:
    """Return the tables of a book's thresholds, made once."""
    return ThresholdTables(
        np.array([day_number(row.from_day) for row in thresholds], dtype=np.int32),
        np.array([row.services_supplies_cents for row in thresholds], dtype=np.int64),
        np.array([row.works_cents for row in thresholds], dtype=np.int64),
        day_number(thresholds[-1].until_day) + 1,
    )


def obligation_columns(book: PolicyBook, columns: ObligationColumns) -> ObligationValues:
    """Return what is due for every row: regime, percentage, gross, discount and net."""
    tables = threshold_tables(book.thresholds)
    refusal = np.zeros(len(columns), dtype=np.int8)
    for reason, mask in obligation_checks(tables, columns):
        np.maximum(refusal, mask.view(np.int8) * int(reason), out=refusal)
    valid = refusal == 0
    subsidy = columns.kind == SUBSIDY
    regime, european = _regime(book.obligation, tables, columns, subsidy)
    regime *= valid
    european &= valid
    percentage = _percentage(book.obligation, columns) * (regime != NONE)
    gross = half_up_share(columns.value_cents * valid, percentage, np.array([WHOLE]))
    discount = np.zeros(len(columns), dtype=np.int64)
    may = valid & ~subsidy & ~european
    years = counting_years(book, columns, may)
    if years is not None:
        discount = _discount(columns, gross, years)
    past = valid & ~subsidy & (columns.tender_date >= tables.past)
    return ObligationValues(
        regime=regime,
        european=european,
        percentage=percentage,
        gross_cents=gross,
        discount_cents=discount,
        net_cents=gross - discount,
        refusal=refusal,
        past_thresholds=past,
    )


def obligation_checks(tables: ThresholdTables, columns: ObligationColumns) -> Iterator[tuple[ObligationRefusal, Mask]]:
    """Yield every reason to refuse with the rows that it holds for."""
    start, end, subsidy = columns.contract_start, columns.contract_end, columns.kind == SUBSIDY
    early = columns.tender_date < tables.from_day[0]
    no_subsidy: Mask = columns.subsidy_per_year_cents == NO_NUMBER
    yield ObligationRefusal.UNKNOWN_KIND, columns.kind == UNKNOWN_KIND
    yield ObligationRefusal.KIND_MISSING, columns.kind == NO_KIND
    yield ObligationRefusal.TENDER_DATE_MISSING, columns.tender_date == NO_DAY
    yield ObligationRefusal.VALUE_EUR_MISSING, columns.value_cents == NO_NUMBER
    yield ObligationRefusal.CONTRACT_START_MISSING, start == NO_DAY
    yield ObligationRefusal.CONTRACT_END_MISSING, end == NO_DAY
    yield ObligationRefusal.CONTRACT_END_BEFORE_START, (end < start) & (start != NO_DAY)
    yield ObligationRefusal.SUBSIDY_PER_YEAR_EUR_MISSING, no_subsidy & subsidy
    yield ObligationRefusal.TENDER_BEFORE_FIRST_THRESHOLD, early & ~subsidy
    yield ObligationRefusal.PERCENTAGE_OUTSIDE, columns.percentage > WHOLE
    held = columns.certificates
    if held is not None:
        yield ObligationRefusal.UNKNOWN_CERTIFICATE, _rows_with(len(columns), held.row[held.label == UNKNOWN_LABEL])
        yield (
            ObligationRefusal.CERTIFICATE_ENDS_BEFORE_START,
            _rows_with(len(columns), held.row[held.last < held.first]),
        )


def counting_years(book: PolicyBook, columns: ObligationColumns, may: Mask) -> RateDays | None:
    """Return the contract years that a certificate lowers, of the rows that `may` be lowered; None for none."""
    held = columns.certificates
    if held is None:
        return None
    kept = np.flatnonzero(may[held.row])
    if not kept.size:
        return None
    chosen = CertificateColumns(held.row[kept], held.label[kept], held.first[kept], held.last[kept])
    return rate_days(book, columns.contract_start, columns.contract_end + 1, chosen)


def year_bounds(start: Days, until: Days, year: Numbers) -> tuple[Days, Days]:
    """Return the first day and the end (left out) of contract years, counted from 0; the last may be short (B8)."""
    return anniversary(start, year), np.minimum(anniversary(start, year + 1), until)


def year_shares(gross: Numbers, start: Days, until: Days, bounds: tuple[Days, Days]) -> Numbers:
    """Return the share of the gross obligation of contract years (B8); all columns are of equal length."""
    whole = year_fraction(start, until)
    before, after = (half_up_share(gross, year_fraction(start, bound), whole) for bound in bounds)
    shares: Numbers = after - before
    return shares


def year_discounts(shares: Numbers, bounds: tuple[Days, Days], days_at_rates: Numbers) -> Numbers:
    """Return what certificates take off the shares of contract years (B8)."""
    return half_up_share(shares, days_at_rates, (bounds[1] - bounds[0]).astype(np.int64) * WHOLE)


def _rows_with(length: int, rows: Numbers) -> Mask:
    mask = np.zeros(length, dtype=np.bool_)
    mask[rows] = True
    return mask


def _regime(
    rules: ObligationRules, tables: ThresholdTables, columns: ObligationColumns, subsidy: Mask
) -> tuple[NDArray[np.int8], Mask]:
    """Return the regime (B2, B3) and whether the tender is European (B6)."""
    row = np.maximum(np.searchsorted(tables.from_day, columns.tender_date, side="right") - 1, 0)
    threshold = tables.services_supplies[row]
    own = np.where(columns.kind == WORKS, tables.works[row], threshold)
    unknown = columns.estimated_value_cents == NO_NUMBER
    estimated = np.where(unknown, columns.value_cents, columns.estimated_value_cents)
    if_possible = np.where(estimated > rules.if_possible_above_cents, IF_POSSIBLE, BROAD)
    tender = np.where(estimated >= threshold, RESULT, if_possible)
    effort = np.where(columns.subsidy_per_year_cents > rules.subsidy_above_cents, EFFORT, NONE)
    european = np.where(columns.european == UNSTATED, estimated >= own, columns.european == 1) & ~subsidy
    return np.where(subsidy, effort, tender).astype(np.int8), european.astype(np.bool_)


def _percentage(rules: ObligationRules, columns: ObligationColumns) -> Numbers:
    """Return the percentage (B4): chosen, or by the shares of material and labour."""
    capital = (
        (columns.material_share > rules.capital_material_above)
        & (columns.labour_share < rules.capital_labour_below)
        & (columns.labour_share != NO_NUMBER)
    ).astype(np.bool_)
    standard = np.where(capital, rules.capital_percentage, rules.standard_percentage)
    chosen = (columns.percentage != NO_NUMBER) & (columns.percentage <= WHOLE)
    percentage: Numbers = np.where(chosen, columns.percentage, standard).astype(np.int64)
    return percentage


def _discount(columns: ObligationColumns, gross: Numbers, years: RateDays) -> Numbers:
    start, until = columns.contract_start[years.row], columns.contract_end[years.row] + 1
    bounds = year_bounds(start, until, years.year)
    taken = year_discounts(year_shares(gross[years.row], start, until, bounds), bounds, years.rate_days)
    discount = np.zeros(len(columns), dtype=taken.dtype)
    np.add.at(discount, years.row, taken)
    return discount
