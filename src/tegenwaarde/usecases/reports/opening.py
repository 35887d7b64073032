"""What the verbs about reports share: finding one, and whether the supplier may still change it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, reports_visible_to, require
from tegenwaarde.records.models import Contract, ContractState, Person, Report, ReportState
from tegenwaarde.usecases.persons.identify import Identity
from tegenwaarde.usecases.persons.naming import forget, looks_like_bsn, person_named, reference_problems
from tegenwaarde.usecases.refusals import Refused

__all__ = [
    "OPEN",
    "ChangedElsewhere",
    "ContractNotRunning",
    "ReportNotOpen",
    "contract_to_report_on",
    "forget_person_without_reports",
    "looks_like_bsn",
    "person_called",
    "reference_problems",
    "report_to_write",
    "require_running",
]

OPEN = (ReportState.DRAFT, ReportState.RETURNED)


class ReportNotOpen(Refused):
    """The supplier no longer works on the report."""

    code = "REPORT_NOT_OPEN"
    words = _("This report was submitted or decided already, so it can no longer be changed.")


class ChangedElsewhere(Refused):
    """The report was changed since it was looked at."""

    code = "CHANGED_ELSEWHERE"
    words = _("This report was changed in another window meanwhile. Load the page again to see what it holds now.")


class ContractNotRunning(Refused):
    """Nothing can be reported on the contract."""

    code = "CONTRACT_NOT_RUNNING"
    words = _("This contract is closed, so nothing can be reported on it any more. Ask the coordinator.")


def report_to_write(actor: Actor, report_id: int) -> Report:
    """Return the report, locked, that the actor writes; NotVisible, NotAllowed, ReportNotOpen, ContractNotRunning."""
    report = find(reports_visible_to(actor), pk=report_id)
    require(actor, "report.write", report.contract)
    locked = Report.unfenced.select_for_update(of=("self",)).select_related("contract", "person").get(pk=report.pk)
    if locked.state not in OPEN:
        raise ReportNotOpen
    require_running(locked.contract)
    return locked


def contract_to_report_on(actor: Actor, contract_id: int) -> Contract:
    """Return the contract on which the actor reports; NotVisible, NotAllowed, ContractNotRunning."""
    contract = find(contracts_visible_to(actor).select_related("book", "supplier"), pk=contract_id)
    require(actor, "report.write", contract)
    require_running(contract)
    return contract


def require_running(contract: Contract) -> None:
    """Raise ContractNotRunning unless the contract is in force."""
    if contract.state != ContractState.RUNNING:
        raise ContractNotRunning


def person_called(supplier_id: int, reference: str, identity: Identity | None = None) -> Person:
    """Return the supplier's person of that reference, made where there is none; Invalid at `reference`."""
    return person_named(supplier_id, reference, identity)


def forget_person_without_reports(person: Person | None) -> None:
    """Delete the person when no report is about them any more."""
    forget(person)
