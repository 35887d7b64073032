"""The buyer of one draft may be the buyer of every draft that the same notice made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Buyer, Contract, User
from tegenwaarde.usecases.contracts.choose_buyer import choose_buyer
from tegenwaarde.usecases.contracts.create_buyer import NewBuyer, create_buyer
from tegenwaarde.usecases.contracts.siblings import siblings_of
from tegenwaarde.usecases.ports.notices import NoticeParty
from tests.cast import ClientFor
from tests.faces.web.reports.test_reporting_pages import text_of
from tests.usecases.contracts.notices import AWARD, NOTICE, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("voorbeeldstad", "policy_text")]

WATER_BOARD = NoticeParty("Waterschap Voorbeeldrivier", kvk="55555555", number="55555555", country="NLD")
SECOND = replace(AWARD, contract_ref="CON-0002", lot_refs=("LOT-0002",), title="Tweede perceel")


@pytest.fixture
def drafts(anna_actor: Actor, today: date) -> list[Contract]:
    """Two drafts of one notice, of a buyer that the register does not know."""
    upload(anna_actor, replace(NOTICE, buyers=(WATER_BOARD,), awards=(AWARD, SECOND)), today)
    return list(Contract.unfenced.order_by("pk"))


def buyers(draft: Contract) -> list[Buyer]:
    return [share.buyer for share in draft.buyers.all()]


def test_a_buyer_that_is_added_takes_part_in_every_draft_of_the_notice(
    anna_actor: Actor, drafts: list[Contract], today: date
) -> None:
    new = NewBuyer(name=WATER_BOARD.name, kind="water_board", kvk=WATER_BOARD.kvk)
    one, other = drafts
    made = create_buyer(actor=anna_actor, contract_id=one.pk, version=one.version, new=new, today=today, siblings=True)
    assert buyers(one) == buyers(other) == [made]


def test_a_known_buyer_takes_part_in_the_other_drafts_only_when_that_is_said(
    anna_actor: Actor, drafts: list[Contract], voorbeeldstad: Buyer
) -> None:
    one, other = drafts
    choose_buyer(actor=anna_actor, contract_id=one.pk, version=one.version, buyer_id=voorbeeldstad.pk)
    assert buyers(one) == [voorbeeldstad]
    assert buyers(other) == []
    assert siblings_of(anna_actor, other) == []


def test_the_page_offers_the_other_drafts_beforehand(client_for: ClientFor, anna: User, drafts: list[Contract]) -> None:
    client: Client = client_for(anna)
    page = f"/concepten/{drafts[0].pk}/opdrachtgever/"
    assert "Ook bij het andere concept van deze aankondiging" in text_of(client.get(page))
    told = {"version": drafts[0].version, "name": WATER_BOARD.name, "kind": "water_board", "siblings": "on"}
    assert client.post(page, told).status_code == 302
    assert [len(buyers(draft)) for draft in drafts] == [1, 1]


def test_a_draft_alone_asks_nothing_about_others(
    client_for: ClientFor, anna: User, anna_actor: Actor, today: date
) -> None:
    upload(anna_actor, replace(NOTICE, buyers=(WATER_BOARD,)), today)
    shown = text_of(client_for(anna).get(f"/concepten/{Contract.unfenced.get().pk}/opdrachtgever/"))
    assert "Ook bij" not in shown
