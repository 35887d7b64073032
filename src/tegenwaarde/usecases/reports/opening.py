"""What the verbs about reports share: finding one, and whether the supplier may still change it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from stdnum.nl import bsn

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, reports_visible_to, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Contract, ContractState, Person, Report, ReportState
from tegenwaarde.usecases.refusals import Refused

OPEN = (ReportState.DRAFT, ReportState.RETURNED)
LONGEST_REFERENCE = 60
BSN_DIGITS = 9


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


def reference_problems(reference: str) -> list[Problem]:
    """Return what is wrong with a supplier's own reference: none, too long, or a citizen service number."""
    if not reference:
        return [Problem("REFERENCE_MISSING", "Give your own reference for this person.", "reference")]
    if len(reference) > LONGEST_REFERENCE:
        text = "This reference is too long: use at most {most} characters."
        return [Problem("REFERENCE_TOO_LONG", text, "reference", (("most", LONGEST_REFERENCE),))]
    if looks_like_bsn(reference):
        text = "This looks like a citizen service number (BSN). Use a reference of your own, such as a staff number."
        return [Problem("REFERENCE_IS_BSN", text, "reference")]
    return []


def looks_like_bsn(reference: str) -> bool:
    """Say whether the text holds nine digits that pass the 11-test."""
    digits = "".join(sign for sign in reference if sign not in " .-/")
    return digits.isdecimal() and len(digits) == BSN_DIGITS and bool(bsn.is_valid(digits))


def person_called(supplier_id: int, reference: str) -> Person:
    """Return the supplier's person of that reference, made where there is none."""
    person, _made = Person.unfenced.get_or_create(supplier_id=supplier_id, reference=reference)
    return person


def forget_person_without_reports(person: Person | None) -> None:
    """Delete the person when no report is about them any more."""
    if person is not None and not person.reports.exists():
        person.delete()
