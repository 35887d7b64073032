"""Invite somebody of a supplier by e-mail, for the company that has a contract the actor sees."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import ContractState, Invitation, Role, RoleGrant, User
from tegenwaarde.usecases.people.tokens import hash_of, new_token
from tegenwaarde.usecases.ports import Mail, Ports
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember

DAYS_OPEN = 14
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class ContractNotInForce(Refused):
    """A draft has no supplier's side yet."""

    code = "CONTRACT_NOT_IN_FORCE"
    words = _("This contract is still a draft. Put it in force first, then invite the supplier.")


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


def invite_supplier_user(*, actor: Actor, contract_id: int, email: str, ports: Ports, today: date) -> Invitation:
    """Invite `email` to act for the contract's supplier; an open invitation of that address is replaced.

    Raises NotVisible, NotAllowed, Invalid, ContractNotInForce, AlreadyActsForSupplier,
    WorksForTheBuyersSide, PostAway.
    """
    contract = find(
        contracts_visible_to(actor, "draft.see").select_related("supplier") | contracts_visible_to(actor),
        pk=contract_id,
    )
    require(actor, "supplier.invite", contract)
    address = email.strip().lower()
    if not ADDRESS.fullmatch(address):
        raise Invalid([Problem("NOT_AN_ADDRESS", "This is not an e-mail address.", "email")])
    if contract.state == ContractState.DRAFT or contract.supplier is None:
        raise ContractNotInForce
    supplier = contract.supplier
    if RoleGrant.unfenced.in_force_on(today).filter(user__email=address, supplier=supplier).exists():
        raise AlreadyActsForSupplier(email=address, supplier=supplier.name)
    if RoleGrant.unfenced.in_force_on(today).filter(user__email=address).exclude(role=Role.SUPPLIER).exists():
        raise WorksForTheBuyersSide(email=address)
    token = new_token()
    with transaction.atomic():
        Invitation.unfenced.open_on(today).filter(email=address, supplier=supplier).update(withdrawn=True)
        invitation = Invitation.unfenced.create(
            email=address,
            supplier=supplier,
            token_hash=hash_of(token),
            invited_by=User.objects.get(pk=actor.user_id),
            made_on=today,
            last_day=today + timedelta(days=DAYS_OPEN),
        )
        remember(actor=actor, contract=contract, code="supplier_invited", today=today)
        if not ports.mailer(_letter(invitation, actor, contract.title, f"{ports.site_address}/uitnodiging/{token}/")):
            raise PostAway(email=address)
    return invitation


def _letter(invitation: Invitation, actor: Actor, title: str, link: str) -> Mail:
    known = User.objects.filter(email=invitation.email).exists()
    what_to_do = (
        gettext("You have an account with this address. Sign in, then open this link to accept.")
        if known
        else gettext("Open this link to choose your name and a password.")
    )
    body = gettext(
        "Hello,\n\n"
        "{inviter} invites you to report in Tegenwaarde for {supplier}, on the contract “{title}”.\n\n"
        "{what_to_do} It works once, and for {days} days:\n{link}\n\n"
        "Did you not expect this mail? Then you need not do anything.\n"
    ).format(
        inviter=actor.name,
        supplier=invitation.supplier.name,
        title=title,
        what_to_do=what_to_do,
        days=DAYS_OPEN,
        link=link,
    )
    return Mail(to=invitation.email, subject=gettext("Invitation to Tegenwaarde"), body=body)
