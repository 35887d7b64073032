"""One contract or subsidy: what is due, year by year, with every step (B1–B9); the figures come from `due`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER
from tegenwaarde.engine.due import (
    ObligationRefusal,
    counting_years,
    obligation_checks,
    obligation_columns,
    obligation_problem,
    threshold_tables,
    year_bounds,
    year_discounts,
    year_shares,
)
from tegenwaarde.engine.facts import ObligationFacts
from tegenwaarde.engine.obligation_columns import (
    KINDS,
    NO_KIND,
    REGIMES,
    UNKNOWN_KIND,
    UNKNOWN_LABEL,
    UNSTATED,
    CertificateColumns,
    ObligationColumns,
    ObligationValues,
)
from tegenwaarde.engine.obligation_steps import steps_of
from tegenwaarde.engine.results import ObligationValue, YearShare
from tegenwaarde.engine.single import FIRST_DATE, LAST_DATE
from tegenwaarde.kernel.calendar import date_of, day_number, whole_years
from tegenwaarde.kernel.exact import Numbers, column_of
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PolicyBook

MONEY = ("value_cents", "estimated_value_cents", "subsidy_per_year_cents")
SHARES = ("labour_share", "material_share", "percentage")
FINABLE = frozenset(regime for regime in REGIMES if regime.startswith("result"))


def calculate_obligation(book: PolicyBook, facts: ObligationFacts) -> ObligationValue:
    """Return what is due by `book` with its steps and its contract years; cents, ten-thousandths of a percent.

    A refusal is a value with problems and zero amounts; a tender past the last thresholds is a warning (B1).
    """
    problems = _problems_with_facts(facts)
    if problems:
        return _refused(problems)
    columns = columns_of(book, [facts])
    values = obligation_columns(book, columns)
    if values.refusal[0]:
        return _refused(_problems(book, columns))
    years = _years(book, columns, values)
    return ObligationValue(
        regime=REGIMES[int(values.regime[0])],
        european=bool(values.european[0]),
        percentage=int(values.percentage[0]),
        gross_cents=int(values.gross_cents[0]),
        discount_cents=int(values.discount_cents[0]),
        years=years,
        steps=steps_of(book, facts, values, years),
        warnings=_warnings(book, values),
    )


def fine(net_cents: int, realised_cents: int, regime: str, applied: bool) -> int:
    """Return the fine that a person may impose when a contract closes (B9): what was not realised; cents.

    Zero where the regime knows no fine (`effort`, `none`) or was not applied.
    """
    return max(0, net_cents - realised_cents) if applied and regime in FINABLE else 0


def _years(book: PolicyBook, columns: ObligationColumns, values: ObligationValues) -> tuple[YearShare, ...]:
    if REGIMES[int(values.regime[0])] == "none":
        return ()
    start, until = columns.contract_start, columns.contract_end + 1
    year = np.arange(int(whole_years(start[0], until[0] - 1)) + 1)
    start, until, gross = start.repeat(len(year)), until.repeat(len(year)), values.gross_cents.repeat(len(year))
    bounds = year_bounds(start, until, year)
    shares = year_shares(gross, start, until, bounds)
    may = ~values.european & (columns.kind != KINDS.index("subsidy"))
    counting = counting_years(book, columns, may)
    days_at_rates = np.zeros(len(year), dtype=np.int64)
    if counting is not None:
        days_at_rates[counting.year] = counting.rate_days
    discounts = year_discounts(shares, bounds, days_at_rates)
    return tuple(
        YearShare(Period(date_of(first), date_of(last)), int(share), int(discount))
        for first, last, share, discount in zip(*bounds, shares, discounts, strict=True)
    )


def columns_of(book: PolicyBook, rows: Sequence[ObligationFacts]) -> ObligationColumns:
    """Return facts as columns, one row each."""

    def days(name: str) -> Numbers:
        given = (getattr(row, name) for row in rows)
        return np.array([NO_DAY if day is None else day_number(day) for day in given], dtype=np.int32)

    def numbers(name: str) -> Numbers:
        return column_of([NO_NUMBER if (number := getattr(row, name)) is None else number for row in rows])

    european = [UNSTATED if row.european is None else int(row.european) for row in rows]
    return ObligationColumns(
        kind=np.array([_kind(row.kind) for row in rows], dtype=np.int8),
        european=np.array(european, dtype=np.int8),
        **{name: days(name) for name in ("tender_date", "contract_start", "contract_end")},
        **{name: numbers(name) for name in (*MONEY, *SHARES)},
        certificates=_certificates(book, rows),
    )


def _kind(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else UNKNOWN_KIND if kind else NO_KIND


def _certificates(book: PolicyBook, rows: Sequence[ObligationFacts]) -> CertificateColumns | None:
    held = [(number, one) for number, row in enumerate(rows) for one in row.certificates]
    if not held:
        return None
    place = {label.id: number for number, label in enumerate(book.labels)}
    return CertificateColumns(
        np.array([number for number, _ in held], dtype=np.int64),
        np.array([place.get(one.label, UNKNOWN_LABEL) for _, one in held], dtype=np.int8),
        np.array([day_number(one.first) for _, one in held], dtype=np.int32),
        np.array([day_number(one.last) for _, one in held], dtype=np.int32),
    )


def _refused(problems: tuple[Problem, ...]) -> ObligationValue:
    return ObligationValue("none", False, 0, 0, 0, (), (), problems)


def _problems(book: PolicyBook, columns: ObligationColumns) -> tuple[Problem, ...]:
    checks = obligation_checks(threshold_tables(book.thresholds), columns)
    found = sorted((reason for reason, mask in checks if mask[0]), reverse=True)
    return tuple(obligation_problem(book, reason) for reason in found)


def _warnings(book: PolicyBook, values: ObligationValues) -> tuple[Problem, ...]:
    return (past_thresholds_warning(book),) if values.past_thresholds[0] else ()


def past_thresholds_warning(book: PolicyBook) -> Problem:
    """Return the warning for a tender after the last period of European thresholds (B1)."""
    text = "The European thresholds are known until {last_day}; the last ones were used."
    last = book.thresholds[-1].until_day.isoformat()
    return Problem("PAST_LAST_THRESHOLD", text, "tender_date", (("last_day", last),))


def _problems_with_facts(facts: ObligationFacts) -> tuple[Problem, ...]:
    return (*_wrong_days(facts), *_wrong_numbers(facts))


def _wrong_days(facts: ObligationFacts) -> Iterator[Problem]:
    days = [(name, getattr(facts, name)) for name in ("tender_date", "contract_start", "contract_end")]
    days += [("certificates", day) for one in facts.certificates for day in (one.first, one.last)]
    for name, day in days:
        if day is not None and not FIRST_DATE <= day <= LAST_DATE:
            yield Problem("DAY_OUTSIDE_CALENDAR", "Give a day from 1900 to 2199.", name)


def _wrong_numbers(facts: ObligationFacts) -> Iterator[Problem]:
    for name in (*MONEY, *SHARES[:2]):
        if (getattr(facts, name) or 0) < 0:
            text = "An amount or a share cannot be below zero."
            yield Problem("AMOUNT_BELOW_ZERO", text, name.replace("_cents", "_eur"))
    if (facts.percentage or 0) < 0:
        place, text = "percentage", "The percentage must be from 0 to 100."
        yield Problem(ObligationRefusal.PERCENTAGE_OUTSIDE.name, text, place)
