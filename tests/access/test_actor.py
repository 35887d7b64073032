"""Who acts: the roles somebody holds on a day, and nothing of the days before or after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.actor import Actor, Grant, actor_for, visitor
from tegenwaarde.access.fence import buyers_visible_to, contracts_visible_to
from tegenwaarde.access.keys import KEYS, holds
from tegenwaarde.records.models import Role, RoleGrant
from tests.cast import TODAY

if TYPE_CHECKING:
    from tegenwaarde.records.models import Buyer, Contract, Subregion, User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_somebody_acts_with_the_role_and_what_it_is_for(anna: User, subregion_a: Subregion) -> None:
    anna_today = actor_for(anna, TODAY)
    assert anna_today.grants == (Grant(Role.COORDINATOR, subregion_id=subregion_a.pk, scope_name="Subregio A"),)
    assert (anna_today.name, anna_today.signed_in, anna_today.today) == ("Anna", True, TODAY)


def test_a_visitor_is_nobody_and_holds_no_key() -> None:
    nobody = visitor(TODAY)
    assert not nobody.signed_in
    assert not any(holds(nobody, key.name) for key in KEYS)


@pytest.mark.parametrize(
    ("from_day", "until_day", "held"),
    [
        (TODAY, None, True),
        (TODAY, TODAY + DAY, True),
        (TODAY + DAY, None, False),
        (TODAY - 9 * DAY, TODAY, False),
        (TODAY - 9 * DAY, TODAY - DAY, False),
    ],
    ids=["starts today", "today only", "starts tomorrow", "ended today", "ended yesterday"],
)
def test_a_role_gives_what_it_gives_on_its_days_only(
    anna: User, contract_in_force: Contract, from_day: date, until_day: date | None, held: bool
) -> None:
    RoleGrant.unfenced.filter(user=anna).update(from_day=from_day, until_day=until_day)
    anna_today = actor_for(anna, TODAY)
    assert anna_today.signed_in
    assert holds(anna_today, "dossier.see") is held
    assert contracts_visible_to(anna_today).filter(pk=contract_in_force.pk).exists() is held
    assert buyers_visible_to(anna_today).exists() is held


def test_an_account_that_is_closed_holds_nothing(anna: User) -> None:
    anna.is_active = False
    anna.save()
    assert actor_for(anna, TODAY).grants == ()


def test_the_roles_of_another_are_not_mine(anna: User, carla: User, bram: User) -> None:
    assert [len(actor_for(user, TODAY).grants) for user in (anna, carla, bram)] == [1, 1, 1]


def test_scopes_are_of_the_roles_that_are_asked_for(
    anna: User, subregion_a: Subregion, subregion_b: Subregion, voorbeeldstad: Buyer
) -> None:
    RoleGrant.unfenced.create(user=anna, role="assistant", subregion=subregion_b, from_day=TODAY)
    RoleGrant.unfenced.create(user=anna, role="contact_person", buyer=voorbeeldstad, from_day=TODAY)
    both = actor_for(anna, TODAY)
    assert both.roles == {Role.COORDINATOR, Role.ASSISTANT, Role.CONTACT_PERSON}
    assert both.scope_ids("subregion", frozenset({Role.COORDINATOR})) == {subregion_a.pk}
    assert both.scope_ids("subregion", both.roles) == {subregion_a.pk, subregion_b.pk}
    assert both.scope_ids("buyer", both.roles) == {voorbeeldstad.pk}
    assert both.scope_ids("supplier", both.roles) == frozenset()


def test_an_actor_comes_with_one_query_whatever_the_number_of_roles(
    anna: User, subregion_b: Subregion, voorbeeldstad: Buyer, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        one: Actor = actor_for(anna, TODAY)
    RoleGrant.unfenced.create(user=anna, role="assistant", subregion=subregion_b, from_day=TODAY)
    RoleGrant.unfenced.create(user=anna, role="contact_person", buyer=voorbeeldstad, from_day=TODAY)
    with django_assert_num_queries(1):
        more = actor_for(anna, TODAY)
    assert (len(one.grants), len(more.grants)) == (1, 3)
