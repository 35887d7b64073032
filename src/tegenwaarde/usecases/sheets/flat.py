"""Sheets of invoices and activities: what each row is worth, by the rules of the form."""

from __future__ import annotations

from typing import Any

import numpy as np

from tegenwaarde.engine.columns import NO_NUMBER, PlacementColumns, absent_columns
from tegenwaarde.engine.placements import value_columns
from tegenwaarde.engine.single import block_place
from tegenwaarde.engine.valuing import problems_of_rows
from tegenwaarde.kernel.calendar import date_of, day_number
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Block, Unit
from tegenwaarde.records.models.contracts import WHOLE
from tegenwaarde.usecases.reports.answers import ACTIVITY, INVOICE, Answers
from tegenwaarde.usecases.reports.questions import flat_block
from tegenwaarde.usecases.reports.start_report import NotInThisPolicy
from tegenwaarde.usecases.reports.valuing import FINDING_MISSING, NOTHING_COUNTS, PARTICIPATION_MISSING
from tegenwaarde.usecases.sheets.rows import Rows
from tegenwaarde.usecases.sheets.staged import Staged
from tegenwaarde.usecases.sheets.valued import PLACES
from tegenwaarde.usecases.sheets.who import NOBODY, contracts_of
from tegenwaarde.usecases.sheets.world import OwnContract, World

UNITS = {INVOICE: Unit.INVOICE, ACTIVITY: Unit.HOUR}
AMOUNTS = {INVOICE: "invoice_cents", ACTIVITY: "activity_hours"}
NOT_VALUED = Problem(
    NotInThisPolicy.code, "The policy of this contract does not value this. Report a placement instead."
)
NUMBER_MISSING = Problem("INVOICE_NUMBER_MISSING", "Give the number of the invoice.")
INVOICE_TWICE = "This invoice is in row {line} too, on the same contract. Take one of the two away."
ACTIVITY_TWICE = "This is the same as row {line}. Take one of the two away."
REPORTED = Problem(
    "ALREADY_REPORTED",
    "You reported the same date and amount on this contract before. Take this row away if it is the same one.",
)


def check_flat(rows: Rows, world: World) -> list[Staged]:
    """Return the rows that can be reported; the others get what is wrong with them."""
    contracts = contracts_of(rows, world).tolist()
    blocks = {place: flat_block(one.book, UNITS[rows.kind.kind]) for place, one in enumerate(world.contracts)}
    staged = []
    for row, place in enumerate(contracts):
        if place == NOBODY:
            continue
        contract, block = world.contracts[place], blocks[place]
        if block is None:
            rows.tell(row, "contract", NOT_VALUED)
            continue
        _tell_missing(rows, row, contract, block)
        value = _value(rows, row, contract, block)
        if row not in rows.wrong:
            staged.append(_staged(rows, row, contract, block, value))
    _tell_repeated(rows, contracts, world)
    return [one for one in staged if one.line not in {int(rows.lines[row]) for row in rows.wrong}]


def _tell_missing(rows: Rows, row: int, contract: OwnContract, block: Block) -> None:
    if block.needs_finding and not contract.activities:
        rows.tell(row, "contract", FINDING_MISSING)
    if rows.kind.kind == ACTIVITY:
        if not rows.words["participation"][row] and not rows.cannot_read(row, "participation"):
            rows.tell(row, "participation", PARTICIPATION_MISSING)
    elif not rows.words["invoice_number"][row] and not rows.cannot_read(row, "invoice_number"):
        rows.tell(row, "invoice_number", NUMBER_MISSING)


def _value(rows: Rows, row: int, contract: OwnContract, block: Block) -> int:
    columns = absent_columns(1)
    columns |= {
        "block": np.array([block_place(contract.book, block.id)], dtype=np.int8),
        "contract_start": np.array([day_number(contract.start)], dtype=np.int32),
        "contract_end": np.array([day_number(contract.end)], dtype=np.int32),
        "activity_date": rows.days["activity_date"][row : row + 1],
        AMOUNTS[rows.kind.kind]: rows.numbers[AMOUNTS[rows.kind.kind]][row : row + 1],
    }
    facts = PlacementColumns(**columns)
    values = value_columns(contract.book, facts)
    for problem in problems_of_rows(contract.book, facts)[0] if values.refusal[0] else ():
        name = PLACES.get(problem.place, problem.place)
        if not rows.cannot_read(row, name):
            rows.tell(row, name, problem)
    if not values.refusal[0] and not values.total[0] and row not in rows.wrong:
        rows.tell(row, "activity_date", NOTHING_COUNTS)
    return int(values.total[0])


def _staged(rows: Rows, row: int, contract: OwnContract, block: Block, value: int) -> Staged:
    amount = int(rows.numbers[AMOUNTS[rows.kind.kind]][row])
    facts: dict[str, Any] = {
        "kind": rows.kind.kind,
        "activity_date": date_of(int(rows.days["activity_date"][row])),
        AMOUNTS[rows.kind.kind]: None if amount == NO_NUMBER else amount,
    }
    for name in ("participation", "invoice_number"):
        if name in rows.words:
            facts[name] = rows.words[name][row]
    return Staged(
        sheet=rows.sheet,
        line=int(rows.lines[row]),
        contract=contract.id,
        reference="",
        identity_hash="",
        identity_keys=0,
        block=block.id,
        share=WHOLE,
        no_displacement=False,
        value_cents=value,
        facts=Answers(**facts).as_json(),
    )


def _tell_repeated(rows: Rows, contracts: list[int], world: World) -> None:
    """Say which rows repeat another row, or what was reported before."""
    kind, places = rows.kind.kind, {contract.id: place for place, contract in enumerate(world.contracts)}
    before = {
        (places[one.contract_id], one.day, one.amount)
        for one in world.reports_of(places, ())
        if one.person_id is None and one.contract_id in places
    }
    amounts, seen = rows.numbers[AMOUNTS[kind]].tolist(), dict[tuple[Any, ...], int]()
    days = rows.days["activity_date"].tolist()
    for row, place in enumerate(contracts):
        if place == NOBODY or row in rows.wrong:
            continue
        key = _key(rows, row, place)
        if key in seen:
            text = INVOICE_TWICE if kind == INVOICE else ACTIVITY_TWICE
            params = (("line", int(rows.lines[seen[key]])),)
            name = "invoice_number" if kind == INVOICE else "activity_date"
            rows.tell(row, name, Problem(f"{kind.upper()}_TWICE", text, params=params))
        elif (place, date_of(days[row]), amounts[row]) in before:
            rows.tell(row, "activity_date", REPORTED, warning=True)
        seen.setdefault(key, row)


def _key(rows: Rows, row: int, place: int) -> tuple[Any, ...]:
    """Return what makes two rows the same: the invoice's number, or everything said of an activity."""
    if rows.kind.kind == INVOICE:
        return place, rows.words["invoice_number"][row].casefold()
    day, hours = int(rows.days["activity_date"][row]), int(rows.numbers["activity_hours"][row])
    return place, day, hours, rows.words["participation"][row].casefold()
