"""Erase copies of evidence on their day, and whatever a cut-short upload left in the store.

A copy leaves the store before its row says so: a stop in between leaves a row whose copy is gone, which the next time
finishes. What the store holds without a row that keeps it (a save without its transaction) is thrown away a day later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.records.models import Document, EvidenceFile
from tegenwaarde.usecases.ports.files import EvidenceStore


@dataclass(frozen=True, slots=True)
class ErasedFiles:
    """How many copies were erased because their day had come, and how many files without a row were thrown away."""

    on_their_day: int
    without_a_row: int


def erase_files(*, store: EvidenceStore, today: date) -> ErasedFiles:
    """Erase every copy whose day has come, and what nobody keeps; doing it again changes nothing."""
    due = list(EvidenceFile.unfenced.to_erase_on(today).order_by("erase_on", "pk"))
    for file in due:
        store.delete(file.stored_as)
        erased(file, today)
    return ErasedFiles(len(due), _throw_away_what_nobody_keeps(store, today))


def erased(file: EvidenceFile, today: date) -> None:
    """Keep that there was a copy, and nothing of what it was called."""
    EvidenceFile.unfenced.kept().filter(pk=file.pk).update(erased_on=today, name="")


def _throw_away_what_nobody_keeps(store: EvidenceStore, today: date) -> int:
    left = list(store.saved_before(today))
    kept = set(EvidenceFile.unfenced.kept().filter(stored_as__in=left).values_list("stored_as", flat=True))
    standing = Document.unfenced.filter(removed_on__isnull=True, stored_as__in=left)
    kept |= set(standing.values_list("stored_as", flat=True))
    for name in left:
        if name not in kept:
            store.delete(name)
    return sum(name not in kept for name in left)
