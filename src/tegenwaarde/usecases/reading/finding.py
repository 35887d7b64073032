"""What pages show of the finding that placing people is not possible in a contract (C7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, may, require
from tegenwaarde.records.models import Contract, ContractState, Finding
from tegenwaarde.usecases.contracts.finding import KEY, finding_matters


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding, standing or withdrawn. Reasons and names are of the buyer's side only."""

    found_on: date
    found_by: str
    reason: str
    withdrawn_on: date | None
    withdrawn_by: str
    withdrawn_reason: str


@dataclass(frozen=True, slots=True)
class FindingBoard:
    """Whether activities wait for a finding in this contract (`matters`), and what was found, the newest first."""

    contract_id: int
    title: str
    supplier: str
    matters: bool
    may_record: bool
    findings: tuple[FindingShown, ...]

    @property
    def standing(self) -> FindingShown | None:
        """Return the finding that stands; None where there is none."""
        return self.findings[0] if self.findings and self.findings[0].withdrawn_on is None else None


def read_finding(*, actor: Actor, contract_id: int) -> FindingBoard:
    """Return what was found about a contract in force; NotVisible where it is not seen."""
    return _board(actor, _contract(actor, contract_id))


def read_finding_form(*, actor: Actor, contract_id: int) -> FindingBoard:
    """Return the same for who records it; NotVisible, NotAllowed."""
    contract = _contract(actor, contract_id)
    require(actor, KEY, contract)
    return _board(actor, contract)


def _contract(actor: Actor, contract_id: int) -> Contract:
    rows = contracts_visible_to(actor).exclude(state=ContractState.DRAFT).select_related("book", "supplier")
    return find(rows, pk=contract_id)


def _board(actor: Actor, contract: Contract) -> FindingBoard:
    inside = may(actor, "draft.see", contract)
    rows = contract.findings.select_related("found_by", "withdrawn_by")
    return FindingBoard(
        contract_id=contract.pk,
        title=contract.title,
        supplier=contract.supplier.name if contract.supplier else "",
        matters=finding_matters(contract),
        may_record=contract.state == ContractState.RUNNING and may(actor, KEY, contract),
        findings=tuple(_shown(one, inside) for one in rows),
    )


def _shown(finding: Finding, inside: bool) -> FindingShown:
    return FindingShown(
        found_on=finding.found_on,
        found_by=finding.found_by.name if inside else "",
        reason=finding.reason if inside else "",
        withdrawn_on=finding.withdrawn_on,
        withdrawn_by=finding.withdrawn_by.name if inside and finding.withdrawn_by else "",
        withdrawn_reason=finding.withdrawn_reason if inside else "",
    )
