"""The ledger of accepted value and the receipts behind it: append-only, also for the database (see `triggers`)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models.policies import PolicyText


class ReceiptKind(models.TextChoices):
    """What a receipt explains."""

    OBLIGATION = "obligation", _("Obligation")
    FULFILMENT = "fulfilment", _("Fulfilment")


class Receipt(models.Model):
    """How a figure came about: book and hash, engine version, derived figures, steps. Holds no personal fact."""

    kind = models.CharField(max_length=12, choices=ReceiptKind.choices)
    book = models.ForeignKey(PolicyText, on_delete=models.PROTECT, related_name="receipts")
    book_sha256 = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=20)
    figures = models.JSONField()
    steps = models.JSONField()
    total_cents = models.BigIntegerField()
    made_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["Receipt"]()

    def __str__(self) -> str:
        return f"receipt {self.pk}"


class Component(models.TextChoices):
    """Which part of a value a ledger line holds."""

    BASE = "base", _("Building block")
    PERMANENT = "permanent", _("Permanent contract")
    FIFTY_PLUS = "fifty_plus", _("50 or older")
    REFUGEE = "refugee", _("Refugee with a residence permit")
    INFRA = "infra", _("Infra-Werkt")


class LedgerQuerySet(models.QuerySet["LedgerLine"]):
    """Words about ledger lines."""

    def before_quarter(self, year: int, number: int) -> LedgerQuerySet:
        """Keep the lines of the quarters before the given one."""
        return self.filter(Q(year__lt=year) | Q(year=year, quarter__lt=number))

    def up_to_quarter(self, year: int, number: int) -> LedgerQuerySet:
        """Keep the lines of the given quarter and those before it."""
        return self.filter(Q(year__lt=year) | Q(year=year, quarter__lte=number))

    def standing(self) -> LedgerQuerySet:
        """Keep the lines that nothing reversed, without the reversals."""
        return self.filter(reverses__isnull=True, reversed_by__isnull=True)


class LedgerLine(models.Model):
    """Accepted value of one report in one quarter; cents. A correction is a line that reverses another."""

    contract = models.ForeignKey("records.Contract", on_delete=models.PROTECT, related_name="ledger_lines")
    report = models.ForeignKey("records.Report", on_delete=models.PROTECT, related_name="ledger_lines")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="ledger_lines")
    year = models.IntegerField()
    quarter = models.IntegerField()
    component = models.CharField(max_length=12, choices=Component.choices)
    block = models.CharField(max_length=20)
    cents = models.BigIntegerField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")
    booked_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ["year", "quarter", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="ledger_quarter_is_one_to_four"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, cents__gt=0) | Q(reverses__isnull=False, cents__lt=0),
                name="only_a_reversal_is_negative",
            ),
            models.UniqueConstraint(
                fields=["receipt", "year", "quarter", "component"],
                condition=Q(reverses__isnull=True),
                name="receipt_books_a_quarter_once",
            ),
        ]
        indexes = [models.Index(fields=["contract", "year", "quarter"], name="ledger_by_contract_and_quarter"[:30])]

    def __str__(self) -> str:
        return f"{self.cents} in {self.year}-Q{self.quarter}"

    @property
    def first_day(self) -> date:
        """Return the first day of the line's quarter."""
        return date(self.year, 3 * self.quarter - 2, 1)
