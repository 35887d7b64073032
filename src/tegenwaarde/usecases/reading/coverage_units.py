"""What was bought in a year, each thing once: a tender with its contracts, or a contract that has no tender.

The year is that of the award notice, else of the contract's first day, else of the tender's own term, publication or
quarter. Money is cents, for the whole tender or contract, also where several buyers pay a share.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.counted import contracts_counted_for, tenders_counted_for
from tegenwaarde.access.fence import contracts_visible_to, tenders_visible_to
from tegenwaarde.kernel.step import steps_from_json
from tegenwaarde.records.models import Contract, ObligationVersion, Tender, TenderState
from tegenwaarde.usecases.contracts.obligation import calculate
from tegenwaarde.usecases.tenders.depart import without_departure
from tegenwaarde.usecases.tenders.expected import Expected, expected_of

ASKING = ("result", "result_if_possible", "result_if_possible_broad", "effort")
UNKNOWN = "unknown"  # no reason was given


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing that was bought. `regime` is empty where it cannot be judged; `reason` is a code, where not asked.

    `route` and `row_id` lead to it; the route is empty where the actor may not open it.
    """

    title: str
    route: str
    row_id: int
    buyer_ids: tuple[int, ...]
    buyers: str
    kind: str
    day: date
    regime: str
    value_cents: int
    due_cents: int = 0
    had: bool = False
    missed_cents: int = 0
    reason: str = ""
    reason_words: str = ""

    @property
    def could(self) -> bool:
        """Say whether the policy asks something for it."""
        return self.regime in ASKING


@dataclass(frozen=True, slots=True)
class Asked:
    """The obligation of a contract as it counts now; cents. `would_be_cents` is what not applying leaves out."""

    regime: str
    net_cents: int
    would_be_cents: int


def units_of(actor: Actor) -> tuple[Unit, ...]:
    """Return everything awarded of the buyers that count for the actor; a constant number of queries."""
    contracts = list(
        contracts_counted_for(actor)
        .in_force()
        .select_related("notice", "book", "entered_in__region")
        .prefetch_related("buyers__buyer")
    )
    tenders = list(
        tenders_counted_for(actor).filter(state=TenderState.AWARDED).prefetch_related("buyers__buyer").order_by("pk")
    )
    drafted = _drafted(actor)
    advised = expected_of(without_departure(tender) for tender in tenders)
    asked, opens = _asked(contracts), _Opens(actor)
    of_tender: dict[int, list[Contract]] = {tender.pk: [] for tender in tenders}
    alone: list[Contract] = []
    for contract in contracts:
        of_tender.get(contract.tender_id or 0, alone).append(contract)
    bought = (_Bought(one, tuple(of_tender[one.pk]), advised[one.pk], one.pk in drafted) for one in tenders)
    return (
        *(_tender_unit(one, asked, opens) for one in bought),
        *(_contract_unit(one, asked[one.pk], opens) for one in alone),
    )


def drafts_waiting(actor: Actor) -> int:
    """Return how many drafts without a tender wait to be completed: they cannot be judged yet; one query."""
    return contracts_counted_for(actor).drafts().filter(tender__isnull=True).count()


@dataclass(frozen=True, slots=True)
class _Bought:
    """A tender with what came of it: contracts in force, what the policy says of it, and whether drafts wait."""

    tender: Tender
    contracts: tuple[Contract, ...]
    advised: Expected
    drafted: bool


class _Opens:
    """Which tenders and contracts the actor opens; two queries."""

    def __init__(self, actor: Actor) -> None:
        self.tenders = set(tenders_visible_to(actor).values_list("pk", flat=True))
        self.contracts = set(contracts_visible_to(actor).values_list("pk", flat=True))


def _asked(contracts: Sequence[Contract]) -> dict[int, Asked]:
    found = {}
    rows = ObligationVersion.unfenced.filter(contract__in=[one.pk for one in contracts]).order_by("contract", "number")
    latest = {row.contract_id: row for row in rows}
    left_out = [one.pk for one in contracts if not one.applied and one.pk in latest]
    receipts = ObligationVersion.unfenced.filter(pk__in=[latest[pk].pk for pk in left_out]).select_related("receipt")
    would_be = {row.contract_id: _would_be(row) for row in receipts}
    for contract in contracts:
        version = latest.get(contract.pk)
        regime, net = (version.regime, version.net_cents) if version else ("", 0)
        usual = _usual(contract) if contract.applied and contract.percentage == 0 else net
        found[contract.pk] = Asked(regime, net, would_be.get(contract.pk, usual))
    return found


