"""Where a notice belongs: its buyers that are known, and the subregion in which it is entered."""

from __future__ import annotations

from dataclasses import dataclass

from tegenwaarde.access.fence import buyers_visible_to
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Buyer, Subregion, SubregionMembership
from tegenwaarde.usecases.notices.matching import NAME_ALIKE, Match, known_buyers
from tegenwaarde.usecases.notices.names import plain
from tegenwaarde.usecases.notices.outcome import KEY, Origin
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.ports.notices import NoticeParty


@dataclass(frozen=True, slots=True)
class Place:
    """Where a notice is entered, its buyers in the notice's order (the first leads), and those to ask about."""

    subregion: Subregion
    buyers: tuple[Buyer, ...]
    unsure: tuple[Match, ...] = ()
    unknown: tuple[NoticeParty, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    buyers: tuple[Buyer, ...]
    unsure: tuple[Match, ...]
    unknown: tuple[NoticeParty, ...]
    belongs: dict[int, Subregion]

    @property
    def likely(self) -> tuple[int, ...]:
        """Return the ids of buyers that are meant, or may well be: the sure ones first."""
        return (*(buyer.pk for buyer in self.buyers), *(match.candidates[0] for match in self.unsure))

    @property
    def named_outright(self) -> bool:
        """Say whether a buyer is meant by its number or its very name, not just by one that is alike."""
        return bool(self.buyers) or any(match.reason != NAME_ALIKE for match in self.unsure)

    def named(self) -> str:
        """Return the first buyer as it is called."""
        if self.buyers:
            return self.buyers[0].name
        parties = (*(match.party for match in self.unsure), *self.unknown)
        return parties[0].name if parties else "?"


def place_of(origin: Origin, parties: tuple[NoticeParty, ...]) -> Place | Problem:
    """Return where the notice is entered, or why it cannot be entered by who reads it."""
    seen = _seen(origin, parties)
    if origin.actor is None:
        return _for_the_region(origin, seen)
    if origin.desk is None:
        return told("NOBODY_HERE", buyer=seen.named())
    own = set(buyers_visible_to(origin.actor, KEY).values_list("pk", flat=True))
    if origin.desk.own_buyer is not None:
        return _for_one_buyer(origin.desk.own_buyer, origin.desk.subregion, seen)
    if seen.named_outright and not own.intersection(seen.likely):
        return _belongs_elsewhere(seen)
    unsure = tuple(match for match in seen.unsure if own.intersection(match.candidates) or seen.buyers)
    unknown = (*seen.unknown, *(match.party for match in seen.unsure if match not in unsure))
    return Place(origin.desk.subregion, seen.buyers, unsure, unknown)


def _seen(origin: Origin, parties: tuple[NoticeParty, ...]) -> _Seen:
    known = known_buyers()
    found: dict[int, None] = {}
    unsure: dict[str, Match] = {}
    unknown: dict[str, NoticeParty] = {}
    sure_names: set[str] = set()
    for match in map(known.match, parties):
        name = plain(match.party.name)
        if match.found:
            found[match.found] = None
            sure_names.add(name)
        elif match.candidates:
            unsure.setdefault(name, match)
        else:
            unknown.setdefault(name, match.party)
    rows = Buyer.unfenced.in_bulk([*found, *(match.candidates[0] for match in unsure.values())])
    members = SubregionMembership.unfenced.in_force_on(origin.today).filter(buyer_id__in=rows)
    return _Seen(
        buyers=tuple(rows[one] for one in found),
        unsure=tuple(match for name, match in unsure.items() if name not in sure_names),
        unknown=tuple(party for name, party in unknown.items() if name not in sure_names),
        belongs={row.buyer_id: row.subregion for row in members.select_related("subregion__region")},
    )


def _for_the_region(origin: Origin, seen: _Seen) -> Place | Problem:
    """Enter in the subregion of the first buyer that belongs to one on the day, else where the command was told."""
    subregion = next((seen.belongs[one] for one in seen.likely if one in seen.belongs), origin.fallback)
    if subregion is not None:
        return Place(subregion, seen.buyers, seen.unsure, seen.unknown)
    code = "BUYER_BELONGS_NOWHERE" if seen.buyers else "NOBODY_HERE"
    return told(code, buyer=seen.named())


def _for_one_buyer(own: Buyer, subregion: Subregion, seen: _Seen) -> Place | Problem:
    """Enter for somebody's own buyer only; who works there says by reading it that the own name means that buyer."""
    if own not in seen.buyers:
        meant = [match for match in seen.unsure if own.pk in match.candidates and not match.party.kvk]
        if not meant:
            return told("NOT_OWN_BUYER", buyer=seen.named(), own=own.name)
        rest = tuple(match for match in seen.unsure if match is not meant[0])
        return Place(subregion, (own, *seen.buyers), rest, seen.unknown)
    return Place(subregion, seen.buyers, seen.unsure, seen.unknown)


def _belongs_elsewhere(seen: _Seen) -> Problem:
    subregion = next((seen.belongs[one] for one in seen.likely if one in seen.belongs), None)
    if subregion is None:
        return told("BUYER_BELONGS_NOWHERE", buyer=seen.named())
    return told("BUYER_BELONGS_ELSEWHERE", buyer=seen.named(), subregion=subregion.name)
