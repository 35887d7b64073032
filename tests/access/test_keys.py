"""The keys: which role may do what, written out once more so that a change of the table is meant."""

from __future__ import annotations

import pytest

from tegenwaarde.access.actor import Actor, visitor
from tegenwaarde.access.fence import NotAllowed, NotVisible, may, require
from tegenwaarde.access.keys import KEYS, UnknownKey, holds, key_named
from tegenwaarde.records.models import Role
from tests.access.neighbours import Street, somebody
from tests.cast import TODAY

SEEING = {
    "dossier.see": "coordinator assistant contact_person supplier",
    "draft.see": "coordinator assistant contact_person",
    "report.see": "coordinator assistant contact_person supplier",
    "report.facts": "coordinator assistant supplier",
    "queue.see": "coordinator assistant",
    "receipt.see": "coordinator assistant contact_person supplier",
    "quarter.see": "coordinator assistant contact_person manager",
    "quarter.open": "coordinator assistant contact_person",
    "places.see": "administrator",
    "suppliers.see": "coordinator assistant",
    "colleagues.manage": "supplier",
    "persons.see": "supplier",
    "sheet.upload": "supplier",
    "quarter.confirm": "supplier",
    "evidence.see": "coordinator assistant supplier",
    "clash.see": "coordinator assistant",
    "permissions.see": "administrator coordinator assistant",
    "calendar.see": "coordinator assistant contact_person procurement_officer manager",
    "calendar.region": "coordinator assistant",
    "tender.see": "coordinator assistant contact_person procurement_officer",
    "calendar.upload": "coordinator assistant contact_person procurement_officer",
    "coverage.see": "coordinator assistant contact_person procurement_officer manager",
    "spec.edit": "administrator",
    "labels.see": "coordinator assistant contact_person procurement_officer",
    "document.see": "coordinator assistant contact_person supplier",
    "note.see": "coordinator assistant contact_person",
    "opendata.take": "coordinator assistant",
    "search.use": "coordinator assistant contact_person procurement_officer supplier",
}
DOING = {
    "contract.import": "coordinator assistant contact_person",
    "contract.complete": "coordinator assistant contact_person",
    "buyer.create": "coordinator",
    "contract.start": "coordinator",
    "agreement.record": "coordinator",
    "supplier.invite": "coordinator assistant",
    "report.write": "supplier",
    "report.approve": "coordinator",
    "report.return": "coordinator",
    "places.change": "administrator",
    "proposal.write": "supplier",
    "proposal.answer": "coordinator",
    "finding.record": "coordinator",
    "thread.write": "coordinator assistant supplier",
    "evidence.upload": "supplier",
    "evidence.attest": "coordinator assistant",
    "second_party.ask": "supplier",
    "clash.resolve": "coordinator",
    "tender.plan": "coordinator assistant contact_person procurement_officer",
    "tender.depart": "coordinator contact_person procurement_officer",
    "branch.write": "coordinator",
    "spec.take": "coordinator assistant contact_person procurement_officer",
    "label.record": "coordinator assistant",
    "contract.amend": "coordinator",
    "certificate.record": "coordinator",
    "dossier.write": "coordinator assistant contact_person",
    "switch.change": "coordinator contact_person",
}
ACTORS = {role.value: somebody(role) for role in Role} | {"visitor": visitor(TODAY)}


def test_each_key_is_held_by_the_roles_it_is_meant_for() -> None:
    held = {key.name: {role.value for role in key.roles} for key in KEYS}
    assert held == {name: set(roles.split()) for name, roles in {**SEEING, **DOING}.items()}


def test_each_key_either_sees_or_does() -> None:
    assert {key.name for key in KEYS if key.sees} == SEEING.keys()


def test_no_key_is_in_the_table_twice_or_without_words() -> None:
    assert len({key.name for key in KEYS}) == len(KEYS) == len({str(key.words) for key in KEYS})


@pytest.mark.parametrize("actor", ACTORS.values(), ids=ACTORS)
def test_an_unknown_key_raises_for_everybody(actor: Actor) -> None:
    for asking in (holds, may, require):
        with pytest.raises(UnknownKey, match=r"contract\.burn"):
            asking(actor, "contract.burn")


@pytest.mark.parametrize("name", SEEING)
def test_without_a_key_that_sees_there_is_nothing_there(name: str) -> None:
    for role, actor in ACTORS.items():
        if role in SEEING[name].split():
            require(actor, name)
            continue
        with pytest.raises(NotVisible, match=name):
            require(actor, name)


@pytest.mark.parametrize("name", DOING)
def test_without_a_key_that_does_the_answer_is_no(name: str) -> None:
    for role, actor in ACTORS.items():
        if role in DOING[name].split():
            require(actor, name)
            continue
        with pytest.raises(NotAllowed, match=name):
            require(actor, name)


MAY_WITH_THE_DOSSIER = {
    "dossier.see": {"coordinator A", "assistant A", "contact of Voorbeeldstad", "clerk of De Brug"},
    "report.facts": {"coordinator A", "assistant A", "clerk of De Brug"},
    "contract.complete": {"coordinator A", "assistant A", "contact of Voorbeeldstad"},
    "report.approve": {"coordinator A"},
    "report.write": {"clerk of De Brug"},
    "quarter.see": {"coordinator A", "assistant A", "contact of Voorbeeldstad"},
    "places.change": set(),
}


@pytest.mark.django_db
def test_a_key_opens_the_own_dossier_and_not_the_neighbours(street: Street) -> None:
    running, neighbours = street.contract("running"), street.contract("neighbours")
    for name, allowed in MAY_WITH_THE_DOSSIER.items():
        assert {who for who, actor in street.actors.items() if may(actor, name, running)} == allowed
        assert not any(may(street.actors[who], name, neighbours) for who in allowed)


@pytest.mark.django_db
def test_a_key_held_elsewhere_does_not_do_it_here(street: Street) -> None:
    carla, running = street.actors["coordinator B"], street.contract("running")
    assert key_named("report.approve").roles <= carla.roles
    with pytest.raises(NotAllowed):
        require(carla, "report.approve", running)
    with pytest.raises(NotVisible):
        require(carla, "dossier.see", running)


@pytest.mark.django_db
def test_a_joint_dossier_is_decided_about_from_each_of_its_buyers_sides(street: Street) -> None:
    for who in ("coordinator A", "coordinator B"):
        require(street.actors[who], "report.approve", street.contract("joint"))
