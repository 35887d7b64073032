"""Bring every hash of an identity to the newest key, in batches: after a stop it goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction

from tegenwaarde.records.identity import KeysMissing, renewed_hash
from tegenwaarde.records.models import Person

BATCH = 500


def renew_identities(*, batch: int = BATCH) -> Iterator[int]:
    """Renew the hashes made with fewer keys than there are now; yields how many were renewed, batch by batch.

    Each batch is a transaction of its own, and every row says how many keys made its hash: a run that was stopped is
    gone on with by another. Raises KeysMissing, before anything is renewed, where a hash was made with more keys.
    """
    newest = len(settings.REFERENCE_KEYS)
    if Person.unfenced.filter(identity_keys__gt=newest).exists():
        raise KeysMissing
    while done := _renew_some(newest, batch):
        yield done


def _renew_some(newest: int, batch: int) -> int:
    with transaction.atomic():
        behind = Person.unfenced.filter(identity_keys__gt=0, identity_keys__lt=newest).order_by("pk")
        persons = list(behind.select_for_update()[:batch])
        for person in persons:
            person.identity_hash, person.identity_keys = renewed_hash(person.identity_hash, person.identity_keys)
        Person.unfenced.bulk_update(persons, ["identity_hash", "identity_keys"])
    return len(persons)
