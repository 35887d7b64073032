"""Every record, gathered for Django and for the rooms above."""

from tegenwaarde.records.models.agreements import Agreement, PlanLine, Proposal, ProposalState
from tegenwaarde.records.models.bulk import BulkUpload, UploadState
from tegenwaarde.records.models.confirmations import Finding, QuarterConfirmation
from tegenwaarde.records.models.contracts import Contract, ContractBuyer, ContractState, Kind, ObligationVersion
from tegenwaarde.records.models.double_counting import ClashOutcome, ClashResolution, Distinction
from tegenwaarde.records.models.evidence import (
    ConfirmedFact,
    EvidenceFile,
    EvidenceSeen,
    SecondPartyAnswer,
    SecondPartyRequest,
)
from tegenwaarde.records.models.ledger import Component, LedgerLine, Receipt, ReceiptKind
from tegenwaarde.records.models.log import AccessLog, DemoMail, TimelineEvent
from tegenwaarde.records.models.notices import NoticeFile
from tegenwaarde.records.models.organisations import (
    Buyer,
    BuyerKind,
    Certificate,
    Region,
    Subregion,
    SubregionMembership,
    Supplier,
)
from tegenwaarde.records.models.people import Invitation, Role, RoleGrant, User
from tegenwaarde.records.models.policies import PolicyText
from tegenwaarde.records.models.reports import (
    ChangeKind,
    Decision,
    Message,
    Person,
    Report,
    ReportState,
    ReviewDecision,
    Submission,
)

__all__ = [
    "AccessLog",
    "Agreement",
    "BulkUpload",
    "Buyer",
    "BuyerKind",
    "Certificate",
    "ChangeKind",
    "ClashOutcome",
    "ClashResolution",
    "Component",
    "ConfirmedFact",
    "Contract",
    "ContractBuyer",
    "ContractState",
    "Decision",
    "DemoMail",
    "Distinction",
    "EvidenceFile",
    "EvidenceSeen",
    "Finding",
    "Invitation",
    "Kind",
    "LedgerLine",
    "Message",
    "NoticeFile",
    "ObligationVersion",
    "Person",
    "PlanLine",
    "PolicyText",
    "Proposal",
    "ProposalState",
    "QuarterConfirmation",
    "Receipt",
    "ReceiptKind",
    "Region",
    "Report",
    "ReportState",
    "ReviewDecision",
    "Role",
    "RoleGrant",
    "SecondPartyAnswer",
    "SecondPartyRequest",
    "Submission",
    "Subregion",
    "SubregionMembership",
    "Supplier",
    "TimelineEvent",
    "UploadState",
    "User",
]
