"""Imports of notices: what came of each file, and who is meant by a name (A1)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models.contracts import Contract
from tegenwaarde.records.models.notices import NoticeFile
from tegenwaarde.records.models.organisations import Buyer, Subregion, Supplier
from tegenwaarde.records.models.people import User


class NoticeBatch(models.Model):
    """One go of reading notices: a file, several, or a ZIP; `uploaded_by` is empty where the command read them.

    `beat` is when somebody last worked on it. Until it ended, its files are in the store under `stored_as`.
    """

    entered_in = models.ForeignKey(Subregion, on_delete=models.PROTECT, null=True, blank=True, related_name="batches")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_on = models.DateField()
    source = models.CharField(max_length=200)  # the file's name, or the folder as it was named
    files = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    ended = models.BooleanField(default=False)
    beat = models.DateTimeField(null=True, blank=True)
    stored_as = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["NoticeBatch"]()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(files__gte=0, done__gte=0), name="batch_counts_are_not_negative")
        ]

    def __str__(self) -> str:
        return self.source


class NoticeOutcome(models.TextChoices):
    """What came of one file."""

    MADE = "made", _("Contracts made")
    PLANNED = "planned", _("Put in the calendar")
    UPDATED = "updated", _("Brought up to date")
    AMENDMENT = "amendment", _("Amendment proposed")
    KNOWN = "known", _("Known already")
    REFUSED = "refused", _("Not read")


class NoticeLine(models.Model):
    """What came of one file of a batch. `problems` and `contracts` are plain data: code, text, place, figures; ids."""

    batch = models.ForeignKey(NoticeBatch, on_delete=models.CASCADE, related_name="lines")
    number = models.IntegerField()
    file_name = models.CharField(max_length=300)
    outcome = models.CharField(max_length=10, choices=NoticeOutcome.choices)
    notice = models.ForeignKey(NoticeFile, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    problems = models.JSONField(default=list)
    contracts = models.JSONField(default=list)
    tenders = models.JSONField(default=list)

    unfenced = models.Manager["NoticeLine"]()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="batch_line_once")]

    def __str__(self) -> str:
        return self.file_name


class PartyRole(models.TextChoices):
    """As what an organisation stands in a notice."""

    BUYER = "buyer", _("Buyer")
    SUPPLIER = "supplier", _("Supplier")


class PartyQuestion(models.Model):
    """Who is meant by an organisation of a notice: asked where its number and name do not settle it.

    `candidates` are ids of buyers or suppliers, most alike first. An open question keeps a draft from starting.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="party_questions")
    role = models.CharField(max_length=10, choices=PartyRole.choices)
    name = models.CharField(max_length=400)
    number = models.CharField(max_length=80, blank=True)
    kvk = models.CharField(max_length=8, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=3, blank=True)
    reason = models.CharField(max_length=40)  # a code: why it is asked
    candidates = models.JSONField(default=list)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    unfenced = models.Manager["PartyQuestion"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "role", "name"], name="one_question_per_party"),
            models.CheckConstraint(condition=~Q(name=""), name="party_question_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class PartyName(models.Model):
    """A name under which a person recognised an organisation once: `plain` is the name as it is compared."""

    role = models.CharField(max_length=10, choices=PartyRole.choices)
    plain = models.CharField(max_length=400)
    number = models.CharField(max_length=80, blank=True)
    buyer = models.ForeignKey(Buyer, on_delete=models.CASCADE, null=True, blank=True, related_name="known_as")
    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, null=True, blank=True, related_name="known_as")
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField()

    unfenced = models.Manager["PartyName"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "plain", "number"], name="party_name_means_one"),
            models.CheckConstraint(
                condition=Q(role=PartyRole.BUYER.value, buyer__isnull=False, supplier__isnull=True)
                | Q(role=PartyRole.SUPPLIER.value, buyer__isnull=True, supplier__isnull=False),
                name="party_name_is_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.plain
