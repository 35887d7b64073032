"""Erase who a person is once no report about them can change a value any more: the hash and the reference."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from tegenwaarde.records.models import Distinction, Person, Report


def persons_over(contract_ids: tuple[int, ...]) -> QuerySet[Person]:
    """Return the persons of whom every report is on one of the contracts; those without a report stay."""
    going_on = Report.unfenced.filter(person__isnull=False).exclude(contract__in=contract_ids).values("person_id")
    over = Report.unfenced.filter(contract__in=contract_ids, person__isnull=False).values("person_id")
    return Person.unfenced.filter(erased_on__isnull=True, pk__in=over).exclude(pk__in=going_on).order_by("pk")


def erase_person(person_id: int, contract_ids: tuple[int, ...], today: date) -> bool:
    """Erase the identity and the reference, which becomes a number of the system's own; False where reports go on."""
    with transaction.atomic():
        person = Person.unfenced.select_for_update().get(pk=person_id)
        if not persons_over(contract_ids).filter(pk=person_id).exists():
            return False
        Person.unfenced.filter(pk=person_id).update(
            reference=next(name for name in _names(person_id) if not _taken(person, name)),
            identity_hash="",
            identity_keys=0,
            first_employed=None,
            erased_on=today,
        )
        Distinction.unfenced.filter(Q(first=person) | Q(second=person)).delete()
    return True


def _names(person_id: int) -> Iterator[str]:
    yield f"#{person_id}"
    number = 1
    while True:
        yield f"#{person_id}-{number}"
        number += 1


def _taken(person: Person, name: str) -> bool:
    return Person.unfenced.filter(supplier_id=person.supplier_id, reference=name).exclude(pk=person.pk).exists()
