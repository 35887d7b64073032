"""Reads what a policy file says about asking: `[spec_texts]`, `[infrastructure]` and `[invitations]`; each optional."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from tegenwaarde.policy.book_asking import Infrastructure, Invitations, SpecTerms
from tegenwaarde.policy.dated import in_force
from tegenwaarde.policy.table import Table

LONGEST_PLAN, LONGEST_NOTICE = 52, 366  # weeks, days
CPV_PREFIX = re.compile(r"[0-9]{2,8}")
Terms = tuple[int, int, int]


def read_spec_terms(book: Table, first_day: date | None) -> SpecTerms:
    """Return `[spec_texts]`: the figures of spec texts that no tender knows."""
    if not book.has("spec_texts"):
        return SpecTerms()
    table = book.table("spec_texts")
    row = in_force(table, "terms", first_day, _terms)
    table.close()
    return SpecTerms(*row.value, source=row.source) if row else SpecTerms()


def read_infrastructure(book: Table, first_day: date | None) -> Infrastructure:
    """Return `[infrastructure]`: the first digits of the CPV codes of infrastructure."""
    if not book.has("infrastructure"):
        return Infrastructure()
    table = book.table("infrastructure")
    row = in_force(table, "cpv", first_day, _prefixes)
    table.close()
    return Infrastructure(row.value, row.source) if row else Infrastructure()


def read_invitations(book: Table, first_day: date | None, labels: list[str]) -> Invitations:
    """Return `[invitations]`, whose labels are among `labels`."""
    if not book.has("invitations"):
        return Invitations()
    table = book.table("invitations")
    row = in_force(table, "labels", first_day, partial(_invited, labels))
    table.close()
    return Invitations(*row.value, source=row.source) if row else Invitations()


def _terms(row: Table) -> Terms:
    weeks = row.whole("plan_weeks", low=1, high=LONGEST_PLAN)
    return weeks, row.percentage("criterion_weight_percent"), row.percentage("criterion_most_percent")


def _prefixes(row: Table) -> tuple[str, ...]:
    prefixes = row.names("prefixes")
    for place, prefix in enumerate(prefixes):
        if not CPV_PREFIX.fullmatch(prefix):
            text = "{value} is no beginning of a CPV code: write two to eight digits."
            row.findings.add(row.at("prefixes", place), "NO_CPV_PREFIX", text, value=prefix)
    return prefixes


def _invited(labels: list[str], row: Table) -> tuple[tuple[str, ...], int]:
    return row.some_of("ids", labels), row.whole("lapses_within_days", low=0, high=LONGEST_NOTICE)
