"""What the ways of inviting share: whose company it is, who cannot be invited, and the letter with its link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible, contracts_visible_to, find, require, suppliers_visible_to
from tegenwaarde.access.keys import key_named
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Contract, ContractState, Invitation, Role, RoleGrant, Supplier, User
from tegenwaarde.usecases.people.tokens import hash_of, new_token
from tegenwaarde.usecases.ports import Mail, Ports
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember

DAYS_OPEN = 14
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class AlreadyActsForSupplier(Refused):
    """The address already belongs to somebody of this supplier."""

    code = "ALREADY_ACTS_FOR_SUPPLIER"
    words = _("{email} can already sign in for {supplier}.")


class WorksForTheBuyersSide(Refused):
    """Who reviews or administers cannot report as well."""

    code = "WORKS_FOR_THE_BUYERS_SIDE"
    words = _("{email} works for the buyer's side here, and cannot report for a supplier as well.")


class PostAway(Refused):
    """The mail could not be handed over, so nobody was invited."""

    code = "POST_AWAY"
    words = _("The mail to {email} could not be sent, so nobody was invited. Try again in a few minutes.")


@dataclass(frozen=True, slots=True)
class Inviter:
    """Who invites on which day, through which post."""

    actor: Actor
    ports: Ports
    today: date


def own_supplier(actor: Actor, supplier_id: int) -> Supplier:
    """Return the company that the actor works for and whose people it manages; NotVisible for any other."""
    require(actor, "colleagues.manage")
    if supplier_id not in actor.scope_ids("supplier", key_named("colleagues.manage").roles):
        raise NotVisible("supplier")
    return find(suppliers_visible_to(actor), pk=supplier_id)


def seen_supplier(actor: Actor, supplier_id: int) -> Supplier:
    """Return a company that has a contract in force on the actor's side; NotVisible for any other."""
    require(actor, "suppliers.see")
    seen = contracts_visible_to(actor, "suppliers.see").exclude(state=ContractState.DRAFT).values("supplier_id")
    return find(suppliers_visible_to(actor).filter(pk__in=seen), pk=supplier_id)


def running_contracts(actor: Actor, supplier: Supplier) -> list[Contract]:
    """Return the company's contracts in force that the actor sees: their timelines tell who came and went."""
    return list(contracts_visible_to(actor).filter(supplier=supplier, state=ContractState.RUNNING).order_by("pk"))


def address_of(email: str, supplier: Supplier, today: date) -> str:
    """Return the address as it is kept; Invalid at `email`, AlreadyActsForSupplier, WorksForTheBuyersSide."""
    address = email.strip().lower()
    if not ADDRESS.fullmatch(address):
        raise Invalid([Problem("NOT_AN_ADDRESS", "This is not an e-mail address.", "email")])
    held = RoleGrant.unfenced.in_force_on(today).filter(user__email=address)
    if held.filter(supplier=supplier).exists():
        raise AlreadyActsForSupplier(email=address, supplier=supplier.name)
    if held.exclude(role=Role.SUPPLIER).exists():
        raise WorksForTheBuyersSide(email=address)
    return address


def send_invitation(
    inviter: Inviter, supplier: Supplier, address: str, contracts: Iterable[Contract], *, title: str = ""
) -> Invitation:
    """Invite `address`, in place of an open invitation of that address, and remember it on the contracts.

    `title` names the contract in the letter; empty where it is about all of them. Raises PostAway.
    """
    today, token = inviter.today, new_token()
    with transaction.atomic():
        Invitation.unfenced.open_on(today).filter(email=address, supplier=supplier).update(withdrawn=True)
        invitation = Invitation.unfenced.create(
            email=address,
            supplier=supplier,
            token_hash=hash_of(token),
            invited_by=User.objects.get(pk=inviter.actor.user_id),
            made_on=today,
            last_day=today + timedelta(days=DAYS_OPEN),
        )
        for contract in contracts:
            remember(actor=inviter.actor, contract=contract, code="supplier_invited", today=today)
        link = f"{inviter.ports.site_address}/uitnodiging/{token}/"
        if not inviter.ports.mailer(_letter(invitation, inviter.actor, title, link)):
            raise PostAway(email=address)
    return invitation


def _letter(invitation: Invitation, actor: Actor, title: str, link: str) -> Mail:
    known = User.objects.filter(email=invitation.email).exists()
    what_to_do = (
        gettext("You have an account with this address. Sign in, then open this link to accept.")
        if known
        else gettext("Open this link to choose your name and a password.")
    )
    whole = (
        gettext(
            "Hello,\n\n"
            "{inviter} invites you to report in Tegenwaarde for {supplier}, on the contract “{title}”.\n\n"
            "{what_to_do} It works once, and for {days} days:\n{link}\n\n"
            "Did you not expect this mail? Then you need not do anything.\n"
        )
        if title
        else gettext(
            "Hello,\n\n"
            "{inviter} invites you to report in Tegenwaarde for {supplier}.\n\n"
            "{what_to_do} It works once, and for {days} days:\n{link}\n\n"
            "Did you not expect this mail? Then you need not do anything.\n"
        )
    )
    body = whole.format(
        inviter=actor.name,
        supplier=invitation.supplier.name,
        title=title,
        what_to_do=what_to_do,
        days=DAYS_OPEN,
        link=link,
    )
    return Mail(to=invitation.email, subject=gettext("Invitation to Tegenwaarde"), body=body)
