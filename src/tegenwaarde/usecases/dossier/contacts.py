"""What is filled in of a contact, and what can be wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contacts_visible_to, find, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import ContactRole, ContactSide, Contract, DossierContact
from tegenwaarde.usecases.dossier.opening import KEY
from tegenwaarde.usecases.numbers import labelled_numbers
from tegenwaarde.usecases.people.inviting import ADDRESS

LONGEST_NAME, LONGEST_PHONE, LONGEST_EMAIL = 120, 30, 254
PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]{5,}")


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Somebody to call, as filled in; `deputy_of` is the number of the contact this one stands in for, 0 for nobody."""

    side: str
    role: str
    name: str
    email: str = ""
    phone: str = ""
    deputy_of: int = 0

    def columns(self) -> dict[str, str | int | None]:
        """Return what a row keeps of it."""
        return {
            "side": self.side,
            "role": self.role,
            "name": " ".join(self.name.split()),
            "email": self.email.strip().lower(),
            "phone": " ".join(self.phone.split()),
            "deputy_of_id": self.deputy_of or None,
        }


def contact_to_write(actor: Actor, contact_id: int) -> DossierContact:
    """Return a contact that did not end and that the actor keeps; NotVisible, NotAllowed."""
    seen = contacts_visible_to(actor).filter(until_day__isnull=True).select_related("contract")
    contact = find(seen, pk=contact_id)
    require(actor, KEY, contact.contract)
    return contact


def problems_of(facts: ContactFacts, contract: Contract, contact_id: int = 0) -> list[Problem]:
    """Return what is wrong with a contact of the contract, each at its field; one query where somebody is stood in for.

    `contact_id` is the contact that is changed, 0 for a new one.
    """
    found = [*_choices(facts), *_reach(facts), *_lengths(facts)]
    if facts.deputy_of and not _stands_in(facts, contract, contact_id):
        text = "Choose somebody of the same side, who does not stand in for this person."
        found.append(Problem("DEPUTY_OF_NOBODY", text, "deputy_of"))
    return found


def _choices(facts: ContactFacts) -> list[Problem]:
    found = []
    if facts.side not in ContactSide.values:
        found.append(Problem("SIDE_MISSING", "Choose for whom this person works.", "side"))
    if facts.role not in ContactRole.values:
        found.append(Problem("ROLE_MISSING", "Choose what this person does for the contract.", "role"))
    if not facts.name.strip():
        found.append(Problem("NAME_MISSING", "Fill in the name.", "name"))
    return found


def _reach(facts: ContactFacts) -> list[Problem]:
    email, phone = facts.email.strip(), facts.phone.strip()
    if not email and not phone:
        return [Problem("CONTACT_OUT_OF_REACH", "Fill in an e-mail address, a phone number, or both.", "email")]
    found = []
    if email and not ADDRESS.fullmatch(email):
        text = "This is no e-mail address. Write it as name@organisation.nl."
        found.append(Problem("EMAIL_INVALID", text, "email"))
    if phone and (not PHONE.fullmatch(phone) or labelled_numbers(phone).refused):
        text = "This is no phone number. Write digits only, for example 074 123 45 67."
        found.append(Problem("PHONE_INVALID", text, "phone"))
    return found


def _lengths(facts: ContactFacts) -> list[Problem]:
    limits = (
        ("name", facts.name, LONGEST_NAME),
        ("email", facts.email, LONGEST_EMAIL),
        ("phone", facts.phone, LONGEST_PHONE),
    )
    words = "This is too long: use at most {most} characters."
    return [
        Problem("TEXT_TOO_LONG", words, place, (("most", most),)) for place, text, most in limits if len(text) > most
    ]


def _stands_in(facts: ContactFacts, contract: Contract, contact_id: int) -> bool:
    """Say whether the one stood in for is of the same dossier and side, and no chain of deputies leads back."""
    rows = DossierContact.unfenced.filter(contract=contract, until_day__isnull=True)
    known = {pk: (side, whom) for pk, side, whom in rows.values_list("pk", "side", "deputy_of_id")}
    whom: int | None = facts.deputy_of
    if whom not in known or known[whom][0] != facts.side:
        return False
    passed: set[int] = set()
    while whom in known and whom not in passed:
        passed.add(whom)
        whom = known[whom][1]
    return contact_id not in passed
