"""Remove somebody from one's own company: access ends at once, what that person wrote stays."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.records.models import Invitation, Role, RoleGrant, Supplier, User
from tegenwaarde.records.models.people import GrantQuerySet
from tegenwaarde.usecases.people.inviting import own_supplier, running_contracts
from tegenwaarde.usecases.refusals import Refused
from tegenwaarde.usecases.timeline import remember


class LastColleague(Refused):
    """Nobody of the company would be left."""

    code = "LAST_COLLEAGUE"
    words = _(
        "{name} is the last person of {supplier}. Without anybody left nobody can report, and the coordinator is told."
        " Invite a colleague first, or confirm that this is meant."
    )


def remove_colleague(*, actor: Actor, supplier_id: int, user_id: int, today: date, last_is_meant: bool = False) -> User:
    """End the person's role for the company today; rights are read at every request, so they end at once.

    The person's drafts stay with the company. Raises NotVisible where nobody of that number acts for the company (any
    more), and LastColleague unless that is meant.
    """
    supplier = own_supplier(actor, supplier_id)
    with transaction.atomic():
        grants = list(_grants(supplier, today).select_for_update(of=("self",)).select_related("user"))
        held = [grant for grant in grants if grant.user_id == user_id]
        if not held:
            raise NotVisible("colleague")
        person = held[0].user
        last = len(held) == len(grants)
        if last and not last_is_meant:
            raise LastColleague(name=person.name, supplier=supplier.name)
        RoleGrant.unfenced.filter(pk__in=[grant.pk for grant in held]).update(until_day=today)
        Invitation.unfenced.open_on(today).filter(email=person.email, supplier=supplier).update(withdrawn=True)
        code = "last_colleague_removed" if last else "colleague_removed"
        for contract in running_contracts(actor, supplier):
            remember(actor=actor, contract=contract, code=code, today=today)
    return person


def _grants(supplier: Supplier, today: date) -> GrantQuerySet:
    return RoleGrant.unfenced.in_force_on(today).filter(supplier=supplier, role=Role.SUPPLIER, user__is_active=True)
