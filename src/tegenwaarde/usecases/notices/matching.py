"""Who an organisation of a notice is: by its number, else as a person confirmed, else by its name for a person to say.

Nothing is decided by a name alone: that is a question, with the candidates that are most alike first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tegenwaarde.records.models import Buyer, PartyName, PartyRole, Supplier
from tegenwaarde.usecases.notices.names import alike, plain, quite_different, squeezed
from tegenwaarde.usecases.ports.notices import NoticeParty

NAME_DIFFERS, NUMBER_DIFFERS, NAME_ONLY, NAME_ALIKE = "name_differs", "number_differs", "name_only", "name_alike"
MOST_CANDIDATES = 5
DUTCH = ("NLD", "NL", "")


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of an organisation: `found` is its id where it is sure, else `candidates` with the reason to ask.

    Nobody (no id, no candidates) is an organisation that the register does not know.
    """

    party: NoticeParty
    found: int = 0
    candidates: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that the register knows, with its name and number as they are compared."""

    id: int
    plain: str
    kvk: str
    country: str = ""
    number: str = ""


class Known:
    """The buyers, or the suppliers, that the register knows, to find those of a notice among; two queries."""

    def __init__(self, organisations: Iterable[Organisation], confirmed: dict[tuple[str, str], int]) -> None:
        self.organisations = tuple(organisations)
        self.confirmed = confirmed
        self.by_number = {_number_of(one): one for one in self.organisations if one.kvk or one.number}

    def match(self, party: NoticeParty) -> Match:
        """Return who the organisation is, or whom it may be."""
        name, number = plain(party.name), compared_number(party)
        confirmed = self.confirmed.get((name, number))
        if confirmed:
            return Match(party, found=confirmed)
        same = [one.id for one in self.organisations if one.plain == name]
        held = self.by_number.get((_country(party), number)) if number else None
        if held is not None:
            if held.plain == name or not quite_different(held.plain, name) or self._goes_by(held.id, name):
                return Match(party, found=held.id)
            return _asked(party, [held.id, *same], NAME_DIFFERS)
        if same:
            return _asked(party, same, NUMBER_DIFFERS if number else NAME_ONLY)
        if party.kvk:
            return Match(party)
        return _asked(party, self._alike(name, _country(party)), NAME_ALIKE)

    def _goes_by(self, organisation_id: int, name: str) -> bool:
        return any(known == name and found == organisation_id for (known, _number), found in self.confirmed.items())

    def _alike(self, name: str, country: str) -> list[int]:
        return [
            one.id
            for one in self.organisations
            if (not country or not one.country or one.country == country) and alike(one.plain, name)
        ]


def known_buyers() -> Known:
    """Return the buyers that the register knows."""
    rows = Buyer.unfenced.order_by("name").values_list("pk", "name", "kvk")
    return Known((Organisation(pk, plain(name), kvk) for pk, name, kvk in rows), _confirmed(PartyRole.BUYER))


def known_suppliers() -> Known:
    """Return the suppliers that the register knows."""
    rows = Supplier.unfenced.order_by("name").values_list("pk", "name", "kvk", "country", "register_number")
    known = (
        Organisation(pk, plain(name), kvk, "" if kvk else country, squeezed(number))
        for pk, name, kvk, country, number in rows
    )
    return Known(known, _confirmed(PartyRole.SUPPLIER))


def compared_number(party: NoticeParty) -> str:
    """Return the number by which an organisation is told apart: the KvK number, else that of a register abroad."""
    if party.kvk:
        return party.kvk
    return "" if party.country in DUTCH else squeezed(party.number)


def _country(party: NoticeParty) -> str:
    return "" if party.kvk or party.country in DUTCH else party.country


def _number_of(one: Organisation) -> tuple[str, str]:
    return ("", one.kvk) if one.kvk else (one.country, one.number)


def _asked(party: NoticeParty, candidates: list[int], reason: str) -> Match:
    once = tuple(dict.fromkeys(candidates))[:MOST_CANDIDATES]
    return Match(party, candidates=once, reason=reason if once else "")


def _confirmed(role: PartyRole) -> dict[tuple[str, str], int]:
    field = "buyer_id" if role == PartyRole.BUYER else "supplier_id"
    return {
        (name, number): found
        for name, number, found in PartyName.unfenced.filter(role=role).values_list("plain", "number", field)
    }
