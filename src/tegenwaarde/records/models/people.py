"""People who sign in, the roles they hold, and how they are invited."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models.organisations import Buyer, Subregion, Supplier


class UserManager(BaseUserManager["User"]):
    """Makes users from an e-mail address."""

    def create_user(self, email: str, name: str, password: str | None = None, **extra: str) -> User:
        """Make and save a user; without a password the account cannot sign in with one."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **extra)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who signs in with an e-mail address. The one record with `.objects`: the login library asks for it."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="nl")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="user_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name as the person gave it."""
        return self.name


class Role(models.TextChoices):
    """What somebody is for an organisation (product.md, People)."""

    COORDINATOR = "coordinator", _("Coordinator")
    ASSISTANT = "assistant", _("Assistant")
    CONSULTANT = "consultant", _("Job-centre consultant")
    CONTACT_PERSON = "contact_person", _("Contact person")
    PROCUREMENT_OFFICER = "procurement_officer", _("Procurement officer")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    SUPPLIER = "supplier", _("Supplier")


SUBREGION_ROLES = (Role.COORDINATOR, Role.ASSISTANT, Role.CONSULTANT)
BUYER_ROLES = (Role.CONTACT_PERSON, Role.PROCUREMENT_OFFICER)


def _role_has_its_scope() -> Q:
    nothing = Q(subregion__isnull=True, buyer__isnull=True, supplier__isnull=True)
    of_subregion = Q(subregion__isnull=False, buyer__isnull=True, supplier__isnull=True)
    of_buyer = Q(subregion__isnull=True, buyer__isnull=False, supplier__isnull=True)
    of_supplier = Q(subregion__isnull=True, buyer__isnull=True, supplier__isnull=False)
    return (
        (Q(role__in=[r.value for r in SUBREGION_ROLES]) & of_subregion)
        | (Q(role__in=[r.value for r in BUYER_ROLES]) & of_buyer)
        | (Q(role=Role.SUPPLIER.value) & of_supplier)
        | (Q(role=Role.ADMINISTRATOR.value) & nothing)
        | (Q(role=Role.MANAGER.value) & (of_subregion | of_buyer | nothing))
    )


class GrantQuerySet(models.QuerySet["RoleGrant"]):
    """Words about roles."""

    def in_force_on(self, day: date) -> GrantQuerySet:
        """Keep the roles held on `day`."""
        return self.filter(Q(until_day__isnull=True) | Q(until_day__gt=day), from_day__lte=day)


class RoleGrant(models.Model):
    """One role of a person for one subregion, buyer or supplier, from `from_day` up to, not including, `until_day`."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    subregion = models.ForeignKey(Subregion, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    unfenced = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_role_has_its_scope(), name="role_has_the_scope_it_needs"),
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="role_ends_on_or_after_its_start",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(until_day__isnull=True, subregion__isnull=True, buyer__isnull=True, supplier__isnull=True),
                name="role_given_once_for_everything",
            ),
            *(
                models.UniqueConstraint(
                    fields=["user", "role", scope],
                    condition=Q(until_day__isnull=True) & Q(**{f"{scope}__isnull": False}),
                    name=f"role_given_once_per_{scope}",
                )
                for scope in ("subregion", "buyer", "supplier")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.user_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Words about invitations."""

    def open_on(self, day: date) -> InvitationQuerySet:
        """Keep the invitations that can still be accepted on `day`."""
        return self.filter(accepted_by__isnull=True, withdrawn=False, last_day__gte=day)


class Invitation(models.Model):
    """An invitation by e-mail to act for a supplier; its token is stored only as a hash."""

    email = models.EmailField()
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations_sent")
    made_on = models.DateField()
    last_day = models.DateField()
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_accepted"
    )
    withdrawn = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"invitation for {self.supplier_id}"
