"""The fence: which rows an actor sees.

A contract is seen from its buyers' side (the coordinator of a buyer's subregion, the buyer's own contact person) and
from its supplier's side, never from a third. Rows that hang on a contract are seen with it. Each function asks for the
key for which the rows are wanted, or says which key it stands for, so that a role without that key opens nothing. A key
that is not in the table raises UnknownKey. All return querysets that have not been run: one query when they are read.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.keys import holds, key_named
from tegenwaarde.records.models import (
    Agreement,
    Amendment,
    AmendmentState,
    BranchAgreement,
    BulkUpload,
    Buyer,
    CalendarUpload,
    Certificate,
    Contract,
    ContractBuyer,
    ContractState,
    Document,
    DossierContact,
    DossierNote,
    EvidenceFile,
    LedgerLine,
    NoticeBatch,
    NoticeFile,
    ObligationVersion,
    Person,
    PlanLine,
    Proposal,
    ProposalState,
    Receipt,
    Report,
    ReportState,
    Role,
    SpecText,
    Subregion,
    SubregionMembership,
    Supplier,
    Tender,
    TenderBuyer,
    TenderNote,
)
from tegenwaarde.records.models.organisations import MembershipQuerySet
from tegenwaarde.records.models.reports import ReportQuerySet
from tegenwaarde.records.models.tenders import BranchQuerySet, TenderQuerySet

Row = TypeVar("Row", bound=Model)

SUPPLIER_SIDE = frozenset({Role.SUPPLIER})
SUBREGION_SIDE = frozenset({Role.COORDINATOR, Role.ASSISTANT})
BUYER_SIDE = frozenset({Role.CONTACT_PERSON})
PLANNING_SIDE = frozenset({Role.CONTACT_PERSON, Role.PROCUREMENT_OFFICER})


class NotVisible(LookupError):
    """There is no such row for this actor: the answer is 404."""


class NotAllowed(PermissionError):
    """The actor sees the row and may not do this with it: the answer is 403."""


def _buyers_in(actor: Actor, roles: frozenset[Role]) -> QuerySet[Buyer]:
    subregions = actor.scope_ids("subregion", roles)
    own = actor.scope_ids("buyer", roles)
    inside = Buyer.unfenced.in_subregions_on(subregions, actor.today).values("pk")
    return Buyer.unfenced.filter(Q(pk__in=inside) | Q(pk__in=own))


def _region_wide(actor: Actor, roles: frozenset[Role]) -> bool:
    return any(
        g.role in roles and not (g.subregion_id or g.buyer_id or g.supplier_id)
        for g in actor.grants
        if g.role in (Role.MANAGER, Role.ADMINISTRATOR)
    )


def contracts_visible_to(actor: Actor, key: str = "dossier.see") -> QuerySet[Contract]:
    """Return the contracts the actor sees with `key`; drafts only from the buyer's side."""
    roles = key_named(key).roles
    buyer_side = roles & (SUBREGION_SIDE | BUYER_SIDE)
    bought = ContractBuyer.unfenced.filter(buyer__in=_buyers_in(actor, buyer_side)).values("contract_id")
    entered = actor.scope_ids("subregion", roles & SUBREGION_SIDE)
    supplied = actor.scope_ids("supplier", roles & SUPPLIER_SIDE)
    unbought = Contract.unfenced.filter(state=ContractState.DRAFT, buyers__isnull=True, entered_in_id__in=entered)
    seen = Q(pk__in=bought) | Q(pk__in=unbought.values("pk"))
    if supplied:
        seen |= Q(supplier_id__in=supplied) & ~Q(state=ContractState.DRAFT)
    return Contract.unfenced.filter(seen)


def reports_visible_to(actor: Actor, key: str = "report.see") -> ReportQuerySet:
    """Return the reports the actor sees with `key`; the buyer's side sees none that was never submitted."""
    contracts = contracts_visible_to(actor, key)
    own = actor.scope_ids("supplier", key_named(key).roles & SUPPLIER_SIDE)
    return Report.unfenced.filter(contract__in=contracts).filter(
        Q(contract__supplier_id__in=own) | ~Q(state=ReportState.DRAFT)
    )


def receipts_visible_to(actor: Actor) -> QuerySet[Receipt]:
    """Return the receipts behind the figures of the contracts the actor sees (`receipt.see`)."""
    contracts = contracts_visible_to(actor, "receipt.see").values("pk")
    behind = {"receipt": OuterRef("pk")}
    return Receipt.unfenced.filter(
        Exists(ObligationVersion.unfenced.filter(**behind, contract_id__in=contracts))
        | Exists(LedgerLine.unfenced.filter(**behind, contract_id__in=contracts))
        | Exists(PlanLine.unfenced.filter(**behind, agreement__contract_id__in=contracts))
    )


