"""Tenders: what the region's buyers plan to buy, from the first plan to the award (P1, P2)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models.notices import NoticeFile
from tegenwaarde.records.models.organisations import Buyer, Region, Subregion
from tegenwaarde.records.models.people import User

WHOLE = 1_000_000  # 100% in ten-thousandths of a percent


class TenderState(models.TextChoices):
    """How far a tender is."""

    PLANNED = "planned", _("Planned")
    PUBLISHED = "published", _("Published")
    AWARDED = "awarded", _("Awarded")
    DROPPED = "dropped", _("Dropped")


class TenderKind(models.TextChoices):
    """What is to be bought; the same values as a contract's kind."""

    WORKS = "works", _("Works")
    SERVICES = "services", _("Services")
    SUPPLIES = "supplies", _("Supplies")
    SUBSIDY = "subsidy", _("Subsidy")


class Procedure(models.TextChoices):
    """How a tender is put to the market."""

    EUROPEAN = "european", _("European")
    NATIONAL = "national", _("National")
    PRIVATE = "private", _("Private, several invited (MOA)")
    SINGLE = "single", _("Private, one invited")


class Variant(models.TextChoices):
    """How social return is asked (note 4.3)."""

    CONDITION = "condition", _("Execution condition")
    CRITERION = "criterion", _("Award criterion")
    BOTH = "both", _("Award criterion and execution condition")
    EFFORT = "effort", _("Effort obligation")


class TenderQuerySet(models.QuerySet["Tender"]):
    """Words about tenders."""

    def in_quarters(self, first: date, until: date) -> TenderQuerySet:
        """Keep the tenders of the quarters that begin from `first` up to, not including, `until`."""
        return self.filter(quarter_start__gte=first, quarter_start__lt=until)

    def bought_by(self, buyer_id: int) -> TenderQuerySet:
        """Keep the tenders of which the buyer pays a share."""
        return self.filter(pk__in=TenderBuyer.unfenced.filter(buyer_id=buyer_id).values("tender_id"))


def _share(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0, f"{name}__lte": WHOLE})


class Tender(models.Model):
    """A tender or subsidy round. Money is cents, shares and percentages ten-thousandths of a percent, days inclusive.

    `quarter_start` is the first day of the quarter in which it is published. What is not known yet is empty.
    """

    state = models.CharField(max_length=10, choices=TenderState.choices, default=TenderState.PLANNED)
    title = models.CharField(max_length=500)
    reference = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=TenderKind.choices)
    procedure = models.CharField(max_length=10, choices=Procedure.choices, blank=True)
    cpv = models.CharField(max_length=10, blank=True)
    infrastructure = models.BooleanField(null=True, blank=True)  # as somebody says; empty: judged by the CPV code
    quarter_start = models.DateField()
    tender_date = models.DateField(null=True, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    estimated_value_cents = models.BigIntegerField(null=True, blank=True)
    subsidy_per_year_cents = models.BigIntegerField(null=True, blank=True)
    labour_share = models.IntegerField(null=True, blank=True)
    material_share = models.IntegerField(null=True, blank=True)
    european_stated = models.BooleanField(null=True, blank=True)
    variant = models.CharField(max_length=10, choices=Variant.choices, blank=True)
    variant_reason = models.TextField(blank=True)
    percentage = models.IntegerField(null=True, blank=True)
    percentage_code = models.CharField(max_length=40, blank=True)
    percentage_reason = models.TextField(blank=True)
    applied = models.BooleanField(default=True)
    not_applied_code = models.CharField(max_length=40, blank=True)
    not_applied_reason = models.TextField(blank=True)
    dropped_reason = models.TextField(blank=True)
    remarks = models.TextField(blank=True)
    procedure_id = models.CharField(max_length=80, blank=True)
    notice = models.ForeignKey(NoticeFile, on_delete=models.PROTECT, null=True, blank=True, related_name="tenders")
    lot_ref = models.CharField(max_length=80, blank=True)
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")
    entered_in = models.ForeignKey(Subregion, on_delete=models.PROTECT, related_name="tenders_entered")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    version = models.IntegerField(default=1)

    unfenced = TenderQuerySet.as_manager()

    class Meta:
        ordering = ["quarter_start", "title", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="tender_has_a_title"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gte=F("start")),
                name="tender_ends_on_or_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(estimated_value_cents__isnull=True) | Q(estimated_value_cents__gte=0),
                name="tender_value_is_not_negative",
            ),
            models.CheckConstraint(condition=_share("labour_share"), name="tender_labour_share_is_a_share"),
            models.CheckConstraint(condition=_share("material_share"), name="tender_material_share_is_a_share"),
            models.CheckConstraint(condition=_share("percentage"), name="tender_percentage_is_a_percentage"),
            models.CheckConstraint(
                condition=Q(percentage__isnull=True) | ~Q(percentage_code=""), name="tender_percentage_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(applied=True) | ~Q(not_applied_code=""), name="tender_not_applying_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=TenderState.DROPPED.value) | ~Q(dropped_reason=""),
                name="dropped_tender_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=TenderState.PUBLISHED.value) | Q(tender_date__isnull=False),
                name="published_tender_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["notice", "lot_ref"], condition=Q(notice__isnull=False), name="lot_makes_one_tender"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TenderBuyer(models.Model):
    """A buyer's share in a tender; one leads. The share is ten-thousandths of a percent."""

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="buyers")
    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, related_name="tender_shares")
    share = models.IntegerField(default=WHOLE)
    leads = models.BooleanField(default=True)

    unfenced = models.Manager["TenderBuyer"]()

    class Meta:
        ordering = ["-leads", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tender", "buyer"], name="buyer_once_in_a_tender"),
            models.UniqueConstraint(fields=["tender"], condition=Q(leads=True), name="one_buyer_leads_a_tender"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=WHOLE), name="tender_share_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.buyer_id} in tender {self.tender_id}"


class TenderEvent(models.Model):
    """Something that happened to a tender: a code and its figures. Never changed."""

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="timeline")
    day = models.DateField()
    code = models.CharField(max_length=60)
    figures = models.JSONField(default=dict)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["TenderEvent"]()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.code


