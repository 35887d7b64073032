"""What is recorded about a contract beside its reports: quarters confirmed, and that placing is not possible."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tegenwaarde.records.models.contracts import Contract
from tegenwaarde.records.models.people import User


class QuarterConfirmation(models.Model):
    """The supplier said that everything about a quarter was reported, also where nothing changed (D4)."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="quarter_confirmations")
    year = models.IntegerField()
    quarter = models.IntegerField()
    nothing_changed = models.BooleanField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["QuarterConfirmation"]()

    class Meta:
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "year", "quarter"], name="quarter_confirmed_once"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="confirmed_quarter_exists"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-Q{self.quarter} of {self.contract_id}"


class Finding(models.Model):
    """The coordinator found that placements are not possible in a contract (C7); it can be withdrawn with a reason."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="findings")
    reason = models.TextField()
    found_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField()
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["Finding"]()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"], condition=Q(withdrawn_on__isnull=True), name="one_finding_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="finding_has_a_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="withdrawn_finding_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"finding on {self.contract_id}"