def agreements_visible_to(actor: Actor) -> QuerySet[Agreement]:
    """Return the agreements of the contracts the actor sees (`dossier.see`)."""
    return Agreement.unfenced.filter(contract__in=contracts_visible_to(actor))


def proposals_visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Return the plans of the contracts the actor sees (`dossier.see`); the buyer's side sees no draft."""
    own = actor.scope_ids("supplier", SUPPLIER_SIDE)
    seen = Proposal.unfenced.filter(contract__in=contracts_visible_to(actor))
    return seen.filter(Q(contract__supplier_id__in=own) | ~Q(state=ProposalState.DRAFT))


def persons_visible_to(actor: Actor) -> QuerySet[Person]:
    """Return the persons that the actor's own supplier reports about (`persons.see`), never another supplier's."""
    return Person.unfenced.filter(supplier_id__in=actor.scope_ids("supplier", key_named("persons.see").roles))


def uploads_visible_to(actor: Actor) -> QuerySet[BulkUpload]:
    """Return the spreadsheets of the actor's own supplier (`sheet.upload`)."""
    return BulkUpload.unfenced.filter(supplier_id__in=actor.scope_ids("supplier", key_named("sheet.upload").roles))


def evidence_files_visible_to(actor: Actor) -> QuerySet[EvidenceFile]:
    """Return the uploaded evidence of the reports the actor sees (`evidence.see`)."""
    return EvidenceFile.unfenced.filter(report__in=reports_visible_to(actor, "evidence.see"))


def buyers_visible_to(actor: Actor, key: str = "quarter.see") -> QuerySet[Buyer]:
    """Return the buyers whose figures or details the actor sees with `key`."""
    roles = key_named(key).roles
    if _region_wide(actor, roles):
        return Buyer.unfenced.all()
    return _buyers_in(actor, roles)


def suppliers_visible_to(actor: Actor) -> QuerySet[Supplier]:
    """Return the suppliers of the contracts the actor sees (`draft.see`), and the one the actor works for."""
    seen = contracts_visible_to(actor, "draft.see").values("supplier_id")
    own = actor.scope_ids("supplier", SUPPLIER_SIDE)
    return Supplier.unfenced.filter(Q(pk__in=seen) | Q(pk__in=own))


def tenders_visible_to(actor: Actor, key: str = "tender.see") -> TenderQuerySet:
    """Return the tenders the actor opens with `key`: those of own buyers, and those entered without one."""
    roles = key_named(key).roles
    bought = TenderBuyer.unfenced.filter(buyer__in=_buyers_in(actor, roles & (SUBREGION_SIDE | PLANNING_SIDE)))
    entered = actor.scope_ids("subregion", roles & SUBREGION_SIDE)
    unbought = Tender.unfenced.filter(buyers__isnull=True, entered_in_id__in=entered)
    return Tender.unfenced.filter(Q(pk__in=bought.values("tender_id")) | Q(pk__in=unbought.values("pk")))


def calendar_visible_to(actor: Actor) -> TenderQuerySet:
    """Return the tenders of which the actor sees the calendar's line: all with `calendar.region`, else the own ones."""
    if holds(actor, "calendar.region"):
        return Tender.unfenced.all()
    return tenders_visible_to(actor)


def tenders_counted_for(actor: Actor) -> TenderQuerySet:
    """Return the tenders that the actor may count, of the whole region: for sums, not for lines (`calendar.see`)."""
    return Tender.unfenced.all() if holds(actor, "calendar.see") else Tender.unfenced.none()


def calendar_uploads_visible_to(actor: Actor) -> QuerySet[CalendarUpload]:
    """Return the spreadsheets with tenders that the actor put in (`calendar.upload`)."""
    if not holds(actor, "calendar.upload"):
        return CalendarUpload.unfenced.none()
    return CalendarUpload.unfenced.filter(uploaded_by_id=actor.user_id)


def tender_notes_visible_to(actor: Actor) -> QuerySet[TenderNote]:
    """Return the notes on the tenders the actor sees (`tender.see`)."""
    return TenderNote.unfenced.filter(tender__in=tenders_visible_to(actor))


def branches_visible_to(actor: Actor) -> BranchQuerySet:
    """Return the agreements with branches of the regions in which the actor plans (`tender.see`)."""
    roles = key_named("tender.see").roles
    inside = Subregion.unfenced.filter(
        Q(pk__in=actor.scope_ids("subregion", roles & SUBREGION_SIDE))
        | Q(memberships__buyer_id__in=actor.scope_ids("buyer", roles & PLANNING_SIDE))
    )
    return BranchAgreement.unfenced.filter(region_id__in=inside.values("region_id"))


