"""What a supplier changes about a person of its own: the reference, and who it is where that was not known."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, persons_visible_to
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Person
from tegenwaarde.usecases.persons.identify import identify
from tegenwaarde.usecases.persons.naming import give, reference_problems
from tegenwaarde.usecases.refusals import Invalid, Refused


class RenamedMeanwhile(Refused):
    """Somebody else gave the person another reference."""

    code = "RENAMED_MEANWHILE"
    words = _("A colleague gave this person another reference meanwhile. Load the page again to see it.")


class PersonErased(Refused):
    """What was known of the person was erased."""

    code = "PERSON_ERASED"
    words = _("What was known of this person was erased, so nothing can be changed any more.")


def change_reference(*, actor: Actor, person_id: int, reference: str, was: str) -> Person:
    """Give the person another reference; `was` is the one that was looked at.

    Raises NotVisible, PersonErased, RenamedMeanwhile, and Invalid at `reference`.
    """
    person, name = _own(actor, person_id), reference.strip()
    if problems := reference_problems(name):
        raise Invalid(problems)
    try:
        with transaction.atomic():
            changed = Person.unfenced.filter(pk=person.pk, reference=was).update(reference=name)
    except IntegrityError as taken:
        text = "You use this reference for somebody else. Give another one."
        raise Invalid([Problem("REFERENCE_TAKEN", text, "reference")]) from taken
    if not changed:
        raise RenamedMeanwhile
    person.reference = name
    return person


def give_identity(*, actor: Actor, person_id: int, name_at_birth: str, birth_date: date | None, today: date) -> Person:
    """Keep who the person is, as a hash; said once, for a person of whom it was not known.

    Raises NotVisible, PersonErased, and Invalid at `name_at_birth`, `birth_date` or `reference`.
    """
    person = _own(actor, person_id)
    identity = identify(name_at_birth=name_at_birth, birth_date=birth_date, today=today)
    if identity is None:
        raise Invalid([Problem("BIRTH_NAME_MISSING", "Give the name at birth too.", "name_at_birth")])
    with transaction.atomic():
        return give(person, identity)


def _own(actor: Actor, person_id: int) -> Person:
    person = find(persons_visible_to(actor), pk=person_id)
    if person.erased_on is not None:
        raise PersonErased
    return person
