"""A supplier manages its own people: inviting, sending again, withdrawing, removing; and the list of suppliers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible, contracts_visible_to
from tegenwaarde.records.models import Invitation, Report, RoleGrant, TimelineEvent
from tegenwaarde.usecases.people.accept_invitation import accept_as_new_user, invitation_of
from tegenwaarde.usecases.people.invite_supplier_user import (
    AlreadyActsForSupplier,
    invite_colleague,
    invite_for_supplier,
)
from tegenwaarde.usecases.people.open_invitations import InvitationAnswered, resend_invitation, withdraw_invitation
from tegenwaarde.usecases.people.remove_colleague import LastColleague, remove_colleague
from tegenwaarde.usecases.reading.colleagues import read_colleagues, read_removal
from tegenwaarde.usecases.reading.suppliers import read_supplier, read_suppliers, suppliers_without_people
from tests.cast import a_contract, a_user
from tests.usecases.post.letters import Post, ports_with
from tests.usecases.reports.stories import a_draft

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, Contract, PolicyText, Supplier, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db
NEW = "nieuw@debrug.example"
PASSWORD = "samen aan het werk"


@pytest.fixture
def sanne(de_brug: Supplier) -> User:
    """Bram's colleague."""
    return a_user("Sanne", "supplier", supplier=de_brug)


def invite(actor: Actor, supplier: Supplier, today: date, post: Post | None = None) -> Invitation:
    return invite_colleague(
        actor=actor, supplier_id=supplier.pk, email=NEW, ports=ports_with(post or Post()), today=today
    )


def test_a_clerk_invites_a_colleague_who_then_sees_the_same_contracts(
    bram_actor: Actor, de_brug: Supplier, contract_in_force: Contract, actor_of: ActorFor, today: date
) -> None:
    post = Post()
    invite(bram_actor, de_brug, today, post)
    assert "voor Bouwbedrijf De Brug" in post.letters[0].body
    user = accept_as_new_user(token=post.token, name="Nieuw", password=PASSWORD, today=today)
    assert list(contracts_visible_to(actor_of(user))) == [contract_in_force]
    assert contract_in_force.timeline.get().code == "supplier_invited"


def test_nobody_invites_for_another_company(
    bram_actor: Actor, other_supplier: Supplier, contract_in_force: Contract, today: date
) -> None:
    with pytest.raises(NotVisible):
        invite(bram_actor, other_supplier, today)


def test_an_invitation_sent_again_works_with_its_new_link_only(
    bram_actor: Actor, de_brug: Supplier, contract_in_force: Contract, today: date
) -> None:
    post = Post()
    made = invite(bram_actor, de_brug, today, post)
    first = post.token
    later = today + timedelta(days=10)
    again = resend_invitation(actor=bram_actor, invitation_id=made.pk, ports=ports_with(post), today=later)
    assert again.last_day == later + timedelta(days=14)
    assert invitation_of(token=post.token, today=later) == again
    with pytest.raises(NotVisible):
        invitation_of(token=first, today=later)


def test_a_withdrawn_invitation_no_longer_works_and_is_not_sent_again(
    bram_actor: Actor, de_brug: Supplier, contract_in_force: Contract, today: date
) -> None:
    post = Post()
    made = invite(bram_actor, de_brug, today, post)
    withdraw_invitation(actor=bram_actor, invitation_id=made.pk, today=today)
    with pytest.raises(NotVisible):
        invitation_of(token=post.token, today=today)
    with pytest.raises(InvitationAnswered):
        resend_invitation(actor=bram_actor, invitation_id=made.pk, ports=ports_with(post), today=today)
    with pytest.raises(InvitationAnswered):
        withdraw_invitation(actor=bram_actor, invitation_id=made.pk, today=today)


