"""The rows of a sheet as facts of tenders, with what cannot be read at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER
from tegenwaarde.kernel.calendar import date_of
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.calendar_sheets.words import (
    NamedBuyers,
    kinds,
    procedures,
    quarter_in,
    shares_in,
    yes_and_no,
)
from tegenwaarde.usecases.ports.sheets import plain_name
from tegenwaarde.usecases.sheets.rows import Rows
from tegenwaarde.usecases.tenders.facts import TenderFacts

CPV_DIGITS = 8
BUYER_MISSING = Problem("BUYER_MISSING", "Choose the buyer.")
QUARTER_UNKNOWN = Problem("QUARTER_UNKNOWN", "This is no quarter. Choose it from the list, or write 2018 K2.")
YES_OR_NO = Problem("NOT_YES_OR_NO", "Write yes or no, or leave this empty.")
MONEY = ("estimated_value_cents", "subsidy_per_year_cents")
SHARES = ("labour_share", "material_share")


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What a row says: its place among the filled rows, its line in the sheet (from 1), and the facts."""

    row: int
    line: int
    facts: TenderFacts


def told_rows(rows: Rows, buyers: NamedBuyers) -> list[ToldRow]:
    """Return what each row says; what is wrong in a cell is told there, and counts as empty."""
    return [ToldRow(row, int(line), _facts(rows, row, buyers)) for row, line in enumerate(rows.lines.tolist())]


def _facts(rows: Rows, row: int, buyers: NamedBuyers) -> TenderFacts:
    words = {name: column[row] for name, column in rows.words.items()}
    facts = TenderFacts(
        title=words["title"],
        reference=words["reference"],
        remarks=words["remarks"],
        cpv=_cpv(words["cpv"]),
        kind=_chosen(words["kind"], kinds()),
        procedure=_chosen(words["procedure"], procedures()),
        infrastructure=_yes(rows, row, words["infrastructure"]),
        start=_day(rows, row, "start"),
        end=_day(rows, row, "end"),
        **{name: _number(rows, row, name) for name in (*MONEY, *SHARES)},
    )
    facts = _with_quarter(rows, row, words["quarter"], facts)
    return _with_buyers(rows, row, words, buyers, facts)


def _chosen(text: str, known: Mapping[str, str]) -> str:
    """Return what a word from a list stands for; another word as it is, which is then told as unknown."""
    return known.get(plain_name(text), text)


def _cpv(text: str) -> str:
    """Return a CPV code; a spreadsheet drops the zero in front."""
    return text.zfill(CPV_DIGITS) if text.isdecimal() and len(text) == CPV_DIGITS - 1 else text


def _yes(rows: Rows, row: int, text: str) -> bool | None:
    if not text:
        return None
    said = yes_and_no().get(plain_name(text))
    if said is None:
        rows.tell(row, "infrastructure", YES_OR_NO)
    return said


def _with_quarter(rows: Rows, row: int, text: str, facts: TenderFacts) -> TenderFacts:
    found = quarter_in(text)
    if found is None and text:
        rows.tell(row, "quarter", QUARTER_UNKNOWN)
    return replace(facts, quarter_start=found.start if found else None)


def _with_buyers(
    rows: Rows, row: int, words: Mapping[str, str], buyers: NamedBuyers, facts: TenderFacts
) -> TenderFacts:
    if not words["buyer"]:
        if not rows.cannot_read(row, "buyer"):
            rows.tell(row, "buyer", BUYER_MISSING)
        return facts
    lead = buyers.find(words["buyer"])
    if isinstance(lead, Problem):
        rows.tell(row, "buyer", lead)
        return facts
    shares = shares_in(lead, words["others"], buyers)
    if isinstance(shares, Problem):
        rows.tell(row, "others", shares)
        return facts
    return replace(facts, buyers=shares)


def _day(rows: Rows, row: int, name: str) -> Any:
    number = int(rows.days[name][row])
    return None if number == NO_DAY else date_of(number)


def _number(rows: Rows, row: int, name: str) -> Any:
    number = int(rows.numbers[name][row])
    return None if number == NO_NUMBER else number
