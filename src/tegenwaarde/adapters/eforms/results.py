"""The notice's result: tenders, who made them, contracts and lot results, as they stand there."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.amounts import NOT_GIVEN, Amount, amount
from tegenwaarde.adapters.eforms.walk import (
    Children,
    Element,
    Notes,
    all_of,
    children,
    day,
    every,
    first,
    id_of,
    ids_of,
    in_best_language,
    is_true,
    reference,
    reference_at,
)

NO_WINNER, STILL_OPEN = "clos-nw", "open-nw"
# Codes of fields that a notice may withhold, as far as the reader would have used them.
BOUNDS_WITHHELD = {"ten-val-low", "ten-val-hig"}
TENDER_VALUE_WITHHELD, NOTICE_VALUE_WITHHELD, WINNER_WITHHELD = "win-ten-val", "not-val", "win-cho"


NOTHING_WITHHELD: frozenset[str] = frozenset()


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


NO_RESULT = Result({}, {}, (), (), NOT_GIVEN, NOT_GIVEN)


def result_of(extension: Element | None, notes: Notes) -> Result:
    """Return the result in the notice's extension; of two things with one id, the first."""
    element = first(extension, tags.NOTICE_RESULT)
    return NO_RESULT if element is None else _Reading(element, notes).result()


class _Reading:
    def __init__(self, element: Element, notes: Notes) -> None:
        self.element, self.notes = element, notes
        self.withholds = next(element.iter(tags.FIELDS_PRIVACY), None) is not None

    def result(self) -> Result:
        tenders: dict[str, Tender] = {}
        parties: dict[str, TenderingParty] = {}
        contracts: dict[str, Contract] = {}
        lot_results = []
        own: Children = {}
        for child in self.element:
            tag = child.tag
            if tag == tags.LOT_TENDER:
                tender = self._tender(child)
                tenders.setdefault(tender.id, tender)
            elif tag == tags.LOT_RESULT:
                lot_results.append(self._lot_result(child))
            elif tag == tags.SETTLED_CONTRACT:
                contract = self._contract(child)
                contracts.setdefault(contract.id, contract)
            elif tag == tags.TENDERING_PARTY:
                party = self._tendering_party(child)
                parties.setdefault(party.id, party)
            else:
                own.setdefault(tag, child)
        for table in (tenders, parties, contracts):
            table.pop("", None)
        codes = self._withheld(self.element, "notice total")
        framework = amount(own.get(tags.FRAMEWORK_APPROXIMATE))
        return Result(
            tenders,
            parties,
            tuple(contracts.values()),
            tuple(lot_results),
            amount(own.get(tags.TOTAL_AMOUNT), withheld=NOTICE_VALUE_WITHHELD in codes),
            framework if framework.cents else amount(own.get(tags.FRAMEWORK_MAXIMUM)),
        )

    def _withheld(self, element: Element, place: str) -> frozenset[str]:
        """Return the codes of the fields that are withheld here, with one warning where one of them matters."""
        if not self.withholds:
            return NOTHING_WITHHELD
        privacies = every(element, tags.FIELDS_PRIVACY)
        codes = frozenset(reference_at(privacy, tags.FIELD_IDENTIFIER) for privacy in privacies)
        if codes - {TENDER_VALUE_WITHHELD}:
            self.notes.add("FIELD_WITHHELD", place)
        return codes

    def _tender(self, element: Element) -> Tender:
        parts = children(element)
        tender_id = reference(parts.get(tags.ID))
        codes = self._withheld(element, tender_id)
        payable = first(parts.get(tags.MONETARY_TOTAL), tags.PAYABLE_AMOUNT)
        return Tender(
            id=tender_id,
            party_id=id_of(parts.get(tags.TENDERING_PARTY)),
            lot_id=id_of(parts.get(tags.TENDER_LOT)),
            value=amount(payable, withheld=TENDER_VALUE_WITHHELD in codes),
        )

    def _tendering_party(self, element: Element) -> TenderingParty:
        parts = children(element)
        tenderers = all_of(element, parts, tags.TENDERER)
        if len(tenderers) > 1:
            tenderers.sort(key=_does_not_lead)
        return TenderingParty(
            id=reference(parts.get(tags.ID)),
            name=in_best_language(all_of(element, parts, tags.NAME), self.notes.language),
            organisation_ids=ids_of(tenderers),
        )

    def _contract(self, element: Element) -> Contract:
        parts = children(element)
        contract_id = reference(parts.get(tags.ID))
        return Contract(
            id=contract_id,
            title=in_best_language(all_of(element, parts, tags.TITLE), self.notes.language),
            reference=id_of(parts.get(tags.CONTRACT_REFERENCE)),
            awarded_on=day(parts.get(tags.AWARD_DATE), self.notes, f"{contract_id} · award date"),
            concluded_on=day(parts.get(tags.ISSUE_DATE), self.notes, f"{contract_id} · conclusion date"),
            framework=is_true(parts.get(tags.CONTRACT_FRAMEWORK)),
            tender_ids=ids_of(all_of(element, parts, tags.LOT_TENDER)),
        )

    def _lot_result(self, element: Element) -> LotResult:
        parts = children(element)
        lot_ids = ids_of(all_of(element, parts, tags.TENDER_LOT))
        codes = self._withheld(element, ", ".join(lot_ids[:10]))
        return LotResult(
            lot_ids=lot_ids,
            status="" if WINNER_WITHHELD in codes else reference(parts.get(tags.TENDER_RESULT_CODE)),
            tender_ids=ids_of(all_of(element, parts, tags.LOT_TENDER)),
            contract_ids=ids_of(all_of(element, parts, tags.SETTLED_CONTRACT)),
            framework_value=_framework_value(parts.get(tags.FRAMEWORK_VALUES)),
            only_tender=NOT_GIVEN if BOUNDS_WITHHELD & codes else _only_tender(parts),
        )


def _does_not_lead(tenderer: Element) -> bool:
    return not is_true(first(tenderer, tags.GROUP_LEAD))


def _framework_value(values: Element | None) -> Amount:
    """Return what the buyer now expects of a framework, else its maximum."""
    if values is None:
        return NOT_GIVEN
    expected = amount(first(values, tags.REESTIMATED_VALUE))
    return expected if expected.cents else amount(first(values, tags.MAXIMUM_VALUE))


def _only_tender(parts: Children) -> Amount:
    """Return the amount that is both the lowest and the highest tender of a lot."""
    lowest = parts.get(tags.LOWER_TENDER)
    if lowest is None:
        return NOT_GIVEN
    found = amount(lowest)
    return found if found == amount(parts.get(tags.HIGHER_TENDER)) else NOT_GIVEN
