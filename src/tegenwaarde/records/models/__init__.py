"""Every record, gathered for Django and for the rooms above."""

from tegenwaarde.records.models.agreements import Agreement, PlanLine
from tegenwaarde.records.models.contracts import Contract, ContractBuyer, ContractState, Kind, ObligationVersion
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
from tegenwaarde.records.models.reports import Decision, Person, Report, ReportState, ReviewDecision

__all__ = [
    "AccessLog",
    "Agreement",
    "Buyer",
    "BuyerKind",
    "Certificate",
    "Component",
    "Contract",
    "ContractBuyer",
    "ContractState",
    "Decision",
    "DemoMail",
    "Invitation",
    "Kind",
    "LedgerLine",
    "NoticeFile",
    "ObligationVersion",
    "Person",
    "PlanLine",
    "PolicyText",
    "Receipt",
    "ReceiptKind",
    "Region",
    "Report",
    "ReportState",
    "ReviewDecision",
    "Role",
    "RoleGrant",
    "Subregion",
    "SubregionMembership",
    "Supplier",
    "TimelineEvent",
    "User",
]
