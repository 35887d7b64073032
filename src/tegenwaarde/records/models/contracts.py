"""Contracts, who buys them, and what is due."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models.ledger import Receipt
from tegenwaarde.records.models.notices import NoticeFile
from tegenwaarde.records.models.organisations import Buyer, Subregion, Supplier
from tegenwaarde.records.models.policies import PolicyText

WHOLE = 1_000_000  # 100% in ten-thousandths of a percent


class Kind(models.TextChoices):
    """What is bought."""

    WORKS = "works", _("Works")
    SERVICES = "services", _("Services")
    SUPPLIES = "supplies", _("Supplies")
    SUBSIDY = "subsidy", _("Subsidy")


class ContractState(models.TextChoices):
    """Where a contract is in its life."""

    DRAFT = "draft", _("Draft")
    RUNNING = "running", _("In force")
    CLOSED = "closed", _("Closed")


class ContractQuerySet(models.QuerySet["Contract"]):
    """Words about contracts."""

    def in_force(self) -> ContractQuerySet:
        """Keep the contracts that are no draft any more."""
        return self.exclude(state=ContractState.DRAFT)

    def drafts(self) -> ContractQuerySet:
        """Keep the contracts that wait for completion."""
        return self.filter(state=ContractState.DRAFT)

    def running_between(self, first: date, last: date) -> ContractQuerySet:
        """Keep the contracts that have a day from `first` to `last`, both counted in."""
        return self.in_force().filter(start__lte=last, end__gte=first)

    def bought_by(self, buyer_id: int) -> ContractQuerySet:
        """Keep the contracts of which the buyer pays a share."""
        return self.filter(pk__in=ContractBuyer.unfenced.filter(buyer_id=buyer_id).values("contract_id"))


def _complete() -> Q:
    facts = ("supplier", "tender_date", "value_cents", "start", "end", "book")
    whole = Q(**{f"{fact}__isnull": False for fact in facts})
    return Q(state=ContractState.DRAFT.value) | (whole & ~Q(kind="") & ~Q(title=""))


def _subsidy_says_how_much() -> Q:
    """Ask for the amount by name: to a database, NULL >= 0 is no refusal."""
    said = Q(subsidy_per_year_cents__isnull=False, subsidy_per_year_cents__gte=0)
    return ~Q(kind=Kind.SUBSIDY.value) | Q(state=ContractState.DRAFT.value) | said


def _share(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0, f"{name}__lte": WHOLE})


class Contract(models.Model):
    """A contract or subsidy. Money is cents, shares and percentages ten-thousandths of a percent, days inclusive."""

    state = models.CharField(max_length=10, choices=ContractState.choices, default=ContractState.DRAFT)
    title = models.CharField(max_length=500, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, null=True, blank=True, related_name="contracts")
    supplier_name_noted = models.CharField(max_length=200, blank=True, default="")  # while its KvK number is not known
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    value_cents = models.BigIntegerField(null=True, blank=True)
    estimated_value_cents = models.BigIntegerField(null=True, blank=True)
    subsidy_per_year_cents = models.BigIntegerField(null=True, blank=True)
    tender_date = models.DateField(null=True, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    labour_share = models.IntegerField(null=True, blank=True)
    material_share = models.IntegerField(null=True, blank=True)
    european_stated = models.BooleanField(null=True, blank=True)
    percentage = models.IntegerField(null=True, blank=True)
    percentage_code = models.CharField(max_length=40, blank=True)
    percentage_reason = models.TextField(blank=True)
    applied = models.BooleanField(default=True)
    not_applied_code = models.CharField(max_length=40, blank=True)
    not_applied_reason = models.TextField(blank=True)
    book = models.ForeignKey(PolicyText, on_delete=models.PROTECT, null=True, blank=True, related_name="contracts")
    notice = models.ForeignKey(NoticeFile, on_delete=models.PROTECT, null=True, blank=True, related_name="contracts")
    award_number = models.IntegerField(default=0)
    tender = models.ForeignKey(
        "records.Tender", on_delete=models.PROTECT, null=True, blank=True, related_name="contracts"
    )
    spec_text = models.ForeignKey(
        "records.SpecText", on_delete=models.PROTECT, null=True, blank=True, related_name="contracts"
    )
    cpv = models.CharField(max_length=10, blank=True)
    framework = models.BooleanField(default=False)
    entered_in = models.ForeignKey(Subregion, on_delete=models.PROTECT, related_name="contracts_entered")
    version = models.IntegerField(default=1)

    unfenced = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=_complete(), name="contract_in_force_is_complete"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gte=F("start")),
                name="contract_ends_on_or_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(value_cents__isnull=True) | Q(value_cents__gte=0), name="contract_sum_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(estimated_value_cents__isnull=True) | Q(estimated_value_cents__gte=0),
                name="estimated_value_is_not_negative",
            ),
            models.CheckConstraint(condition=_share("labour_share"), name="labour_share_is_a_share"),
            models.CheckConstraint(condition=_share("material_share"), name="material_share_is_a_share"),
            models.CheckConstraint(condition=_share("percentage"), name="percentage_is_a_percentage"),
            models.CheckConstraint(
                condition=Q(percentage__isnull=True) | ~Q(percentage_reason=""), name="other_percentage_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(applied=True) | ~Q(not_applied_reason=""), name="not_applying_has_a_reason"
            ),
            models.CheckConstraint(condition=_subsidy_says_how_much(), name="subsidy_says_how_much_a_year"),
            models.UniqueConstraint(
                fields=["notice", "award_number"], condition=Q(notice__isnull=False), name="award_makes_one_contract"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ContractBuyer(models.Model):
    """A buyer's share in a contract; one leads. The share is ten-thousandths of a percent."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="buyers")
    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, related_name="contract_shares")
    share = models.IntegerField(default=WHOLE)
    leads = models.BooleanField(default=True)

    unfenced = models.Manager["ContractBuyer"]()

    class Meta:
        ordering = ["-leads", "id"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "buyer"], name="buyer_once_in_a_contract"),
            models.UniqueConstraint(fields=["contract"], condition=Q(leads=True), name="one_buyer_leads"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=WHOLE), name="buyer_share_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.buyer_id} in {self.contract_id}"


class ObligationVersion(models.Model):
    """What is due for a contract, as calculated on a day; the one with the highest number counts. Never changed."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="obligations")
    number = models.IntegerField()
    regime = models.CharField(max_length=30)
    european = models.BooleanField()
    percentage = models.IntegerField()
    gross_cents = models.BigIntegerField()
    discount_cents = models.BigIntegerField()
    net_cents = models.BigIntegerField()
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="obligations")
    made_on = models.DateField()
    reason = models.CharField(max_length=300)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["ObligationVersion"]()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="obligation_version_once"),
            models.CheckConstraint(
                condition=Q(net_cents=F("gross_cents") - F("discount_cents")), name="net_is_gross_less_discount"
            ),
            models.CheckConstraint(
                condition=Q(discount_cents__gte=0, net_cents__gte=0), name="obligation_is_not_negative"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="obligation_version_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"obligation {self.number} of {self.contract_id}"
