"""The one place that reads the clock. Everywhere else time is an argument."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Return the day it is in the region, or the day that a demo or training was told (`TEGENWAARDE_TODAY`)."""
    told: date | None = settings.TODAY
    return told or timezone.localdate()


def now() -> datetime:
    """Return the moment, with its time zone; on the day that `today` returns."""
    moment = timezone.localtime()
    told: date | None = settings.TODAY
    return moment if told is None else moment.replace(year=told.year, month=told.month, day=told.day)
