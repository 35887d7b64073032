"""What was agreed about fulfilling an obligation."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from tegenwaarde.records.models.contracts import Contract
from tegenwaarde.records.models.ledger import Receipt
from tegenwaarde.records.models.people import User


class Agreement(models.Model):
    """A version of the plan that the buyer's side agreed to; the one with the highest number counts."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="agreements")
    number = models.IntegerField()
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="agreements")
    agreed_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["Agreement"]()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="agreement_version_once")]

    def __str__(self) -> str:
        return f"agreement {self.number} of {self.contract_id}"


class PlanLine(models.Model):
    """So many persons of one block, so many hours (hundredths a week), from a day to a day; value in cents a person."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="lines")
    block = models.CharField(max_length=20)
    persons = models.IntegerField(default=1)
    hours_per_week = models.IntegerField(null=True, blank=True)
    start = models.DateField()
    end = models.DateField()
    value_cents_each = models.BigIntegerField()
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="plan_lines")

    unfenced = models.Manager["PlanLine"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(persons__gt=0), name="plan_line_has_persons"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="plan_line_ends_on_or_after_its_start"),
            models.CheckConstraint(condition=Q(value_cents_each__gte=0), name="plan_line_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.persons} × {self.block}"

    @property
    def value_cents(self) -> int:
        """Return what the whole line is worth, cents."""
        return self.persons * self.value_cents_each
