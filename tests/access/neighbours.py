"""A street of contracts, with everybody who might look at them.

`running` is Voorbeeldstad's, `joint` is Voorbeeldstad's with Buurstad, `neighbours` is Buurstad's, `draft` is
Voorbeeldstad's and not in force yet, `unbought` is a draft entered in subregion A for which no buyer is chosen yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from tegenwaarde.access.actor import Actor, Grant, actor_for, visitor
from tegenwaarde.records.models import (
    Agreement,
    Amendment,
    BranchAgreement,
    BulkUpload,
    Buyer,
    Certificate,
    Contract,
    ContractBuyer,
    Document,
    DossierContact,
    DossierNote,
    EvidenceFile,
    LedgerLine,
    NoticeBatch,
    NoticeFile,
    Person,
    PlanLine,
    Proposal,
    Receipt,
    Report,
    Role,
    SpecTemplate,
    SpecText,
    Subregion,
    Supplier,
    Tender,
    TenderBuyer,
    TenderNote,
    User,
)
from tests.cast import TODAY, a_contract, a_user

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


@dataclass
class Street:
    """The rows by name, and the people by name."""

    a: Subregion
    b: Subregion
    voorbeeldstad: Buyer
    buurstad: Buyer
    de_brug: Supplier
    helder: Supplier
    clerk: User
    rows: dict[str, Model] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def name(self, rows: QuerySet[Any]) -> set[str]:
        """Return what the rows are called here."""
        return {next(name for name, row in self.rows.items() if row == found) for found in rows}

    def contract(self, name: str) -> Contract:
        found = self.rows[name]
        assert isinstance(found, Contract)
        return found


def people(street: Street) -> dict[str, Actor]:
    """Return an actor for each role, on each side."""
    users = {
        "coordinator A": a_user("Anna", "coordinator", subregion=street.a),
        "coordinator B": a_user("Carla", "coordinator", subregion=street.b),
        "assistant A": a_user("Aisha", "assistant", subregion=street.a),
        "consultant A": a_user("Chris", "consultant", subregion=street.a),
        "contact of Voorbeeldstad": a_user("Piet", "contact_person", buyer=street.voorbeeldstad),
        "contact of Buurstad": a_user("Nora", "contact_person", buyer=street.buurstad),
        "procurement of Voorbeeldstad": a_user("Ine", "procurement_officer", buyer=street.voorbeeldstad),
        "clerk of De Brug": street.clerk,
        "clerk of Helder": a_user("Olga", "supplier", supplier=street.helder),
        "manager of the region": a_user("Rik", "manager"),
        "manager of A": a_user("Sanne", "manager", subregion=street.a),
        "manager of Voorbeeldstad": a_user("Milan", "manager", buyer=street.voorbeeldstad),
        "administrator": a_user("Beheer", "administrator"),
    }
    return {name: actor_for(user, TODAY) for name, user in users.items()} | {"visitor": visitor(TODAY)}


def a_street(street: Street, policy: Any) -> Street:
    """Fill the street with contracts and what hangs on them."""
    rows: dict[str, Model] = {
        "A": street.a,
        "B": street.b,
        "Voorbeeldstad": street.voorbeeldstad,
        "Buurstad": street.buurstad,
        "De Brug": street.de_brug,
        "Helder": street.helder,
    }
    notices = {f"notice in {s.name[-1]}": a_notice(street, s, f"n-{s.pk}") for s in (street.a, street.b)}
    running = a_contract(street.voorbeeldstad, street.de_brug, policy)
    joint = a_contract(street.voorbeeldstad, street.de_brug, policy)
    ContractBuyer.unfenced.filter(contract=joint).update(share=750_000)
    ContractBuyer.unfenced.create(contract=joint, buyer=street.buurstad, share=250_000, leads=False)
    neighbours = a_contract(street.buurstad, street.helder, policy, notice=notices["notice in B"])
    draft = Contract.unfenced.create(
        entered_in=street.a, supplier=street.de_brug, notice=notices["notice in A"], award_number=1
    )
    ContractBuyer.unfenced.create(contract=draft, buyer=street.voorbeeldstad)
    unbought = Contract.unfenced.create(entered_in=street.a, supplier=street.helder)
    contracts = {"running": running, "joint": joint, "neighbours": neighbours, "draft": draft, "unbought": unbought}
    rows |= {**contracts, **notices, **what_is_planned(street)}
    for name in ("running", "joint", "neighbours"):
        rows |= what_its_dossier_has(street, name, contracts[name])
        rows |= what_hangs_on(street, name, contracts[name])
    for name in ("De Brug", "Helder"):
        rows |= what_a_supplier_has(street, name)
    street.rows = rows
    street.actors = people(street)
    return street


def a_notice(street: Street, subregion: Subregion, number: str) -> NoticeFile:
    return NoticeFile.unfenced.create(
        notice_id=number,
        version="01",
        sha256="0" * 64,
        read={},
        uploaded_by=street.clerk,
        entered_in=subregion,
        uploaded_on=TODAY,
    )


def what_hangs_on(street: Street, name: str, contract: Contract) -> dict[str, Model]:
    """Return reports in each state with a file each, plans, an agreement, and the receipts behind the figures."""
    due = contract.obligations.get().receipt
    planned, booked = a_copy(due), a_copy(due)
    agreement = Agreement.unfenced.create(contract=contract, number=1, agreed_by=street.clerk, agreed_on=TODAY)
    days = {"start": date(2017, 1, 1), "end": date(2017, 12, 31)}
    PlanLine.unfenced.create(agreement=agreement, block="1", value_cents_each=1, receipt=planned, **days)
    reports = {
        state: Report.unfenced.create(
            contract=contract, state=state, block="1", submitted_on=TODAY, made_by=street.clerk, made_on=TODAY
        )
        for state in ("draft", "submitted", "returned", "approved")
    }
    for quarter in (1, 2):
        LedgerLine.unfenced.create(
            contract=contract,
            report=reports["approved"],
            receipt=booked,
            year=2017,
            quarter=quarter,
            component="base",
            block="1",
            cents=1,
            booked_on=TODAY,
        )
    made = {"due": due, "planned": planned, "booked": booked, "agreement": agreement, **reports}
    made |= {f"file of {state}": a_file(report) for state, report in reports.items()}
    made |= {
        f"plan {state}": Proposal.unfenced.create(
            contract=contract, number=number, state=state, reason="Te weinig.", made_by=street.clerk, made_on=TODAY
        )
        for number, state in enumerate(("returned", "draft"), 1)
    }
    return {f"{name}: {what}": row for what, row in made.items()}


def what_is_planned(street: Street) -> dict[str, Model]:
    """Return tenders as the contracts are, with a spec text each; a sheet of the clerk; imports and label holders."""
    template = SpecTemplate.unfenced.create(
        region=street.a.region, variant="condition", number=1, words="Tekst", made_on=TODAY
    )
    bought = {
        "planned": (street.a, [street.voorbeeldstad]),
        "planned together": (street.a, [street.voorbeeldstad, street.buurstad]),
        "planned next door": (street.b, [street.buurstad]),
        "planned by nobody yet": (street.a, []),
    }
    made: dict[str, Model] = {}
    for name, (subregion, buyers) in bought.items():
        tender = Tender.unfenced.create(
            title=name, kind="works", quarter_start=date(2018, 1, 1), entered_in=subregion, made_on=TODAY
        )
        for place, buyer in enumerate(buyers):
            TenderBuyer.unfenced.create(tender=tender, buyer=buyer, share=500_000, leads=place == 0)
        text = SpecText.unfenced.create(
            tender=tender, template=template, number=1, words="Tekst", made_by=street.clerk, made_on=TODAY
        )
        note = TenderNote.unfenced.create(tender=tender, kind="other", day=TODAY, words="Later.", made_by=street.clerk)
        made |= {name: tender, f"text of {name}": text, f"note on {name}": note}
    batches = {
        f"batch in {s.name[-1]}": NoticeBatch.unfenced.create(entered_in=s, uploaded_on=TODAY, source="1.xml")
        for s in (street.a, street.b)
    }
    by_command = NoticeBatch.unfenced.create(uploaded_on=TODAY, source="map")
    days = {"first_day": date(2017, 1, 1), "last_day": date(2018, 12, 31)}
    Certificate.unfenced.create(supplier=street.de_brug, label="pso2", **days)
    Certificate.unfenced.create(supplier=street.helder, label="pso2", removed_on=TODAY, **days)
    branch = BranchAgreement.unfenced.create(
        region=street.a.region, branch="Groen", words="Leerplekken.", first_day=TODAY, made_by=street.clerk
    )
    return made | batches | {"batch by the command": by_command, "branch": branch}


def what_its_dossier_has(street: Street, name: str, contract: Contract) -> dict[str, Model]:
    """Return amendments proposed and in force, documents shared and not, a contact and a note."""
    obligation = contract.obligations.get()
    amendments = {
        f"amendment {state}": Amendment.unfenced.create(
            contract=contract,
            number=number,
            state=state,
            kind="more",
            agreed_on=TODAY,
            reason="Meer werk.",
            value_before_cents=1,
            value_after_cents=2,
            start_before=TODAY,
            start_after=TODAY,
            end_before=TODAY,
            end_after=TODAY,
            obligation=obligation if state == "in_force" else None,
            made_on=TODAY,
        )
        for number, state in enumerate(("proposed", "in_force"), 1)
    }
    documents = {
        f"document {words}": Document.unfenced.create(
            contract=contract,
            name="verslag.pdf",
            size=1,
            stored_as=f"{name} {words}",
            shared=words == "shared",
            uploaded_by=street.clerk,
            uploaded_on=TODAY,
        )
        for words in ("shared", "inside")
    }
    contact = DossierContact.unfenced.create(contract=contract, side="buyer", role="other", name="J. Smit", phone="1")
    note = DossierNote.unfenced.create(contract=contract, words="Bellen.", made_by=street.clerk, made_on=TODAY)
    made = {**amendments, **documents, "contact": contact, "note": note}
    return {f"{name}: {what}": row for what, row in made.items()}


def a_file(report: Report) -> EvidenceFile:
    days = {"uploaded_on": TODAY, "erase_on": TODAY}
    return EvidenceFile.unfenced.create(
        report=report, name="contract.pdf", size=1, stored_as=str(report.pk), uploaded_by=report.made_by, **days
    )


def what_a_supplier_has(street: Street, name: str) -> dict[str, Model]:
    """Return a person that both suppliers know under the same identity, and a sheet."""
    supplier = {"De Brug": street.de_brug, "Helder": street.helder}[name]
    person = Person.unfenced.create(supplier=supplier, reference="12", identity_hash="1" * 64, identity_keys=1)
    sheet = BulkUpload.unfenced.create(
        supplier=supplier, name="3.xlsx", size=1, content_hash="2" * 64, uploaded_by=street.clerk, uploaded_on=TODAY
    )
    return {f"person of {name}": person, f"sheet of {name}": sheet}


def a_copy(receipt: Receipt) -> Receipt:
    return Receipt.unfenced.create(
        **{f.attname: getattr(receipt, f.attname) for f in Receipt._meta.concrete_fields if f.attname not in UNCOPIED}
    )


UNCOPIED = ("id", "recorded_at")


def both(one: Actor, other: Actor) -> Actor:
    """Return somebody with the roles of two."""
    return replace(one, grants=one.grants + other.grants)


def somebody(role: Role, *, subregion_id: int = 0) -> Actor:
    """Return an actor with one role that no database knows."""
    return Actor(user_id=99, name="Iemand", grants=(Grant(role=role, subregion_id=subregion_id),), today=TODAY)
