"""What a dossier gathers: amendments, documents, contacts and notes (A2)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models.contracts import Contract, ObligationVersion
from tegenwaarde.records.models.notices import NoticeFile
from tegenwaarde.records.models.people import User


class AmendmentKind(models.TextChoices):
    """What an amendment does."""

    MORE = "more", _("More work")
    LESS = "less", _("Less work")
    EXTENSION = "extension", _("Extension")
    CORRECTION = "correction", _("Correction")


class AmendmentState(models.TextChoices):
    """How far an amendment is."""

    PROPOSED = "proposed", _("Proposed")
    IN_FORCE = "in_force", _("In force")
    WITHDRAWN = "withdrawn", _("Not taken over")


class Amendment(models.Model):
    """A change of a contract's sum or days, with the figures before and after; cents, days inclusive (B5).

    Proposed by a notice or prepared by a person; in force it has made `obligation`.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="amendments")
    number = models.IntegerField()
    state = models.CharField(max_length=10, choices=AmendmentState.choices, default=AmendmentState.PROPOSED)
    kind = models.CharField(max_length=10, choices=AmendmentKind.choices)
    agreed_on = models.DateField()
    reason = models.TextField()
    value_before_cents = models.BigIntegerField()
    value_after_cents = models.BigIntegerField()
    start_before = models.DateField()
    start_after = models.DateField()
    end_before = models.DateField()
    end_after = models.DateField()
    notice = models.ForeignKey(NoticeFile, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    obligation = models.OneToOneField(
        ObligationVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="amendment"
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_reason = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    unfenced = models.Manager["Amendment"]()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="amendment_number_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_has_a_reason"),
            models.CheckConstraint(
                condition=Q(value_before_cents__gte=0, value_after_cents__gte=0),
                name="amended_sum_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(end_after__gte=F("start_after")), name="amended_contract_ends_on_or_after_its_start"
            ),
            models.CheckConstraint(
                condition=Q(state=AmendmentState.IN_FORCE.value, obligation__isnull=False)
                | (~Q(state=AmendmentState.IN_FORCE.value) & Q(obligation__isnull=True)),
                name="amendment_in_force_has_its_obligation",
            ),
        ]

    def __str__(self) -> str:
        return f"amendment {self.number} of {self.contract_id}"


class Document(models.Model):
    """A file in a dossier; bytes are in the store under `stored_as` until `removed_on`."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=200)
    about = models.CharField(max_length=300, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.BigIntegerField()
    stored_as = models.CharField(max_length=80)
    shared = models.BooleanField(default=False)  # whether the supplier sees it
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_on = models.DateField()
    removed_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["Document"]()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(stored_as=""), name="document_is_stored"),
            models.CheckConstraint(condition=Q(size__gt=0), name="document_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class ContactRole(models.TextChoices):
    """What somebody is for a contract."""

    CONTRACT_MANAGER = "contract_manager", _("Contract manager")
    SOCIAL_RETURN = "social_return", _("Social return")
    PROCUREMENT = "procurement", _("Procurement")
    SITE = "site", _("On the work")
    ADMINISTRATION = "administration", _("Administration")
    OTHER = "other", _("Other")


class ContactSide(models.TextChoices):
    """For whom somebody works."""

    BUYER = "buyer", _("Buyer")
    SUPPLIER = "supplier", _("Supplier")


class ContactQuerySet(models.QuerySet["DossierContact"]):
    """Words about contacts."""

    def in_force_on(self, day: date) -> ContactQuerySet:
        """Keep the contacts in force on `day`."""
        return self.filter(Q(until_day__isnull=True) | Q(until_day__gt=day))


class DossierContact(models.Model):
    """Somebody to call about a contract; `deputy_of` is whom this person stands in for."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="contacts")
    side = models.CharField(max_length=10, choices=ContactSide.choices)
    role = models.CharField(max_length=20, choices=ContactRole.choices)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    deputy_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="deputies")
    until_day = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1)

    unfenced = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["side", "name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="contact_has_a_name"),
            models.CheckConstraint(condition=~Q(email="") | ~Q(phone=""), name="contact_can_be_reached"),
        ]

    def __str__(self) -> str:
        return self.name


class DossierNote(models.Model):
    """A note of the buyer's side on a contract; the supplier never sees it."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    removed_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["DossierNote"]()

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="note_says_something")]

    def __str__(self) -> str:
        return f"note on {self.contract_id}"
