"""Contracts and subsidies from CSV to CSV (B1–B8): what is due of each, or why it is refused."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

import numpy as np

from tegenwaarde.engine.columns import NO_DAY
from tegenwaarde.engine.due import obligation_columns, obligation_problem
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
from tegenwaarde.kernel.exact import Numbers
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PERCENT, PolicyBook
from tegenwaarde.usecases.batch.blocks import PIECE_BYTES
from tegenwaarde.usecases.batch.cells import (
    ABSENT,
    DATE_LENGTH,
    UNKNOWN,
    filled,
    read_days,
    read_flags,
    read_numbers,
    read_words,
)
from tegenwaarde.usecases.batch.reading import LONGEST_CELL, Misfit, Piece, piece_of_lines, read_pieces
from tegenwaarde.usecases.batch.refusing import Flaws, Say, Wording, not_a_day, not_a_flag, too_long, wrong_numbers
from tegenwaarde.usecases.batch.streaming import Answer, Tally, stream
from tegenwaarde.usecases.batch.writing import Grid

COLUMNS = (
    "id", "kind", "tender_date", "value_eur", "estimated_value_eur", "european", "labour_share", "material_share",
    "percentage", "subsidy_per_year_eur", "contract_start", "contract_end", "certificates",
)  # fmt: skip
HEADER = b"id,regime,european,percentage,gross_eur,discount_eur,net_eur,error\n"
DAYS = ("tender_date", "contract_start", "contract_end")
EUROS = {
    "value_eur": "value_cents",
    "estimated_value_eur": "estimated_value_cents",
    "subsidy_per_year_eur": "subsidy_per_year_cents",
}
PERCENTAGES = ("labour_share", "material_share", "percentage")
PERCENT_DECIMALS = 4
NOT_CERTIFICATES = Problem(
    "NOT_CERTIFICATES",
    "Column certificates: write label:first day:last day, such as pso2:2017-01-01:2018-12-31, with ; between several.",
    "certificates",
)

# A cell with the marks of CSV itself, or one beyond any reason, holds no certificates.
_ONLY_PLAIN = re.compile(rb"[^,\"\r\n]{1,%d}" % LONGEST_CELL).fullmatch
_AS_TABLE = bytes.maketrans(b":;", b",\n")


def calc_obligations(
    source: BinaryIO, target: BinaryIO, *, book: PolicyBook, say: Say, piece_bytes: int = PIECE_BYTES
) -> Tally:
    """Write what is due of every contract in `source` by `book` to `target`, a line for a line, in order.

    Euros with two decimals, the percentage as a plain number. The tally's `warned` counts tenders past the last
    thresholds (B1). `say` puts a problem into words. Raises FileUnusable.
    """
    wording = Wording(say)

    def answer(piece: Piece) -> Answer:
        columns, flaws = read_obligations(piece, book)
        return _write(piece, book, obligation_columns(book, columns), flaws, wording)

    return stream(read_pieces(source, COLUMNS, piece_bytes), target, HEADER, answer)


def read_obligations(piece: Piece, book: PolicyBook) -> tuple[ObligationColumns, Flaws]:
    """Return the facts of a piece as the engine's columns, and which cells could not be read."""
    labels = {label.id: place for place, label in enumerate(book.labels)}
    flaws = Flaws(piece)
    columns: dict[str, Any] = {}
    for name in DAYS:
        columns[name], wrong = read_days(piece, name)
        flaws.add(wrong, not_a_day(name))
    for name, column in EUROS.items():
        columns[column], wrong = read_numbers(piece, name)
        wrong_numbers(flaws, piece, name, wrong)
    for name in PERCENTAGES:
        columns[name], wrong = read_numbers(piece, name, PERCENT_DECIMALS)
        wrong_numbers(flaws, piece, name, wrong, PERCENT_DECIMALS)
    european, wrong = read_flags(piece, "european")
    flaws.add(wrong, not_a_flag("european"))
    kind = read_words(piece, "kind", {kind: place for place, kind in enumerate(KINDS)})
    kind = np.select([kind == ABSENT, kind == UNKNOWN], [np.int8(NO_KIND), np.int8(UNKNOWN_KIND)], kind)
    stated = np.where(european == ABSENT, np.int8(UNSTATED), european)
    return ObligationColumns(
        **columns, kind=kind, european=stated, certificates=_certificates(piece, labels, flaws)
    ), flaws


def _certificates(piece: Piece, labels: dict[str, int], flaws: Flaws) -> CertificateColumns | None:
    """Return the certificates of all rows: each cell is read as a small table of label, first day and last day."""
    column = filled(piece, "certificates")
    if not len(column.rows):
        return None
    texts = [text if _in_threes(text) else b"" for text in column.texts(np.arange(len(column.rows)))]
    table = piece_of_lines(b"\n".join((*texts, b"")).translate(_AS_TABLE), ("label", "first", "last"))
    row = column.rows.repeat([text.count(b";") + 1 for text in texts])
    label = read_words(table, "label", labels)
    first, last = read_days(table, "first")[0], read_days(table, "last")[0]
    sound = (table.misfit == Misfit.NONE) & (first != NO_DAY) & (last != NO_DAY)
    long = column.rows[column.lengths > LONGEST_CELL]
    flaws.add(long, too_long("certificates"))
    flaws.add(np.setdiff1d(row[~sound], long), NOT_CERTIFICATES)
    label = np.where(label < 0, np.int8(UNKNOWN_LABEL), label)
    return CertificateColumns(row[sound], label[sound], first[sound], last[sound])


def _in_threes(text: bytes) -> bool:
    """Say whether a cell can hold whole certificates: two colons and two days for each, none of CSV's own marks."""
    count = text.count(b";") + 1
    return text.count(b":") == 2 * count and len(text) >= 2 * DATE_LENGTH * count and bool(_ONLY_PLAIN(text))


def _write(piece: Piece, book: PolicyBook, values: ObligationValues, flaws: Flaws, wording: Wording) -> Answer:
    valued = (values.refusal == 0) & ~flaws.flawed

    def problem(row: int) -> Problem:
        return obligation_problem(book, int(values.refusal[row]))

    reasons = wording.column(~valued, flaws, values.refusal, problem)
    grid = Grid(len(piece))
    grid.ids(piece, "id")
    grid.comma()
    grid.choices(values.regime, [regime.encode() for regime in REGIMES], valued)
    grid.comma()
    grid.choices(values.european.astype(np.int8), [b"0", b"1"], valued)
    grid.comma()
    percentages, code = np.unique(np.where(valued, values.percentage, 0), return_inverse=True)
    grid.choices(code, [text_of_percentage(one).encode() for one in percentages.tolist()], valued)
    amounts: tuple[Numbers, ...] = (values.gross_cents, values.discount_cents, values.net_cents)
    for cents in amounts:
        grid.comma()
        grid.euros(cents, valued)
    grid.comma()
    grid.texts(reasons)
    refused = len(piece) - int(np.count_nonzero(valued))
    return Answer(grid.done(), len(piece), refused, int(np.count_nonzero(values.past_thresholds & valued)))


def text_of_percentage(percentage: int) -> str:
    """Return ten-thousandths of a percent as a plain number: `5`, `2.5`, `0`."""
    whole, part = divmod(percentage, PERCENT)
    return f"{whole}.{part:0{PERCENT_DECIMALS}d}".rstrip("0").rstrip(".")
