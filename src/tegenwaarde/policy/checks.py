"""Checks what rows of a policy file say about each other: ids, the blocks they name, the days they follow.

Each check gets the tables of the rows, to know their place, and what was read from them, in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date

from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.policy.book import BenefitSpan, Block, Threshold
from tegenwaarde.policy.table import Table

MOST_BLOCKS = 120  # a column of blocks is one byte a row


def check_ids(tables: Sequence[Table], ids: Sequence[str], taken: Set[str] = frozenset()) -> None:
    """Note every id that an earlier row has too, or that is `taken`."""
    seen = set(taken)
    for table, name in zip(tables, ids, strict=True):
        if name and name in seen:
            table.findings.add(table.at("id"), "GIVEN_TWICE", "{value} is given twice.", value=name)
        seen.add(name)


def check_number_of_blocks(book: Table, blocks: Sequence[Block]) -> None:
    """Note more blocks than the engine has room for."""
    if len(blocks) > MOST_BLOCKS:
        text = "{found} blocks are more than {most}."
        book.findings.add(book.at("blocks"), "TOO_MANY", text, found=len(blocks), most=MOST_BLOCKS)


def check_blocks_of_extras(tables: Sequence[Table], known: Set[str]) -> None:
    """Note every block that an extra goes with and that the book does not have."""
    for table in tables:
        for row in table.quiet().tables("blocks"):
            for place, name in enumerate(row.names("ids")):
                if name not in known:
                    _unknown_block(table, row.at("ids", place), name)


def check_benefits(tables: Sequence[Table], blocks: Sequence[Block]) -> None:
    """Note every `shorter` and `longer` that names no block, or one whose benefit does not meet this one's (C8)."""
    spans = {block.id: block.benefit_span for block in blocks}
    for table, block in zip(tables, blocks, strict=True):
        if block.benefit_span is None:
            continue
        in_force = table.quiet().tables("benefit")[-1]
        for key, name in (("shorter", block.benefit_span.shorter), ("longer", block.benefit_span.longer)):
            if name and name not in spans:
                _unknown_block(table, in_force.at(key), name)
            elif name and not _meet(key, block.benefit_span, spans[name]):
                text = "The benefit of block {block} does not meet that of this one."
                table.findings.add(in_force.at(key), "BENEFITS_DO_NOT_MEET", text, block=name)


def check_thresholds(tables: Sequence[Table], thresholds: Sequence[Threshold]) -> None:
    """Note a period that ends before it starts, and periods that overlap, leave a gap or stand out of order (B1)."""
    for table, row in zip(tables, thresholds, strict=True):
        if row.until_day < row.from_day:
            table.findings.add(
                table.at("until"),
                "ENDS_BEFORE_START",
                "{until} is before {start}, where it starts.",
                until=row.until_day.isoformat(),
                start=row.from_day.isoformat(),
            )
    for table, before, row in zip(tables[1:], thresholds, thresholds[1:], strict=False):
        if row.from_day != date.min and before.until_day != date.max:
            _check_follows(table, before, row)


def _check_follows(table: Table, before: Threshold, row: Threshold) -> None:
    end = before.until_day.isoformat()
    if row.from_day <= before.from_day:
        text = "This row does not start after the one before it ({day})."
        table.findings.add(table.at("from"), "OUT_OF_ORDER", text, day=before.from_day.isoformat())
    elif row.from_day <= before.until_day:
        table.findings.add(table.at("from"), "OVERLAP", "The row before it lasts until {day}: they overlap.", day=end)
    elif row.from_day > before.until_day + ONE_DAY:
        table.findings.add(table.at("from"), "GAP", "The row before it lasts until {day}: there is a gap.", day=end)


def _meet(key: str, own: BenefitSpan, other: BenefitSpan | None) -> bool:
    if other is None or other.benefit != own.benefit:
        return False
    return other.below_months == own.from_months if key == "shorter" else other.from_months == own.below_months


def _unknown_block(table: Table, path: tuple[str | int, ...], name: str) -> None:
    table.findings.add(path, "UNKNOWN_BLOCK", "The book has no block {block}.", block=name)
