"""How the rows of a sheet stand to the calendar: new, known, or changed; and what is wrong with them as tenders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Tender
from tegenwaarde.usecases.calendar_sheets.staged import StagedTender, Standing
from tegenwaarde.usecases.calendar_sheets.told import ToldRow
from tegenwaarde.usecases.calendar_sheets.world import CalendarWorld, Key, Known, keys_of
from tegenwaarde.usecases.tenders.expected import expected_of
from tegenwaarde.usecases.tenders.facts import TenderFacts, problems_of

Tell = Callable[[int, str, Problem], None]
COLUMNS = {"buyers": "others", "quarter_start": "quarter"}
TENDER_TWICE = "This is the same tender as in row {line}. Take one of the two away, or give each its own reference."
NOT_OWN_BUYER = "You plan no tenders of {buyer}. Let one of your own buyers lead, or ask its people to plan this one."
BELONGS_NOWHERE = "{buyer} belongs to no subregion at this moment. Ask the administrator to give it one."


def judged(told: Iterable[ToldRow], world: CalendarWorld, tell: Tell) -> list[StagedTender]:
    """Return how each row stands; `tell` hears what is wrong, at the row's place and the name of its column."""
    rows = list(told)
    pairs = _paired(rows, world, tell)
    staged = []
    for row in rows:
        one = _judged(row, pairs.get(row.row), world)
        if one.standing in (Standing.NEW, Standing.DIFFERS):
            _tell_problems(row, one, world, tell)
        staged.append(one)
    return _with_expected(staged, world)


def _paired(rows: list[ToldRow], world: CalendarWorld, tell: Tell) -> dict[int, Known]:
    """Return the tender that each row is about; a row that says the same as another, with none left for it, is told."""
    first, taken, pairs = dict[Key, ToldRow](), set[int](), dict[int, Known]()
    for row in rows:
        keys = _keys(row.facts)
        fitting = (one for one in _candidates(row.facts, keys, world) if one.tender.pk not in taken)
        found = next(fitting, None)
        if found is not None:
            pairs[row.row] = found
            taken.add(found.tender.pk)
        elif keys and (other := first.get(keys[0])):
            problem = Problem("TENDER_TWICE", TENDER_TWICE, params=(("line", other.line),))
            tell(row.row, "reference" if row.facts.reference else "title", problem)
        if keys:
            first.setdefault(keys[0], row)
    return pairs


def _keys(facts: TenderFacts) -> tuple[Key, ...]:
    """Return by what the row's tender is known; nothing while its buyer or quarter is not readable."""
    if not facts.buyers or facts.quarter_start is None:
        return ()
    return keys_of(facts.buyers[0].buyer_id, facts.title, facts.reference, facts.quarter_start)


def _candidates(facts: TenderFacts, keys: tuple[Key, ...], world: CalendarWorld) -> Iterator[Known]:
    """Yield the tenders that the row may be about; two that have each their own reference are not the same."""
    for key in keys:
        for one in world.known.get(key, ()):
            by_reference = len(keys) > 1 and key == keys[0]
            if by_reference or not (facts.reference and one.facts and one.facts.reference):
                yield one


def _judged(row: ToldRow, known: Known | None, world: CalendarWorld) -> StagedTender:
    if known is None:
        return StagedTender(row.line, row.facts, Standing.NEW)
    if known.facts is None or not known.changeable:
        return StagedTender(row.line, row.facts, Standing.KEPT, known.tender.pk)
    merged = merged_with(known, row.facts)
    standing = Standing.SAME if _said(merged) == _said(known.facts) else Standing.DIFFERS
    return StagedTender(row.line, merged, standing, known.tender.pk)


def merged_with(known: Known, facts: TenderFacts) -> TenderFacts:
    """Return the tender's facts with what the row says: an empty cell changes nothing, nor does a quarter gone by."""
    before = known.facts or TenderFacts()
    given = {one.name: getattr(facts, one.name) for one in fields(TenderFacts)}
    said = {name: value for name, value in given.items() if value not in ("", None, ())}
    if known.tender.tender_date is not None:
        said.pop("quarter_start", None)
    return replace(before, **said)


def _said(facts: TenderFacts) -> dict[str, object]:
    return facts.of_the_tender() | {"buyers": (facts.buyers[:1], frozenset(facts.buyers))}


def _tell_problems(row: ToldRow, one: StagedTender, world: CalendarWorld, tell: Tell) -> None:
    for problem in problems_of(one.facts):
        if problem.place != "buyers" or one.facts.buyers:  # no buyer at all was told at its cell
            tell(row.row, COLUMNS.get(problem.place, problem.place), problem)
    if one.standing is not Standing.NEW or not one.facts.buyers:
        return
    lead = one.facts.buyers[0].buyer_id
    params = (("buyer", world.names[lead]),)
    if lead not in world.own:
        tell(row.row, "buyer", Problem("NOT_OWN_BUYER", NOT_OWN_BUYER, params=params))
    elif lead not in world.places:
        tell(row.row, "buyer", Problem("BUYER_BELONGS_NOWHERE", BELONGS_NOWHERE, params=params))


def _with_expected(staged: list[StagedTender], world: CalendarWorld) -> list[StagedTender]:
    """Return the rows with what their tenders are expected to bring, whether they are kept already or not; cents."""
    tenders = {}
    for place, one in enumerate(staged, start=1):
        subregion = world.places.get(one.facts.buyers[0].buyer_id) if one.facts.buyers else None
        if subregion and one.facts.quarter_start and one.standing is not Standing.KEPT:
            facts = one.facts.of_the_tender()
            tenders[place] = Tender(pk=-place, entered_in_id=subregion, **facts)  # a number of its own, never kept
    expected = expected_of(tenders.values())
    return [
        replace(one, expected_cents=expected[-place].cents) if place in tenders else one
        for place, one in enumerate(staged, start=1)
    ]
