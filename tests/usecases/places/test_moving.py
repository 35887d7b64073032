"""Moving a buyer to another subregion: who sees its dossiers changes on that day, and not before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible, contracts_visible_to
from tegenwaarde.usecases.refusals import Invalid

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, Contract, Subregion, User
    from tests.cast import ActorFor, ClientFor

pytestmark = pytest.mark.django_db
MOVES_ON = date(2017, 11, 1)


def move(actor: Actor, buyer: Buyer, subregion: Subregion, from_day: date = MOVES_ON) -> None:
    from tegenwaarde.usecases.places.move_buyer import move_buyer

    today = date(2017, 10, 2)
    move_buyer(
        actor=actor, buyer_id=buyer.pk, subregion_id=subregion.pk, from_day=from_day, note="Besluit", today=today
    )


def test_the_new_coordinator_sees_the_dossier_from_the_day_of_the_move(
    beheer: User,
    anna: User,
    carla: User,
    contract_in_force: Contract,
    voorbeeldstad: Buyer,
    subregion_b: Subregion,
    actor_of: ActorFor,
) -> None:
    move(actor_of(beheer), voorbeeldstad, subregion_b)
    before, after = date(2017, 10, 31), MOVES_ON
    seen = {
        (user.name, day): contracts_visible_to(replace(actor_of(user), today=day)).exists()
        for user in (anna, carla)
        for day in (before, after)
    }
    assert seen == {("Anna", before): True, ("Anna", after): False, ("Carla", before): False, ("Carla", after): True}


def test_a_move_to_where_the_buyer_is_already_is_refused(
    beheer: User, voorbeeldstad: Buyer, subregion_a: Subregion, actor_of: ActorFor
) -> None:
    from tegenwaarde.usecases.places.move_buyer import AlreadyThere

    with pytest.raises(AlreadyThere):
        move(actor_of(beheer), voorbeeldstad, subregion_a)


def test_a_move_before_the_present_stay_began_is_refused_at_its_field(
    beheer: User, voorbeeldstad: Buyer, subregion_b: Subregion, actor_of: ActorFor
) -> None:
    with pytest.raises(Invalid) as refused:
        move(actor_of(beheer), voorbeeldstad, subregion_b, date(2017, 1, 1))
    assert refused.value.problems[0].place == "from_day"
    assert voorbeeldstad.memberships.count() == 1


def test_only_the_administrator_moves_buyers(
    anna: User, bram: User, voorbeeldstad: Buyer, subregion_b: Subregion, actor_of: ActorFor
) -> None:
    for user in (anna, bram):
        with pytest.raises((NotVisible, NotAllowed)):
            move(actor_of(user), voorbeeldstad, subregion_b)
    assert voorbeeldstad.memberships.count() == 1


def test_a_planned_move_can_be_withdrawn(
    beheer: User, voorbeeldstad: Buyer, subregion_b: Subregion, actor_of: ActorFor, today: date
) -> None:
    from tegenwaarde.usecases.places.withdraw_move import NothingPlanned, withdraw_move

    before = list(voorbeeldstad.memberships.values_list("subregion", "from_day", "until_day"))
    move(actor_of(beheer), voorbeeldstad, subregion_b, date(2099, 1, 1))
    withdraw_move(actor=actor_of(beheer), buyer_id=voorbeeldstad.pk, today=today)
    assert list(voorbeeldstad.memberships.values_list("subregion", "from_day", "until_day")) == before
    with pytest.raises(NothingPlanned):
        withdraw_move(actor=actor_of(beheer), buyer_id=voorbeeldstad.pk, today=today)


def test_a_second_move_waits_until_the_planned_one_is_withdrawn(
    beheer: User, voorbeeldstad: Buyer, subregion_a: Subregion, subregion_b: Subregion, actor_of: ActorFor
) -> None:
    from tegenwaarde.usecases.places.move_buyer import MoveAlreadyPlanned

    move(actor_of(beheer), voorbeeldstad, subregion_b, date(2099, 1, 1))
    with pytest.raises(MoveAlreadyPlanned):
        move(actor_of(beheer), voorbeeldstad, subregion_a, date(2099, 2, 1))


def test_moving_asks_for_a_confirmation_first(
    beheer: User, voorbeeldstad: Buyer, subregion_b: Subregion, client_for: ClientFor
) -> None:
    browser = client_for(beheer)
    path = f"/beheer/opdrachtgevers/{voorbeeldstad.pk}/"
    told = {"subregion_id": subregion_b.pk, "from_day": "2017-11-01"}
    asked = browser.post(path, told)
    assert "Subregio B" in asked.content.decode()
    assert voorbeeldstad.memberships.count() == 1
    assert browser.post(path, {**told, "confirmed": "yes"}).status_code == 302
    assert voorbeeldstad.memberships.count() == 2
