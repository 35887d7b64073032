"""Who acts for the actor's own company, and who was invited; and the page before somebody is removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible, reports_visible_to, require, suppliers_visible_to
from tegenwaarde.access.keys import key_named
from tegenwaarde.records.models import Invitation, Role, RoleGrant, Supplier
from tegenwaarde.usecases.people.inviting import own_supplier


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts for a company; `open_reports` are drafts and returned reports that this person began."""

    user_id: int
    name: str
    email: str
    from_day: date
    is_you: bool
    open_reports: int = 0


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who has not answered yet."""

    invitation_id: int
    email: str
    made_on: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Company:
    """A company with its people. `others` are the other companies that the actor works for."""

    supplier_id: int
    name: str
    people: tuple[Person, ...]
    invited: tuple[Invited, ...]
    others: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """What somebody's removal means."""

    supplier_id: int
    supplier: str
    person: Person
    last: bool


def read_colleagues(*, actor: Actor, today: date, supplier_id: int = 0) -> Company:
    """Return the people of the actor's company; of the first one where none is named. NotVisible for any other."""
    require(actor, "colleagues.manage")
    own = actor.scope_ids("supplier", key_named("colleagues.manage").roles)
    companies = list(suppliers_visible_to(actor).filter(pk__in=own).order_by("name", "pk"))
    chosen = next((one for one in companies if supplier_id in (0, one.pk)), None)
    if chosen is None:
        raise NotVisible("supplier")
    others = tuple((one.pk, one.name) for one in companies if one != chosen)
    return company_of(chosen, actor, today, others)


def read_removal(*, actor: Actor, supplier_id: int, user_id: int, today: date) -> Removal:
    """Return what it means that this colleague is removed; NotVisible where there is no such colleague."""
    company = company_of(own_supplier(actor, supplier_id), actor, today)
    person = next((one for one in company.people if one.user_id == user_id), None)
    if person is None:
        raise NotVisible("colleague")
    return Removal(company.supplier_id, company.name, person, len(company.people) == 1)


def company_of(supplier: Supplier, actor: Actor, today: date, others: tuple[tuple[int, str], ...] = ()) -> Company:
    """Return a company that came through the fence, with its people and open invitations; three queries."""
    grants = RoleGrant.unfenced.in_force_on(today).filter(supplier=supplier, role=Role.SUPPLIER, user__is_active=True)
    invited = Invitation.unfenced.open_on(today).filter(supplier=supplier)
    open_reports = _open_reports(actor, supplier)
    return Company(
        supplier_id=supplier.pk,
        name=supplier.name,
        people=tuple(_people(grants.select_related("user").order_by("user__name", "pk"), actor, open_reports)),
        invited=tuple(Invited(one.pk, one.email, one.made_on, one.last_day) for one in invited.order_by("email")),
        others=others,
    )


def _people(grants: Iterable[RoleGrant], actor: Actor, open_reports: Counter[int]) -> Iterable[Person]:
    """Return each person once, however many roles it holds for the company."""
    shown: dict[int, Person] = {}
    for grant in grants:
        user = grant.user
        shown.setdefault(
            user.pk,
            Person(user.pk, user.name, user.email, grant.from_day, user.pk == actor.user_id, open_reports[user.pk]),
        )
    return shown.values()


def _open_reports(actor: Actor, supplier: Supplier) -> Counter[int]:
    rows = reports_visible_to(actor).with_the_supplier().filter(contract__supplier=supplier)
    return Counter(rows.values_list("made_by_id", flat=True))
