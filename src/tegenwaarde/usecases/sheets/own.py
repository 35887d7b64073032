"""What a row says beside other rows and beside what the supplier reported before: nothing counts twice (C4–C6, C9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from tegenwaarde.engine.columns import NO_DAY
from tegenwaarde.engine.figures import DerivedFigures, HoursFrom
from tegenwaarde.engine.results import COMPONENTS
from tegenwaarde.kernel.calendar import day_number
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import ExtraShape
from tegenwaarde.usecases.reports.own_double import Stretch, first_excess, stretches
from tegenwaarde.usecases.reports.valuing import NOTHING_COUNTS
from tegenwaarde.usecases.sheets.candidates import Placements, shares_of
from tegenwaarde.usecases.sheets.valued import Valued, valued_again
from tegenwaarde.usecases.sheets.who import NOBODY

ROW_TWICE = "This is the same as row {line}: the same person, contract and first working day. Take one of the two away."
ALREADY_REPORTED = Problem(
    "ALREADY_REPORTED",
    "You reported this person with this first working day on this contract before. Take this row away, or report what"
    " changed at that report.",
)
EXTRA_OTHERWISE = (
    "In row {line} this person has another day for this. It counts once: leave it empty in one of the two."
)
EXTRA_ONCE = "This counts once for a person, and it counts in row {line}."
FACTS = {"permanent": "permanent_from", "fifty_plus": "birth_date", "refugee": "refugee", "infra": "infra_paid_on"}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row's value stands."""

    valued: int
    place: int
    row: int


def tell_repeated(sheet: Placements) -> None:
    """Say which rows repeat another row, or a report that was made before."""
    rows, seen = sheet.rows, dict[tuple[int, str, int], int]()
    before = _reported_before(sheet)
    if not before and len(set(rows.words["reference"])) == len(rows):
        return
    starts = rows.days["employment_start"].tolist()
    for row, key in enumerate(zip(sheet.who.contract.tolist(), rows.words["reference"], starts, strict=True)):
        if key[0] == NOBODY or not key[1] or key[2] == NO_DAY:
            continue
        if key in seen:
            params = (("line", int(rows.lines[seen[key]])),)
            rows.tell(row, "reference", Problem("ROW_TWICE", ROW_TWICE, params=params))
        elif key in before:
            rows.tell(row, "reference", ALREADY_REPORTED)
        seen.setdefault(key, row)


def _reported_before(sheet: Placements) -> set[tuple[int, str, int]]:
    world = sheet.world
    named = {one: world.persons[one].id for one in set(sheet.rows.words["reference"]) if one in world.persons}
    if not named:
        return set()
    references = {person_id: reference for reference, person_id in named.items()}
    places = {contract.id: place for place, contract in enumerate(world.contracts)}
    return {
        (places[one.contract_id], references[one.person_id or 0], day_number(one.day))
        for one in world.reports_of(places, named.values())
        if one.day and one.contract_id in places and one.person_id in references
    }


def several_times(sheet: Placements, valued: list[Valued]) -> dict[str, list[_Place]]:
    """Return the places of the rows of everybody who is in the sheet more than once, or was reported before."""
    references = sheet.rows.words["reference"]
    often = {one for one, times in Counter(references).items() if times > 1 and one}
    often |= {one for one in set(references) if one in sheet.world.persons}
    found: dict[str, list[_Place]] = {}
    if not often:
        return found
    for number, one in enumerate(valued):
        for place, row in enumerate(one.row.tolist()):
            if references[row] in often and row not in sheet.rows.wrong:
                found.setdefault(references[row], []).append(_Place(number, place, row))
    return {name: sorted(places, key=lambda one: one.row) for name, places in found.items()}


def count_extras_once(sheet: Placements, valued: list[Valued], often: dict[str, list[_Place]]) -> list[Valued]:
    """Return the values with every extra counted once for a person: in the first row that has it."""
    taken = [_bits(one) for one in valued]
    changed: dict[int, list[_Place]] = {}
    for places in often.values():
        counted: dict[str, int] = {}
        for at in places:
            amounts = valued[at.valued].amounts(at.place)
            for component in COMPONENTS[1:]:
                if amounts[component] and component in counted:
                    _tell_extra(sheet, valued[at.valued], at, component, counted[component])
                    taken[at.valued][at.place] |= _bit(valued[at.valued], component)
                    changed.setdefault(at.valued, []).append(at)
                elif amounts[component]:
                    counted[component] = at.row
    again = [valued_again(one, taken[number]) if number in changed else one for number, one in enumerate(valued)]
    for at in (at for places in changed.values() for at in places):
        if not again[at.valued].values.total[at.place]:
            sheet.rows.tell(at.row, "block", NOTHING_COUNTS)
    return again


def _tell_extra(sheet: Placements, one: Valued, at: _Place, component: str, first: int) -> None:
    rows, name = sheet.rows, FACTS[component]
    extra = next(extra for extra in one.book.extras if extra.component == component)
    on_a_day = extra.shape is ExtraShape.ON_A_DAY
    line = (("line", int(rows.lines[first])),)
    if on_a_day and rows.days[name][at.row] != rows.days[name][first]:
        rows.tell(at.row, name, Problem("EXTRA_TWICE", EXTRA_OTHERWISE, params=line))
    else:
        rows.tell(at.row, name, Problem("EXTRA_ONCE", EXTRA_ONCE, params=line), warning=True)


def _bits(one: Valued) -> np.ndarray:
    taken = one.columns.extras_taken
    return np.zeros(len(one.row), dtype=np.int64) if taken is None else taken.copy()


def _bit(one: Valued, component: str) -> int:
    return next(1 << place for place, extra in enumerate(one.book.extras) if extra.component == component)


def tell_counted_twice(sheet: Placements, valued: list[Valued], often: dict[str, list[_Place]]) -> None:
    """Say which rows let somebody count for more than was worked, or for more than full time (C9)."""
    persons = sheet.world.persons
    before = sheet.world.stretches_of(persons[one].id for one in often if one in persons)
    shares = shares_of(sheet.rows)
    for reference, places in often.items():
        person = persons.get(reference)
        others = list(before.get(person.id, ())) if person else []
        for at in places:
            own = list(_stretches(sheet, valued[at.valued], at, int(shares[at.row])))
            found = (first_excess(one, others) for one in own)
            if problem := next((one for one in found if one), None):
                rows_share = "share" if "share" in sheet.rows.places else "hours_per_week"
                sheet.rows.tell(at.row, rows_share, problem)
            else:
                others += own


def _stretches(sheet: Placements, one: Valued, at: _Place, share: int) -> Iterator[Stretch]:
    columns, values = one.columns, one.values
    if values.counted_from[at.place] == NO_DAY:
        return
    whole = int(columns.fulltime_hours[at.place])
    whole = whole if whole > 0 else one.book.fulltime_hours
    start, until = int(values.counted_from[at.place]), int(values.counted_until[at.place])
    hours = {start: int(columns.hours_per_week[at.place])}
    changes = columns.hours_changes
    if changes is not None:
        for place in np.flatnonzero(changes.row == at.place).tolist():
            day = max(start, int(changes.from_day[place]))
            if day < until:
                hours[day] = int(changes.hours[place])
    steps = tuple(HoursFrom(day, min(part, whole), whole) for day, part in sorted(hours.items()))
    figures = DerivedFigures(start, until, 0, steps, ()).as_json()
    title = sheet.world.contracts[int(sheet.who.contract[at.row])].title
    named = _("{title}, row {line} of this sheet").format(title=title, line=int(sheet.rows.lines[at.row]))
    yield from stretches(figures, share, named)
