"""Which tenders each contract settles, and so who won it: the places in a notice that must agree, and often do not.

A contract names its tenders, and each lot's result names its contracts. Where they contradict each other the lot's
result counts, and a warning says so.
"""

from __future__ import annotations

from typing import NamedTuple

from tegenwaarde.adapters.eforms.results import Contract, LotResult, Result, Tender
from tegenwaarde.adapters.eforms.walk import Notes


class Settled(NamedTuple):
    """A contract with the tenders of one tendering party, and the lots it is about."""

    contract: Contract
    party_id: str
    tenders: tuple[Tender, ...]
    lot_ids: tuple[str, ...]


def settle(result: Result, groups: dict[str, tuple[str, ...]], notes: Notes) -> list[Settled]:
    """Return one settled contract for each contract and winner; `groups` are the groups of lots."""
    return _Settling(result, groups, notes).run()


class _Settling:
    def __init__(self, result: Result, groups: dict[str, tuple[str, ...]], notes: Notes) -> None:
        self.result, self.groups, self.notes = result, groups, notes
        self.results_of_lot: dict[str, list[LotResult]] = {}
        self.results_of_contract: dict[str, list[LotResult]] = {}
        self.lots_of_contract: dict[str, dict[str, None]] = {}
        for lot_result in result.lot_results:
            for lot_id in lot_result.lot_ids:
                self.results_of_lot.setdefault(lot_id, []).append(lot_result)
            for contract_id in lot_result.contract_ids:
                self.results_of_contract.setdefault(contract_id, []).append(lot_result)
                self.lots_of_contract.setdefault(contract_id, {}).update(dict.fromkeys(lot_result.lot_ids))
        self.without_tenders = {contract.id for contract in result.contracts if not contract.tender_ids}
        self.tenders_of: dict[str, dict[str, Tender]] = {contract.id: {} for contract in result.contracts}
        self.taken: set[str] = set()

    def run(self) -> list[Settled]:
        for contract in self.result.contracts:
            for tender_id in contract.tender_ids:
                tender = self.result.tenders.get(tender_id)
                owner = self._owner(contract, tender) if tender else ""
                if tender and owner:
                    self._give(owner, tender)
        settled = []
        for contract in self.result.contracts:
            if not self.tenders_of[contract.id]:
                self._fill_from_lot(contract)
            settled.extend(self._by_party(contract))
        return settled + self._lots_without_contract()

    def _give(self, contract_id: str, tender: Tender) -> None:
        self.tenders_of[contract_id][tender.id] = tender
        self.taken.add(tender.id)

    def _lots_of(self, tender: Tender) -> tuple[str, ...]:
        return self.groups.get(tender.lot_id) or ((tender.lot_id,) if tender.lot_id else ())

    def _owner(self, contract: Contract, tender: Tender) -> str:
        """Return the contract that settles `tender`, which `contract` names; empty where the tender did not win."""
        own_lots = self.lots_of_contract.get(contract.id)
        lot_ids = self._lots_of(tender)
        if not own_lots or not lot_ids or not own_lots.keys().isdisjoint(lot_ids):
            return contract.id
        results = [lot_result for lot_id in lot_ids for lot_result in self.results_of_lot.get(lot_id, ())]
        if results and all(lot_result.has_no_winner for lot_result in results):
            self.notes.add("TENDER_WITHOUT_WIN", tender.lot_id, contract=contract.id)
            return ""
        heirs = {name for lot_result in results for name in lot_result.contract_ids if name in self.without_tenders}
        if len(heirs) != 1:
            return contract.id
        heir = heirs.pop()
        self.notes.add("TENDER_MOVED", tender.lot_id, contract=contract.id, right=heir)
        return heir

    def _fill_from_lot(self, contract: Contract) -> None:
        """Give a contract without tenders the only tender of its lot that no other contract settles."""
        for lot_result in self.results_of_contract.get(contract.id, ()):
            free = self._free(lot_result)
            if len(free) == 1 and not lot_result.has_no_winner:
                self._give(contract.id, free[0])
                self.notes.add("TENDER_FROM_LOT", contract.id)

    def _free(self, lot_result: LotResult) -> list[Tender]:
        known = self.result.tenders
        return [known[name] for name in lot_result.tender_ids if name in known and name not in self.taken]

    def _by_party(self, contract: Contract) -> list[Settled]:
        parties: dict[str, list[Tender]] = {}
        for tender in self.tenders_of[contract.id].values():
            if tender.party_id:
                parties.setdefault(tender.party_id, []).append(tender)
        if not parties:
            self.notes.add("WINNER_MISSING", contract.id)
        elif len(parties) > 1:
            self.notes.add("CONTRACT_SPLIT", contract.id)
        own_lots = self.lots_of_contract.get(contract.id, {})
        return [
            Settled(contract, party_id, tuple(tenders), self._lots_for(tenders, own_lots, len(parties) == 1))
            for party_id, tenders in parties.items()
        ]

    def _lots_for(self, tenders: list[Tender], own_lots: dict[str, None], alone: bool) -> tuple[str, ...]:
        if own_lots and alone:
            return tuple(own_lots)
        tendered = dict.fromkeys(lot_id for tender in tenders for lot_id in self._lots_of(tender))
        if not own_lots:
            return tuple(tendered)
        return tuple(lot_id for lot_id in tendered if lot_id in own_lots) or tuple(own_lots)

    def _lots_without_contract(self) -> list[Settled]:
        """Return a contract for each lot that was won but for which the notice names no contract."""
        settled = []
        for lot_result in self.result.lot_results:
            named = any(name in self.tenders_of for name in lot_result.contract_ids)
            free = [] if named or lot_result.has_no_winner else self._free(lot_result)
            place = ", ".join(lot_result.lot_ids)
            if len(free) == 1 and free[0].party_id:
                unnamed = Contract("", "", "", None, None, False, (free[0].id,))
                settled.append(Settled(unnamed, free[0].party_id, (free[0],), lot_result.lot_ids))
                self.taken.add(free[0].id)
                self.notes.add("CONTRACT_FROM_LOT", place)
            elif free:
                self.notes.add("LOT_WITHOUT_CONTRACT", place)
        return settled
