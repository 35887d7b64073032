"""Inviting somebody of a supplier, and accepting the invitation."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.usecases.refusals import Invalid
from tests.usecases.post.letters import Post, ports_with

if TYPE_CHECKING:
    from django.test import Client

    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db
PASSWORD = "samen aan het werk"


def invite(actor: Actor, contract: Contract, post: Post, today: date, email: str = "Nieuw@DeBrug.example") -> None:
    from tegenwaarde.usecases.people.invite_supplier_user import invite_supplier_user

    invite_supplier_user(actor=actor, contract_id=contract.pk, email=email, ports=ports_with(post), today=today)


def test_an_invited_clerk_gets_an_account_that_sees_the_suppliers_contracts(
    anna_actor: Actor, contract_in_force: Contract, actor_of: ActorFor, today: date
) -> None:
    from tegenwaarde.access.fence import contracts_visible_to
    from tegenwaarde.usecases.people.accept_invitation import accept_as_new_user

    post = Post()
    invite(anna_actor, contract_in_force, post, today)
    user = accept_as_new_user(token=post.token, name="Bram", password=PASSWORD, today=today)
    assert user.email == "nieuw@debrug.example"
    assert list(contracts_visible_to(actor_of(user))) == [contract_in_force]


def test_the_token_is_kept_only_as_a_hash(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    from tegenwaarde.records.models import Invitation

    post = Post()
    invite(anna_actor, contract_in_force, post, today)
    kept = Invitation.unfenced.get()
    assert post.token not in (kept.token_hash, kept.email)
    assert re.fullmatch("[0-9a-f]{64}", kept.token_hash)


def test_an_invitation_works_once(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    from tegenwaarde.usecases.people.accept_invitation import accept_as_new_user

    post = Post()
    invite(anna_actor, contract_in_force, post, today)
    accept_as_new_user(token=post.token, name="Bram", password=PASSWORD, today=today)
    with pytest.raises(NotVisible):
        accept_as_new_user(token=post.token, name="Iemand anders", password=PASSWORD, today=today)


def test_an_invitation_ends_after_its_last_day(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    from tegenwaarde.usecases.people.accept_invitation import invitation_of

    post = Post()
    invite(anna_actor, contract_in_force, post, today)
    assert invitation_of(token=post.token, today=today + timedelta(days=14)).supplier == contract_in_force.supplier
    with pytest.raises(NotVisible):
        invitation_of(token=post.token, today=today + timedelta(days=15))


def test_a_new_invitation_replaces_the_one_before(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    from tegenwaarde.usecases.people.accept_invitation import invitation_of

    post = Post()
    invite(anna_actor, contract_in_force, post, today)
    first = post.token
    invite(anna_actor, contract_in_force, post, today)
    assert invitation_of(token=post.token, today=today).token_hash
    with pytest.raises(NotVisible):
        invitation_of(token=first, today=today)


def test_a_weak_password_is_refused_at_its_field(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    from tegenwaarde.usecases.people.accept_invitation import accept_as_new_user

    post = Post()
    invite(anna_actor, contract_in_force, post, today)
    with pytest.raises(Invalid) as refused:
        accept_as_new_user(token=post.token, name=" ", password="kort", today=today)
    assert {problem.place for problem in refused.value.problems} == {"name", "password"}


def test_when_the_post_is_away_nobody_is_invited(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    from tegenwaarde.records.models import Invitation, TimelineEvent
    from tegenwaarde.usecases.people.invite_supplier_user import PostAway

    with pytest.raises(PostAway):
        invite(anna_actor, contract_in_force, Post(away=True), today)
    assert not Invitation.unfenced.exists()
    assert not TimelineEvent.unfenced.exists()


def test_somebody_who_can_sign_in_already_is_not_invited_again(
    anna_actor: Actor, contract_in_force: Contract, bram: User, today: date
) -> None:
    from tegenwaarde.usecases.people.invite_supplier_user import AlreadyActsForSupplier

    with pytest.raises(AlreadyActsForSupplier):
        invite(anna_actor, contract_in_force, Post(), today, bram.email)


def test_what_is_no_address_is_refused_at_its_field(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    with pytest.raises(Invalid) as refused:
        invite(anna_actor, contract_in_force, Post(), today, "geen adres")
    assert refused.value.problems[0].place == "email"


def test_a_coordinator_elsewhere_cannot_find_the_contract(
    carla: User, contract_in_force: Contract, actor_of: ActorFor, today: date
) -> None:
    with pytest.raises(NotVisible):
        invite(actor_of(carla), contract_in_force, Post(), today)


def test_a_contact_person_sees_the_contract_but_may_not_invite(
    piet: User, contract_in_force: Contract, actor_of: ActorFor, today: date
) -> None:
    with pytest.raises(NotAllowed):
        invite(actor_of(piet), contract_in_force, Post(), today)


def test_the_owner_of_an_account_accepts_signed_in(
    anna_actor: Actor, contract_in_force: Contract, olga: User, actor_of: ActorFor, today: date
) -> None:
    from tegenwaarde.access.fence import contracts_visible_to
    from tegenwaarde.usecases.people.accept_invitation import SignInFirst, accept_as_known_user, accept_as_new_user

    post = Post()
    invite(anna_actor, contract_in_force, post, today, olga.email)
    with pytest.raises(SignInFirst):
        accept_as_new_user(token=post.token, name="Olga", password=PASSWORD, today=today)
    accept_as_known_user(actor=actor_of(olga), token=post.token, today=today)
    assert list(contracts_visible_to(actor_of(olga))) == [contract_in_force]


def test_somebody_else_cannot_accept_an_invitation_that_is_not_theirs(
    anna_actor: Actor, contract_in_force: Contract, olga: User, actor_of: ActorFor, today: date
) -> None:
    from tegenwaarde.usecases.people.accept_invitation import accept_as_known_user

    post = Post()
    invite(anna_actor, contract_in_force, post, today)
    with pytest.raises(NotVisible):
        accept_as_known_user(actor=actor_of(olga), token=post.token, today=today)


def test_somebody_of_the_buyers_side_cannot_be_invited_to_report(
    anna_actor: Actor, contract_in_force: Contract, anna: User, today: date
) -> None:
    from tegenwaarde.usecases.people.invite_supplier_user import WorksForTheBuyersSide

    with pytest.raises(WorksForTheBuyersSide):
        invite(anna_actor, contract_in_force, Post(), today, anna.email)


def test_who_has_an_account_is_asked_to_sign_in_at_once(
    anna_actor: Actor, contract_in_force: Contract, olga: User, client: Client, today: date
) -> None:
    post = Post()
    invite(anna_actor, contract_in_force, post, today, olga.email)
    page = client.get(f"/uitnodiging/{post.token}/").content.decode()
    assert "/account/login/?next=/uitnodiging/" in page
    assert 'name="password"' not in page


def test_a_short_password_is_refused_in_dutch(
    anna_actor: Actor, contract_in_force: Contract, client: Client, today: date
) -> None:
    post = Post()
    invite(anna_actor, contract_in_force, post, today)
    answer = client.post(f"/uitnodiging/{post.token}/", {"name": "Bram", "password": "kort"})
    assert answer.status_code == 422
    assert "Dit wachtwoord is te kort" in answer.content.decode()
