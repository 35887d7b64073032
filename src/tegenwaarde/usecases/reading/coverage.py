"""Coverage: of what was bought in a year, what could have asked social return, what did, and why not (B2, B3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.counted import memberships_counted_for
from tegenwaarde.access.fence import buyers_visible_to, require
from tegenwaarde.access.keys import holds
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.policy.book_asking import OTHER_REASON, DepartsFrom
from tegenwaarde.records.models import Kind
from tegenwaarde.usecases.departures import book_for, choices_of
from tegenwaarde.usecases.reading.coverage_units import ASKING, UNKNOWN, Unit, drafts_waiting, units_of
from tegenwaarde.usecases.reading.frame import read_policy_region
from tegenwaarde.usecases.reading.sentences_obligation import REGIMES

HAD, NOT = "ja", "nee"  # what the address asks: those that asked it, those that did not


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageWanted:
    """What somebody asks; empty is everything, year 0 is this year."""

    year: int = 0
    subregion_id: int = 0
    buyer_id: int = 0
    kind: str = ""
    regime: str = ""
    answer: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its value, its words, and how many tenders and contracts it keeps."""

    value: str
    words: str | Promise
    count: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A number of tenders and contracts with their values; cents."""

    count: int = 0
    value_cents: int = 0
    social_cents: int = 0


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Why nothing was asked: the code, its words, and how much that is; `social_cents` is what was missed."""

    code: str
    words: str
    sum: Sum


@dataclass(frozen=True, slots=True)
class RegimeRow:
    """One regime: how many could, and how many did; cents."""

    regime: str
    words: str | Promise
    could: Sum
    had: Sum


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The coverage of one year. `units` are those that open for the actor, the dearest first, and only of `answer`."""

    wanted: CoverageWanted
    year: int
    could: Sum
    had: Sum
    not_had: Sum
    without_reason: Sum
    not_asked: Sum
    unjudged: Sum
    drafts: int
    reasons: tuple[ReasonRow, ...]
    regimes: tuple[RegimeRow, ...]
    units: tuple[Unit, ...]
    hidden: int
    opens: bool
    region_wide: bool
    several_buyers: bool
    years: tuple[Choice, ...]
    subregions: tuple[Choice, ...]
    buyers: tuple[Choice, ...]
    kinds: tuple[Choice, ...]


def read_coverage(*, actor: Actor, wanted: CoverageWanted, today: date) -> CoveragePage:
    """Return the coverage of the buyers that count for the actor; a constant number of queries. NotVisible."""
    require(actor, "coverage.see")
    world = _World(actor, today)
    wanted = replace(wanted, year=wanted.year or today.year)
    kept = [unit for unit in world.units if world.keeps(wanted, unit)]
    could = [unit for unit in kept if unit.could]
    had, not_had = [unit for unit in could if unit.had], [unit for unit in could if not unit.had]
    listed = list(_listed(wanted, could, had, not_had))
    opening = sorted((unit for unit in listed if unit.route), key=lambda unit: -unit.value_cents)
    words = _reason_words(world.book)
    return CoveragePage(
        wanted=wanted,
        year=wanted.year,
        could=_sum(could, lambda unit: unit.due_cents + unit.missed_cents),
        had=_sum(had, lambda unit: unit.due_cents),
        not_had=_sum(not_had, lambda unit: unit.missed_cents),
        without_reason=_sum((one for one in not_had if one.reason == UNKNOWN), lambda unit: unit.missed_cents),
        not_asked=_sum((one for one in kept if one.regime == "none"), lambda unit: 0),
        unjudged=_sum((one for one in kept if not one.regime), lambda unit: 0),
        drafts=drafts_waiting(actor),
        reasons=_reasons(words, not_had),
        regimes=_regimes(could),
        units=tuple(replace(unit, reason_words=unit.reason_words or words.get(unit.reason, "")) for unit in opening),
        hidden=len(listed) - len(opening),
        opens=holds(actor, "tender.see"),
        region_wide=holds(actor, "calendar.region"),
        several_buyers=len(world.own) > 1,
        years=world.years(today.year),
        subregions=world.subregions(wanted),
        buyers=world.buyers(wanted),
        kinds=world.kinds(wanted),
    )


class _World:
    """What counts for the actor, where its buyers belong today, and what the filters keep of it."""

    def __init__(self, actor: Actor, today: date) -> None:
        self.units = units_of(actor)
        self.book: PolicyBook | None = book_for(read_policy_region(), today)
        places = list(
            memberships_counted_for(actor).in_force_on(today).values_list("buyer_id", "subregion_id", "subregion__name")
        )
        self.place_of = {buyer: subregion for buyer, subregion, _name in places}
        self.names = dict(sorted({(subregion, name) for _buyer, subregion, name in places}, key=lambda one: one[1]))
        seen = buyers_visible_to(actor, "coverage.see").order_by("name")
        self.own = dict(seen.values_list("pk", "name"))

    def keeps(self, wanted: CoverageWanted, unit: Unit) -> bool:
        """Say whether the filters keep a unit."""
        return (
            unit.day.year == wanted.year
            and (not wanted.kind or unit.kind == wanted.kind)
            and (not wanted.regime or unit.regime == wanted.regime)
            and (not wanted.buyer_id or (wanted.buyer_id in unit.buyer_ids and wanted.buyer_id in self.own))
            and (not wanted.subregion_id or wanted.subregion_id in self._places(unit))
        )

    def _places(self, unit: Unit) -> set[int]:
        return {self.place_of.get(buyer, 0) for buyer in unit.buyer_ids}

    def years(self, this_year: int) -> tuple[Choice, ...]:
        """Return the years in which something was bought, the newest first, with this one."""
        counts = Counter(unit.day.year for unit in self.units)
        return tuple(Choice(str(year), str(year), counts[year]) for year in sorted({*counts, this_year}, reverse=True))

    def subregions(self, wanted: CoverageWanted) -> tuple[Choice, ...]:
        """Return the subregions with how much the other filters keep of each."""
        counts = Counter(place for unit in self._but(wanted, subregion_id=0) for place in self._places(unit))
        return tuple(Choice(str(pk), name, counts[pk]) for pk, name in self.names.items() if counts[pk])

    def buyers(self, wanted: CoverageWanted) -> tuple[Choice, ...]:
        """Return the actor's own buyers with how much the other filters keep of each."""
        counts = Counter(buyer for unit in self._but(wanted, buyer_id=0) for buyer in unit.buyer_ids)
        return tuple(Choice(str(pk), name, counts[pk]) for pk, name in self.own.items() if counts[pk])

    def kinds(self, wanted: CoverageWanted) -> tuple[Choice, ...]:
        """Return the kinds with how much the other filters keep of each."""
        counts = Counter(unit.kind for unit in self._but(wanted, kind=""))
        return tuple(Choice(kind.value, kind.label, counts[kind.value]) for kind in Kind if counts[kind.value])

    def _but(self, wanted: CoverageWanted, **other: str | int) -> list[Unit]:
        asked = replace(wanted, **other)  # type: ignore[arg-type]
        return [unit for unit in self.units if self.keeps(asked, unit)]