@pytest.mark.parametrize("who", ["olga", "carla", "piet", "milan"])
def test_a_neighbour_finds_no_invitation(
    who: str,
    bram_actor: Actor,
    de_brug: Supplier,
    contract_in_force: Contract,
    actor_of: ActorFor,
    today: date,
    request: pytest.FixtureRequest,
) -> None:
    made = invite(bram_actor, de_brug, today)
    with pytest.raises(NotVisible):
        withdraw_invitation(actor=actor_of(request.getfixturevalue(who)), invitation_id=made.pk, today=today)


def test_the_coordinator_withdraws_an_invitation_of_a_supplier_with_a_contract_there(
    bram_actor: Actor, anna_actor: Actor, de_brug: Supplier, contract_in_force: Contract, today: date
) -> None:
    made = invite(bram_actor, de_brug, today)
    withdraw_invitation(actor=anna_actor, invitation_id=made.pk, today=today)
    made.refresh_from_db()
    assert made.withdrawn


def test_a_removed_colleague_sees_nothing_from_that_moment_on_and_the_drafts_stay(
    bram_actor: Actor, sanne: User, de_brug: Supplier, contract_in_force: Contract, actor_of: ActorFor, today: date
) -> None:
    draft = a_draft(actor_of(sanne), contract_in_force, today)
    remove_colleague(actor=bram_actor, supplier_id=de_brug.pk, user_id=sanne.pk, today=today)
    assert not contracts_visible_to(actor_of(sanne)).exists()
    assert Report.unfenced.get(pk=draft.pk).made_by == sanne
    assert contract_in_force.timeline.get().code == "colleague_removed"


def test_a_removed_colleague_cannot_come_back_with_an_older_invitation(
    bram_actor: Actor, sanne: User, de_brug: Supplier, contract_in_force: Contract, today: date
) -> None:
    post = Post()
    RoleGrant.unfenced.filter(user=sanne).update(from_day=today - timedelta(days=1), until_day=today)
    invite_colleague(actor=bram_actor, supplier_id=de_brug.pk, email=sanne.email, ports=ports_with(post), today=today)
    RoleGrant.unfenced.filter(user=sanne).update(until_day=None)
    remove_colleague(actor=bram_actor, supplier_id=de_brug.pk, user_id=sanne.pk, today=today)
    with pytest.raises(NotVisible):
        invitation_of(token=post.token, today=today)


def test_somebody_who_is_gone_is_not_removed_twice(
    bram_actor: Actor, sanne: User, de_brug: Supplier, contract_in_force: Contract, today: date
) -> None:
    remove_colleague(actor=bram_actor, supplier_id=de_brug.pk, user_id=sanne.pk, today=today)
    with pytest.raises(NotVisible):
        remove_colleague(actor=bram_actor, supplier_id=de_brug.pk, user_id=sanne.pk, today=today)
    assert TimelineEvent.unfenced.count() == 1


def test_the_last_person_leaves_only_on_purpose_and_the_coordinator_sees_the_company_without_people(
    bram: User,
    bram_actor: Actor,
    anna_actor: Actor,
    de_brug: Supplier,
    contract_in_force: Contract,
    today: date,
) -> None:
    with pytest.raises(LastColleague):
        remove_colleague(actor=bram_actor, supplier_id=de_brug.pk, user_id=bram.pk, today=today)
    assert suppliers_without_people(anna_actor, today) == ()
    remove_colleague(actor=bram_actor, supplier_id=de_brug.pk, user_id=bram.pk, today=today, last_is_meant=True)
    assert suppliers_without_people(anna_actor, today) == ((de_brug.pk, "Bouwbedrijf De Brug"),)
    assert contract_in_force.timeline.get().code == "last_colleague_removed"


def test_nobody_removes_people_of_another_company(
    bram_actor: Actor, olga: User, other_supplier: Supplier, contract_in_force: Contract, today: date
) -> None:
    with pytest.raises(NotVisible):
        remove_colleague(actor=bram_actor, supplier_id=other_supplier.pk, user_id=olga.pk, today=today)


