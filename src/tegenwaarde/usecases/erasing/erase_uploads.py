"""Throw away checked spreadsheets that nobody took over: their rows are sealed facts, kept for a while only."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from tegenwaarde.records.models import BulkUpload, Region, UploadState
from tegenwaarde.usecases.books import NoPolicyInForce, open_book, text_in_force

WAITING = (UploadState.CHECKED, UploadState.REFUSED)


def days_kept(today: date) -> int:
    """Return how many days checked rows wait, by the region's policy (the longest where there are more regions)."""
    kept = [0]
    for region in Region.unfenced.values_list("policy_region", flat=True):
        try:
            kept.append(open_book(text_in_force(region, today)).retention.sheets_days)
        except NoPolicyInForce:
            continue
    return max(kept)


def uploads_over(today: date) -> QuerySet[BulkUpload]:
    """Return the spreadsheets that wait too long, or that ended and still hold rows or references."""
    before = today - timedelta(days=days_kept(today))
    holding = Q(sealed__isnull=False) | ~Q(problems=[]) | Q(state=UploadState.CHECKED)
    return BulkUpload.unfenced.filter(holding, uploaded_on__lt=before)


def erase_uploads(today: date) -> int:
    """Erase the rows and what was said about them; one that waited is thrown away. Returns how many."""
    over = uploads_over(today)
    ids = list(over.values_list("pk", flat=True))
    rows = BulkUpload.unfenced.filter(pk__in=ids)
    rows.filter(state__in=[*WAITING, UploadState.CHECKING]).update(state=UploadState.DISCARDED)
    return rows.exclude(state=UploadState.IMPORTING).update(sealed=None, problems=[])
