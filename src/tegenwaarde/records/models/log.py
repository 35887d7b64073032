"""What happened, who saw personal facts, and the demo's mail."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from tegenwaarde.records.models.contracts import Contract
from tegenwaarde.records.models.people import User


class TimelineEvent(models.Model):
    """Something that happened to a contract: a code and its figures, without personal facts. Never changed."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="timeline")
    day = models.DateField()
    code = models.CharField(max_length=60)
    figures = models.JSONField(default=dict)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["TimelineEvent"]()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.code


class AccessLog(models.Model):
    """Who saw the personal facts of which report. Never changed."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey("records.Report", on_delete=models.PROTECT, related_name="seen_by")
    day = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["AccessLog"]()

    def __str__(self) -> str:
        return f"{self.user_id} saw {self.report_id}"


class DemoMail(models.Model):
    """A mail that the demo shows instead of sending it. Not used outside the demo."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    day = models.DateField()

    unfenced = models.Manager["DemoMail"]()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject
