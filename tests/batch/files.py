"""Small files for the tests: rows to CSV, and what the batch makes of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tegenwaarde.policy import library
from tegenwaarde.policy.book import PotShape
from tegenwaarde.usecases.batch.costs import calc_costs
from tegenwaarde.usecases.batch.obligations import calc_obligations
from tegenwaarde.usecases.batch.placements import calc_placements
from tegenwaarde.usecases.batch.streaming import Tally

Rows = list[dict[str, str]]


def csv_text(rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as CSV, with the columns of all of them."""
    rows = list(rows)
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read_csv(answer: bytes) -> Rows:
    """Return the lines of an answer."""
    return list(csv.DictReader(io.StringIO(answer.decode(), newline="")))


def valued(calc: Callable[..., Tally], content: bytes | str, **options: Any) -> tuple[Tally, bytes]:
    """Return what a calculation makes of a file's content by the newest Twente policy."""
    source = io.BytesIO(content.encode() if isinstance(content, str) else content)
    target = io.BytesIO()
    tally = calc(source, target, book=library.newest("twente"), say=str, **options)
    return tally, target.getvalue()


def placements(content: bytes | str, **options: Any) -> Rows:
    """Return the lines for a file of placements."""
    return read_csv(valued(calc_placements, content, **options)[1])


def obligations(content: bytes | str, **options: Any) -> Rows:
    """Return the lines for a file of obligations."""
    return read_csv(valued(calc_obligations, content, **options)[1])


def costs(content: bytes | str, cents: Sequence[int]) -> Rows:
    """Return the lines for a file of municipalities; `cents` are the pots by population, equal and one-off."""
    shapes = (PotShape.BY_POPULATION, PotShape.EQUAL, PotShape.EQUAL_NOT_EXEMPT)
    return read_csv(valued(calc_costs, content, amounts=dict(zip(shapes, cents, strict=True)))[1])


def placement(block: str = "1", **cells: str) -> dict[str, str]:
    """Return a placement of row `block` that can be valued, with these cells of its own."""
    facts = {"id": "p", "block": block, "contract_start": "2017-01-01", "contract_end": "2018-12-31"}
    if block in {"9", "15"}:
        facts |= {"activity_date": "2017-05-01", "invoice_eur" if block == "9" else "activity_hours": "10"}
    else:
        facts |= {"employment_start": "2017-03-01", "hours_per_week": "36"}
    if block in {"10", "11", "12"}:
        facts["study_end"] = "2018-07-31"
    if block == "14":
        facts["birth_date"] = "1995-01-01"
    return facts | cells


def obligation(kind: str = "services", **cells: str) -> dict[str, str]:
    """Return an obligation that can be valued, with these cells of its own."""
    facts = {"id": "o", "kind": kind, "tender_date": "2017-02-01", "value_eur": "150000"}
    facts |= {"contract_start": "2017-07-01", "contract_end": "2020-06-30"}
    if kind == "subsidy":
        facts["subsidy_per_year_eur"] = "150000"
    return facts | cells


def one(lines: Rows) -> dict[str, str]:
    """Return the only line."""
    (line,) = lines
    return line
