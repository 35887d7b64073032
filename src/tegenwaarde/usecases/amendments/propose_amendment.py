"""Note that a notice says a contract was modified: an amendment that a coordinator takes over, or not (A1, A2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.records.models import Amendment, Contract, NoticeFile
from tegenwaarde.usecases.amendments.amend_contract import next_number
from tegenwaarde.usecases.amendments.change import likely_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a notice says of a contract after a modification: what it does not say is None. Cents, days counted in."""

    value_cents: int | None = None
    start: date | None = None
    end: date | None = None
    agreed_on: date | None = None
    reason: str = ""
    kind: str = ""


def propose_amendment(*, contract: Contract, noted: Noted, notice: NoticeFile, today: date) -> Amendment | None:
    """Keep the amendment as proposed by `notice`; None where it changes nothing, or where that notice proposed one.

    Inside the transaction that takes up the notice; nobody's key is asked, because nothing becomes due by it. Raises
    ValueError for a contract without its sum or days.
    """
    if contract.value_cents is None or contract.start is None or contract.end is None:
        raise ValueError("a contract in force is complete")
    value = contract.value_cents if noted.value_cents is None else noted.value_cents
    start, end = noted.start or contract.start, noted.end or contract.end
    same = (value, start, end) == (contract.value_cents, contract.start, contract.end)
    if same or end < start or Amendment.unfenced.filter(contract=contract, notice=notice).exists():
        return None
    return Amendment.unfenced.create(
        contract=contract,
        number=next_number(contract),
        kind=noted.kind or likely_kind(contract, value, end),
        agreed_on=noted.agreed_on or today,
        reason=noted.reason or str(notice),
        value_before_cents=contract.value_cents,
        value_after_cents=value,
        start_before=contract.start,
        start_after=start,
        end_before=contract.end,
        end_after=end,
        notice=notice,
        made_on=today,
    )
