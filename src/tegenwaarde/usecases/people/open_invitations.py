"""Open invitations: send the mail again with a new link, or withdraw it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible, require
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import Invitation
from tegenwaarde.usecases.people.inviting import Inviter, address_of, own_supplier, seen_supplier, send_invitation
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.refusals import Refused


class InvitationAnswered(Refused):
    """The invitation was accepted or withdrawn, or it ran out."""

    code = "INVITATION_NOT_OPEN"
    words = _("The invitation to {email} is not open any more: it was accepted or withdrawn, or it ran out.")


def resend_invitation(*, actor: Actor, invitation_id: int, ports: Ports, today: date) -> Invitation:
    """Send the invitation again: the new link works, the one before no longer does.

    Raises NotVisible, NotAllowed, InvitationAnswered, AlreadyActsForSupplier, WorksForTheBuyersSide, PostAway.
    """
    invitation = _find(actor, invitation_id)
    if not Invitation.unfenced.filter(pk=invitation.pk, accepted_by__isnull=True, withdrawn=False).exists():
        raise InvitationAnswered(email=invitation.email)
    address = address_of(invitation.email, invitation.supplier, today)
    return send_invitation(Inviter(actor, ports, today), invitation.supplier, address, ())


def withdraw_invitation(*, actor: Actor, invitation_id: int, today: date) -> Invitation:
    """Withdraw the invitation: its link no longer works. Raises NotVisible, NotAllowed, InvitationAnswered."""
    invitation = _find(actor, invitation_id)
    if not Invitation.unfenced.open_on(today).filter(pk=invitation.pk).update(withdrawn=True):
        raise InvitationAnswered(email=invitation.email)
    return invitation


def _find(actor: Actor, invitation_id: int) -> Invitation:
    """Return an invitation of one's own company, or of one that has a contract on the actor's side."""
    invitation = Invitation.unfenced.select_related("supplier").filter(pk=invitation_id).first()
    if invitation is None:
        raise NotVisible("invitation")
    if holds(actor, "colleagues.manage"):
        own_supplier(actor, invitation.supplier_id)
        return invitation
    seen_supplier(actor, invitation.supplier_id)
    require(actor, "supplier.invite")
    return invitation
