"""The tender calendar as a list: searched, filtered, sorted, a page at a time; a constant number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import calendar_visible_to, require
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import TenderKind, TenderState
from tegenwaarde.records.models.tenders import TenderQuerySet
from tegenwaarde.usecases.reading.calendar_lines import Line, if_possible_of, lines_of, total_of, unknown_in
from tegenwaarde.usecases.reading.dossiers import Choice
from tegenwaarde.usecases.reading.sentences_obligation import REGIMES

PAGE = 50
EVERY_YEAR = "alle"
SORTS = ("title", "quarter", "value", "expected")
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks of the calendar; empty is everything, and of the year the present one.

    `year` is four digits or `EVERY_YEAR`, `sort` with a stroke in front runs downward, `mine` keeps what one opens.
    """

    text: str = ""
    year: str = ""
    quarter: int = 0
    subregion_id: int = 0
    buyer_id: int = 0
    kind: str = ""
    state: str = ""
    regime: str = ""
    mine: bool = False
    sort: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """A page of the calendar with the totals of everything that was found; cents."""

    rows: tuple[Line, ...]
    total: int
    value_cents: int
    expected_cents: int
    if_possible_cents: int
    unknown: int
    page: int
    year: str
    closed_lines: bool
    may_plan: bool
    filters: dict[str, tuple[Choice, ...]]


def read_calendar(*, actor: Actor, wanted: Wanted, today: date, per_page: int = PAGE) -> Calendar:
    """Return the asked page of the calendar's lines that the actor sees (`calendar.see`); NotVisible without it."""
    require(actor, "calendar.see")
    seen = calendar_visible_to(actor)
    year = wanted.year or str(today.year)
    known = lines_of(actor, _searched(_of_year(seen, year), wanted.text))
    kept = [line for line in known if _keeps(wanted, line)]
    page = min(max(1, wanted.page), max(1, -(-len(kept) // per_page)))
    return Calendar(
        rows=tuple(_sorted(kept, wanted.sort)[(page - 1) * per_page : page * per_page]),
        total=len(kept),
        value_cents=sum(line.value_cents or 0 for line in kept),
        expected_cents=total_of(kept),
        if_possible_cents=if_possible_of(kept),
        unknown=unknown_in(kept),
        page=page,
        year=year,
        closed_lines=any(not line.opens for line in kept),
        may_plan=holds(actor, "tender.plan"),
        filters={"years": _years(seen, year), **_filters(known, wanted)},
    )


def _of_year(rows: TenderQuerySet, year: str) -> TenderQuerySet:
    if not year.isdecimal():
        return rows
    return rows.in_quarters(date(int(year), 1, 1), date(int(year) + 1, 1, 1))


def _searched(rows: TenderQuerySet, text: str) -> TenderQuerySet:
    """Keep the tenders in which every word of `text` stands somewhere."""
    for word in text.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(reference__icontains=word)
            | Q(cpv__startswith=word)
            | Q(buyers__buyer__name__icontains=word)
        )
    return rows.distinct()


def _keeps(wanted: Wanted, line: Line, *, but: str = "") -> bool:
    """Say whether a line is asked for; `but` names one filter that is passed over, to count its other choices."""
    tests = {
        "quarter": not wanted.quarter or line.quarter.number == wanted.quarter,
        "subregion": not wanted.subregion_id or line.subregion_id == wanted.subregion_id,
        "buyer": not wanted.buyer_id or any(pk == wanted.buyer_id for pk, _name in line.buyers),
        "kind": not wanted.kind or line.kind == wanted.kind,
        "state": not wanted.state or line.state == wanted.state,
        "regime": not wanted.regime or (line.expected.regime or UNKNOWN) == wanted.regime,
        "mine": not wanted.mine or line.opens,
    }
    return all(kept for name, kept in tests.items() if name != but)


def _sorted(lines: Sequence[Line], sort: str) -> list[Line]:
    keys: dict[str, Callable[[Line], Any]] = {
        "title": lambda line: line.title.casefold(),
        "quarter": lambda line: (line.quarter, line.title.casefold()),
        "value": lambda line: line.value_cents or 0,
        "expected": lambda line: line.counted_cents,
    }
    by_id = sorted(lines, key=lambda line: line.tender_id)
    return sorted(by_id, key=keys.get(sort.removeprefix("-"), keys["quarter"]), reverse=sort.startswith("-"))


def _years(seen: TenderQuerySet, year: str) -> tuple[Choice, ...]:
    found = seen.order_by().values(of=ExtractYear("quarter_start")).annotate(number=Count("pk", distinct=True))
    counts = {str(row["of"]): row["number"] for row in found}
    if year.isdecimal():
        counts.setdefault(year, 0)
    every = Choice(EVERY_YEAR, _("All years"), sum(counts.values()))
    return (*(Choice(one, one, counts[one]) for one in sorted(counts)), every)


def _filters(known: Sequence[Line], wanted: Wanted) -> dict[str, tuple[Choice, ...]]:
    def kept(name: str) -> list[Line]:
        return [line for line in known if _keeps(wanted, line, but=name)]

    quarters: dict[int, str | Promise] = {number: _("Quarter {number}").format(number=number) for number in range(1, 5)}
    places = {line.subregion_id: line.subregion for line in sorted(known, key=lambda one: one.subregion)}
    named = {pk: name for line in known for pk, name in line.buyers}
    buyers = dict(sorted(named.items(), key=lambda one: one[1]))
    mine = sum(line.opens for line in kept("mine"))
    return {
        "quarters": _choices(quarters, (line.quarter.number for line in kept("quarter"))),
        "subregions": _choices(places, (line.subregion_id for line in kept("subregion"))),
        "buyers": _choices(buyers, (pk for line in kept("buyer") for pk, _name in line.buyers)),
        "kinds": _choices(dict(TenderKind.choices), (line.kind for line in kept("kind"))),
        "states": _choices({one.value: one.label for one in TenderState}, (line.state for line in kept("state"))),
        "regimes": _choices(
            {**REGIMES, UNKNOWN: _("Not known yet")}, (line.expected.regime or UNKNOWN for line in kept("regime"))
        ),
        "mine": (Choice("ja", _("Only those I can open"), mine),),
    }


def _choices(names: Mapping[Any, str | Promise], values: Iterable[Any]) -> tuple[Choice, ...]:
    counts = Counter(values)
    return tuple(Choice(str(value), words, counts[value]) for value, words in names.items() if counts[value])
