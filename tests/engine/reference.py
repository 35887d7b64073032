"""The rules once more, slowly: real dates, fractions, a loop over days. Shares only the facts with the engine."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

from tegenwaarde.engine.facts import ObligationFacts, PlacementFacts

ONE_DAY = timedelta(days=1)
YEARLY = {
    "1": 30_000, "2": 40_000, "3": 30_000, "4": 15_000, "5": 10_000, "6": 15_000, "7": 30_000, "8": 35_000,
    "10": 15_000, "11": 5_000, "12": 5_000, "13": 25_000, "14": 10_000,
}  # fmt: skip
COUNTING_YEARS = {"1": 2, "2": 2, "5": 1, "6": 1, "13": 1, "14": 2}
STUDENTS = ("10", "11", "12")
PERMANENT = ("1", "2", "3", "5", "6", "7", "8", "10", "13", "14")
FIFTY_PLUS = ("1", "2", "3", "5", "6")
RATES = {"pso1": 10, "pso2": 25, "pso3": 50, "werkpakt": 50}


def half_up(number: Fraction) -> int:
    return int(number + Fraction(1, 2))


def later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def year_fraction(anchor: date, until: date) -> Fraction:
    years = 0
    while later(anchor, years + 1) <= until:
        years += 1
    turn = later(anchor, years)
    return years + Fraction((until - turn).days, (later(anchor, years + 1) - turn).days)


def value(facts: PlacementFacts, as_of: date | None = None) -> dict[str, int]:
    """Return the parts of a placement's value in cents; the facts must not be refused."""
    assert facts.contract_start
    assert facts.contract_end
    stop = min(as_of or facts.contract_end, facts.contract_end)
    if facts.block in {"9", "15"}:
        cents = facts.invoice_cents if facts.block == "9" else (facts.activity_hours or 0) * 100
        assert facts.activity_date
        return {"base": (cents or 0) if facts.contract_start <= facts.activity_date <= stop else 0}
    assert facts.employment_start
    first = min(facts.employment_start, facts.first_employed or facts.employment_start)
    window = counted_window(facts, first)
    shares = stretches(facts, *window, stop) if window else []
    worked = sum((factor * share for factor, share in shares), Fraction())
    parts = {"base": half_up(worked * YEARLY[facts.block] * 100)}
    once, left = Fraction(), Fraction(1)
    for factor, share in shares:
        once += factor * min(share, left)
        left -= min(share, left)
    fifty = facts.birth_date is not None and later(facts.birth_date, 50) <= first and facts.block in FIFTY_PLUS
    parts["fifty_plus"] = half_up(once * 500_000) if fifty else 0
    parts["refugee"] = half_up(once * 500_000) if facts.refugee else 0
    day = facts.permanent_from
    employed = day is not None and facts.employment_start <= day <= (facts.employment_end or day)
    counts = day is not None and employed and facts.contract_start <= day <= stop
    parts["permanent"] = 1_000_000 if counts and facts.block in PERMANENT else 0
    paid = facts.infra_paid_on
    parts["infra"] = 250_000 if paid is not None and facts.contract_start <= paid <= stop else 0
    return parts


def counted_window(facts: PlacementFacts, first: date) -> tuple[date, date] | None:
    assert facts.contract_start
    assert facts.contract_end
    assert facts.employment_start
    starts = [facts.employment_start, facts.contract_start]
    ends = [facts.contract_end + ONE_DAY]
    if facts.employment_end:
        ends.append(facts.employment_end + ONE_DAY)
    if facts.block in COUNTING_YEARS:
        ends.append(later(first, COUNTING_YEARS[facts.block]))
    if facts.block in STUDENTS:
        assert facts.study_end
        ends.append(facts.study_end + ONE_DAY)
        starts += [facts.study_start] if facts.study_start else []
    start, until = max(starts), min(ends)
    return (start, until) if start < until else None


def stretches(facts: PlacementFacts, start: date, until: date, stop: date) -> list[tuple[Fraction, Fraction]]:
    """Return the hours factor and the share of a year of each stretch of equal hours."""
    until = min(until, stop + ONE_DAY)
    full = facts.fulltime_hours or 3_600
    hours = [(date.min, facts.hours_per_week or 0)]
    hours += [(change.from_day, change.hours_per_week) for change in facts.hours_changes]
    ends = [day for day, _ in hours[1:]] + [date.max]
    found = []
    for (day, worked), end in zip(hours, ends, strict=True):
        first, last = max(day, start), min(end, until)
        if first < last:
            factor = min(Fraction(1), Fraction(worked, full))
            found.append((factor, year_fraction(start, last) - year_fraction(start, first)))
    return found


def discount(facts: ObligationFacts, gross: int) -> int:
    """Return what the certificates take off in cents, day by day (B7, B8); the tender must not be European."""
    assert facts.contract_start
    assert facts.contract_end
    until = facts.contract_end + ONE_DAY
    whole = year_fraction(facts.contract_start, until)
    covered: dict[str, set[date]] = defaultdict(set)
    for one in facts.certificates:
        covered[one.label.rstrip("123")] |= set(days(one.first, one.last + ONE_DAY))
    total = number = 0
    while (start := later(facts.contract_start, number)) < until:
        number += 1
        end = min(later(facts.contract_start, number), until)
        after, before = (half_up(gross * year_fraction(facts.contract_start, day) / whole) for day in (end, start))
        counting = [one for one in facts.certificates if reaches(covered[one.label.rstrip("123")], one.first, end)]
        rates = sum(
            max((RATES[one.label] for one in counting if one.first <= day <= one.last), default=0)
            for day in days(start, end)
        )
        total += half_up(Fraction((after - before) * rates, 100 * (end - start).days))
    return total


def reaches(covered: set[date], first: date, end: date) -> bool:
    """Say whether an unbroken row of covered days leads from `first` to the day before `end`, or starts there later."""
    return first >= end or all(day in covered for day in days(first, end))


def days(first: date, until: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((until - first).days)]
