"""Whom a supplier reports about: one person, one reference; who it is only as a keyed hash, asked once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.records.identity import KeysMissing, identity_hash
from tegenwaarde.records.models import Buyer, Contract, Person, PolicyText, Report, Supplier, User
from tegenwaarde.usecases.persons.alike import alike
from tegenwaarde.usecases.persons.change_person import RenamedMeanwhile, change_reference, give_identity
from tegenwaarde.usecases.persons.identify import Identity, identify
from tegenwaarde.usecases.persons.renew_identities import renew_identities
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.opening import ChangedElsewhere
from tegenwaarde.usecases.reports.save_draft import SamePersonOnly, choose_block, rename_person, save_draft
from tegenwaarde.usecases.reports.start_report import start_report
from tegenwaarde.usecases.reports.submit_report import submit_report
from tests.cast import ActorFor, a_contract
from tests.usecases.reports.stories import a_submitted_report, identity_of, work

pytestmark = pytest.mark.django_db
BORN = date(1980, 4, 27)


@pytest.fixture
def theirs(buurstad: Buyer, other_supplier: Supplier, policy_text: PolicyText) -> Contract:
    return a_contract(buurstad, other_supplier, policy_text, title="Schoonmaak van scholen")


def begun(actor: Actor, contract: Contract, reference: str, who: str = "", **more: Any) -> Report:
    identity = identity_of(who) if who else None
    return start_report(
        actor=actor, contract_id=contract.pk, today=actor.today, reference=reference, identity=identity, **more
    )


def codes(refused: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in refused.value.problems]


def test_only_a_hash_is_kept_of_who_somebody_is(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    identity = identify(name_at_birth="van der Proef", birth_date=BORN, today=today)
    made = start_report(
        actor=bram_actor, contract_id=contract_in_force.pk, today=today, reference="P-7", identity=identity
    )
    assert made.person
    assert (made.person.identity_hash, made.person.identity_keys) == identity_hash("Proef", BORN)
    assert "roef" not in repr(identity)


@pytest.mark.parametrize(
    ("name", "born", "found"),
    [
        ("Proef", None, [("BIRTH_DATE_MISSING", "birth_date")]),
        ("", BORN, [("BIRTH_NAME_MISSING", "name_at_birth")]),
        ("12345", BORN, [("BIRTH_NAME_WRONG", "name_at_birth")]),
        ("--", date(2031, 1, 1), [("BIRTH_NAME_WRONG", "name_at_birth"), ("BIRTH_DATE_WRONG", "birth_date")]),
        ("Proef", date(1899, 12, 31), [("BIRTH_DATE_WRONG", "birth_date")]),
    ],
)
def test_half_an_identity_is_none(today: date, name: str, born: date | None, found: list[tuple[str, str]]) -> None:
    with pytest.raises(Invalid) as refused:
        identify(name_at_birth=name, birth_date=born, today=today)
    assert codes(refused) == found


def test_nothing_given_is_nobody_yet(today: date) -> None:
    assert identify(name_at_birth=" ", birth_date=None, today=today) is None


def test_the_same_person_under_another_reference_is_told_the_own_one(
    bram_actor: Actor, contract_in_force: Contract
) -> None:
    begun(bram_actor, contract_in_force, "P-7", "Yvonne")
    with pytest.raises(Invalid) as refused:
        begun(bram_actor, contract_in_force, "P-8", "Yvonne")
    assert codes(refused) == [("PERSON_KNOWN_AS", "reference")]
    assert "P-7" in str(refused.value)
    assert not Person.unfenced.filter(reference="P-8").exists()


def test_a_reference_of_somebody_else_is_refused(bram_actor: Actor, contract_in_force: Contract) -> None:
    begun(bram_actor, contract_in_force, "P-7", "Yvonne")
    with pytest.raises(Invalid) as refused:
        begun(bram_actor, contract_in_force, "P-7", "Zeno")
    assert codes(refused) == [("REFERENCE_OF_SOMEBODY_ELSE", "reference")]


def test_a_known_person_is_not_asked_again(bram_actor: Actor, contract_in_force: Contract) -> None:
    first = begun(bram_actor, contract_in_force, "P-7", "Yvonne")
    assert begun(bram_actor, contract_in_force, "P-7").person == first.person
    assert begun(bram_actor, contract_in_force, " P-7 ", "Yvonne").person == first.person


def test_another_suppliers_person_changes_nothing_for_a_supplier(
    bram_actor: Actor, olga: User, actor_of: ActorFor, contract_in_force: Contract, theirs: Contract
) -> None:
    begun(actor_of(olga), theirs, "P-7", "Yvonne")
    begun(actor_of(olga), theirs, "S-1", "Zeno")
    made = begun(bram_actor, contract_in_force, "P-9", "Yvonne")
    assert begun(bram_actor, contract_in_force, "P-7", "Zeno").person != made.person


def test_a_placement_of_nobody_knows_who_is_not_submitted(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = begun(bram_actor, contract_in_force, "P-7")
    save_draft(actor=bram_actor, report_id=report.pk, values=work())
    choose_block(actor=bram_actor, report_id=report.pk, block="1", no_displacement=True)
    with pytest.raises(Invalid) as refused:
        submit_report(actor=bram_actor, report_id=report.pk, today=today)
    assert codes(refused) == [("IDENTITY_MISSING", "reference")]
    rename_person(actor=bram_actor, report_id=report.pk, reference="P-7", identity=identity_of("Yvonne"))
    submit_report(actor=bram_actor, report_id=report.pk, today=today)


def test_an_invoice_is_about_nobody(bram_actor: Actor, contract_in_force: Contract) -> None:
    assert begun(bram_actor, contract_in_force, "", kind="invoice").person is None


def test_about_whom_a_draft_is_changes_only_as_it_was_looked_at(bram_actor: Actor, contract_in_force: Contract) -> None:
    report = begun(bram_actor, contract_in_force, "P-7", "Yvonne")
    seen = report.version
    rename_person(actor=bram_actor, report_id=report.pk, reference="P-8", version=seen)
    with pytest.raises(ChangedElsewhere):
        rename_person(actor=bram_actor, report_id=report.pk, reference="P-9", version=seen)
    assert list(Person.unfenced.values_list("reference", flat=True)) == ["P-8"]


def test_a_change_stays_about_the_same_person(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    sent = a_submitted_report(bram_actor, contract_in_force, today)
    Report.unfenced.filter(pk=sent.pk).update(state="approved")
    change = begun(bram_actor, contract_in_force, "medewerker 12")
    Report.unfenced.filter(pk=change.pk).update(corrects=sent, change="mistake")
    with pytest.raises(SamePersonOnly):
        rename_person(actor=bram_actor, report_id=change.pk, reference="P-9")


def test_a_reference_can_be_changed_by_its_supplier_only(
    bram_actor: Actor, olga: User, anna_actor: Actor, actor_of: ActorFor, contract_in_force: Contract
) -> None:
    person = begun(bram_actor, contract_in_force, "P-7", "Yvonne").person
    assert person
    for stranger in (actor_of(olga), anna_actor):
        with pytest.raises(NotVisible):
            change_reference(actor=stranger, person_id=person.pk, reference="P-8", was="P-7")
    change_reference(actor=bram_actor, person_id=person.pk, reference="P-8", was="P-7")
    with pytest.raises(RenamedMeanwhile):
        change_reference(actor=bram_actor, person_id=person.pk, reference="P-9", was="P-7")


def test_a_reference_in_use_is_not_given_twice(bram_actor: Actor, contract_in_force: Contract) -> None:
    person = begun(bram_actor, contract_in_force, "P-7", "Yvonne").person
    begun(bram_actor, contract_in_force, "P-8", "Zeno")
    assert person
    for reference, code in (("P-8", "REFERENCE_TAKEN"), ("", "REFERENCE_MISSING"), ("123456782", "REFERENCE_IS_BSN")):
        with pytest.raises(Invalid) as refused:
            change_reference(actor=bram_actor, person_id=person.pk, reference=reference, was="P-7")
        assert codes(refused) == [(code, "reference")]


def test_who_somebody_is_can_be_said_later_and_once(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    person = begun(bram_actor, contract_in_force, "P-7").person
    begun(bram_actor, contract_in_force, "P-8", "Zeno")
    assert person
    said: dict[str, Any] = {"actor": bram_actor, "person_id": person.pk, "today": today}
    give_identity(**said, name_at_birth="Proef", birth_date=BORN)
    give_identity(**said, name_at_birth="van der PROEF", birth_date=BORN)
    with pytest.raises(Invalid) as refused:
        give_identity(**said, name_at_birth="Anders", birth_date=BORN)
    assert codes(refused) == [("REFERENCE_OF_SOMEBODY_ELSE", "reference")]


@pytest.fixture
def many(de_brug: Supplier, settings: Any) -> Any:
    """Twelve persons whose hashes one key made, and then a second key."""
    settings.REFERENCE_KEYS = ("first",)
    for number in range(12):
        made, keys = identity_hash("Proef", date(1980, 1, 1 + number))
        Person.unfenced.create(supplier=de_brug, reference=f"P-{number}", identity_hash=made, identity_keys=keys)
    Person.unfenced.create(supplier=de_brug, reference="unknown")
    settings.REFERENCE_KEYS = ("first", "second")
    return settings


def test_every_hash_is_brought_to_the_newest_key_in_batches(many: Any) -> None:
    assert list(renew_identities(batch=5)) == [5, 5, 2]
    assert list(renew_identities(batch=5)) == []
    renewed = Person.unfenced.get(reference="P-3")
    assert (renewed.identity_hash, renewed.identity_keys) == identity_hash("Proef", date(1980, 1, 4))


def test_a_renewal_that_was_stopped_is_gone_on_with(many: Any) -> None:
    next(renew_identities(batch=5))
    assert sum(renew_identities(batch=5)) == 7
    assert Person.unfenced.filter(identity_keys=2).count() == 12


def test_a_lost_key_is_told_before_anything_is_renewed(many: Any) -> None:
    list(renew_identities())
    many.REFERENCE_KEYS = ("first",)
    with pytest.raises(KeysMissing):
        list(renew_identities())


def test_a_person_is_found_while_keys_are_being_renewed(many: Any, other_supplier: Supplier, today: date) -> None:
    identity = identify(name_at_birth="Proef", birth_date=date(1980, 1, 4), today=today)
    assert isinstance(identity, Identity)
    theirs = Person.unfenced.create(
        supplier=other_supplier, reference="S-1", identity_hash=identity.made, identity_keys=identity.keys
    )
    old = Person.unfenced.get(reference="P-3")
    assert alike(old) == alike(theirs) == (old.pk, theirs.pk)


def test_somebody_unknown_is_like_nobody(many: Any) -> None:
    unknown = Person.unfenced.get(reference="unknown")
    assert alike(unknown) == (unknown.pk,)
