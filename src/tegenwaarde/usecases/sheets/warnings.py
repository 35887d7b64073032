"""What is not wrong and yet worth saying about a row: no declaration (C11), and extras that add nothing (C4–C6)."""

from __future__ import annotations

import numpy as np

from tegenwaarde.engine.columns import NO_DAY
from tegenwaarde.engine.results import Amounts, Valuation
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Contract
from tegenwaarde.usecases.reports.facts import facts_for_block
from tegenwaarde.usecases.reports.uncounted import uncounted
from tegenwaarde.usecases.reports.valuing import Offer
from tegenwaarde.usecases.sheets.answers import answers_of_row
from tegenwaarde.usecases.sheets.candidates import Placements
from tegenwaarde.usecases.sheets.rows import Mask
from tegenwaarde.usecases.sheets.valued import Valued
from tegenwaarde.usecases.spoken import spoken

NO_DECLARATION = Problem(
    "NO_DECLARATION", "You do not declare that nobody else lost work through this. The coordinator will ask about it."
)


def tell_warnings(sheet: Placements, valued: list[Valued]) -> None:
    """Say of each row that can be reported what is worth knowing."""
    rows = sheet.rows
    declared = rows.numbers["no_displacement"]
    for one in valued:
        for place in np.flatnonzero(declared[one.row] == 0).tolist():
            if not rows.cannot_read(int(one.row[place]), "no_displacement"):
                rows.tell(int(one.row[place]), "no_displacement", NO_DECLARATION, warning=True)
        for place in np.flatnonzero(_asks_more_than_it_gets(one)).tolist():
            _tell_uncounted(sheet, one, place)


def _asks_more_than_it_gets(one: Valued) -> Mask:
    columns, values = one.columns, one.values
    mask: Mask = columns.refugee & (values.refugee == 0)
    mask |= (columns.permanent_from != NO_DAY) & (values.permanent == 0)
    mask |= (columns.infra_paid_on != NO_DAY) & (values.infra == 0)
    return mask


def _tell_uncounted(sheet: Placements, one: Valued, place: int) -> None:
    row, block = int(one.row[place]), one.block(place)
    if row in sheet.rows.wrong:
        return
    amounts = one.amounts(place)
    answers = answers_of_row(sheet.rows, row, block)
    contract = sheet.world.contracts[int(sheet.who.contract[row])]
    facts = facts_for_block(
        book=one.book,
        contract=Contract(start=contract.start, end=contract.end),
        answers=answers,
        block_id=block.id,
        earlier=sheet.before(row),
    )
    parts = Amounts(**{name: amounts[name] for name in Amounts.__dataclass_fields__})
    offer = Offer(block, facts, Valuation(block.id, parts, None, ()), ())
    for problem in uncounted(offer, one.book.extras, spoken):
        if (row, problem.place, "EXTRA_ONCE") not in sheet.rows.told:
            sheet.rows.tell(row, problem.place, problem, warning=True)
