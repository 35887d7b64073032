"""The parts of a release: tender, award, contract and the social return of each, as plain data (OCDS 1.1).

Amounts are decimals of euros, percentages decimals of a percent; the face writes them as numbers.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tegenwaarde.policy.book import PERCENT
from tegenwaarde.records.models import Amendment, Contract, ContractState, Kind, ObligationVersion, Tender, TenderState
from tegenwaarde.usecases.opendata.parties import reference_to
from tegenwaarde.usecases.opendata.realised import OpenAmount

Plain = dict[str, Any]

STATUS_OF_TENDER = {
    TenderState.PLANNED: "planned",
    TenderState.PUBLISHED: "active",
    TenderState.AWARDED: "complete",
    TenderState.DROPPED: "cancelled",
}
CATEGORY = {Kind.WORKS: "works", Kind.SERVICES: "services", Kind.SUPPLIES: "goods"}
METHOD_OF_PROCEDURE = {"private": "limited", "single": "direct"}
UNSPOKEN: tuple[object, ...] = ("", None, [], {})


def money(cents: int | None) -> Plain | None:
    """Return an amount of euros; None for none."""
    return None if cents is None else {"amount": Decimal(cents).scaleb(-2), "currency": "EUR"}


def percent(value: int) -> Decimal:
    """Return ten-thousandths of a percent as a percentage: 50,000 → 5."""
    return Decimal(value) / PERCENT


def moment(day: date | None) -> str | None:
    """Return a day as the standard writes moments."""
    return f"{day.isoformat()}T00:00:00Z" if day else None


def spoken(part: Plain) -> Plain:
    """Return what a part says, without what it is silent about."""
    return {name: value for name, value in part.items() if value not in UNSPOKEN}


def span(start: date | None, end: date | None) -> Plain:
    """Return a period, both days counted in."""
    return spoken({"startDate": moment(start), "endDate": moment(end)})


def tender_part(tender: Tender, *, with_estimates: bool) -> Plain:
    """Return a tender; what it is estimated at only with `with_estimates`, or once it was awarded."""
    open_estimate = with_estimates or tender.state == TenderState.AWARDED
    shown = {
        "id": f"T{tender.pk}",
        "title": tender.title,
        "status": STATUS_OF_TENDER[TenderState(tender.state)],
        "mainProcurementCategory": CATEGORY.get(Kind(tender.kind)),
        "procurementMethod": METHOD_OF_PROCEDURE.get(tender.procedure),
        "procurementMethodDetails": str(tender.get_procedure_display()) if tender.procedure else "",
        "value": money(tender.estimated_value_cents) if open_estimate else None,
        "items": items(tender.cpv),
        "tenderPeriod": span(tender.tender_date, None),
        "contractPeriod": span(tender.start, tender.end),
        "socialReturn": _asked(tender),
    }
    if buyer := next((share.buyer for share in tender.buyers.all()), None):
        shown["procuringEntity"] = reference_to(buyer)
    return spoken(shown)


def _asked(tender: Tender) -> Plain:
    """Return how social return is asked in a tender."""
    percentage = percent(tender.percentage) if tender.percentage is not None and tender.applied else None
    return spoken({"applied": tender.applied, "variant": tender.variant, "percentage": percentage})


def award_part(contract: Contract) -> Plain:
    """Return the award of a contract, with the sum it was awarded for."""
    return spoken(
        {
            "id": f"A{contract.pk}",
            "title": contract.title,
            "status": "active",
            "value": money(_first_sum(contract)),
            "suppliers": [reference_to(contract.supplier)] if contract.supplier else [],
            "items": items(contract.cpv),
            "contractPeriod": span(contract.start, contract.end),
        }
    )


def contract_part(contract: Contract, due: ObligationVersion | None, done: OpenAmount | None, today: date) -> Plain:
    """Return a contract with its amendments, what is due, and what was realised as far as that may be open."""
    ended = contract.state == ContractState.CLOSED or (contract.end is not None and contract.end < today)
    return spoken(
        {
            "id": f"C{contract.pk}",
            "awardID": f"A{contract.pk}",
            "title": contract.title,
            "status": "terminated" if ended else "active",
            "period": span(contract.start, contract.end),
            "value": money(contract.value_cents),
            "items": items(contract.cpv),
            "amendments": [_amendment(one) for one in reversed(in_force(contract))],
            "socialReturn": due_part(contract, due, done),
        }
    )


def due_part(contract: Contract, due: ObligationVersion | None, done: OpenAmount | None) -> Plain:
    """Return what is due for a contract, by which version of the policy, and what was realised by which day."""
    if due is None:
        return {}
    return spoken(
        {
            "applied": contract.applied,
            "regime": due.regime,
            "european": due.european,
            "percentage": percent(due.percentage),
            "gross": money(due.gross_cents),
            "discount": money(due.discount_cents),
            "obligation": money(due.net_cents),
            "policy": contract.book.book_id if contract.book else "",
            "realised": money(done.cents) if done else None,
            "realisedUntil": moment(done.until) if done else None,
        }
    )


def items(cpv: str) -> list[Plain]:
    """Return what is bought, by its CPV code."""
    return [{"id": "1", "classification": {"scheme": "CPV", "id": cpv}}] if cpv else []


def in_force(contract: Contract) -> list[Amendment]:
    """Return the amendments in force, newest first."""
    return [one for one in contract.amendments.all() if one.obligation_id]


def _first_sum(contract: Contract) -> int | None:
    amendments = in_force(contract)
    return amendments[-1].value_before_cents if amendments else contract.value_cents


def _amendment(one: Amendment) -> Plain:
    return {
        "id": str(one.number),
        "date": moment(one.agreed_on),
        "description": str(one.get_kind_display()),
    }
