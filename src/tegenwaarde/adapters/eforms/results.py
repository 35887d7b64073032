"""The notice's result: tenders, who made them, contracts and lot results, as they stand there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.amounts import NOT_GIVEN, Amount, amount
from tegenwaarde.adapters.eforms.walk import (
    Element,
    Groups,
    Notes,
    day,
    first,
    grouped,
    in_best_language,
    is_true,
    reference,
    reference_at,
    withheld_codes,
)

NO_WINNER, STILL_OPEN = "clos-nw", "open-nw"
# Codes of fields that a notice may withhold, as far as the reader would have used them.
BOUNDS_WITHHELD = {"ten-val-low", "ten-val-hig"}
TENDER_VALUE_WITHHELD, NOTICE_VALUE_WITHHELD, WINNER_WITHHELD = "win-ten-val", "not-val", "win-cho"


class Tender(NamedTuple):
    """An offer: for which lot (or group of lots), by which party, for what."""

    id: str
    party_id: str
    lot_id: str
    value: Amount


class TenderingParty(NamedTuple):
    """Those who bid together; `organisation_ids` with the leader first."""

    id: str
    name: str
    organisation_ids: tuple[str, ...]


class Contract(NamedTuple):
    """A contract as the notice settles it."""

    id: str
    title: str
    reference: str
    awarded_on: date | None
    concluded_on: date | None
    framework: bool
    tender_ids: tuple[str, ...]


class LotResult(NamedTuple):
    """What came of one lot."""

    lot_ids: tuple[str, ...]
    status: str
    tender_ids: tuple[str, ...]
    contract_ids: tuple[str, ...]
    framework_value: Amount
    only_tender: Amount

    @property
    def has_no_winner(self) -> bool:
        """Return whether the lot was closed, or is open, without a winner."""
        return self.status in (NO_WINNER, STILL_OPEN)


class Result(NamedTuple):
    """All of it; empty for a notice without a result."""

    tenders: dict[str, Tender]
    parties: dict[str, TenderingParty]
    contracts: tuple[Contract, ...]
    lot_results: tuple[LotResult, ...]
    total: Amount
    framework_total: Amount


def result_of(extension: Element | None, notes: Notes) -> Result:
    """Return the result in the notice's extension; of two things with one id, the first."""
    element = first(extension, tags.NOTICE_RESULT)
    if element is None:
        return Result({}, {}, (), (), NOT_GIVEN, NOT_GIVEN)
    tenders: dict[str, Tender] = {}
    parties: dict[str, TenderingParty] = {}
    contracts: dict[str, Contract] = {}
    parts = grouped(element)
    for tender in (_tender(child, notes) for child in parts.get(tags.LOT_TENDER, ())):
        tenders.setdefault(tender.id, tender)
    for party in (_tendering_party(child, notes) for child in parts.get(tags.TENDERING_PARTY, ())):
        parties.setdefault(party.id, party)
    for contract in (_contract(child, notes) for child in parts.get(tags.SETTLED_CONTRACT, ())):
        contracts.setdefault(contract.id, contract)
    for table in (tenders, parties, contracts):
        table.pop("", None)
    codes = withheld_codes(parts.get(tags.FIELDS_PRIVACY, ()))
    _warn_of_withheld(codes, "notice total", notes)
    framework = _amount_in(parts, tags.FRAMEWORK_APPROXIMATE)
    return Result(
        tenders,
        parties,
        tuple(contracts.values()),
        tuple(_lot_result(child, notes) for child in parts.get(tags.LOT_RESULT, ())),
        _amount_in(parts, tags.TOTAL_AMOUNT, withheld=NOTICE_VALUE_WITHHELD in codes),
        framework if framework.cents else _amount_in(parts, tags.FRAMEWORK_MAXIMUM),
    )


def _one(parts: Groups, tag: str) -> Element | None:
    found = parts.get(tag)
    return found[0] if found else None


def _amount_in(parts: Groups, tag: str, *, withheld: bool = False) -> Amount:
    return amount(_one(parts, tag), withheld=withheld)


