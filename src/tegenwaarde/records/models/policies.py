"""The text of every policy book that was ever used."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class PolicyText(models.Model):
    """A policy book's whole text, as it was when it was put in use. Never changed."""

    book_id = models.SlugField(max_length=60)
    region = models.SlugField(max_length=60)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    in_force_from = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    unfenced = models.Manager["PolicyText"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="policy_text_is_not_empty")]

    def __str__(self) -> str:
        return self.book_id
