"""What a contract is worth, and where the notice says so: its tenders, else its lots, else the notice's total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tegenwaarde.adapters.eforms.amounts import Amount
from tegenwaarde.adapters.eforms.lots import Lot
from tegenwaarde.adapters.eforms.results import LotResult, Result
from tegenwaarde.adapters.eforms.settling import Settled
from tegenwaarde.adapters.eforms.walk import Notes
from tegenwaarde.kernel.money import text_from_cents

Value = tuple[int | None, str]  # cents, and where they were found in words

NOWHERE: Value = (None, "")


def values_of(settled: Sequence[Settled], result: Result, notes: Notes) -> list[Value]:
    """Return the value of each contract in `settled`; a warning for each that has none, and where the total differs."""
    awards_on_lot: dict[str, int] = {}
    for award in settled:
        for lot_id in award.lot_ids:
            awards_on_lot[lot_id] = awards_on_lot.get(lot_id, 0) + 1
    results_of_lot = {lot_id: found for found in result.lot_results for lot_id in found.lot_ids}
    values = []
    for award in settled:
        alone = [lot_id for lot_id in award.lot_ids if awards_on_lot[lot_id] == 1]
        own = [results_of_lot.get(lot_id) for lot_id in alone] if len(alone) == len(award.lot_ids) else []
        values.append(_value_of(award, own, result if len(settled) == 1 else None, notes))
    _compare_with_total([value for value, _ in values], result.total, notes)
    return values


def _value_of(award: Settled, lot_results: Sequence[LotResult | None], result: Result | None, notes: Notes) -> Value:
    place = award.contract.id or ", ".join(award.lot_ids)
    amounts = [tender.value for tender in award.tenders]
    for tender in award.tenders:
        tender.value.warn(notes, tender.id)
    known = [amount.cents for amount in amounts if amount.cents is not None]
    if known and len(known) == len(amounts):
        return sum(known), _found_in([tender.id for tender in award.tenders])
    if any(amount.currency for amount in amounts):
        return NOWHERE
    if known:
        notes.add("VALUE_PARTLY_MISSING", place)
        return NOWHERE
    value = _value_of_lots(award.lot_ids, lot_results) or _value_of_notice(result, notes)
    if result:
        amounts.append(result.total)
    if value is None and not any(amount.code for amount in amounts):
        notes.add("VALUE_MISSING", place)
    return value or NOWHERE


def _found_in(tender_ids: Sequence[str]) -> str:
    if len(tender_ids) == 1:
        return f"{tender_ids[0]} · tender amount"
    shown = ", ".join(tender_ids[:10])
    return f"{shown} · sum of the contract's tenders"


def _value_of_lots(lot_ids: Sequence[str], lot_results: Sequence[LotResult | None]) -> Value | None:
    """Return the sum over lots that no other contract shares, where each says its worth in the same way."""
    for words, pick in (("only tender amount of the lot", _only_tender), ("framework value of the lot", _framework)):
        found = [pick(lot_result) for lot_result in lot_results]
        cents = [amount for amount in found if amount is not None]
        if cents and len(cents) == len(found):
            return sum(cents), f"{', '.join(lot_ids[:10])} · {words}"
    return None


def _only_tender(lot_result: LotResult | None) -> int | None:
    return lot_result.only_tender.cents if lot_result else None


def _framework(lot_result: LotResult | None) -> int | None:
    return lot_result.framework_value.cents if lot_result else None


def _value_of_notice(result: Result | None, notes: Notes) -> Value | None:
    """Return the notice's own total; `result` is given where the notice awards one contract only."""
    if result is None:
        return None
    result.total.warn(notes, "notice total")
    if result.total.cents is not None:
        return result.total.cents, "notice total"
    if result.framework_total.cents is not None:
        return result.framework_total.cents, "framework value of the notice"
    return None


def _compare_with_total(values: Iterable[int | None], total: Amount, notes: Notes) -> None:
    known = list(values)
    cents = [value for value in known if value is not None]
    if total.cents is not None and cents and len(cents) == len(known) and sum(cents) != total.cents:
        notes.add("TOTAL_DIFFERS", "notice total", sum=text_from_cents(sum(cents)), total=text_from_cents(total.cents))


def estimate_of(lots: Sequence[Lot], procedure: Lot, only_lot: bool, notes: Notes) -> int | None:
    """Return the estimated value of these lots; the procedure's where it has one lot and that one is silent."""
    estimates = [lot.estimate for lot in lots if lot.estimate.is_given]
    if only_lot and not estimates:
        estimates = [procedure.estimate]
    elif len(estimates) != len(lots):
        return None
    for estimate in estimates:
        if estimate.currency:
            notes.add("ESTIMATE_IN_OTHER_CURRENCY", "estimated value", amount=estimate.text, currency=estimate.currency)
    cents = [estimate.cents for estimate in estimates if estimate.cents is not None]
    return sum(cents) if cents and len(cents) == len(estimates) else None
