"""Regions, subregions, buyers and suppliers."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

DUTCH = "NLD"


class Region(models.Model):
    """A labour-market region with its own policy (`policy_region` names its folder of books)."""

    name = models.CharField(max_length=100, unique=True)
    policy_region = models.SlugField(max_length=60)

    unfenced = models.Manager["Region"]()

    def __str__(self) -> str:
        return self.name


class Subregion(models.Model):
    """A part of a region with its own coordinator."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="subregions")
    name = models.CharField(max_length=100)

    unfenced = models.Manager["Subregion"]()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="subregion_named_once_in_its_region")]

    def __str__(self) -> str:
        return self.name


class BuyerKind(models.TextChoices):
    """Who buys."""

    MUNICIPALITY = "municipality", _("Municipality")
    PROVINCE = "province", _("Province")
    WATER_BOARD = "water_board", _("Water board")
    HOUSING_CORPORATION = "housing_corporation", _("Housing corporation")
    OTHER = "other", _("Other public buyer")


class BuyerQuerySet(models.QuerySet["Buyer"]):
    """Words about buyers."""

    def in_subregions_on(self, subregion_ids: frozenset[int], day: date) -> BuyerQuerySet:
        """Keep the buyers that belong to one of the subregions on `day`."""
        return self.filter(
            pk__in=SubregionMembership.unfenced.in_force_on(day)
            .filter(subregion_id__in=subregion_ids)
            .values("buyer_id")
        )


class Buyer(models.Model):
    """A public buyer: the tenant."""

    kind = models.CharField(max_length=30, choices=BuyerKind.choices)
    name = models.CharField(max_length=200)
    kvk = models.CharField(max_length=8, blank=True)
    recognises_werkpakt = models.BooleanField(default=False)

    unfenced = BuyerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["kvk"], condition=~Q(kvk=""), name="buyer_kvk_once"),
            models.CheckConstraint(condition=Q(kvk="") | Q(kvk__regex=r"^[0-9]{8}$"), name="buyer_kvk_is_eight_digits"),
            models.CheckConstraint(condition=~Q(name=""), name="buyer_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["SubregionMembership"]):
    """Words about which buyer belongs where."""

    def in_force_on(self, day: date) -> MembershipQuerySet:
        """Keep the memberships in force on `day`."""
        return self.filter(Q(until_day__isnull=True) | Q(until_day__gt=day), from_day__lte=day)


class SubregionMembership(models.Model):
    """A buyer belongs to a subregion from `from_day` up to, not including, `until_day`."""

    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, related_name="memberships")
    subregion = models.ForeignKey(Subregion, on_delete=models.PROTECT, related_name="memberships")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    assumption = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    unfenced = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["from_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gt=F("from_day")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["buyer"], condition=Q(until_day__isnull=True), name="buyer_in_one_subregion_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.buyer_id} in {self.subregion_id} from {self.from_day}"


class Supplier(models.Model):
    """A company that has contracts or a label. One abroad has the number of its own register instead of a KvK number.

    `country` is three letters (ISO 3166-1).
    """

    name = models.CharField(max_length=200)
    kvk = models.CharField(max_length=8, blank=True)
    country = models.CharField(max_length=3, default=DUTCH)
    register_number = models.CharField(max_length=80, blank=True)
    city = models.CharField(max_length=100, blank=True)
    trades = models.CharField(max_length=200, blank=True)  # CPV divisions with a space between: `45 90`

    unfenced = models.Manager["Supplier"]()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["kvk"], condition=~Q(kvk=""), name="supplier_kvk_once"),
            models.CheckConstraint(
                condition=Q(kvk="") | Q(kvk__regex=r"^[0-9]{8}$"), name="supplier_kvk_is_eight_digits"
            ),
            models.CheckConstraint(
                condition=~Q(kvk="") | (~Q(country=DUTCH) & ~Q(register_number="")),
                name="supplier_without_kvk_is_registered_abroad",
            ),
            models.UniqueConstraint(
                fields=["country", "register_number"], condition=Q(kvk=""), name="foreign_supplier_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="supplier_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Words about certificates."""

    def standing(self) -> CertificateQuerySet:
        """Keep the certificates that were not taken back."""
        return self.filter(removed_on__isnull=True)


class Certificate(models.Model):
    """A supplier's label (`pso2`, `werkpakt`), first and last day counted in (B7).

    One that was recorded by mistake, or withdrawn by who gave it, is not deleted: it has its `removed_on`.
    """

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="certificates")
    label = models.CharField(max_length=40)
    first_day = models.DateField()
    last_day = models.DateField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_on = models.DateField(null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    removed_reason = models.CharField(max_length=300, blank=True)

    unfenced = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="certificate_ends_on_or_after_its_start"
            ),
            models.UniqueConstraint(
                fields=["supplier", "label", "first_day", "last_day"],
                condition=Q(removed_on__isnull=True),
                name="certificate_entered_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.first_day}"


class BuyerSwitch(models.Model):
    """A buyer's own choice within the policy, from a day on: `name` is a label it recognises, or no longer (B7)."""

    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, related_name="switches")
    name = models.CharField(max_length=40)
    on = models.BooleanField()
    from_day = models.DateField()
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["BuyerSwitch"]()

    class Meta:
        ordering = ["-from_day", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="switch_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.name} of {self.buyer_id} from {self.from_day}"
