"""A small world of whole truths: for each model a maker of one row that the database accepts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tegenwaarde.records.models import (
    AccessLog,
    Agreement,
    BulkUpload,
    Buyer,
    Certificate,
    ClashResolution,
    Contract,
    ContractBuyer,
    Distinction,
    EvidenceFile,
    EvidenceSeen,
    Finding,
    Invitation,
    LedgerLine,
    Message,
    NoticeFile,
    ObligationVersion,
    Person,
    PlanLine,
    PolicyText,
    Proposal,
    QuarterConfirmation,
    Receipt,
    Region,
    Report,
    ReviewDecision,
    RoleGrant,
    SecondPartyRequest,
    Submission,
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

    def proposal(self, **more: Any) -> Proposal:
        whole = {"contract": self.contract, "number": 1, "made_by": self.user, "made_on": TODAY}
        return Proposal.unfenced.create(**{**whole, **more})

    def numbered_proposal(self, **more: Any) -> Proposal:
        return self.proposal(number=Proposal.unfenced.count() + 1, **more)

    def upload(self, **more: Any) -> BulkUpload:
        whole = {"supplier": self.supplier, "name": "kwartaal 3.xlsx", "size": 9_000, "content_hash": "e" * 64}
        return BulkUpload.unfenced.create(**{**whole, "uploaded_by": self.user, "uploaded_on": TODAY, **more})

    def another_person(self, **more: Any) -> Person:
        return self.person(reference=f"medewerker {Person.unfenced.count()}", **more)

    def report_elsewhere(self, *, elsewhere: bool = False, **more: Any) -> Report:
        return self.report(contract=self.a_contract() if elsewhere else self.contract, **more)

    def submission(self, **more: Any) -> Submission:
        report = more.pop("report", None) or self.report()
        whole = {"number": 1, "block": "1", "value_cents": 0, "submitted_by": self.user, "submitted_on": TODAY}
        return Submission.unfenced.create(report=report, **{**whole, **more})

    def message(self, **more: Any) -> Message:
        whole = {"report": more.pop("report", None) or self.report(), "author": self.user, "from_supplier": False}
        return Message.unfenced.create(**{**whole, "text": "Vanaf wanneer?", "day": TODAY, **more})

    def seen(self, **more: Any) -> EvidenceSeen:
        whole = {"report": more.pop("report", None) or self.report(), "kind": "contract", "seen_on": TODAY}
        return EvidenceSeen.unfenced.create(**{**whole, "seen_by": self.user, **more})

    def evidence_file(self, **more: Any) -> EvidenceFile:
        report = more.pop("report", None) or self.report()
        whole = {"kind": "contract", "name": "contract.pdf", "content_type": "application/pdf", "size": 1}
        kept = {"stored_as": "f" * 64, "uploaded_by": self.user, "uploaded_on": TODAY, "erase_on": UNTIL}
        return EvidenceFile.unfenced.create(report=report, **{**whole, **kept, **more})

    def asked_of_a_second_party(self, **more: Any) -> SecondPartyRequest:
        report = more.pop("report", None) or self.report()
        whole = {"fact_kind": "employment", "report_version": 1, "party": "SW-bedrijf", "token_hash": "9" * 64}
        days = {"made_by": self.user, "made_on": TODAY, "last_day": TODAY}
        return SecondPartyRequest.unfenced.create(report=report, **{**whole, **days, **more})

    def persons(self, *names: str) -> dict[str, Person]:
        return {name: self.person(reference=name) for name in names}

    def distinction(self, **more: Any) -> Distinction:
        if "first" not in more:
            more |= self.persons("first", "second")
        whole = {"reason": "Tweelingzussen.", "decided_by": self.user, "decided_on": TODAY}
        return Distinction.unfenced.create(**{**whole, **more})

    def told_apart(self, *, in_order: bool = True, of_the_third: bool = False, **among: Person) -> Distinction:
        persons = among or self.persons("first", "second", "third")
        second = persons["third" if of_the_third else "second"]
        pair = (persons["first"], second) if in_order else (second, persons["first"])
        return self.distinction(first=pair[0], second=pair[1])

    def resolution(self, **more: Any) -> ClashResolution:
        report, other = more.pop("report", None) or self.report(), more.pop("other", None) or self.report()
        whole = {"outcome": "this", "first_day": FROM, "last_day": FROM, "reason": "Hier werkte zij het meest."}
        return ClashResolution.unfenced.create(
            report=report, other=other, **{**whole, "decided_by": self.user, "decided_on": TODAY, **more}
        )

    def a_clash_with_itself(self, *, other: bool) -> ClashResolution:
        report = self.report()
        return self.resolution(report=report, other=self.report() if other else report)

    def quarter(self, **more: Any) -> QuarterConfirmation:
        whole = {"contract": self.contract, "year": 2017, "quarter": 3, "nothing_changed": True}
        return QuarterConfirmation.unfenced.create(
            **{**whole, "confirmed_by": self.user, "confirmed_on": TODAY, **more}
        )

    def finding_elsewhere(self, *, elsewhere: bool = False) -> Finding:
        return self.finding(contract=self.a_contract() if elsewhere else self.contract)

    def finding(self, **more: Any) -> Finding:
        whole = {"contract": self.contract, "reason": "Duiken op zee.", "found_by": self.user, "found_on": TODAY}
        return Finding.unfenced.create(**{**whole, **more})
