"""Seal everything that is sealed anew with the newest of `FACT_KEYS`, in batches, so that an older key can go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from tegenwaarde.records.models import (
    BulkUpload,
    Document,
    EvidenceFile,
    Person,
    Report,
    SecondPartyRequest,
    Submission,
)
from tegenwaarde.records.sealed import resealed, sealed_by_newest
from tegenwaarde.usecases.ports.files import EvidenceStore, FileGone

SEALED: tuple[tuple[type[Model], str], ...] = (
    (Report, "facts"),
    (Submission, "facts"),
    (SecondPartyRequest, "fact"),
    (Person, "first_employed"),
    (BulkUpload, "sealed"),
)
BATCH = 200


def rotate_facts(*, store: EvidenceStore, batch: int = BATCH) -> Iterator[int]:
    """Seal anew what an older key sealed; yields how many rows or files, batch by batch.

    Each batch is a transaction of its own; a run that was stopped is gone on with by another. FactsUnreadable where no
    key opens a row: put the older one back first.
    """
    for model, field in SEALED:
        yield from _rotate(model, field, batch)
    for kept in (EvidenceFile.unfenced.kept(), Document.unfenced.filter(removed_on__isnull=True)):
        for file_id in kept.order_by("pk").values_list("pk", flat=True).iterator():
            yield _rotate_file(kept.filter(pk=file_id), store)


def _rotate(model: Any, field: str, batch: int) -> Iterator[int]:
    last = 0
    while True:
        with transaction.atomic():
            held = model.unfenced.filter(pk__gt=last, **{f"{field}__isnull": False}).order_by("pk")
            rows = list(held.select_for_update(of=("self",))[:batch])
            if not rows:
                return
            older = [row for row in rows if not sealed_by_newest(getattr(row, field))]
            for row in older:
                model.unfenced.filter(pk=row.pk).update(**{field: resealed(getattr(row, field))})
            last = rows[-1].pk
        yield len(older)


def _rotate_file(held: QuerySet[Any], store: EvidenceStore) -> int:
    """Keep the one file again under a new name, sealed with the newest key; 0 where it went meanwhile."""
    with transaction.atomic():
        file = held.select_for_update().first()
        if file is None:
            return 0
        before = file.stored_as
        try:
            file.stored_as = store.save(store.open(before))
        except FileGone:
            return 0
        file.save(update_fields=["stored_as"])
        transaction.on_commit(lambda: store.delete(before))
    return 1
