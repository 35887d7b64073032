"""Evidence behind a report: what was seen, what was uploaded, and what a second party confirmed."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models.people import User
from tegenwaarde.records.models.reports import Report


class EvidenceSeen(models.Model):
    """Somebody of the buyer's side saw a kind of document (the policy's id) on a day."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="evidence_seen")
    kind = models.CharField(max_length=40)
    seen_on = models.DateField()
    seen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["EvidenceSeen"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "kind"], name="evidence_seen_once_per_kind"),
            models.CheckConstraint(condition=~Q(kind=""), name="evidence_seen_has_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.report_id}"


class EvidenceFileQuerySet(models.QuerySet["EvidenceFile"]):
    """Words about uploaded evidence."""

    def kept(self) -> EvidenceFileQuerySet:
        """Keep the files that are still there."""
        return self.filter(erased_on__isnull=True)

    def to_erase_on(self, day: date) -> EvidenceFileQuerySet:
        """Keep the files whose day to be erased has come."""
        return self.kept().filter(erase_on__lte=day)


class EvidenceFile(models.Model):
    """A file that a supplier uploaded as evidence, under a random name outside the web root, until `erase_on`."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="evidence_files")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.IntegerField()
    stored_as = models.CharField(max_length=64, unique=True)
    number_is_no_bsn = models.BooleanField(default=False)  # the supplier was asked about a number of nine digits
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_on = models.DateField()
    erase_on = models.DateField()
    erased_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = EvidenceFileQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(stored_as=""), name="evidence_file_is_stored"),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_file_is_not_empty"),
            models.CheckConstraint(
                condition=Q(erase_on__gte=F("uploaded_on")), name="evidence_file_is_erased_after_its_upload"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ConfirmedFact(models.TextChoices):
    """Which fact of a report a second party is asked to confirm."""

    EMPLOYMENT = "employment", _("The work: from, until and hours")
    STUDY = "study", _("The study: first and last day")
    INVOICE = "invoice", _("The paid invoice")
    ACTIVITY = "activity", _("The activity: day and hours")


class SecondPartyAnswer(models.TextChoices):
    """What a second party answered."""

    CONFIRMED = "confirmed", _("Confirmed")
    DENIED = "denied", _("Not right")


class SecondPartyQuerySet(models.QuerySet["SecondPartyRequest"]):
    """Words about questions to second parties."""

    def open_on(self, day: date) -> SecondPartyQuerySet:
        """Keep the questions that can still be answered on `day`."""
        return self.filter(answer="", withdrawn=False, last_day__gte=day)


class SecondPartyRequest(models.Model):
    """A question to a subcontractor, SW company or school about one fact, answered once through a link.

    `fact` is what the page shows, sealed, and can be erased; the token is stored only as a hash.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="second_party_requests")
    fact_kind = models.CharField(max_length=12, choices=ConfirmedFact.choices)
    fact = models.BinaryField(null=True, blank=True)
    report_version = models.IntegerField()
    party = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    last_day = models.DateField()
    withdrawn = models.BooleanField(default=False)
    answer = models.CharField(max_length=10, choices=SecondPartyAnswer.choices, blank=True, default="")
    answered_by = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    remark = models.TextField(blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = SecondPartyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(party=""), name="second_party_has_a_name"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("made_on")), name="second_party_link_lasts_a_day_or_more"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & ~Q(answered_by="") & Q(answered_on__isnull=False)),
                name="second_party_answer_has_a_day_and_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact_kind} of {self.report_id} asked of {self.party}"
