"""Check a whole spreadsheet: every error at its cell, and what each row without one is worth. Nothing is kept here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from tegenwaarde.usecases.ports.sheets import ReadTables
from tegenwaarde.usecases.reports.answers import PLACEMENT
from tegenwaarde.usecases.sheets.answers import answers_of_row
from tegenwaarde.usecases.sheets.births import births_again, births_not_given
from tegenwaarde.usecases.sheets.candidates import Placements, blocks_of, shares_of
from tegenwaarde.usecases.sheets.columns import FULFILMENTS
from tegenwaarde.usecases.sheets.days import tell_contradictions
from tegenwaarde.usecases.sheets.filled import filled_rows
from tegenwaarde.usecases.sheets.findings import Finding, errors_in, in_order
from tegenwaarde.usecases.sheets.flat import check_flat
from tegenwaarde.usecases.sheets.own import count_extras_once, several_times, tell_counted_twice, tell_repeated
from tegenwaarde.usecases.sheets.recognise import Recognised
from tegenwaarde.usecases.sheets.rows import Rows
from tegenwaarde.usecases.sheets.staged import Staged
from tegenwaarde.usecases.sheets.valued import Valued, value_rows
from tegenwaarde.usecases.sheets.warnings import tell_warnings
from tegenwaarde.usecases.sheets.who import who_is_who
from tegenwaarde.usecases.sheets.world import World

MOST_ROWS = 10_000

Tell = Callable[[int, int], None]  # how many rows there are, and how many were checked
STEPS = 5  # parts of checking a sheet of placements, after each of which is told how far it is


@dataclass(slots=True)
class _Progress:
    """How many rows were checked: of rows that are checked together, a part after each step."""

    tell: Tell
    rows: int
    whole: int = 0

    def after_step(self, rows: int, step: int) -> None:
        """Tell that `step` of the steps was done with so many rows."""
        self.tell(self.rows, self.whole + rows * step // STEPS)

    def after(self, rows: int) -> None:
        """Tell that so many rows are done."""
        if rows:
            self.whole += rows
            self.tell(self.rows, self.whole)


@dataclass(slots=True, eq=False)
class Checked:
    """What came of checking. `stage` makes the rows that can be reported; empty where anything is wrong.

    `births` finds whose date of birth has to be given again in the sheet that goes back, `not_given` of whom it is
    empty in a sheet that was filled in.
    `hashes` are the keyed hashes of whom was named, by reference; `sheets` the sheets that were recognised.
    """

    rows: int = 0
    findings: list[Finding] = field(default_factory=list)
    hashes: dict[str, tuple[str, int]] = field(default_factory=dict)
    sheets: list[Recognised] = field(default_factory=list)
    waiting: list[Callable[[], list[Staged]]] = field(default_factory=list)
    births: list[Iterator[Finding]] = field(default_factory=list)
    not_given: list[Iterator[Finding]] = field(default_factory=list)

    @property
    def errors(self) -> list[Finding]:
        """Return what stops the sheet."""
        return errors_in(self.findings)

    def stage(self) -> list[Staged]:
        """Return the rows that can be reported."""
        return [] if self.errors else [row for make in self.waiting for row in make()]


def not_told(_rows: int, _done: int) -> None:
    """Tell nobody."""


def check_sheets(read: ReadTables, world: World, tell: Tell = not_told) -> Checked:
    """Check everything that was read; `tell` hears how many rows there are, and again and again how far it is."""
    filled = filled_rows(read, FULFILMENTS, MOST_ROWS)
    checked = Checked(rows=filled.number, findings=filled.findings, sheets=filled.sheets)
    if not filled.readable:
        return checked
    tell(checked.rows, 0)
    checked = _checked(filled.rows, world, checked, tell)
    checked.findings = in_order([*checked.findings, *(one for found in checked.not_given for one in found)])
    return checked


def check_rows(sheets: list[Rows], world: World) -> Checked:
    """Check rows that were read before."""
    return _checked(sheets, world, Checked(rows=sum(map(len, sheets))), not_told)


def _checked(sheets: list[Rows], world: World, checked: Checked, tell: Tell) -> Checked:
    progress = _Progress(tell, checked.rows)
    for rows in sheets:
        _check(rows, world, checked, progress)
        progress.after(len(rows))
        checked.findings += rows.findings
    if checked.errors:
        checked.findings += [one for found in checked.births for one in found]
    checked.findings = in_order(checked.findings)
    return checked


def _check(rows: Rows, world: World, checked: Checked, progress: _Progress) -> None:
    if rows.kind.kind != PLACEMENT:
        staged = check_flat(rows, world)
        checked.waiting.append(lambda: staged)
        return
    who = who_is_who(rows, world)
    progress.after_step(len(rows), 1)
    checked.hashes |= {name: made for name, made in who.hashes.items() if made[0]}
    persons = [world.persons[one].id for one in dict.fromkeys(rows.words["reference"]) if one in world.persons]
    sheet = Placements(rows, who, world, world.earlier_of(persons) if persons else {})
    blocks = blocks_of(rows, who, world)
    tell_contradictions(sheet, blocks)
    progress.after_step(len(rows), 2)
    valued = value_rows(sheet, blocks)
    progress.after_step(len(rows), 3)
    tell_repeated(sheet)
    often = several_times(sheet, valued)
    if often:
        valued = count_extras_once(sheet, valued, often)
        tell_counted_twice(sheet, valued, often)
    progress.after_step(len(rows), 4)
    tell_warnings(sheet, valued)
    checked.births.append(births_again(sheet, blocks))
    checked.not_given.append(births_not_given(sheet, blocks))
    checked.waiting.append(lambda: _with_entries(_staged(sheet, valued)))


def _staged(sheet: Placements, valued: list[Valued]) -> list[Staged]:
    rows, shares, made = sheet.rows, shares_of(sheet.rows).tolist(), []
    contracts, declared = sheet.who.contract.tolist(), rows.numbers["no_displacement"].tolist()
    for one in valued:
        totals, fifty = one.values.total.tolist(), one.values.fifty_plus.tolist()
        for place, row in enumerate(one.row.tolist()):
            block, reference = one.block(place), rows.words["reference"][row]
            answers = answers_of_row(rows, row, block, fifty_plus=fifty[place] > 0)
            made.append(
                Staged(
                    sheet=rows.sheet,
                    line=int(rows.lines[row]),
                    contract=sheet.world.contracts[contracts[row]].id,
                    reference=reference,
                    identity_hash=sheet.who.hashes[reference][0],
                    identity_keys=sheet.who.hashes[reference][1],
                    block=block.id,
                    share=shares[row],
                    no_displacement=declared[row] > 0,
                    value_cents=totals[place],
                    facts=answers.as_json(),
                )
            )
    return sorted(made, key=lambda one: one.line)


def _with_entries(staged: list[Staged]) -> list[Staged]:
    """Return the rows; the same work on several contracts has the place of its first row as the entry of the others."""
    first: dict[tuple[str, str, str], tuple[int, set[int]]] = {}
    linked = []
    for place, one in enumerate(staged):
        key = one.reference, one.block, repr(sorted(one.facts.items()))
        entry, contracts = first.setdefault(key, (place, set()))
        shares_an_entry = entry != place and one.contract not in contracts
        linked.append(replace(one, entry=entry) if shares_an_entry else one)
        contracts.add(one.contract)
    return linked
