"""What the page about a report's evidence shows, on both sides."""

from __future__ import annotations

from dataclasses import dataclass

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import evidence_files_visible_to, find, may, reports_visible_to, require
from tegenwaarde.policy.book_keeping import EvidenceFiles
from tegenwaarde.records.models import Contract
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.evidence import attest, upload
from tegenwaarde.usecases.reading.evidence import EvidenceLine, evidence_of


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """The evidence of one report. `most_mb` is the largest copy, 0 where the region takes none."""

    report_id: int
    contract_id: int
    title: str
    who: str
    state: str
    lines: tuple[EvidenceLine, ...]
    own: bool
    may_attest: bool
    may_change: bool
    most_mb: int
    kept_months: int

    @property
    def may_upload(self) -> bool:
        """Say whether a copy can be added."""
        return self.may_change and self.most_mb > 0 and any(line.asked for line in self.lines)


@dataclass(frozen=True, slots=True)
class EvidenceFilePage:
    """One copy, to be removed."""

    file_id: int
    name: str
    report_id: int
    contract_id: int
    title: str


def read_evidence(*, actor: Actor, report_id: int) -> EvidencePage:
    """Return the evidence of the report; NotVisible where the actor sees none."""
    rows = reports_visible_to(actor, "evidence.see").select_related("contract__book", "person")
    report = find(rows, pk=report_id)
    contract, terms = report.contract, _terms(report.contract)
    own = may(actor, "evidence.upload", contract)
    return EvidencePage(
        report_id=report.pk,
        contract_id=contract.pk,
        title=contract.title,
        who=report.person.reference if report.person else "",
        state=report.state,
        lines=evidence_of(report, names=not own),
        own=own,
        may_attest=may(actor, "evidence.attest", contract) and report.state in attest.UNDECIDED,
        may_change=own and report.state in upload.UNDECIDED,
        most_mb=terms.most_bytes // (1024 * 1024) if terms.accepted else 0,
        kept_months=terms.kept_months,
    )


def read_evidence_file(*, actor: Actor, file_id: int) -> EvidenceFilePage:
    """Return the copy that the actor may remove; NotVisible, NotAllowed."""
    rows = evidence_files_visible_to(actor).filter(erased_on__isnull=True).select_related("report__contract")
    file = find(rows, pk=file_id)
    contract = file.report.contract
    require(actor, "evidence.upload", contract)
    return EvidenceFilePage(file.pk, file.name, file.report_id, contract.pk, contract.title)


def _terms(contract: Contract) -> EvidenceFiles:
    return open_book(contract.book).evidence_files if contract.book else EvidenceFiles()
