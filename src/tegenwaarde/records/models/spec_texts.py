"""Spec texts: the templates with their versions, and the texts that were taken for tenders (P3)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tegenwaarde.records.models.organisations import Region
from tegenwaarde.records.models.people import User
from tegenwaarde.records.models.tenders import Tender, Variant


class SpecTemplate(models.Model):
    """A version of a region's spec text for one variant; the highest number is used. Never changed.

    Number 1 is the text that comes with the program. `words` has headings, lists and `{places}` to fill in.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="spec_templates")
    variant = models.CharField(max_length=10, choices=Variant.choices)
    number = models.IntegerField()
    words = models.TextField()
    change = models.CharField(max_length=300, blank=True)  # what is new in this version
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["SpecTemplate"]()

    class Meta:
        ordering = ["variant", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["region", "variant", "number"], name="spec_template_version_once"),
            models.CheckConstraint(condition=~Q(words=""), name="spec_template_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.variant} {self.number}"


class SpecText(models.Model):
    """A spec text as it was taken for a tender, filled in from a version of the template. Never changed."""

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="spec_texts")
    template = models.ForeignKey(SpecTemplate, on_delete=models.PROTECT, related_name="texts")
    number = models.IntegerField()
    words = models.TextField()
    figures = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["SpecText"]()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["tender", "number"], name="spec_text_number_once")]

    def __str__(self) -> str:
        return f"spec text {self.number} of tender {self.tender_id}"
