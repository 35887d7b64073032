"""Contacts of a dossier: both sides, standing in for each other, changed and ended; and notes of the buyer's side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import DossierContact, DossierNote
from tegenwaarde.usecases.dossier.add_contact import add_contact
from tegenwaarde.usecases.dossier.add_note import add_note
from tegenwaarde.usecases.dossier.change_contact import change_contact
from tegenwaarde.usecases.dossier.contacts import ContactFacts
from tegenwaarde.usecases.dossier.end_contact import end_contact
from tegenwaarde.usecases.dossier.opening import ChangedMeanwhile
from tegenwaarde.usecases.dossier.remove_note import remove_note
from tegenwaarde.usecases.reading.contacts import Side, read_contacts
from tegenwaarde.usecases.refusals import Invalid

if TYPE_CHECKING:
    from datetime import date

    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db


def somebody(**more: Any) -> ContactFacts:
    return ContactFacts(**{"side": "buyer", "role": "site", "name": "Gerrit", "phone": "+31 74 123 45 67", **more})


def sides(actor: Actor, contract: Contract, today: date) -> dict[str, Side]:
    return {one.side: one for one in read_contacts(actor=actor, contract_id=contract.pk, today=today).sides}


def test_both_sides_see_whom_to_call(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    add_contact(actor=anna_actor, contract_id=contract_in_force.pk, facts=somebody(), today=today)
    for reader in (anna_actor, bram_actor):
        (row,) = sides(reader, contract_in_force, today)["buyer"].contacts
        assert (row.name, row.phone, row.dial) == ("Gerrit", "+31 74 123 45 67", "+31741234567")


def test_who_can_sign_in_is_there_without_being_entered(
    anna_actor: Actor, bram: User, aisha: User, piet: User, carla: User, contract_in_force: Contract, today: date
) -> None:
    found = sides(anna_actor, contract_in_force, today)
    assert [one.name for one in found["buyer"].accounts] == ["Anna", "Aisha", "Piet"]
    assert [one.email for one in found["supplier"].accounts] == [bram.email]


def test_a_deputy_stands_with_whom_it_stands_in_for(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    gerrit = add_contact(actor=anna_actor, contract_id=contract_in_force.pk, facts=somebody(), today=today)
    truus = somebody(name="Truus", deputy_of=gerrit.pk)
    made = add_contact(actor=anna_actor, contract_id=contract_in_force.pk, facts=truus, today=today)
    first, second = sides(anna_actor, contract_in_force, today)["buyer"].contacts
    assert (first.deputies, second.stands_in_for) == (("Truus",), "Gerrit")
    with pytest.raises(Invalid) as refused:
        change_contact(
            actor=anna_actor, contact_id=gerrit.pk, version=1, facts=somebody(deputy_of=made.pk), today=today
        )
    assert [one.code for one in refused.value.problems] == ["DEPUTY_OF_NOBODY"]


@pytest.mark.parametrize(
    ("more", "code", "place"),
    [
        ({"name": " "}, "NAME_MISSING", "name"),
        ({"side": "third"}, "SIDE_MISSING", "side"),
        ({"role": ""}, "ROLE_MISSING", "role"),
        ({"phone": ""}, "CONTACT_OUT_OF_REACH", "email"),
        ({"phone": "bel maar"}, "PHONE_INVALID", "phone"),
        ({"email": "gerrit"}, "EMAIL_INVALID", "email"),
        ({"name": "x" * 121}, "TEXT_TOO_LONG", "name"),
        ({"deputy_of": 99_999}, "DEPUTY_OF_NOBODY", "deputy_of"),
    ],
)
def test_a_contact_that_cannot_be_reached_is_refused(
    anna_actor: Actor, contract_in_force: Contract, today: date, more: dict[str, Any], code: str, place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        add_contact(actor=anna_actor, contract_id=contract_in_force.pk, facts=somebody(**more), today=today)
    assert [(one.code, one.place) for one in refused.value.problems] == [(code, place)]
    assert not DossierContact.unfenced.exists()


def test_an_ended_contact_is_out_of_sight_and_its_deputy_stays(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    gerrit = add_contact(actor=anna_actor, contract_id=contract_in_force.pk, facts=somebody(), today=today)
    truus = somebody(name="Truus", deputy_of=gerrit.pk)
    add_contact(actor=anna_actor, contract_id=contract_in_force.pk, facts=truus, today=today)
    end_contact(actor=anna_actor, contact_id=gerrit.pk, today=today)
    (row,) = sides(anna_actor, contract_in_force, today)["buyer"].contacts
    assert (row.name, row.stands_in_for) == ("Truus", "")
    with pytest.raises(NotVisible):
        end_contact(actor=anna_actor, contact_id=gerrit.pk, today=today)


def test_who_is_second_to_change_a_contact_hears_so(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    gerrit = add_contact(actor=anna_actor, contract_id=contract_in_force.pk, facts=somebody(), today=today)
    told: dict[str, Any] = {"actor": anna_actor, "contact_id": gerrit.pk, "version": 1, "today": today}
    assert change_contact(**told, facts=somebody(name="Gerrit Jan")).name == "Gerrit Jan"
    with pytest.raises(ChangedMeanwhile):
        change_contact(**told, facts=somebody(name="Gert"))


def test_a_supplier_changes_no_contacts_and_a_neighbour_sees_none(
    anna_actor: Actor, bram_actor: Actor, carla: User, contract_in_force: Contract, actor_of: ActorFor, today: date
) -> None:
    gerrit = add_contact(actor=anna_actor, contract_id=contract_in_force.pk, facts=somebody(), today=today)
    with pytest.raises(NotAllowed):
        end_contact(actor=bram_actor, contact_id=gerrit.pk, today=today)
    with pytest.raises(NotAllowed):
        add_contact(actor=bram_actor, contract_id=contract_in_force.pk, facts=somebody(), today=today)
    with pytest.raises(NotVisible):
        end_contact(actor=actor_of(carla), contact_id=gerrit.pk, today=today)


def test_a_note_is_for_the_buyers_side_and_thrown_away_by_who_wrote_it(
    anna_actor: Actor, bram_actor: Actor, piet: User, contract_in_force: Contract, actor_of: ActorFor, today: date
) -> None:
    note = add_note(actor=anna_actor, contract_id=contract_in_force.pk, words=" Belt liever. ", today=today)
    shown = read_contacts(actor=actor_of(piet), contract_id=contract_in_force.pk, today=today).notes
    assert shown is not None
    assert [(one.words, one.who, one.own) for one in shown] == [("Belt liever.", "Anna", False)]
    assert read_contacts(actor=bram_actor, contract_id=contract_in_force.pk, today=today).notes is None
    with pytest.raises(NotVisible):
        remove_note(actor=bram_actor, note_id=note.pk, today=today)
    with pytest.raises(NotAllowed):
        remove_note(actor=actor_of(piet), note_id=note.pk, today=today)
    remove_note(actor=anna_actor, note_id=note.pk, today=today)
    assert DossierNote.unfenced.get().words == "–"


@pytest.mark.parametrize(
    ("words", "code"),
    [(" ", "NOTE_MISSING"), ("x" * 2001, "TEXT_TOO_LONG"), ("BSN 111222333", "NOTE_HAS_NUMBER")],
)
def test_a_note_that_cannot_be_kept_is_refused(
    anna_actor: Actor, contract_in_force: Contract, today: date, words: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        add_note(actor=anna_actor, contract_id=contract_in_force.pk, words=words, today=today)
    assert [one.code for one in refused.value.problems] == [code]
