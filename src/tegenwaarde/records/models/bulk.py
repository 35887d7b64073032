"""Spreadsheets with many fulfilments at once: what is wrong, and how far it got; never a sheet itself."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models.organisations import Supplier
from tegenwaarde.records.models.people import User


class UploadState(models.TextChoices):
    """Where a spreadsheet is on its way."""

    CHECKING = "checking", _("Being checked")
    REFUSED = "refused", _("Has errors")
    CHECKED = "checked", _("Ready to take over")
    IMPORTING = "importing", _("Being taken over")
    IMPORTED = "imported", _("Taken over")
    DISCARDED = "discarded", _("Thrown away")


class UploadQuerySet(models.QuerySet["BulkUpload"]):
    """Words about uploads."""

    def busy(self) -> UploadQuerySet:
        """Keep what is being checked or taken over."""
        return self.filter(state__in=[UploadState.CHECKING, UploadState.IMPORTING])


class BulkUpload(models.Model):
    """One spreadsheet of a supplier. Neither the sheet nor anybody's identity is kept.

    `content_hash` (SHA-256, hexadecimal) recognises the same file. `rows` and `done` say how far it got, `beat` when it
    last moved. `problems` are plain data: sheet, row, column, code and figures. `sealed` are the checked rows,
    encrypted until they are taken over or thrown away.
    """

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=200)
    size = models.IntegerField()
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.CHECKING)
    rows = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    problems = models.JSONField(default=list)
    sealed = models.BinaryField(null=True, blank=True)
    value_cents = models.BigIntegerField(default=0)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_on = models.DateField()
    beat = models.DateTimeField(db_default=Now())
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "content_hash"],
                condition=Q(state__in=[UploadState.IMPORTING.value, UploadState.IMPORTED.value]),
                name="same_sheet_taken_over_once",
            ),
            models.CheckConstraint(
                condition=Q(rows__gte=0, done__gte=0, size__gte=0), name="upload_counts_are_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name