def spec_texts_visible_to(actor: Actor) -> QuerySet[SpecText]:
    """Return the spec texts that were taken for the tenders the actor sees (`tender.see`)."""
    return SpecText.unfenced.filter(tender__in=tenders_visible_to(actor))


def amendments_visible_to(actor: Actor) -> QuerySet[Amendment]:
    """Return the amendments of the contracts the actor sees; the supplier only those in force (`dossier.see`)."""
    own = actor.scope_ids("supplier", SUPPLIER_SIDE)
    seen = Amendment.unfenced.filter(contract__in=contracts_visible_to(actor))
    return seen.filter(~Q(contract__supplier_id__in=own) | Q(state=AmendmentState.IN_FORCE))


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    """Return the documents of the dossiers the actor sees; the supplier only those that are shared (`document.see`)."""
    own = actor.scope_ids("supplier", SUPPLIER_SIDE)
    seen = Document.unfenced.filter(contract__in=contracts_visible_to(actor, "document.see"))
    return seen.filter(~Q(contract__supplier_id__in=own) | Q(shared=True))


def contacts_visible_to(actor: Actor) -> QuerySet[DossierContact]:
    """Return the contacts of the dossiers the actor sees (`dossier.see`)."""
    return DossierContact.unfenced.filter(contract__in=contracts_visible_to(actor))


def notes_visible_to(actor: Actor) -> QuerySet[DossierNote]:
    """Return the notes of the dossiers the actor sees from the buyer's side (`note.see`)."""
    return DossierNote.unfenced.filter(contract__in=contracts_visible_to(actor, "note.see"))


def batches_visible_to(actor: Actor) -> QuerySet[NoticeBatch]:
    """Return the imports of notices in the actor's subregion, or put in by the actor (`contract.import`)."""
    if not holds(actor, "contract.import"):
        return NoticeBatch.unfenced.none()
    inside = actor.scope_ids("subregion", key_named("contract.import").roles & SUBREGION_SIDE)
    return NoticeBatch.unfenced.filter(Q(entered_in_id__in=inside) | Q(uploaded_by_id=actor.user_id))


def label_holders_visible_to(actor: Actor) -> QuerySet[Supplier]:
    """Return every supplier with a certificate (`labels.see`): who holds a label is public, contracts stay unseen."""
    if not holds(actor, "labels.see"):
        return Supplier.unfenced.none()
    return Supplier.unfenced.filter(pk__in=Certificate.unfenced.standing().values("supplier_id"))


def notices_visible_to(actor: Actor) -> QuerySet[NoticeFile]:
    """Return the notices read in the actor's subregion, or for the actor's own buyer (`draft.see`)."""
    roles = key_named("draft.see").roles
    inside = actor.scope_ids("subregion", roles & SUBREGION_SIDE)
    contracts = contracts_visible_to(actor, "draft.see").values("notice_id")
    return NoticeFile.unfenced.filter(Q(entered_in_id__in=inside) | Q(pk__in=contracts))


def subregions_visible_to(actor: Actor) -> QuerySet[Subregion]:
    """Return the subregions the actor works in; all for whoever manages the places (`places.see`)."""
    if holds(actor, "places.see"):
        return Subregion.unfenced.all()
    return Subregion.unfenced.filter(pk__in=actor.scope_ids("subregion", SUBREGION_SIDE))


def memberships_visible_to(actor: Actor) -> MembershipQuerySet:
    """Return which buyer belongs where, for whoever manages the places (`places.see`); for others nothing."""
    if holds(actor, "places.see"):
        return SubregionMembership.unfenced.all()
    return SubregionMembership.unfenced.none()


def find(rows: QuerySet[Row], **where: Any) -> Row:
    """Return the one row that `where` names among the rows that are seen; NotVisible where there is none."""
    found = rows.filter(**where).first()
    if found is None:
        raise NotVisible(f"{rows.model.__name__} {where}")
    return found


def may(actor: Actor, key: str, contract: Contract | None = None) -> bool:
    """Say whether the actor may do `key`, with `contract` when it is about one."""
    if not holds(actor, key):
        return False
    return contract is None or contracts_visible_to(actor, key).filter(pk=contract.pk).exists()


def require(actor: Actor, key: str, contract: Contract | None = None) -> None:
    """Raise unless the actor may: NotVisible where the key sees, NotAllowed where it does.

    With a key that does, look the contract up through the fence first: NotAllowed admits that it is there.
    """
    if may(actor, key, contract):
        return
    if key_named(key).sees:
        raise NotVisible(key)
    raise NotAllowed(key)
