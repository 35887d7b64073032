"""Reads what a policy file says about the advice on a tender: reasons to depart from it, and how to ask (B2–B4)."""

from __future__ import annotations

from tegenwaarde.policy import checks
from tegenwaarde.policy.book_asking import DepartsFrom, Departure, VariantRule
from tegenwaarde.policy.table import Table

REGIMES = ["effort", "result", "result_if_possible", "result_if_possible_broad"]  # those under which something is asked
VARIANTS = ["condition", "criterion", "both", "effort"]
LONGEST_ID = 40  # signs: the id is kept with the tender and with its contracts


def read_departures(book: Table) -> tuple[Departure, ...]:
    """Return the rows of `[[departures]]`; none where the section is absent. An id is given once for each purpose."""
    tables = book.tables("departures", optional=True)
    found = tuple(_read_departure(table) for table in tables)
    for what in DepartsFrom:
        same = [(table, one) for table, one in zip(tables, found, strict=True) if one.for_what is what]
        checks.check_ids([table for table, _one in same], [one.id for _table, one in same])
    return found


def read_variants(book: Table) -> tuple[VariantRule, ...]:
    """Return the rows of `[[variants]]`; none where the section is absent. A regime has one usual way to ask."""
    tables = book.tables("variants", optional=True)
    found = tuple(_read_variant(table) for table in tables)
    checks.check_ids(tables, [one.id for one in found])
    taken: set[str] = set()
    for table, one in zip(tables, found, strict=True):
        for place, regime in enumerate(one.regimes):
            if regime in taken:
                text = "{value} is given twice."
                table.findings.add(table.at("regimes", place), "GIVEN_TWICE", text, value=regime)
            taken.add(regime)
    return found


def _read_departure(table: Table) -> Departure:
    one = Departure(
        id=table.name("id"),
        for_what=table.word("for", DepartsFrom.PERCENTAGE),
        label=table.both("label"),
        source=table.source(),
        explain=table.flag("explain"),
    )
    if len(one.id) > LONGEST_ID:
        text = "{value} is not an id: use at most {most} signs."
        table.findings.add(table.at("id"), "MALFORMED_ID", text, value=one.id, most=LONGEST_ID)
    table.close()
    return one


def _read_variant(table: Table) -> VariantRule:
    one = VariantRule(
        id=table.name("id"),
        variant=table.one_of("variant", VARIANTS),
        regimes=table.some_of("regimes", REGIMES, optional=True),
        why=table.both("why"),
        source=table.source(),
    )
    table.close()
    return one