class TenderNoteKind(models.TextChoices):
    """What a note on a tender is about."""

    CONSULTATION = "consultation", _("Market consultation")
    OTHER = "other", _("Note")


class TenderNote(models.Model):
    """A note on a tender: what a market consultation brought, or something else to remember (note 3.3)."""

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=20, choices=TenderNoteKind.choices)
    day = models.DateField()
    words = models.TextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["TenderNote"]()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="tender_note_says_something")]

    def __str__(self) -> str:
        return f"note on tender {self.tender_id}"


class BranchQuerySet(models.QuerySet["BranchAgreement"]):
    """Words about agreements with branches."""

    def in_force_on(self, day: date) -> BranchQuerySet:
        """Keep the agreements in force on `day`."""
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=day), first_day__lte=day)


class BranchAgreement(models.Model):
    """What was agreed with a branch of employers (note 3.3), for tenders whose CPV code begins with a prefix.

    `cpv_prefixes` are digits with a space between: `45 71`. Days are inclusive.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="branch_agreements")
    branch = models.CharField(max_length=120)
    cpv_prefixes = models.CharField(max_length=200, blank=True)
    words = models.TextField()
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)

    unfenced = BranchQuerySet.as_manager()

    class Meta:
        ordering = ["branch", "first_day", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(branch="") & ~Q(words=""), name="branch_agreement_says_something"),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="branch_agreement_ends_on_or_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return self.branch


class CalendarUploadState(models.TextChoices):
    """How far a spreadsheet with tenders is."""

    CHECKED = "checked", _("Checked")
    IMPORTED = "imported", _("Taken over")
    DISCARDED = "discarded", _("Thrown away")


class CalendarUpload(models.Model):
    """A spreadsheet with tenders: its checked rows as plain data until they are taken over, and what is wrong.

    `content_hash` (SHA-256, hexadecimal) recognises the same file.
    """

    entered_in = models.ForeignKey(Subregion, on_delete=models.PROTECT, related_name="calendar_uploads")
    name = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=CalendarUploadState.choices, default=CalendarUploadState.CHECKED)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    made = models.IntegerField(default=0)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["CalendarUpload"]()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["uploaded_by", "content_hash"],
                condition=Q(state=CalendarUploadState.IMPORTED.value),
                name="same_calendar_taken_over_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
