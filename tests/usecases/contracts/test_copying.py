"""A contract or subsidy that is renewed begins as a copy of the one before (A4)."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import Buyer, PolicyText, Supplier, User
from tegenwaarde.usecases.contracts.copy_contract import copy_contract
from tests.cast import ActorFor, a_contract

pytestmark = pytest.mark.django_db


def test_a_subsidy_that_is_granted_anew_begins_as_a_draft_of_one_year_more(
    anna_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    subsidy = a_contract(
        voorbeeldstad, de_brug, policy_text, kind="subsidy", value_cents=40_000_000, subsidy_per_year_cents=20_000_000
    )
    assert subsidy.obligations.get().regime == "effort"
    made = copy_contract(actor=anna_actor, contract_id=subsidy.pk)
    assert (made.state, made.kind, made.supplier, made.start) == ("draft", "subsidy", de_brug, date(2019, 1, 1))
    assert (made.value_cents, made.tender_date, made.end, made.book) == (20_000_000, None, None, None)
    assert [share.buyer for share in made.buyers.all()] == [voorbeeldstad]


def test_who_does_not_enter_contracts_there_copies_nothing(
    carla: User, bram_actor: Actor, actor_of: ActorFor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    contract = a_contract(voorbeeldstad, de_brug, policy_text)
    for actor in (actor_of(carla), bram_actor):
        with pytest.raises((NotVisible, NotAllowed)):
            copy_contract(actor=actor, contract_id=contract.pk)
