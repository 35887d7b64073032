"""Tell the people of a supplier by mail that something came back or was asked: that it happened, and where to read it.

Never why, never about whom: reasons and references stand behind the fence, not in a mailbox.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial

from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models import Contract, Role, RoleGrant, Supplier, User
from tegenwaarde.usecases.ports import Mail, Ports


class News(Enum):
    """What a supplier is told."""

    REPORT_RETURNED = "report_returned"
    REPORT_REJECTED = "report_rejected"
    REPORT_QUESTIONED = "report_questioned"
    PLAN_RETURNED = "plan_returned"
    PLAN_AGREED = "plan_agreed"
    CONTRACT_AMENDED = "contract_amended"
    OBLIGATION_CHANGED = "obligation_changed"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a piece of news is said: of one thing on one contract, or of `{number}` things at once (two or more)."""

    subject: Promise
    one: Promise
    many: Promise


WORDINGS: dict[News, Wording] = {
    News.REPORT_RETURNED: Wording(
        _("Something you reported came back"),
        _("A report of {supplier} on the contract “{title}” was returned. Read why, correct it and submit it again:"),
        _("{number} reports of {supplier} were returned. Read why, correct them and submit them again:"),
    ),
    News.REPORT_REJECTED: Wording(
        _("Something you reported was rejected"),
        _("A report of {supplier} on the contract “{title}” was rejected, and does not count. Read why:"),
        _("{number} reports of {supplier} were rejected, and do not count. Read why:"),
    ),
    News.REPORT_QUESTIONED: Wording(
        _("A question about something you reported"),
        _("A question was asked about a report of {supplier} on the contract “{title}”. Read it and answer here:"),
        _("Questions were asked about {number} reports of {supplier}. Read them and answer here:"),
    ),
    News.PLAN_RETURNED: Wording(
        _("Your plan came back"),
        _("The plan of {supplier} for the contract “{title}” was returned. Read why, and propose it again:"),
        _("{number} plans of {supplier} were returned. Read why, and propose them again:"),
    ),
    News.PLAN_AGREED: Wording(
        _("Your plan was agreed"),
        _("The plan of {supplier} for the contract “{title}” was agreed. It stands here:"),
        _("{number} plans of {supplier} were agreed. They stand here:"),
    ),
    News.CONTRACT_AMENDED: Wording(
        _("Your contract was amended"),
        _("The contract “{title}” of {supplier} was amended. Read what changed and why:"),
        _("{number} contracts of {supplier} were amended. Read what changed and why:"),
    ),
    News.OBLIGATION_CHANGED: Wording(
        _("What is due for your contract changed"),
        _("What is due for the contract “{title}” of {supplier} changed, because of a label. Read how much it is now:"),
        _("What is due for {number} contracts of {supplier} changed, because of a label. Read how much it is now:"),
    ),
}


@dataclass(frozen=True, slots=True)
class _Said:
    """What a letter says, ready but for the reader's name and language."""

    wording: Wording
    number: int
    supplier: str
    title: str
    address: str


def tell_supplier(
    *,
    ports: Ports,
    supplier_id: int,
    what: News,
    link: str,
    today: date,
    contract: Contract | None = None,
    number: int = 1,
    first_user_id: int = 0,
) -> None:
    """Mail everybody who acts for the supplier today, once what was decided is committed; two queries.

    `link` is the address within the site (`/invulling/12/`) where it can be read. `number` says how many things at
    once: one letter then tells of all; for a single one `contract` is needed. Who made the report (`first_user_id`) is
    written to first. A post that is away undoes nothing.
    """
    supplier = Supplier.unfenced.filter(pk=supplier_id).first()
    if not number or supplier is None:
        return
    title = contract.title if contract else ""
    said = _Said(WORDINGS[what], number, supplier.name, title, f"{ports.site_address}{link}")
    letters = [_letter(person, said) for person in people_of(supplier_id, today, first_user_id)]
    for letter in letters:
        transaction.on_commit(partial(ports.mailer, letter), robust=True)


def people_of(supplier_id: int, today: date, first_user_id: int = 0) -> list[User]:
    """Return who acts for the supplier on `today`, `first_user_id` in front, then the longest there; one query."""
    grants = RoleGrant.unfenced.in_force_on(today).filter(
        supplier_id=supplier_id, role=Role.SUPPLIER, user__is_active=True
    )
    people = [grant.user for grant in grants.select_related("user").order_by("from_day", "id")]
    return sorted(people, key=lambda user: user.pk != first_user_id)


def _letter(person: User, said: _Said) -> Mail:
    """Return the letter in the reader's own language."""
    with translation.override(person.language or None):
        sentence = str(said.wording.one if said.number == 1 else said.wording.many)
        body = gettext(
            "Hello {name},\n\n"
            "{sentence}\n{link}\n\n"
            "This mail says no more, because it travels unprotected. Sign in to read the rest.\n"
        ).format(
            name=person.name,
            sentence=sentence.format(supplier=said.supplier, title=said.title, number=said.number),
            link=said.address,
        )
        return Mail(to=person.email, subject=str(said.wording.subject), body=body)
