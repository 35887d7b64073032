"""A supplier's own reference for somebody: what is wrong with one, and which person it stands for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError
from django.db.models import Q, QuerySet
from stdnum.nl import bsn

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Distinction, Person
from tegenwaarde.usecases.numbers import may_not_be_kept
from tegenwaarde.usecases.persons.identify import Identity
from tegenwaarde.usecases.refusals import Invalid

LONGEST_REFERENCE = 60
BSN_DIGITS = 9

KNOWN_AS = "You know this person already, under the reference {reference}. Use that reference."
SOMEBODY_ELSE = (
    "You use this reference for somebody else: the name at birth or the date of birth is different. Correct what you"
    " filled in, or give another reference."
)

IDENTITY_MISSING = (
    "Say once who this person is: the name at birth and the date of birth, in the step Who. Neither of them is kept."
)


def reference_problems(reference: str) -> list[Problem]:
    """Return what is wrong with a supplier's own reference: none, too long, or a citizen service number."""
    if not reference:
        return [Problem("REFERENCE_MISSING", "Give your own reference for this person.", "reference")]
    if len(reference) > LONGEST_REFERENCE:
        text = "This reference is too long: use at most {most} characters."
        return [Problem("REFERENCE_TOO_LONG", text, "reference", (("most", LONGEST_REFERENCE),))]
    if looks_like_bsn(reference) or may_not_be_kept(reference):
        text = "This looks like a citizen service number (BSN). Use a reference of your own, such as a staff number."
        return [Problem("REFERENCE_IS_BSN", text, "reference")]
    return []


def references_with_problems(references: Iterable[str]) -> dict[str, list[Problem]]:
    """Return what is wrong with each of many references; those with nothing wrong are left out."""
    found = {}
    for one in references:
        plainly_short = 0 < len(one) < BSN_DIGITS and one.isascii()  # no number that says who somebody is fits in it
        if not plainly_short and (problems := reference_problems(one)):
            found[one] = problems
    return found


def looks_like_bsn(reference: str) -> bool:
    """Say whether the text holds nine digits that pass the 11-test."""
    if len(reference) < BSN_DIGITS:
        return False
    digits = "".join(sign for sign in reference if sign not in " .-/")
    return digits.isdecimal() and len(digits) == BSN_DIGITS and bool(bsn.is_valid(digits))


def identity_problems(person: Person | None) -> list[Problem]:
    """Return a problem where it is not known who a report's person is, so that nobody can see double counting (C9)."""
    known = person is None or bool(person.identity_hash)
    return [] if known else [Problem("IDENTITY_MISSING", IDENTITY_MISSING, "reference")]


def person_named(supplier_id: int, reference: str, identity: Identity | None = None) -> Person:
    """Return the supplier's person of that reference, made where there is none; inside a transaction.

    `identity` is kept where the person had none. Raises Invalid at `reference` where the reference is no good, stands
    for somebody else, or where the supplier knows this person under another one. Looks at the supplier's own persons
    only.
    """
    name = reference.strip()
    if problems := reference_problems(name):
        raise Invalid(problems)
    person = Person.unfenced.filter(supplier_id=supplier_id, reference=name).first()
    if identity is not None:
        _refuse_another(supplier_id, person, identity)
    if person is not None:
        return give(person, identity) if identity else person
    return _made(supplier_id, name, identity)


def _made(supplier_id: int, name: str, identity: Identity | None) -> Person:
    """Return a new person, or the one that somebody else made at the same moment."""
    made, keys = (identity.made, identity.keys) if identity else ("", 0)
    try:
        person, _new = Person.unfenced.get_or_create(
            supplier_id=supplier_id, reference=name, defaults={"identity_hash": made, "identity_keys": keys}
        )
    except IntegrityError:
        if identity is None:
            raise
        _refuse_another(supplier_id, None, identity)
        raise
    return give(person, identity) if identity else person


def give(person: Person, identity: Identity) -> Person:
    """Keep who the person is; Invalid at `reference` where that is somebody else than was known, or known elsewhere."""
    _refuse_another(person.supplier_id, person, identity)
    Person.unfenced.filter(pk=person.pk, identity_hash="").update(
        identity_hash=identity.made, identity_keys=identity.keys
    )
    person.refresh_from_db()
    if not identity.is_of(person.identity_hash, person.identity_keys):
        raise Invalid([Problem("REFERENCE_OF_SOMEBODY_ELSE", SOMEBODY_ELSE, "reference")])
    return person


def own_person(supplier_id: int, identity: Identity) -> Person | None:
    """Return the supplier's own person with this identity, also one whose hash was not renewed yet."""
    return _with_identity(Person.unfenced.filter(supplier_id=supplier_id), identity).first()


def forget(person: Person | None) -> None:
    """Delete the person when no report is about them any more, with what was decided about who they are not."""
    if person is not None and not person.reports.exists():
        Distinction.unfenced.filter(Q(first=person) | Q(second=person)).delete()
        person.delete()


def _refuse_another(supplier_id: int, person: Person | None, identity: Identity) -> None:
    if person and person.identity_hash and not identity.is_of(person.identity_hash, person.identity_keys):
        raise Invalid([Problem("REFERENCE_OF_SOMEBODY_ELSE", SOMEBODY_ELSE, "reference")])
    known = own_person(supplier_id, identity)
    if known is not None and known != person:
        raise Invalid([Problem("PERSON_KNOWN_AS", KNOWN_AS, "reference", (("reference", known.reference),))])


def _with_identity(persons: QuerySet[Person], identity: Identity) -> QuerySet[Person]:
    same = Q()
    for number, made in enumerate(identity.chain, start=1):
        same |= Q(identity_hash=made, identity_keys=number)
    return persons.filter(same)
