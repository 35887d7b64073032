"""Puts together the contracts that a notice awards: who won them, what they are worth, when they run."""

from __future__ import annotations

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.lots import lots_in_groups
from tegenwaarde.adapters.eforms.parties import Organisations
from tegenwaarde.adapters.eforms.results import STILL_OPEN, Result, TenderingParty
from tegenwaarde.adapters.eforms.settling import Settled, settle
from tegenwaarde.adapters.eforms.tables import Tables
from tegenwaarde.adapters.eforms.values import Value, estimate_of, values_of
from tegenwaarde.adapters.eforms.walk import Children, Notes
from tegenwaarde.usecases.ports.notices import NoticeAward, NoticeParty


def awarded(parts: Children, tables: Tables, notes: Notes) -> tuple[NoticeAward, ...]:
    """Return the contracts that have a winner."""
    _warn_of_lots_without_winner(tables.result, notes)
    settled = settle(tables.result, lots_in_groups(parts.get(tags.TENDERING_TERMS)), notes)
    values = values_of(settled, tables.result, notes)
    awards = (_award(each, value, tables, notes) for each, value in zip(settled, values, strict=True))
    return tuple(award for award in awards if award.winners)


def why_none_left(result: Result) -> str:
    """Return the code of the problem with an award notice that leaves no contract."""
    closed = [lot_result for lot_result in result.lot_results if lot_result.has_no_winner]
    return "NO_CONTRACT_AWARDED" if closed and len(closed) == len(result.lot_results) else "NO_CONTRACT_NAMED"


def _warn_of_lots_without_winner(result: Result, notes: Notes) -> None:
    for lot_result in result.lot_results:
        if lot_result.has_no_winner:
            code = "LOT_STILL_OPEN" if lot_result.status == STILL_OPEN else "LOT_WITHOUT_WINNER"
            notes.add(code, ", ".join(lot_result.lot_ids[:10]))


def _award(settled: Settled, value: Value, tables: Tables, notes: Notes) -> NoticeAward:
    contract, procedure = settled.contract, tables.procedure
    own = [tables.lots[lot_id] for lot_id in settled.lot_ids if lot_id in tables.lots]
    party = tables.result.parties.get(settled.party_id) or TenderingParty(settled.party_id, "", ())
    span = tables.span_of(own)
    return NoticeAward(
        contract_ref=contract.id,
        lot_refs=settled.lot_ids,
        title=contract.title or (own[0].title if len(own) == 1 else "") or procedure.title,
        winners=_winners(party, contract.id or ", ".join(settled.lot_ids[:10]), tables.organisations, notes),
        value_cents=value[0],
        value_found_at=value[1],
        estimated_cents=estimate_of(own, procedure, len(tables.lots) == 1, notes),
        kind=next((lot.kind for lot in own if lot.kind), procedure.kind),
        cpv=next((lot.cpv for lot in own if lot.cpv), procedure.cpv),
        awarded_on=contract.awarded_on,
        start=span.start,
        end=span.end,
        framework=contract.framework or any(lot.framework for lot in own),
        social_return=tables.mentions_of((*settled.lot_ids, f"contract {contract.id}", "")),
        reference=contract.reference,
        concluded_on=contract.concluded_on,
        duration=span.duration,
        group_name=party.name if len(party.organisation_ids) > 1 else "",
    )


def _winners(party: TenderingParty, place: str, known: Organisations, notes: Notes) -> tuple[NoticeParty, ...]:
    """Return who won; a winner that the notice does not describe gets the name the party gives itself."""
    found: dict[NoticeParty, None] = {}
    for name in party.organisation_ids:
        organisation = known.get(name)
        if organisation:
            found[organisation] = None
        else:
            notes.add("WINNER_UNKNOWN", place, reference=name)
    if not found and party.name:
        notes.add("WINNER_NAME_ONLY", place)
        found[NoticeParty(party.name)] = None
    if not found:
        notes.add("WINNER_MISSING", place)
    return tuple(found)
