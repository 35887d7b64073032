"""A notice becomes drafts, once; what cannot be used is refused and leaves nothing behind."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed
from tegenwaarde.records.models import Buyer, Contract, ContractState, NoticeFile, Subregion, Supplier, User
from tegenwaarde.usecases.contracts.delete_draft import delete_draft
from tegenwaarde.usecases.contracts.entering import NowhereToEnter
from tegenwaarde.usecases.contracts.kept_notice import notice_from_json, notice_to_json
from tegenwaarde.usecases.ports.notices import LARGEST_NOTICE_BYTES, NoticeModification, NoticeParty, NoticeTender
from tests.cast import ActorFor
from tests.usecases.contracts.notices import (
    AWARD,
    NOTICE,
    UNKNOWN_FIRM,
    broken,
    by_the_command,
    of_voorbeeldstad,
    said,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("voorbeeldstad")]


def the_draft() -> Contract:
    return Contract.unfenced.get()


def test_an_award_becomes_a_draft_with_what_the_notice_says(
    anna_actor: Actor, subregion_a: Subregion, voorbeeldstad: Buyer, de_brug: Supplier, today: date
) -> None:
    came = upload(anna_actor, of_voorbeeldstad(), today)
    draft = the_draft()
    assert (came.outcome, came.contracts) == ("made", [draft.pk])
    assert (draft.state, draft.title, draft.reference) == (ContractState.DRAFT, "Herstel van vloeren", "219964")
    assert (draft.value_cents, draft.estimated_value_cents) == (388_700_000, 700_000_000)
    assert (draft.kind, draft.tender_date, draft.cpv) == ("works", date(2017, 6, 2), "45000000")
    assert (draft.start, draft.end, draft.framework) == (date(2017, 7, 1), date(2019, 6, 30), False)
    assert (draft.supplier, draft.entered_in) == (de_brug, subregion_a)
    assert draft.buyers.get().buyer == voorbeeldstad


def test_a_framework_is_marked(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(awards=(replace(AWARD, framework=True),)), today)
    assert the_draft().framework


def test_a_buyer_that_nobody_knows_stays_open(anna_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    came = upload(anna_actor, NOTICE, today)
    assert not the_draft().buyers.exists()
    assert list(Buyer.unfenced.all()) == [voorbeeldstad]
    assert said(came) == ["BUYER_TO_CHOOSE"]


def test_a_winner_that_nobody_knows_becomes_a_supplier(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(awards=(replace(AWARD, winners=(UNKNOWN_FIRM,)),)), today)
    assert the_draft().supplier == Supplier.unfenced.get(kvk="66666666", name="Aannemer De Dijk", city="Buurstad")


def test_a_winner_abroad_becomes_a_supplier_with_the_number_of_its_register(anna_actor: Actor, today: date) -> None:
    abroad = NoticeParty("Brücken GmbH", "", "HRB 21599", "Bremen", "DEU")
    upload(anna_actor, of_voorbeeldstad(awards=(replace(AWARD, winners=(abroad,)),)), today)
    assert the_draft().supplier == Supplier.unfenced.get(country="DEU", register_number="HRB 21599", kvk="")


@pytest.mark.parametrize("number", ["", "not available", "be19df3c-43ad-4406-8393-d749bfc5cbb7"])
def test_a_winner_without_a_number_to_know_it_by_is_noted_by_name(anna_actor: Actor, today: date, number: str) -> None:
    abroad = NoticeParty("Brücken GmbH", "", number, "Bremen", "DEU")
    upload(anna_actor, of_voorbeeldstad(awards=(replace(AWARD, winners=(abroad,)),)), today)
    assert (the_draft().supplier, the_draft().supplier_name_noted) == (None, "Brücken GmbH")


def test_of_a_group_of_winners_the_leader_is_the_supplier(anna_actor: Actor, de_brug: Supplier, today: date) -> None:
    group = (*AWARD.winners, UNKNOWN_FIRM)
    upload(anna_actor, of_voorbeeldstad(awards=(replace(AWARD, winners=group, group_name="Combinatie"),)), today)
    assert the_draft().supplier == de_brug
    assert Supplier.unfenced.count() == 1


def test_each_award_becomes_a_draft_of_its_own(anna_actor: Actor, today: date) -> None:
    second = replace(AWARD, title="Herstel van daken", contract_ref="CON-0002", lot_refs=("LOT-0002",))
    came = upload(anna_actor, of_voorbeeldstad(awards=(AWARD, second)), today)
    titles = Contract.unfenced.order_by("award_number").values_list("title", flat=True)
    assert list(titles) == ["Herstel van vloeren", "Herstel van daken"]
    assert len(came.contracts) == 2


def test_several_winners_of_one_lot_become_separate_contracts(anna_actor: Actor, today: date) -> None:
    second = replace(AWARD, contract_ref="CON-0002", winners=(UNKNOWN_FIRM,))
    upload(anna_actor, of_voorbeeldstad(awards=(AWARD, second)), today)
    assert Contract.unfenced.values("supplier").distinct().count() == 2


@pytest.mark.parametrize(("count", "shares"), [(2, [500_000, 500_000]), (3, [333_334, 333_333, 333_333])])
def test_several_buyers_share_alike_and_the_first_leads(
    anna_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer, today: date, count: int, shares: list[int]
) -> None:
    third = Buyer.unfenced.create(kind="province", name="Provincie Voorbeeld", kvk="77777777")
    known = (buurstad, voorbeeldstad, third)[:count]
    parties = tuple(NoticeParty(one.name, one.kvk) for one in known)
    upload(anna_actor, replace(NOTICE, buyers=parties), today)
    rows = list(the_draft().buyers.all())
    assert sorted((row.share for row in rows), reverse=True) == shares
    assert [row.buyer for row in rows if row.leads] == [buurstad]


def test_the_same_buyer_named_twice_takes_part_once(anna_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    parties = (NoticeParty("voorbeeldstad", "11111111"), NoticeParty("Gemeente Voorbeeldstad", "", "111668359"))
    upload(anna_actor, replace(NOTICE, buyers=parties), today)
    assert the_draft().buyers.get().share == 1_000_000
    assert not the_draft().party_questions.exists()


def test_the_same_notice_makes_no_second_contract(anna_actor: Actor, today: date) -> None:
    first = upload(anna_actor, of_voorbeeldstad(), today)
    again = upload(anna_actor, of_voorbeeldstad(), today)
    assert (again.outcome, again.contracts, said(again)) == ("known", first.contracts, ["NOTICE_ALREADY_READ"])
    assert "00012345-2017" in str(again.said[0])
    assert Contract.unfenced.count() == 1


def test_a_file_that_is_no_notice_is_refused_and_leaves_nothing(anna_actor: Actor, today: date) -> None:
    came = upload(anna_actor, broken("This is not an award notice."), today)
    assert (came.outcome, said(came)) == ("refused", ["NO_AWARD"])
    assert not NoticeFile.unfenced.exists()
    assert not Contract.unfenced.exists()


def test_a_file_that_is_too_large_is_not_even_read(anna_actor: Actor, today: date) -> None:
    came = upload(anna_actor, NOTICE, today, content=b"x" * (LARGEST_NOTICE_BYTES + 1))
    assert (came.outcome, said(came)) == ("refused", ["FILE_TOO_LARGE"])
    assert not NoticeFile.unfenced.exists()


@pytest.mark.parametrize("number", ["22222222", ""])
def test_a_notice_of_the_neighbours_buyer_is_left_to_the_neighbour(
    anna_actor: Actor, buurstad: Buyer, today: date, number: str
) -> None:
    came = upload(anna_actor, replace(NOTICE, buyers=(NoticeParty(buurstad.name, number),)), today)
    assert (came.outcome, said(came)) == ("refused", ["BUYER_BELONGS_ELSEWHERE"])
    assert dict(came.said[0].params)["subregion"] == "Subregio B"
    assert not NoticeFile.unfenced.exists()


def test_a_buyer_that_belongs_nowhere_now_is_for_the_administrator(anna_actor: Actor, today: date) -> None:
    Buyer.unfenced.create(kind="province", name="Provincie Voorbeeld", kvk="77777777")
    came = upload(anna_actor, replace(NOTICE, buyers=(NoticeParty("Provincie Voorbeeld", "77777777"),)), today)
    assert said(came) == ["BUYER_BELONGS_NOWHERE"]


def test_a_contact_person_enters_contracts_of_the_own_municipality_in_its_subregion(
    piet: User, actor_of: ActorFor, subregion_a: Subregion, voorbeeldstad: Buyer, today: date
) -> None:
    upload(actor_of(piet), of_voorbeeldstad(), today)
    assert the_draft().entered_in == subregion_a
    refused = upload(actor_of(piet), replace(NOTICE, notice_id="another", procedure_id="another"), today)
    assert said(refused) == ["NOT_OWN_BUYER"]
    assert dict(refused.said[0].params)["own"] == voorbeeldstad.name


def test_a_contact_person_says_with_the_upload_that_the_own_name_is_meant(
    piet: User, actor_of: ActorFor, voorbeeldstad: Buyer, today: date
) -> None:
    upload(actor_of(piet), replace(NOTICE, buyers=(NoticeParty("Gemeente Voorbeeldstad"),)), today)
    assert the_draft().buyers.get().buyer == voorbeeldstad
    assert not the_draft().party_questions.exists()


def test_a_supplier_uploads_no_notices(bram_actor: Actor, today: date) -> None:
    with pytest.raises((NotAllowed, NowhereToEnter)):
        upload(bram_actor, NOTICE, today)


def test_the_command_enters_a_notice_where_its_buyer_belongs(
    buurstad: Buyer, subregion_b: Subregion, today: date
) -> None:
    came = by_the_command(replace(NOTICE, buyers=(NoticeParty(buurstad.name, buurstad.kvk),)), today)
    kept = NoticeFile.unfenced.get()
    assert (came.outcome, kept.uploaded_by, kept.entered_in) == ("made", None, subregion_b)
    assert the_draft().entered_in == subregion_b


def test_the_command_reads_what_nobody_of_the_region_buys_only_where_it_is_told_to(
    subregion_a: Subregion, today: date
) -> None:
    assert said(by_the_command(NOTICE, today)) == ["NOBODY_HERE"]
    assert not NoticeFile.unfenced.exists()
    assert by_the_command(NOTICE, today, subregion_a).outcome == "made"
    assert the_draft().entered_in == subregion_a


def test_a_notice_of_a_deleted_draft_can_be_uploaded_again(anna_actor: Actor, today: date) -> None:
    (first,) = upload(anna_actor, of_voorbeeldstad(), today).contracts
    delete_draft(actor=anna_actor, contract_id=first)
    assert not NoticeFile.unfenced.exists()
    (again,) = upload(anna_actor, of_voorbeeldstad(), today).contracts
    assert Contract.unfenced.filter(pk=again).exists()


def test_a_notice_with_a_contract_left_is_kept(anna_actor: Actor, today: date) -> None:
    second = replace(AWARD, contract_ref="CON-0002", lot_refs=("LOT-0002",))
    first, other = upload(anna_actor, of_voorbeeldstad(awards=(AWARD, second)), today).contracts
    delete_draft(actor=anna_actor, contract_id=first)
    again = upload(anna_actor, of_voorbeeldstad(awards=(AWARD, second)), today)
    assert (again.outcome, again.contracts) == ("known", [other])


def test_a_newer_version_does_not_bring_back_a_draft_that_somebody_deleted(anna_actor: Actor, today: date) -> None:
    second = replace(AWARD, contract_ref="CON-0002", lot_refs=("LOT-0002",))
    first, _other = upload(anna_actor, of_voorbeeldstad(awards=(AWARD, second)), today).contracts
    delete_draft(actor=anna_actor, contract_id=first)
    newer = upload(anna_actor, of_voorbeeldstad(version="02", awards=(AWARD, second)), today)
    assert "DRAFT_WAS_DELETED" in said(newer)
    assert Contract.unfenced.count() == 1


def test_a_notice_is_kept_whole() -> None:
    announced = NoticeTender("LOT-1", "Bruggen", "works", "45", 1, planned_on=date(2017, 9, 1))
    change = NoticeModification("1-2017", ("CON-1",), "add-wss", "Meer")
    whole = replace(NOTICE, modifications=(change,), tenders=(announced,))
    assert notice_from_json(json.loads(json.dumps(notice_to_json(whole)))) == whole
