"""Accept an invitation: a new account is made, or somebody who has one gets the role."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Invitation, Role, RoleGrant, User
from tegenwaarde.usecases.people.tokens import hash_of
from tegenwaarde.usecases.refusals import Invalid, Refused


class SignInFirst(Refused):
    """The address has an account already: the invitation is accepted by its owner, signed in."""

    code = "SIGN_IN_FIRST"
    words = _("You already have an account with this address. Sign in, then open the link in the mail again.")


class AlreadyAccepted(Refused):
    """The invitation was used a moment ago."""

    code = "INVITATION_ALREADY_ACCEPTED"
    words = _("This invitation has been used already. Sign in with your address and password.")


def invitation_of(*, token: str, today: date) -> Invitation:
    """Return the open invitation that `token` belongs to; NotVisible where there is none (any more)."""
    found = Invitation.unfenced.open_on(today).select_related("supplier").filter(token_hash=hash_of(token)).first()
    if found is None:
        raise NotVisible("invitation")
    return found


def has_account(invitation: Invitation) -> bool:
    """Say whether the invited address can sign in already."""
    return User.objects.filter(email=invitation.email).exists()


def accept_as_new_user(*, token: str, name: str, password: str, today: date) -> User:
    """Make the account and give it the role; raises NotVisible, Invalid (name, password), SignInFirst."""
    invitation = invitation_of(token=token, today=today)
    if has_account(invitation):
        raise SignInFirst
    problems = _problems(invitation.email, name.strip(), password)
    if problems:
        raise Invalid(problems)
    with transaction.atomic():
        user = User.objects.create_user(invitation.email, name.strip(), password)
        _give_role(invitation, user, today)
    return user


def accept_as_known_user(*, actor: Actor, token: str, today: date) -> None:
    """Give the signed-in owner of the address the role; NotVisible for anybody else."""
    invitation = invitation_of(token=token, today=today)
    user = User.objects.filter(pk=actor.user_id, email=invitation.email).first()
    if user is None:
        raise NotVisible("invitation")
    with transaction.atomic():
        _give_role(invitation, user, today)


def _give_role(invitation: Invitation, user: User, today: date) -> None:
    claimed = Invitation.unfenced.open_on(today).filter(pk=invitation.pk).update(accepted_by=user)
    if not claimed:
        raise AlreadyAccepted
    RoleGrant.unfenced.get_or_create(
        user=user, role=Role.SUPPLIER, supplier=invitation.supplier, until_day=None, defaults={"from_day": today}
    )


def _problems(email: str, name: str, password: str) -> list[Problem]:
    found = []
    if not name:
        found.append(Problem("NAME_MISSING", "Fill in your name.", "name"))
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as refused:
        found += [
            Problem("PASSWORD_WEAK", message.replace("{", "{{").replace("}", "}}"), "password")
            for message in refused.messages
        ]
    return found
