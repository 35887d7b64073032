"""Who is somebody else after all, and whose hours count where one person was reported twice (C9)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models.people import User
from tegenwaarde.records.models.reports import Person, Report


class Distinction(models.Model):
    """Two persons with the same identity hash who are not the same; remembered, so that it is not asked again."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["Distinction"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="persons_told_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="persons_told_apart_in_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="distinction_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"


class ClashOutcome(models.TextChoices):
    """Whose hours count on the days that two reports share."""

    THIS = "this", _("These hours count")
    OTHER = "other", _("The hours of the other report count")
    SPLIT = "split", _("The hours are divided")


class ClashResolution(models.Model):
    """A decision about a clash of `report` with `other`; of one pair the latest counts. Never changed.

    On the days `first_day` to `last_day` (counted in) at most `counted_hours` (hundredths a week) of `report` count;
    empty is all of them.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="clash_resolutions")
    other = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=ClashOutcome.choices)
    counted_hours = models.IntegerField(null=True, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.TextField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["ClashResolution"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="clash_resolution_has_a_reason"),
            models.CheckConstraint(condition=~Q(report=F("other")), name="clash_is_with_another_report"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="clash_ends_on_or_after_its_start"),
            models.CheckConstraint(
                condition=Q(outcome=ClashOutcome.THIS.value, counted_hours__isnull=True)
                | (~Q(outcome=ClashOutcome.THIS.value) & Q(counted_hours__isnull=False, counted_hours__gte=0)),
                name="clash_resolution_says_the_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.report_id} and {self.other_id}"