def test_a_person_of_another_company_is_not_found_under_ones_own(
    bram_actor: Actor, olga: User, de_brug: Supplier, contract_in_force: Contract, today: date
) -> None:
    with pytest.raises(NotVisible):
        remove_colleague(actor=bram_actor, supplier_id=de_brug.pk, user_id=olga.pk, today=today)
    with pytest.raises(NotVisible):
        read_removal(actor=bram_actor, supplier_id=de_brug.pk, user_id=olga.pk, today=today)


def test_the_page_of_colleagues_names_oneself_and_what_each_has_lying(
    bram_actor: Actor, sanne: User, de_brug: Supplier, contract_in_force: Contract, actor_of: ActorFor, today: date
) -> None:
    a_draft(actor_of(sanne), contract_in_force, today)
    company = read_colleagues(actor=bram_actor, today=today)
    assert [(one.name, one.is_you, one.open_reports) for one in company.people] == [
        ("Bram", True, 0),
        ("Sanne", False, 1),
    ]


def test_the_list_of_suppliers_counts_contracts_people_and_invitations(
    bram_actor: Actor,
    anna_actor: Actor,
    de_brug: Supplier,
    other_supplier: Supplier,
    contract_in_force: Contract,
    voorbeeldstad: Buyer,
    policy_text: PolicyText,
    today: date,
) -> None:
    a_contract(voorbeeldstad, de_brug, policy_text)
    a_contract(voorbeeldstad, other_supplier, policy_text)
    invite(bram_actor, de_brug, today)
    found = read_suppliers(actor=anna_actor, today=today)
    assert [(r.name, r.contracts, r.people, r.invited, r.last_seen) for r in found.rows] == [
        ("Bouwbedrijf De Brug", 2, 1, 1, today),
        ("Schoonmaakbedrijf Helder", 1, 0, 0, None),
    ]
    alone = read_suppliers(actor=anna_actor, today=today, without_people=True)
    assert ([row.name for row in alone.rows], alone.total) == (["Schoonmaakbedrijf Helder"], 2)


def test_a_supplier_without_a_contract_on_the_coordinators_side_is_not_there(
    anna_actor: Actor,
    contract_in_force: Contract,
    other_supplier: Supplier,
    buurstad: Buyer,
    policy_text: PolicyText,
    today: date,
) -> None:
    a_contract(buurstad, other_supplier, policy_text)
    assert [row.name for row in read_suppliers(actor=anna_actor, today=today).rows] == ["Bouwbedrijf De Brug"]
    with pytest.raises(NotVisible):
        read_supplier(actor=anna_actor, supplier_id=other_supplier.pk, today=today)
    with pytest.raises(NotVisible):
        invite_for_supplier(
            actor=anna_actor, supplier_id=other_supplier.pk, email=NEW, ports=ports_with(Post()), today=today
        )


def test_the_coordinator_invites_from_the_list_and_who_can_sign_in_is_not_invited_again(
    bram: User, anna_actor: Actor, de_brug: Supplier, contract_in_force: Contract, today: date
) -> None:
    post = Post()
    ports = ports_with(post)
    invite_for_supplier(actor=anna_actor, supplier_id=de_brug.pk, email=NEW, ports=ports, today=today)
    assert post.letters[0].to == NEW
    with pytest.raises(AlreadyActsForSupplier):
        invite_for_supplier(actor=anna_actor, supplier_id=de_brug.pk, email=bram.email, ports=ports, today=today)


@pytest.mark.parametrize("who", ["piet", "milan", "bram"])
def test_only_coordinator_and_assistant_see_the_list(
    who: str, contract_in_force: Contract, actor_of: ActorFor, today: date, request: pytest.FixtureRequest
) -> None:
    with pytest.raises((NotVisible, NotAllowed)):
        read_suppliers(actor=actor_of(request.getfixturevalue(who)), today=today)
