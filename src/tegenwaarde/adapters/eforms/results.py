"""The notice's result: tenders, who made them, contracts and lot results, as they stand there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.amounts import NOT_GIVEN, Amount, amount
from tegenwaarde.adapters.eforms.walk import (
    Element,
    Notes,
    day,
    every,
    first,
    in_best_language,
    is_true,
    reference,
    reference_at,
    withheld_codes,
)

NO_WINNER, STILL_OPEN = "clos-nw", "open-nw"
# Codes of fields that a notice may withhold, as far as the reader would have used them.
TENDER_VALUE_WITHHELD, NOTICE_VALUE_WITHHELD, WINNER_WITHHELD = "win-ten-val", "not-val", "win-cho"


@dataclass(frozen=True, slots=True)
class Tender:
    """An offer: for which lot (or group of lots), by which party, for what."""

    id: str
    party_id: str
    lot_id: str
    value: Amount


@dataclass(frozen=True, slots=True)
class TenderingParty:
    """Those who bid together; `organisation_ids` with the leader first."""

    id: str
    name: str
    organisation_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract as the notice settles it."""

    id: str
    title: str
    reference: str
    awarded_on: date | None
    concluded_on: date | None
    framework: bool
    tender_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LotResult:
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


@dataclass(frozen=True, slots=True)
class Result:
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
    lot_results: list[LotResult] = []
    for child in element:
        if child.tag == tags.LOT_TENDER:
            tender = _tender(child, notes)
            tenders.setdefault(tender.id, tender)
        elif child.tag == tags.TENDERING_PARTY:
            party = _tendering_party(child, notes)
            parties.setdefault(party.id, party)
        elif child.tag == tags.SETTLED_CONTRACT:
            contract = _contract(child, notes)
            contracts.setdefault(contract.id, contract)
        elif child.tag == tags.LOT_RESULT:
            lot_results.append(_lot_result(child, notes))
    for table in (tenders, parties, contracts):
        table.pop("", None)
    framework = amount(first(element, tags.FRAMEWORK_APPROXIMATE))
    return Result(
        tenders,
        parties,
        tuple(contracts.values()),
        tuple(lot_results),
        amount(first(element, tags.TOTAL_AMOUNT), withheld=NOTICE_VALUE_WITHHELD in withheld_codes(element)),
        framework if framework.cents else amount(first(element, tags.FRAMEWORK_MAXIMUM)),
    )


def _ids(element: Element, tag: str) -> tuple[str, ...]:
    found = dict.fromkeys(reference_at(child, tags.ID) for child in every(element, tag))
    found.pop("", None)
    return tuple(found)


def _tender(element: Element, notes: Notes) -> Tender:
    tender_id = reference_at(element, tags.ID)
    codes = withheld_codes(element)
    for code in sorted(codes - {TENDER_VALUE_WITHHELD}):
        notes.add("FIELD_WITHHELD", tender_id, field_code=code)
    return Tender(
        id=tender_id,
        party_id=reference_at(element, tags.TENDERING_PARTY, tags.ID),
        lot_id=reference_at(element, tags.TENDER_LOT, tags.ID),
        value=amount(first(element, tags.MONETARY_TOTAL, tags.PAYABLE_AMOUNT), withheld=TENDER_VALUE_WITHHELD in codes),
    )


def _tendering_party(element: Element, notes: Notes) -> TenderingParty:
    members = [
        (is_true(first(member, tags.GROUP_LEAD)), reference_at(member, tags.ID))
        for member in every(element, tags.TENDERER)
    ]
    members.sort(key=lambda member: not member[0])
    return TenderingParty(
        id=reference_at(element, tags.ID),
        name=in_best_language(every(element, tags.NAME), notes.language),
        organisation_ids=tuple(dict.fromkeys(name for _, name in members if name)),
    )


def _contract(element: Element, notes: Notes) -> Contract:
    contract_id = reference_at(element, tags.ID)
    return Contract(
        id=contract_id,
        title=in_best_language(every(element, tags.TITLE), notes.language),
        reference=reference_at(element, tags.CONTRACT_REFERENCE, tags.ID),
        awarded_on=day(first(element, tags.AWARD_DATE), notes, f"{contract_id} · award date"),
        concluded_on=day(first(element, tags.ISSUE_DATE), notes, f"{contract_id} · conclusion date"),
        framework=is_true(first(element, tags.CONTRACT_FRAMEWORK)),
        tender_ids=_ids(element, tags.LOT_TENDER),
    )


def _lot_result(element: Element, notes: Notes) -> LotResult:
    lot_ids = _ids(element, tags.TENDER_LOT)
    codes = withheld_codes(element)
    for code in sorted(codes):
        notes.add("FIELD_WITHHELD", ", ".join(lot_ids), field_code=code)
    values = first(element, tags.FRAMEWORK_VALUES)
    expected = amount(first(values, tags.REESTIMATED_VALUE))
    lower, higher = amount(first(element, tags.LOWER_TENDER)), amount(first(element, tags.HIGHER_TENDER))
    return LotResult(
        lot_ids=lot_ids,
        status="" if WINNER_WITHHELD in codes else reference(first(element, tags.TENDER_RESULT_CODE)),
        tender_ids=_ids(element, tags.LOT_TENDER),
        contract_ids=_ids(element, tags.SETTLED_CONTRACT),
        framework_value=expected if expected.cents else amount(first(values, tags.MAXIMUM_VALUE)),
        only_tender=lower if lower == higher and not {"ten-val-low", "ten-val-hig"} & codes else NOT_GIVEN,
    )
