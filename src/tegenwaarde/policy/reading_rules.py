"""Reads what a policy file says about obligations, pace, reports, costs and aims (sections B, D, E and F)."""

from __future__ import annotations

from datetime import date
from functools import partial

from tegenwaarde.policy import checks
from tegenwaarde.policy.book import CostPot, ObligationRules, PaceRules, PotShape, ReportingRules, Threshold
from tegenwaarde.policy.book_aims import Ambition, OwnExample
from tegenwaarde.policy.dated import Row, euros_in_force, in_force, in_force_or, percentage_in_force
from tegenwaarde.policy.table import Table

OBLIGATION_RULES = ("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9")
LONGEST_WAIT = 366  # days
NO_TERMS: tuple[int, tuple[int, ...]] = (0, ())


def read_thresholds(book: Table) -> tuple[Threshold, ...]:
    """Return the rows of `[[thresholds]]` (B1), which follow each other without a gap."""
    tables = book.tables("thresholds")
    thresholds = tuple(_read_threshold(table) for table in tables)
    checks.check_thresholds(tables, thresholds)
    return thresholds


def read_cost_pots(book: Table, first_day: date | None) -> tuple[CostPot, ...]:
    """Return the rows of `[[cost_pots]]` (E)."""
    tables = book.tables("cost_pots", optional=True)
    pots = tuple(_read_cost_pot(table, first_day) for table in tables)
    checks.check_ids(tables, [pot.id for pot in pots])
    return pots


def read_fulltime(table: Table, first_day: date | None) -> Row[int]:
    """Return `[fulltime]`: the hours of a full week (C2), hundredths of an hour."""
    row = in_force_or(table, "hours", first_day, lambda row: row.hours("hours"), 0)
    table.close()
    return row


def _read_threshold(table: Table) -> Threshold:
    threshold = Threshold(
        from_day=table.day("from") or date.min,
        until_day=table.day("until") or date.max,
        services_supplies_cents=table.euros("services_supplies_eur"),
        works_cents=table.euros("works_eur"),
        source=table.source(),
    )
    table.close()
    return threshold


def read_obligation(table: Table, first_day: date | None) -> ObligationRules:
    """Return `[obligation]` (B2–B4, B7) with the source of every rule of section B."""
    rules = ObligationRules(
        if_possible_above_cents=euros_in_force(table, "if_possible_above", first_day).value,
        standard_percentage=percentage_in_force(table, "standard_percentage", first_day).value,
        capital_percentage=percentage_in_force(table, "capital_percentage", first_day).value,
        capital_material_above=percentage_in_force(table, "capital_material_above", first_day).value,
        capital_labour_below=percentage_in_force(table, "capital_labour_below", first_day).value,
        subsidy_above_cents=euros_in_force(table, "subsidy_above", first_day).value,
        highest_discount=percentage_in_force(table, "highest_discount", first_day).value,
        sources=_rule_sources(table.table("sources")),
    )
    table.close()
    return rules


def read_pace(table: Table, first_day: date | None) -> PaceRules:
    """Return `[pace]` (D2)."""
    row = percentage_in_force(table, "tolerance", first_day)
    table.close()
    return PaceRules(tolerance=row.value, source=row.source)


def read_reporting(table: Table, first_day: date | None) -> ReportingRules:
    """Return `[reporting]` (D4)."""
    row = in_force_or(table, "terms", first_day, _terms, NO_TERMS)
    table.close()
    return ReportingRules(due_months_after_quarter=row.value[0], remind_days=row.value[1], source=row.source)


def _read_cost_pot(table: Table, first_day: date | None) -> CostPot:
    """Return one pot. A pot that is not split names who bears it, and may lack an amount."""
    shape = table.word("shape", PotShape.EQUAL)
    amount = in_force_or(table, "amounts", first_day, partial(_pot_amount, shape), 0)
    pot = CostPot(
        id=table.name("id"),
        label=table.both("label"),
        shape=shape,
        amount_cents=amount.value,
        source=amount.source,
        borne_by=table.names("borne_by") if shape is PotShape.NOT_SPLIT else (),
    )
    table.close()
    return pot


def read_ambition(table: Table, first_day: date | None) -> Ambition | None:
    """Return `[ambition]` (F1); None after a finding."""
    row = in_force(table, "yearly", first_day, _ambition)
    table.close()
    if row is None:
        return None
    cents, start, years = row.value
    return Ambition(yearly_cents=cents, from_day=start, within_years=years, source=row.source)


def read_own_example(book: Table, first_day: date | None, labels: list[str]) -> OwnExample | None:
    """Return `[own_example]` (F2), whose labels are among `labels`; None after a finding."""
    table = book.table("own_example")
    row = in_force(table, "demand", first_day, partial(_demand, labels))
    table.close()
    if row is None:
        return None
    return OwnExample(staff_share=row.value[0], labels=row.value[1], source=row.source)


def _rule_sources(table: Table) -> tuple[tuple[str, str], ...]:
    sources = tuple((rule, table.source(rule)) for rule in OBLIGATION_RULES)
    table.close()
    return sources


def _terms(row: Table) -> tuple[int, tuple[int, ...]]:
    months = row.whole("due_months_after_quarter", low=0, high=12)
    return months, row.wholes("remind_days", low=-LONGEST_WAIT, high=LONGEST_WAIT)


def _pot_amount(shape: PotShape, row: Table) -> int:
    return 0 if shape is PotShape.NOT_SPLIT and not row.has("eur") else row.euros("eur")


def _ambition(row: Table) -> tuple[int, date, int]:
    start = row.day("from") or date.min
    return row.euros("eur"), start, row.whole("within_years", low=1, high=100)


def _demand(labels: list[str], row: Table) -> tuple[int, tuple[str, ...]]:
    return row.percentage("staff_percent"), row.some_of("labels", labels, optional=True)
