"""Which persons, of whatever supplier, are the same somebody by their hash. Never for what a supplier sees."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from tegenwaarde.records.identity import renewed_hash
from tegenwaarde.records.models import Person


def alike(person: Person) -> tuple[int, ...]:
    """Return the ids of all persons with the identity of `person`, with its own, in order.

    Hashes that were not renewed yet are compared as they will be; there are some only while keys are being renewed.
    """
    if not person.identity_hash:
        return (person.pk,)
    made, keys = renewed_hash(person.identity_hash, person.identity_keys)
    same = Person.unfenced.filter(identity_hash=made, identity_keys=keys).values_list("pk", flat=True)
    return tuple(sorted({person.pk, *same, *_behind(made)}))


def lock_alike(person: Person) -> tuple[int, ...]:
    """Lock all persons with the identity of `person`, in order, so that only one at a time decides about them (C9)."""
    ids = alike(person)
    return tuple(locked.pk for locked in Person.unfenced.filter(pk__in=ids).order_by("pk").select_for_update())


def _behind(made: str) -> Iterator[int]:
    newest = len(settings.REFERENCE_KEYS)
    rows = Person.unfenced.filter(identity_keys__gt=0, identity_keys__lt=newest)
    for pk, older, keys in rows.values_list("pk", "identity_hash", "identity_keys").iterator():
        if renewed_hash(older, keys)[0] == made:
            yield pk
