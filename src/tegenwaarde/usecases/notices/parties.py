"""The organisations of an awarded contract: taken up where they are sure, asked about where they are not."""

from __future__ import annotations

from tegenwaarde.records.models import Contract, PartyQuestion, PartyRole, Supplier
from tegenwaarde.records.models.organisations import DUTCH as DUTCH_COUNTRY
from tegenwaarde.usecases.notices.matching import DUTCH, Match, known_suppliers
from tegenwaarde.usecases.notices.names import squeezed
from tegenwaarde.usecases.notices.outcome import Came
from tegenwaarde.usecases.notices.placing import Place
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.ports.notices import NoticeParty


def take_up_winner(contract: Contract, winner: NoticeParty, came: Came) -> None:
    """Let the winner (the leader of a group) be the supplier, or ask who it is; saves nothing but a new supplier."""
    match = known_suppliers().match(winner)
    contract.supplier = None
    contract.supplier_name_noted = ""
    if match.found:
        contract.supplier = Supplier.unfenced.get(pk=match.found)
    elif match.candidates:
        came.said.append(told("PARTY_TO_CONFIRM", name=winner.name))
    else:
        contract.supplier = new_supplier(winner)
    if contract.supplier is None:
        contract.supplier_name_noted = winner.name[:200]


def new_supplier(party: NoticeParty) -> Supplier | None:
    """Return the supplier that the party is, made where it is new; None where it has no number to know it by."""
    about = {"name": party.name[:200], "city": party.city[:100]}
    if party.kvk:
        return Supplier.unfenced.get_or_create(kvk=party.kvk, defaults=about)[0]
    if party.country in DUTCH or party.country == DUTCH_COUNTRY or not squeezed(party.number):
        return None
    abroad = {"country": party.country[:3], "register_number": party.number.strip()[:80], "kvk": ""}
    return Supplier.unfenced.get_or_create(**abroad, defaults=about)[0]


def ask_who_is_meant(contract: Contract, place: Place, winner: NoticeParty) -> None:
    """Keep a question for each organisation that the register is not sure of, once."""
    for match in place.unsure:
        _ask(contract, PartyRole.BUYER, match)
    ask_who_won(contract, winner)


def ask_who_won(contract: Contract, winner: NoticeParty) -> None:
    """Keep a question about the winner where the register is not sure who it is, once."""
    match = known_suppliers().match(winner)
    if match.candidates:
        _ask(contract, PartyRole.SUPPLIER, match)


def _ask(contract: Contract, role: PartyRole, match: Match) -> None:
    party = match.party
    PartyQuestion.unfenced.get_or_create(
        contract=contract,
        role=role,
        name=party.name[:400],
        defaults={
            "number": party.number[:80],
            "kvk": party.kvk,
            "city": party.city[:100],
            "country": party.country[:3],
            "reason": match.reason,
            "candidates": list(match.candidates),
        },
    )
