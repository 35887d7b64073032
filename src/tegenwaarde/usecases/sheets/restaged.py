"""Checked rows as a sheet once more, so that they are checked again by the same rules before they are taken over."""

from __future__ import annotations

from datetime import date

import numpy as np

from tegenwaarde.engine.columns import NO_DAY, NO_NUMBER
from tegenwaarde.kernel.calendar import day_number
from tegenwaarde.usecases.reports.answers import Answers, answers_from_json
from tegenwaarde.usecases.sheets.candidates import CHANGES
from tegenwaarde.usecases.sheets.columns import FULFILMENTS
from tegenwaarde.usecases.sheets.rows import WORDS, Rows
from tegenwaarde.usecases.sheets.shape import Kind, SheetKind
from tegenwaarde.usecases.sheets.staged import Staged
from tegenwaarde.usecases.sheets.world import by_id

Value = str | int


def rows_again(staged: list[Staged]) -> list[Rows]:
    """Return the sheets that the rows came from, without identities: those are known as hashes."""
    sheets: dict[tuple[str, str], list[tuple[Staged, Answers]]] = {}
    for one in staged:
        answers = answers_from_json(one.facts)
        sheets.setdefault((one.sheet, answers.kind), []).append((one, answers))
    return [_sheet(name, kind, rows) for (name, kind), rows in sheets.items()]


def _sheet(name: str, kind_of_rows: str, staged: list[tuple[Staged, Answers]]) -> Rows:
    kind = FULFILMENTS.kind(kind_of_rows)
    lines = np.array([one.line for one, _answers in staged], dtype=np.int64)
    rows = Rows(kind, name, lines, {column.name: place for place, column in enumerate(kind.columns)})
    told = [_told(kind, one, answers) for one, answers in staged]
    for column in kind.columns:
        values = [row[column.name] for row in told]
        if column.kind in WORDS:
            rows.words[column.name] = [str(value) for value in values]
        elif column.kind is Kind.DAY:
            rows.days[column.name] = np.array(values, dtype=np.int32)
        else:
            rows.numbers[column.name] = np.array(values, dtype=np.int64)
    return rows


def _told(kind: SheetKind, one: Staged, answers: Answers) -> dict[str, Value]:
    """Return a row's values by column, as reading its cells gives them."""
    own: dict[str, Value] = {
        "contract": by_id(one.contract),
        "reference": one.reference,
        "name_at_birth": "",
        "block": one.block,
        "situation": "",
        "benefit_since": _day(next((since for _name, since in answers.benefit_since), None)),
        "share": one.share,
        "refugee": int(answers.refugee),
        "no_displacement": int(one.no_displacement),
    }
    for place, (day, hours) in enumerate(CHANGES):
        change = answers.hours_changes[place] if place < len(answers.hours_changes) else None
        own |= {day: _day(change[0] if change else None), hours: change[1] if change else NO_NUMBER}
    return {
        column.name: own[column.name] if column.name in own else _plain(answers, column.name, column.kind)
        for column in kind.columns
    }


def _plain(answers: Answers, name: str, kind: Kind) -> Value:
    value = getattr(answers, name)
    if kind is Kind.DAY:
        return _day(value)
    if kind in WORDS:
        return str(value)
    return NO_NUMBER if value is None else int(value)


def _day(value: date | None) -> int:
    return NO_DAY if value is None else day_number(value)
