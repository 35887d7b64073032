"""What the tab with contacts shows: whom to call on both sides, and who can sign in for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contacts_visible_to, contracts_visible_to, find, may
from tegenwaarde.records.models import (
    ContactRole,
    ContactSide,
    Contract,
    ContractState,
    DossierContact,
    Role,
    RoleGrant,
    SubregionMembership,
)
from tegenwaarde.usecases.dossier.contacts import ContactFacts, contact_to_write
from tegenwaarde.usecases.dossier.opening import KEY, contract_to_write
from tegenwaarde.usecases.erasing.terms import last_day_of_facts
from tegenwaarde.usecases.reading.notes import NoteRow, notes_of

SIGNS_IN = (Role.COORDINATOR, Role.ASSISTANT, Role.CONTACT_PERSON)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody to call; `stands_in_for` is a name, `deputies` are names. `dial` is the number as a phone takes it."""

    contact_id: int
    name: str
    role: str
    email: str
    phone: str
    dial: str
    stands_in_for: str
    deputies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Somebody with an account here, and as what."""

    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contract: its organisation, contacts, and who can sign in."""

    side: str
    organisation: str
    contacts: tuple[ContactRow, ...]
    accounts: tuple[AccountRow, ...]


@dataclass(frozen=True, slots=True)
class ContactPage:
    """The contacts of a dossier. `notes` is None for who may not see those. `kept_until` is the last day."""

    contract_id: int
    title: str
    sides: tuple[Side, ...]
    notes: tuple[NoteRow, ...] | None
    may_write: bool
    kept_until: date | None


@dataclass(frozen=True, slots=True)
class ContactToWrite:
    """A contact in a form: `contact_id` and `version` 0 for a new one.

    `others` are id, side and name of the other contacts, `roles` the roles with their words.
    """

    contract_id: int
    title: str
    buyer: str
    supplier: str
    others: tuple[tuple[int, str, str], ...]
    roles: tuple[tuple[str, str], ...]
    contact_id: int = 0
    version: int = 0
    facts: ContactFacts | None = None


def read_contacts(*, actor: Actor, contract_id: int, today: date) -> ContactPage:
    """Return whom to call on both sides; a constant number of queries. NotVisible where there is no such dossier."""
    seen = contracts_visible_to(actor).exclude(state=ContractState.DRAFT).select_related("supplier", "book")
    contract = find(seen, pk=contract_id)
    contacts = _contacts(actor, contract, today)
    grants = _grants(contract, today)
    buyers = " / ".join(share.buyer.name for share in contract.buyers.select_related("buyer"))
    return ContactPage(
        contract_id=contract.pk,
        title=contract.title,
        sides=(
            _side(ContactSide.BUYER, buyers, contacts, [one for one in grants if one.role != Role.SUPPLIER]),
            _side(
                ContactSide.SUPPLIER,
                contract.supplier.name if contract.supplier else "",
                contacts,
                [one for one in grants if one.role == Role.SUPPLIER],
            ),
        ),
        notes=notes_of(actor, contract) if may(actor, "note.see", contract) else None,
        may_write=may(actor, KEY, contract),
        kept_until=last_day_of_facts(contract.end, contract.book) if contract.end and contract.book else None,
    )


def read_new_contact(*, actor: Actor, contract_id: int, today: date) -> ContactToWrite:
    """Return what a form for a new contact begins with; NotVisible, NotAllowed."""
    return _to_write(actor, contract_to_write(actor, contract_id), today, None)


def read_contact(*, actor: Actor, contact_id: int, today: date) -> ContactToWrite:
    """Return a contact to be changed or ended; NotVisible, NotAllowed."""
    contact = contact_to_write(actor, contact_id)
    return _to_write(actor, contact.contract, today, contact)


def _to_write(actor: Actor, contract: Contract, today: date, contact: DossierContact | None) -> ContactToWrite:
    others = contacts_visible_to(actor).filter(contract=contract).in_force_on(today)  # type: ignore[attr-defined]
    known = others.exclude(pk=contact.pk if contact else 0).values_list("pk", "side", "name")
    return ContactToWrite(
        contract_id=contract.pk,
        title=contract.title,
        buyer=" / ".join(share.buyer.name for share in contract.buyers.select_related("buyer")),
        supplier=contract.supplier.name if contract.supplier else "",
        others=tuple(known),
        roles=tuple((role.value, str(role.label)) for role in ContactRole),
        contact_id=contact.pk if contact else 0,
        version=contact.version if contact else 0,
        facts=_facts(contact) if contact else None,
    )


def _facts(one: DossierContact) -> ContactFacts:
    return ContactFacts(one.side, one.role, one.name, one.email, one.phone, one.deputy_of_id or 0)


def _contacts(actor: Actor, contract: Contract, today: date) -> list[DossierContact]:
    rows = contacts_visible_to(actor).filter(contract=contract).select_related("deputy_of")
    return [one for one in rows if one.until_day is None or one.until_day > today]


def _grants(contract: Contract, today: date) -> list[RoleGrant]:
    """Return who can sign in for either side: the supplier's people, the coordination, the buyers' contact persons."""
    buyers = contract.buyers.values("buyer_id")
    subregions = SubregionMembership.unfenced.in_force_on(today).filter(buyer_id__in=buyers).values("subregion_id")
    asked = (
        Q(role__in=(Role.COORDINATOR, Role.ASSISTANT), subregion_id__in=subregions)
        | Q(role=Role.CONTACT_PERSON, buyer_id__in=buyers)
        | Q(role=Role.SUPPLIER, supplier_id=contract.supplier_id)
    )
    rows = RoleGrant.unfenced.in_force_on(today).filter(asked, user__is_active=True).select_related("user")
    order = [role.value for role in (*SIGNS_IN, Role.SUPPLIER)]
    return sorted(rows, key=lambda one: (order.index(one.role), one.user.name.casefold(), one.pk))


def _side(
    side: ContactSide, organisation: str, contacts: Iterable[DossierContact], grants: Iterable[RoleGrant]
) -> Side:
    own = [one for one in contacts if one.side == side]
    accounts = {one.user_id: AccountRow(one.user.name, one.user.email, str(Role(one.role).label)) for one in grants}
    return Side(side.value, organisation, tuple(_row(one, own) for one in own), tuple(accounts.values()))


def _row(one: DossierContact, own: Iterable[DossierContact]) -> ContactRow:
    known = {other.pk for other in own}
    whom = one.deputy_of
    return ContactRow(
        contact_id=one.pk,
        name=one.name,
        role=str(ContactRole(one.role).label),
        email=one.email,
        phone=one.phone,
        dial="".join(sign for sign in one.phone if sign.isdigit() or sign == "+"),
        stands_in_for=whom.name if whom and whom.pk in known else "",
        deputies=tuple(other.name for other in own if other.deputy_of_id == one.pk),
    )
