"""What was agreed about fulfilling an obligation."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

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
    """So many persons of one block, so many hours (hundredths a week), from a day to a day; value in cents a person.

    A line of an invoice or of an activity has its amount (cents, excluding VAT) or hours (hundredths) instead, and one
    day as its start and end.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="lines")
    block = models.CharField(max_length=20)
    persons = models.IntegerField(default=1)
    hours_per_week = models.IntegerField(null=True, blank=True)
    invoice_cents = models.BigIntegerField(null=True, blank=True)
    activity_hours = models.IntegerField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(hours_per_week__isnull=True) | Q(invoice_cents__isnull=True, activity_hours__isnull=True),
                name="plan_line_is_work_or_something_paid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.persons} × {self.block}"

    @property
    def value_cents(self) -> int:
        """Return what the whole line is worth, cents."""
        return self.persons * self.value_cents_each


class ProposalState(models.TextChoices):
    """Where a supplier's plan is on its way."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    RETURNED = "returned", _("Returned")
    AGREED = "agreed", _("Agreed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Words about proposals."""

    def waiting_for_the_buyer(self) -> ProposalQuerySet:
        """Keep what the buyer's side has to answer, the longest waiting first."""
        return self.filter(state=ProposalState.PROPOSED).order_by("proposed_on", "id")

    def open(self) -> ProposalQuerySet:
        """Keep what is still being written or answered."""
        return self.filter(state__in=[ProposalState.DRAFT, ProposalState.PROPOSED])


class Proposal(models.Model):
    """A version of the plan as the supplier writes and proposes it; what was returned stays, the next has a new number.

    `lines` are plain data as `usecases.agreements.plan` reads them, without any person. `value_cents` is what it was
    worth when it was proposed.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="proposals")
    number = models.IntegerField()
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT)
    lines = models.JSONField(default=list)
    note = models.TextField(blank=True)
    value_cents = models.BigIntegerField(default=0)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="proposals_made")
    made_on = models.DateField()
    proposed_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    agreement = models.OneToOneField(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal"
    )
    version = models.IntegerField(default=1)

    unfenced = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="proposal_version_once"),
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(state__in=[ProposalState.DRAFT.value, ProposalState.PROPOSED.value]),
                name="one_open_proposal_per_contract",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.RETURNED.value) | ~Q(reason=""), name="returned_proposal_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.AGREED.value, agreement__isnull=False)
                | (~Q(state=ProposalState.AGREED.value) & Q(agreement__isnull=True)),
                name="agreed_proposal_has_its_agreement",
            ),
            models.CheckConstraint(condition=Q(value_cents__gte=0), name="proposal_value_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"proposal {self.number} of {self.contract_id}"