def _usual(contract: Contract) -> int:
    """Return what a contract would owe at the usual percentage (B4), before labels; cents."""
    bare = copy(contract)
    bare.percentage = None
    return calculate(bare, buyer=None, certificates=()).value.gross_cents


def _would_be(version: ObligationVersion) -> int:
    steps = steps_from_json(version.receipt.steps)
    return next((int(step["would_be_cents"]) for step in steps if step.code == "not_applied"), 0)


def _drafted(actor: Actor) -> set[int]:
    """Return the tenders of which a contract waits to be put in force."""
    rows = contracts_counted_for(actor).drafts().filter(tender__isnull=False)
    return {tender_id for tender_id in rows.values_list("tender_id", flat=True) if tender_id}


def _contract_unit(contract: Contract, asked: Asked, opens: _Opens) -> Unit:
    had = not _asks_nothing(contract)
    code, words = _reason_of(contract)
    return Unit(
        title=contract.title,
        route="dossier" if contract.pk in opens.contracts else "",
        row_id=contract.pk,
        buyer_ids=tuple(share.buyer_id for share in contract.buyers.all()),
        buyers=", ".join(share.buyer.name for share in contract.buyers.all()),
        kind=contract.kind,
        day=_award_day(contract),
        regime=asked.regime,
        value_cents=contract.value_cents or 0,
        due_cents=asked.net_cents if had else 0,
        had=had,
        missed_cents=0 if had else asked.would_be_cents,
        reason="" if had else code,
        reason_words="" if had else words,
    )


def _tender_unit(one: _Bought, asked: dict[int, Asked], opens: _Opens) -> Unit:
    """Return one unit of a tender: what its contracts in force say, else what the tender itself says."""
    tender, contracts = one.tender, one.contracts
    values = [asked[contract.pk] for contract in contracts]
    regime = next((value.regime for value in values if value.regime in ASKING), one.advised.regime)
    had = _had(one)
    code, words = _reason_of(next((part for part in contracts if _asks_nothing(part)), tender))
    due = sum(value.net_cents for value in values) if contracts else one.advised.cents
    missed = sum(value.would_be_cents for value in values) if contracts else one.advised.cents
    value = sum(contract.value_cents or 0 for contract in contracts) or tender.estimated_value_cents or 0
    return Unit(
        title=tender.title,
        route="tender" if tender.pk in opens.tenders else "",
        row_id=tender.pk,
        buyer_ids=tuple(share.buyer_id for share in tender.buyers.all()),
        buyers=", ".join(share.buyer.name for share in tender.buyers.all()),
        kind=tender.kind,
        day=min((_award_day(contract) for contract in contracts), default=_day_of(tender)),
        regime=regime,
        value_cents=value,
        due_cents=due if had else 0,
        had=had,
        missed_cents=0 if had else missed,
        reason="" if had else code,
        reason_words="" if had else words,
    )


def _had(one: _Bought) -> bool:
    """Say whether something was asked: in a contract; where none is in force, in the tender of which one is made."""
    if one.contracts:
        return not all(_asks_nothing(contract) for contract in one.contracts)
    return one.drafted and not _asks_nothing(one.tender)


def _asks_nothing(one: Tender | Contract) -> bool:
    return not one.applied or one.percentage == 0


def _reason_of(one: Tender | Contract) -> tuple[str, str]:
    """Return the code of why nothing was asked, and its words."""
    if not one.applied:
        return one.not_applied_code or ("other" if one.not_applied_reason else UNKNOWN), one.not_applied_reason
    if one.percentage == 0:
        return one.percentage_code or ("other" if one.percentage_reason else UNKNOWN), one.percentage_reason
    return UNKNOWN, ""


def _award_day(contract: Contract) -> date:
    if contract.notice is not None and contract.notice.published_on is not None:
        return contract.notice.published_on
    return contract.start or date.min


def _day_of(tender: Tender) -> date:
    return tender.start or tender.tender_date or tender.quarter_start
