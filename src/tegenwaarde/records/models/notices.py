"""Award notices that were read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tegenwaarde.records.models.organisations import Subregion
from tegenwaarde.records.models.people import User


class NoticeFile(models.Model):
    """A notice as it was read: one row per notice and version, so that the same notice makes no second contract.

    `earlier` is the notice that this one replaces, follows or changes.
    `uploaded_by` is empty where the command read it.
    """

    notice_id = models.CharField(max_length=80)
    version = models.CharField(max_length=10)
    publication_number = models.CharField(max_length=40, blank=True)
    procedure_id = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=500, blank=True)
    form = models.CharField(max_length=20, default="award")  # award, direct_award, modification, planning, contract
    earlier = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    published_on = models.DateField(null=True, blank=True)
    read = models.JSONField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="notices")
    entered_in = models.ForeignKey(Subregion, on_delete=models.PROTECT, related_name="notices")
    uploaded_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["NoticeFile"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice_id", "version"], name="notice_version_read_once"),
            models.CheckConstraint(condition=~Q(notice_id=""), name="notice_has_an_id"),
        ]

    def __str__(self) -> str:
        return self.publication_number or self.notice_id