def _ids(elements: Iterable[Element]) -> tuple[str, ...]:
    found = dict.fromkeys([reference_at(element, tags.ID) for element in elements])
    found.pop("", None)
    return tuple(found)


def _warn_of_withheld(codes: frozenset[str], place: str, notes: Notes) -> None:
    for code in sorted(codes - {TENDER_VALUE_WITHHELD}):
        notes.add("FIELD_WITHHELD", place, field_code=code)


def _tender(element: Element, notes: Notes) -> Tender:
    parts = grouped(element)
    tender_id = reference(_one(parts, tags.ID))
    codes = withheld_codes(parts.get(tags.FIELDS_PRIVACY, ()))
    _warn_of_withheld(codes, tender_id, notes)
    payable = first(_one(parts, tags.MONETARY_TOTAL), tags.PAYABLE_AMOUNT)
    return Tender(
        id=tender_id,
        party_id=reference_at(_one(parts, tags.TENDERING_PARTY), tags.ID),
        lot_id=reference_at(_one(parts, tags.TENDER_LOT), tags.ID),
        value=amount(payable, withheld=TENDER_VALUE_WITHHELD in codes),
    )


def _tendering_party(element: Element, notes: Notes) -> TenderingParty:
    parts = grouped(element)
    members = [
        (not is_true(first(member, tags.GROUP_LEAD)), reference_at(member, tags.ID))
        for member in parts.get(tags.TENDERER, ())
    ]
    members.sort(key=itemgetter(0))
    return TenderingParty(
        id=reference(_one(parts, tags.ID)),
        name=in_best_language(parts.get(tags.NAME, ()), notes.language),
        organisation_ids=tuple(dict.fromkeys(name for _, name in members if name)),
    )


def _contract(element: Element, notes: Notes) -> Contract:
    parts = grouped(element)
    contract_id = reference(_one(parts, tags.ID))
    return Contract(
        id=contract_id,
        title=in_best_language(parts.get(tags.TITLE, ()), notes.language),
        reference=reference_at(_one(parts, tags.CONTRACT_REFERENCE), tags.ID),
        awarded_on=day(_one(parts, tags.AWARD_DATE), notes, f"{contract_id} · award date"),
        concluded_on=day(_one(parts, tags.ISSUE_DATE), notes, f"{contract_id} · conclusion date"),
        framework=is_true(_one(parts, tags.CONTRACT_FRAMEWORK)),
        tender_ids=_ids(parts.get(tags.LOT_TENDER, ())),
    )


def _lot_result(element: Element, notes: Notes) -> LotResult:
    parts = grouped(element)
    lot_ids = _ids(parts.get(tags.TENDER_LOT, ()))
    codes = withheld_codes(parts.get(tags.FIELDS_PRIVACY, ()))
    _warn_of_withheld(codes, ", ".join(lot_ids[:10]), notes)
    return LotResult(
        lot_ids=lot_ids,
        status="" if WINNER_WITHHELD in codes else reference(_one(parts, tags.TENDER_RESULT_CODE)),
        tender_ids=_ids(parts.get(tags.LOT_TENDER, ())),
        contract_ids=_ids(parts.get(tags.SETTLED_CONTRACT, ())),
        framework_value=_framework_value(_one(parts, tags.FRAMEWORK_VALUES)),
        only_tender=NOT_GIVEN if BOUNDS_WITHHELD & codes else _only_tender(parts),
    )


def _framework_value(values: Element | None) -> Amount:
    """Return what the buyer now expects of a framework, else its maximum."""
    if values is None:
        return NOT_GIVEN
    expected = amount(first(values, tags.REESTIMATED_VALUE))
    return expected if expected.cents else amount(first(values, tags.MAXIMUM_VALUE))


def _only_tender(parts: Groups) -> Amount:
    """Return the amount that is both the lowest and the highest tender of a lot."""
    lowest = _amount_in(parts, tags.LOWER_TENDER)
    return lowest if lowest == _amount_in(parts, tags.HIGHER_TENDER) else NOT_GIVEN