def _listed(
    wanted: CoverageWanted, could: Sequence[Unit], had: Sequence[Unit], not_had: Sequence[Unit]
) -> Sequence[Unit]:
    """Return those that the list is asked for; everything that could where nothing is asked."""
    if wanted.reason:
        return [unit for unit in not_had if unit.reason == wanted.reason]
    return {HAD: had, NOT: not_had}.get(wanted.answer, could)


def _sum(units: Iterable[Unit], social: Callable[[Unit], int]) -> Sum:
    found = list(units)
    return Sum(len(found), sum(unit.value_cents for unit in found), sum(social(unit) for unit in found))


def _reason_words(book: PolicyBook | None) -> dict[str, str]:
    """Return what each reason is called, also the one that is not known."""
    words = dict(choices_of(book, DepartsFrom.PERCENTAGE)) | dict(choices_of(book, DepartsFrom.NOT_APPLIED))
    return words | {UNKNOWN: _("No reason is known"), OTHER_REASON: words.get(OTHER_REASON, _("Another reason"))}


def _reasons(words: dict[str, str], not_had: Sequence[Unit]) -> tuple[ReasonRow, ...]:
    """Return why nothing was asked, the most missed first; that no reason is known comes last."""
    rows = []
    for code in {unit.reason for unit in not_had}:
        found = _sum((unit for unit in not_had if unit.reason == code), lambda unit: unit.missed_cents)
        rows.append(
            ReasonRow(
                code, words.get(code, _("A reason of an earlier policy version ({code})").format(code=code)), found
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.code == UNKNOWN, -row.sum.social_cents, row.code)))


def _regimes(could: Sequence[Unit]) -> tuple[RegimeRow, ...]:
    rows = []
    for regime in ASKING:
        of_it = [unit for unit in could if unit.regime == regime]
        if of_it:
            had = _sum((unit for unit in of_it if unit.had), lambda unit: unit.due_cents)
            rows.append(
                RegimeRow(regime, REGIMES[regime], _sum(of_it, lambda one: one.due_cents + one.missed_cents), had)
            )
    return tuple(rows)
