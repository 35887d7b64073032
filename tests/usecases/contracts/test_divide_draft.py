"""A draft of several buyers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tegenwaarde.records.models import Contract
from tegenwaarde.usecases.contracts.divide_draft import divide_draft
from tegenwaarde.usecases.contracts.parts import Share
from tegenwaarde.usecases.contracts.save_draft import save_draft
from tegenwaarde.usecases.reading.drafts import read_draft
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import TODAY

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, Subregion

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(subregion_a: Subregion) -> Contract:
    return Contract.unfenced.create(title="Samen bouwen", entered_in=subregion_a)


def divided(actor: Actor, draft: Contract, *parts: tuple[Buyer, int]) -> Contract:
    buyers = [Share(buyer.pk, percent * 10_000) for buyer, percent in parts]
    return divide_draft(actor=actor, contract_id=draft.pk, version=draft.version, buyers=buyers)


def test_a_draft_has_several_buyers_of_whom_the_first_leads(
    anna_actor: Actor, draft: Contract, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    done = divided(anna_actor, draft, (voorbeeldstad, 75), (buurstad, 25))
    parts = [(one.buyer, one.share, one.leads) for one in done.buyers.all()]
    assert parts == [(voorbeeldstad, 750_000, True), (buurstad, 250_000, False)]


def test_saving_the_draft_leaves_the_parts_as_they_are(
    anna_actor: Actor, draft: Contract, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    done = divided(anna_actor, draft, (voorbeeldstad, 75), (buurstad, 25))
    shown = read_draft(actor=anna_actor, contract_id=draft.pk, today=TODAY)
    assert shown.facts.buyer_id == voorbeeldstad.pk
    save_draft(actor=anna_actor, contract_id=draft.pk, version=done.version, facts=shown.facts)
    assert done.buyers.count() == 2


def test_parts_of_a_draft_that_do_not_make_the_whole_are_refused(
    anna_actor: Actor, draft: Contract, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    with pytest.raises(Invalid):
        divided(anna_actor, draft, (voorbeeldstad, 75), (buurstad, 15))


def test_a_neighbour_leads_no_draft_of_this_subregion(
    anna_actor: Actor, draft: Contract, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    with pytest.raises(Invalid):
        divided(anna_actor, draft, (buurstad, 75), (voorbeeldstad, 25))
