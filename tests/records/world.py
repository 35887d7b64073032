"""A small world of whole truths: for each model a maker of one row that the database accepts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tegenwaarde.records.models import (
    AccessLog,
    Agreement,
    Buyer,
    Certificate,
    Contract,
    ContractBuyer,
    Invitation,
    LedgerLine,
    NoticeFile,
    ObligationVersion,
    Person,
    PlanLine,
    PolicyText,
    Receipt,
    Region,
    Report,
    ReviewDecision,
    RoleGrant,
    Subregion,
    SubregionMembership,
    Supplier,
    TimelineEvent,
    User,
)
from tests.cast import FROM, TODAY

UNTIL = date(2018, 12, 31)


@dataclass(frozen=True)
class World:
    """What the rows hang on; the methods each make one more row, whole unless told otherwise."""

    contract: Contract
    receipt: Receipt
    buyer: Buyer
    other_buyer: Buyer
    user: User

    @property
    def supplier(self) -> Supplier:
        assert self.contract.supplier
        return self.contract.supplier

    @property
    def subregion(self) -> Subregion:
        return self.contract.entered_in

    def region(self, **more: Any) -> Region:
        return Region.unfenced.create(**{"name": "Andere regio", "policy_region": "andere", **more})

    def a_subregion(self, **more: Any) -> Subregion:
        return Subregion.unfenced.create(**{"region": self.subregion.region, "name": "Subregio C", **more})

    def a_buyer(self, **more: Any) -> Buyer:
        return Buyer.unfenced.create(**{"kind": "water_board", "name": "Waterschap", "kvk": "55555555", **more})

    def membership(self, **more: Any) -> SubregionMembership:
        whole = {"buyer": self.a_buyer(kvk=""), "subregion": self.subregion, "from_day": FROM}
        return SubregionMembership.unfenced.create(**{**whole, **more})

    def a_supplier(self, **more: Any) -> Supplier:
        return Supplier.unfenced.create(**{"name": "Groenbedrijf Linde", "kvk": "66666666", **more})

    def certificate(self, **more: Any) -> Certificate:
        whole = {"supplier": self.supplier, "label": "pso2", "first_day": FROM, "last_day": UNTIL}
        return Certificate.unfenced.create(**{**whole, **more})

    def a_user(self, **more: Any) -> User:
        user = User(**{"email": "nieuw@voorbeeld.nl", "name": "Nieuw", **more})
        user.save(force_insert=True)
        return user

    def grant(self, **more: Any) -> RoleGrant:
        return RoleGrant.unfenced.create(**{"user": self.user, "from_day": FROM, **more})

    def invitation(self, **more: Any) -> Invitation:
        whole = {"email": "nieuw@debrug.nl", "supplier": self.supplier, "invited_by": self.user}
        days = {"made_on": TODAY, "last_day": TODAY, "token_hash": "a" * 64}
        return Invitation.unfenced.create(**{**whole, **days, **more})

    def policy_text(self, **more: Any) -> PolicyText:
        whole = {"book_id": "voorbeeld-2017", "region": "voorbeeld", "text": "[book]", "sha256": "b" * 64}
        return PolicyText.unfenced.create(**{**whole, "in_force_from": FROM, **more})

    def notice(self, **more: Any) -> NoticeFile:
        whole = {"notice_id": "n-1", "version": "01", "sha256": "c" * 64, "read": {}, "uploaded_on": TODAY}
        return NoticeFile.unfenced.create(**{**whole, "uploaded_by": self.user, "entered_in": self.subregion, **more})

    def a_contract(self, **more: Any) -> Contract:
        names = (
            "state",
            "title",
            "kind",
            "value_cents",
            "tender_date",
            "start",
            "end",
            "supplier",
            "book",
            "entered_in",
        )
        return Contract.unfenced.create(**{**{name: getattr(self.contract, name) for name in names}, **more})

    def share(self, **more: Any) -> ContractBuyer:
        whole = {"contract": self.contract, "buyer": self.other_buyer, "share": 250_000, "leads": False}
        return ContractBuyer.unfenced.create(**{**whole, **more})

    def share_of_buurstad(self, *, elsewhere: bool = False) -> ContractBuyer:
        return self.share(contract=self.a_contract() if elsewhere else self.contract)

    def another_share(self, **more: Any) -> ContractBuyer:
        """The same contract, bought by one buyer more; the first of them leads."""
        contract = Contract.unfenced.exclude(pk=self.contract.pk).first() or self.a_contract()
        number = 10_000_000 + contract.buyers.count()
        return self.share(**{"contract": contract, "buyer": self.a_buyer(kvk=str(number)), "leads": True, **more})

    def obligation(self, **more: Any) -> ObligationVersion:
        money = {"percentage": 50_000, "gross_cents": 2_500_000, "discount_cents": 500_000, "net_cents": 2_000_000}
        whole = {"contract": self.contract, "number": 2, "regime": "services", "european": True, "made_on": TODAY}
        return ObligationVersion.unfenced.create(
            **{**whole, **money, "reason": "De prijs werd hoger.", "receipt": self.receipt, **more}
        )

    def a_receipt(self, **more: Any) -> Receipt:
        names = ("kind", "book", "book_sha256", "engine_version", "figures", "steps", "total_cents", "made_on")
        return Receipt.unfenced.create(**{**{name: getattr(self.receipt, name) for name in names}, **more})

    def agreement(self, **more: Any) -> Agreement:
        whole = {"contract": self.contract, "number": 1, "agreed_by": self.user, "agreed_on": TODAY}
        return Agreement.unfenced.create(**{**whole, **more})

    def plan_line(self, **more: Any) -> PlanLine:
        agreement = more.pop("agreement", None) or self.agreement()
        whole = {"block": "1", "start": FROM, "end": UNTIL, "value_cents_each": 0, "receipt": self.receipt}
        return PlanLine.unfenced.create(agreement=agreement, **{**whole, **more})

    def person(self, **more: Any) -> Person:
        return Person.unfenced.create(**{"supplier": self.supplier, "reference": "medewerker 12", **more})

    def report(self, **more: Any) -> Report:
        whole = {"contract": self.contract, "state": "submitted", "block": "1", "submitted_on": TODAY}
        return Report.unfenced.create(**{**whole, "made_by": self.user, "made_on": TODAY, **more})

    def decision(self, **more: Any) -> ReviewDecision:
        whole = {"report": more.pop("report", None) or self.report(), "decided_by": self.user, "decided_on": TODAY}
        return ReviewDecision.unfenced.create(**{**whole, "decision": "returned", "reason": "Onleesbaar.", **more})

    def line(self, **more: Any) -> LedgerLine:
        report = more.pop("report", None) or self.report(state="approved")
        where = {"contract": self.contract, "report": report, "receipt": self.receipt, "year": 2017, "quarter": 1}
        what = {"component": "base", "block": "1", "cents": 1_000, "booked_on": TODAY}
        return LedgerLine.unfenced.create(**{**where, **what, **more})

    def event(self, **more: Any) -> TimelineEvent:
        return TimelineEvent.unfenced.create(**{"contract": self.contract, "day": TODAY, "code": "started", **more})

    def sight(self, **more: Any) -> AccessLog:
        report = more.pop("report", None) or self.report()
        return AccessLog.unfenced.create(**{"user": self.user, "report": report, "day": TODAY, **more})
