"""What suppliers report, and what the buyer's side decides about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models.agreements import PlanLine
from tegenwaarde.records.models.bulk import BulkUpload
from tegenwaarde.records.models.contracts import WHOLE, Contract
from tegenwaarde.records.models.organisations import Supplier
from tegenwaarde.records.models.people import User


class Person(models.Model):
    """Somebody placed, known by the supplier's own reference and by a keyed hash of who it is.

    `identity_hash` is hexadecimal, made with the first `identity_keys` keys; empty where the identity was never given
    or was erased. After erasure (`erased_on`) the reference is a number of the system's own. `first_employed` is
    sealed: the first working day in approved reports whose facts are gone, while reports that go on may need it.
    """

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="persons")
    reference = models.CharField(max_length=60)
    identity_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    identity_keys = models.IntegerField(default=0)
    first_employed = models.BinaryField(null=True, blank=True)
    erased_on = models.DateField(null=True, blank=True)

    unfenced = models.Manager["Person"]()

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "reference"], name="person_reference_once_per_supplier"),
            models.CheckConstraint(condition=~Q(reference=""), name="person_has_a_reference"),
            models.UniqueConstraint(
                fields=["supplier", "identity_hash"],
                condition=~Q(identity_hash=""),
                name="person_entered_once_per_supplier",
            ),
            models.CheckConstraint(
                condition=Q(identity_hash="", identity_keys=0) | (~Q(identity_hash="") & Q(identity_keys__gt=0)),
                name="identity_hash_says_its_keys",
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(identity_hash="", first_employed__isnull=True),
                name="erased_person_has_no_identity",
            ),
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
    REPLACED = "replaced", _("Replaced by a correction")


class ChangeKind(models.TextChoices):
    """What a report changes about the approved report that it corrects."""

    ENDED = "ended", _("The work ended (earlier)")
    EXTENDED = "extended", _("The work goes on longer")
    HOURS = "hours", _("The hours changed")
    PERMANENT = "permanent", _("A permanent contract was given")
    INFRA = "infra", _("Infra-Werkt was paid")
    MISTAKE = "mistake", _("Something was filled in wrongly")


class ReportQuerySet(models.QuerySet["Report"]):
    """Words about reports."""

    def waiting_for_review(self) -> ReportQuerySet:
        """Keep what the buyer's side has to decide, the longest waiting first."""
        return self.filter(state=ReportState.SUBMITTED).order_by("submitted_on", "id")

    def with_the_supplier(self) -> ReportQuerySet:
        """Keep what the supplier still works on."""
        return self.filter(state__in=[ReportState.DRAFT, ReportState.RETURNED])


class Report(models.Model):
    """One fulfilment that a supplier reports on a contract. The personal facts are sealed and can be erased.

    `share` is the part of the hours worked that counts for this contract (ten-thousandths of a percent). `entry` is the
    report in which facts that several contracts share are filled in. `corrects` is the approved report that this one
    replaces once it is approved; `change` says what changed.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    block = models.CharField(max_length=20, blank=True)
    facts = models.BinaryField(null=True, blank=True)
    plan_line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    share = models.IntegerField(default=WHOLE)
    entry = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="shared_reports")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    change = models.CharField(max_length=10, choices=ChangeKind.choices, blank=True, default="")
    upload = models.ForeignKey(BulkUpload, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
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
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=WHOLE), name="report_share_is_a_share"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, change="") | (Q(corrects__isnull=False) & ~Q(change="")),
                name="correction_says_what_changed",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(corrects__isnull=False) & ~Q(state=ReportState.REJECTED.value),
                name="report_corrected_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["entry", "contract"], condition=Q(entry__isnull=False), name="entry_used_once_per_contract"
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
    evidence_seen = models.TextField(blank=True)
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


class Submission(models.Model):
    """What a report held each time it was submitted, so that both sides see what changed; the facts can be erased."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="submissions")
    number = models.IntegerField()
    block = models.CharField(max_length=20)
    facts = models.BinaryField(null=True, blank=True)
    share = models.IntegerField(default=WHOLE)
    no_displacement = models.BooleanField(default=False)
    value_cents = models.BigIntegerField()
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["Submission"]()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="submission_once"),
            models.CheckConstraint(condition=~Q(block=""), name="submission_has_a_block"),
            models.CheckConstraint(condition=Q(value_cents__gte=0), name="submitted_value_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"submission {self.number} of {self.report_id}"


class Message(models.Model):
    """Something said in the thread of a report. Its text can be erased; who spoke, and when, stays."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_supplier = models.BooleanField()
    asks = models.BooleanField(default=False)  # the other side is asked to answer
    text = models.TextField(blank=True)
    day = models.DateField()
    erased_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["Message"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) & ~Q(text="") | Q(erased_on__isnull=False, text=""),
                name="message_says_something_until_erased",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} on {self.report_id}"
