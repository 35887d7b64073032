"""The demo's reports: told by the suppliers' clerks and decided by the coordinators, through the use-cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, Report
from tegenwaarde.usecases.demo.identities import IDENTITIES
from tegenwaarde.usecases.evidence.seen import Seen, asked_now
from tegenwaarde.usecases.persons.identify import identify
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.reports.save_draft import choose_block, save_draft
from tegenwaarde.usecases.reports.start_report import start_report
from tegenwaarde.usecases.reports.submit_report import submit_report
from tegenwaarde.usecases.review.approve_report import approve_report

DRAFT, SUBMITTED, RETURNED, APPROVED = "draft", "submitted", "returned", "approved"


@dataclass(frozen=True, slots=True)
class Placement:
    """One report of the demo: `told` are the supplier's answers, `goes_to` how far it came."""

    reference: str
    block: str
    told: dict[str, Any] = field(default_factory=dict)
    goes_to: str = APPROVED
    no_displacement: bool = True
    reason: str = ""


def tell(*, placement: Placement, contract: Contract, clerk: Actor, coordinator: Actor, on: date) -> Report:
    """Report a placement on `on`, and decide about it as the story says."""
    name, born = IDENTITIES[placement.reference]
    report = start_report(
        actor=clerk,
        contract_id=contract.pk,
        today=on,
        reference=placement.reference,
        identity=identify(name_at_birth=name, birth_date=born, today=on),
    )
    save_draft(actor=clerk, report_id=report.pk, values=placement.told)
    choose_block(actor=clerk, report_id=report.pk, block=placement.block, no_displacement=placement.no_displacement)
    if placement.goes_to == DRAFT:
        return report
    sent = submit_report(actor=clerk, report_id=report.pk, today=on)
    if placement.goes_to == RETURNED:
        return_report(actor=coordinator, report_id=sent.pk, version=sent.version, reason=placement.reason, today=on)
    elif placement.goes_to == APPROVED:
        approve_report(
            actor=coordinator,
            report_id=sent.pk,
            version=sent.version,
            seen=tuple(Seen(kind.id, on) for kind in asked_now(sent)),
            today=on,
        )
    return sent
