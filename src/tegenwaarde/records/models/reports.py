"""What suppliers report, and what the buyer's side decides about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models.agreements import PlanLine
from tegenwaarde.records.models.contracts import Contract
from tegenwaarde.records.models.organisations import Supplier
from tegenwaarde.records.models.people import User


class Person(models.Model):
    """Somebody placed, known only by the supplier's own reference."""

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="persons")
    reference = models.CharField(max_length=60)

    unfenced = models.Manager["Person"]()

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "reference"], name="person_reference_once_per_supplier"),
            models.CheckConstraint(condition=~Q(reference=""), name="person_has_a_reference"),
        ]

    def __str__(self) -> str:
        return self.reference


class ReportState(models.TextChoices):
    """Where a report is on its way."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


class ReportQuerySet(models.QuerySet["Report"]):
    """Words about reports."""

    def waiting_for_review(self) -> ReportQuerySet:
        """Keep what the buyer's side has to decide, the longest waiting first."""
        return self.filter(state=ReportState.SUBMITTED).order_by("submitted_on", "id")

    def with_the_supplier(self) -> ReportQuerySet:
        """Keep what the supplier still works on."""
        return self.filter(state__in=[ReportState.DRAFT, ReportState.RETURNED])


class Report(models.Model):
    """One fulfilment that a supplier reports on a contract. The personal facts are sealed and can be erased."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    block = models.CharField(max_length=20, blank=True)
    facts = models.BinaryField(null=True, blank=True)
    plan_line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    no_displacement = models.BooleanField(default=False)
    submitted_on = models.DateField(null=True, blank=True)
    submitted_cents = models.BigIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reports_made")
    made_on = models.DateField()
    version = models.IntegerField(default=1)

    unfenced = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT.value) | (~Q(block="") & Q(submitted_on__isnull=False)),
                name="submitted_report_has_a_block_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(submitted_cents__isnull=True) | Q(submitted_cents__gte=0),
                name="reported_value_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class Decision(models.TextChoices):
    """What the buyer's side says of a report."""

    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned")
    REJECTED = "rejected", _("Rejected")


class ReviewDecision(models.Model):
    """A decision about a report, with its reason where it is not an approval. Never changed."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="decisions")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reason = models.TextField(blank=True)
    evidence_seen = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="review_decisions")
    decided_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["ReviewDecision"]()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision=Decision.RETURNED.value) | ~Q(reason=""), name="return_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.REJECTED.value) | ~Q(reason=""), name="rejection_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["report"], condition=Q(decision=Decision.APPROVED.value), name="report_approved_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.report_id}"
