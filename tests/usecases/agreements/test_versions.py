"""Any two versions of a plan are laid side by side, line by line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.records.models import Contract, User
from tegenwaarde.usecases.reading.versions import Comparison, read_comparison
from tests.cast import ActorFor
from tests.usecases.agreements.stories import INVOICE, PERSON, agreed, proposed, returned, written

pytestmark = pytest.mark.django_db
THREE = {**PERSON, "persons": 3}
OTHER = {**PERSON, "block": "5"}


def compared(actor: Actor, contract: Contract, before: str = "", after: str = "") -> Comparison:
    return read_comparison(actor=actor, contract_id=contract.pk, before=before, after=after)


def test_what_was_added_what_is_gone_and_what_changed_is_said_with_its_difference(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    agreed(anna_actor, proposed(bram_actor, contract_in_force, today, PERSON, OTHER), today)
    proposed(bram_actor, contract_in_force, today, THREE, INVOICE)
    found = compared(anna_actor, contract_in_force, "afspraak-1", "voorstel-2")
    assert [(one.what, one.line.block, one.difference_cents) for one in found.lines] == [
        ("changed", "1", 3_000_000),
        ("added", "9", 1_000_000),
        ("gone", "5", -2_000_000),
    ]
    assert (found.before_cents, found.after_cents, found.difference_cents) == (8_000_000, 10_000_000, 2_000_000)


def test_a_proposal_and_the_agreement_it_became_are_the_same(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    agreed(anna_actor, proposed(bram_actor, contract_in_force, today, PERSON, INVOICE), today)
    found = compared(bram_actor, contract_in_force)
    assert (found.alike, found.difference_cents) == (True, 0)
    assert {found.before and found.before.name, found.after and found.after.name} == {"afspraak-1", "voorstel-1"}


def test_a_line_that_moved_is_no_change_and_two_alike_lines_are_two(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    returned(anna_actor, proposed(bram_actor, contract_in_force, today, PERSON, INVOICE, PERSON), today)
    proposed(bram_actor, contract_in_force, today, INVOICE, PERSON)
    found = compared(anna_actor, contract_in_force, "voorstel-1", "voorstel-2")
    assert [(one.what, one.line.block) for one in found.lines] == [("same", "9"), ("same", "1"), ("gone", "1")]


def test_the_buyers_side_compares_no_draft(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    written(bram_actor, contract_in_force, today, PERSON)
    assert compared(bram_actor, contract_in_force).versions
    assert compared(anna_actor, contract_in_force, "voorstel-1", "voorstel-1").versions == ()


def test_a_name_that_is_no_version_is_passed_over(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    proposed(bram_actor, contract_in_force, today)
    found = compared(anna_actor, contract_in_force, "voorstel-99", "<script>")
    assert found.after
    assert found.after.name == "voorstel-1"


def test_a_neighbour_compares_nothing(
    bram_actor: Actor, contract_in_force: Contract, carla: User, olga: User, actor_of: ActorFor, today: date
) -> None:
    proposed(bram_actor, contract_in_force, today)
    for person in (carla, olga):
        with pytest.raises(NotVisible):
            compared(actor_of(person), contract_in_force)


def test_more_versions_and_lines_ask_no_more_of_the_database(
    anna_actor: Actor,
    bram_actor: Actor,
    contract_in_force: Contract,
    today: date,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(5):
        lines = [PERSON] * (number + 1)
        agreed(anna_actor, proposed(bram_actor, contract_in_force, today, *lines), today, after=number)
    with django_assert_max_num_queries(9):
        assert len(compared(anna_actor, contract_in_force, "afspraak-1", "voorstel-5").versions) == 10
