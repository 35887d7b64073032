"""Keys: which role may do what, in one table. The permissions page is drawn from it; an unknown key raises.

A key that sees (`sees`) opens rows: without it a row does not exist (404). A key that does asks for a row that is seen
already: without it the answer is no (403).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

C, A, P, S, M, B, PO = (
    Role.COORDINATOR,
    Role.ASSISTANT,
    Role.CONTACT_PERSON,
    Role.SUPPLIER,
    Role.MANAGER,
    Role.ADMINISTRATOR,
    Role.PROCUREMENT_OFFICER,
)


class UnknownKey(LookupError):
    """Somebody asked for a key that the table does not have."""


@dataclass(frozen=True, slots=True)
class Key:
    """One action: its name, what it is in words, who holds it, and whether it opens rows."""

    name: str
    words: _StrPromise
    roles: frozenset[Role]
    sees: bool = False


def _key(name: str, words: _StrPromise, *roles: Role, sees: bool = False) -> Key:
    return Key(name=name, words=words, roles=frozenset(roles), sees=sees)


KEYS: tuple[Key, ...] = (
    _key("calendar.see", _("See the tender calendar and its figures"), C, A, P, PO, M, sees=True),
    _key("calendar.region", _("See the calendar's lines of the whole region"), C, A, sees=True),
    _key("tender.see", _("See a tender"), C, A, P, PO, sees=True),
    _key("tender.plan", _("Plan and change tenders"), C, A, P, PO),
    _key("tender.depart", _("Decide otherwise than the advice on a tender"), C, P, PO),
    _key("calendar.upload", _("Put tenders in the calendar with a spreadsheet"), C, A, P, PO, sees=True),
    _key("branch.write", _("Record agreements with branches"), C),
    _key("coverage.see", _("See which tenders asked social return"), C, A, P, PO, M, sees=True),
    _key("spec.take", _("Take a spec text for a tender"), C, A, P, PO),
    _key("spec.edit", _("Change the spec texts"), B, sees=True),
    _key("labels.see", _("See which suppliers hold a label"), C, A, P, PO, sees=True),
    _key("label.record", _("Record a supplier's label"), C, A),
    _key("search.use", _("Search everything that one sees"), C, A, P, PO, S, sees=True),
    _key("dossier.see", _("See a dossier"), C, A, P, S, sees=True),
    _key("draft.see", _("See a draft contract"), C, A, P, sees=True),
    _key("contract.import", _("Upload an award notice"), C, A, P),
    _key("contract.complete", _("Complete a draft contract"), C, A, P),
    _key("buyer.create", _("Add a buyer to the subregion"), C),
    _key("contract.start", _("Put a contract in force"), C),
    _key("contract.amend", _("Amend a contract in force"), C),
    _key("certificate.record", _("Record a certificate of a contract in force"), C),
    _key("document.see", _("See the documents of a dossier"), C, A, P, S, sees=True),
    _key("note.see", _("See the notes of a dossier"), C, A, P, sees=True),
    _key("dossier.write", _("Keep documents, contacts and notes of a dossier"), C, A, P),
    _key("switch.change", _("Change what a buyer recognises"), C, P),
    _key("opendata.take", _("Take the open data"), C, A, sees=True),
    _key("agreement.record", _("Record what was agreed"), C),
    _key("proposal.write", _("Write and propose a plan"), S),
    _key("proposal.answer", _("Agree to a proposed plan, or return it"), C),
    _key("finding.record", _("Record that placements are not possible"), C),
    _key("suppliers.see", _("See the suppliers and who acts for them"), C, A, sees=True),
    _key("colleagues.manage", _("Invite and remove colleagues"), S, sees=True),
    _key("supplier.invite", _("Invite somebody of a supplier"), C, A),
    _key("report.see", _("See a report"), C, A, P, S, sees=True),
    _key("report.facts", _("See the personal facts of a report"), C, A, S, sees=True),
    _key("report.write", _("Write and submit a report"), S),
    _key("persons.see", _("See the persons that one reports about"), S, sees=True),
    _key("sheet.upload", _("Report with a spreadsheet"), S, sees=True),
    _key("quarter.confirm", _("Confirm a quarter"), S, sees=True),
    _key("thread.write", _("Ask and answer about a report"), C, A, S),
    _key("evidence.see", _("See the evidence of a report"), C, A, S, sees=True),
    _key("evidence.upload", _("Upload evidence"), S),
    _key("evidence.attest", _("Record that evidence was seen"), C, A),
    _key("second_party.ask", _("Ask a second party to confirm a fact"), S),
    _key("queue.see", _("See the review queue"), C, A, sees=True),
    _key("report.approve", _("Approve a report"), C),
    _key("report.return", _("Return a report"), C),
    _key("clash.see", _("See where a person was reported twice"), C, A, sees=True),
    _key("clash.resolve", _("Decide whose hours count"), C),
    _key("receipt.see", _("See a receipt"), C, A, P, S, sees=True),
    _key("quarter.see", _("See the quarter page of a buyer"), C, A, P, M, sees=True),
    _key("quarter.open", _("Open a quarter figure down to the dossier"), C, A, P, sees=True),
    _key("places.see", _("See buyers and subregions"), B, sees=True),
    _key("places.change", _("Move a buyer to another subregion"), B),
    _key("permissions.see", _("See who may do what"), B, C, A, sees=True),
)

_BY_NAME = {key.name: key for key in KEYS}


def key_named(name: str) -> Key:
    """Return the key called `name`; UnknownKey where the table has none."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise UnknownKey(name) from None


def holds(actor: Actor, name: str) -> bool:
    """Say whether the actor holds the key in any of the roles; UnknownKey for a key that is not in the table."""
    return bool(actor.roles & key_named(name).roles)
