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
from tegenwaarde.usecases.contracts.entering import BelongsElsewhere, BelongsNowhere, NotOwnBuyer
from tegenwaarde.usecases.contracts.kept_notice import notice_from_json, notice_to_json
from tegenwaarde.usecases.contracts.upload_notice import LARGEST_BYTES, NoticeAlreadyRead
from tegenwaarde.usecases.ports.notices import NoticeModification, NoticeParty
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import ActorFor
from tests.usecases.contracts.notices import AWARD, NOTICE, UNKNOWN_FIRM, broken, of_voorbeeldstad, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("voorbeeldstad")]


def the_draft() -> Contract:
    return Contract.unfenced.get()


def test_an_award_becomes_a_draft_with_what_the_notice_says(
    anna_actor: Actor, subregion_a: Subregion, voorbeeldstad: Buyer, de_brug: Supplier, today: date
) -> None:
    outcome = upload(anna_actor, of_voorbeeldstad(), today)
    draft = the_draft()
    assert outcome.contract_ids == (draft.pk,)
    assert (draft.state, draft.title, draft.reference) == (ContractState.DRAFT, "Herstel van vloeren", "219964")
    assert (draft.value_cents, draft.estimated_value_cents) == (388_700_000, 700_000_000)
    assert (draft.kind, draft.tender_date) == ("works", date(2017, 6, 2))
    assert (draft.start, draft.end) == (date(2017, 7, 1), date(2019, 6, 30))
    assert (draft.supplier, draft.entered_in) == (de_brug, subregion_a)
    assert draft.buyers.get().buyer == voorbeeldstad


def test_a_buyer_is_known_by_its_exact_name_where_the_number_is_not(
    anna_actor: Actor, voorbeeldstad: Buyer, today: date
) -> None:
    upload(anna_actor, replace(NOTICE, buyers=(NoticeParty("VOORBEELDSTAD"),)), today)
    assert the_draft().buyers.get().buyer == voorbeeldstad


def test_a_buyer_that_nobody_knows_stays_open(anna_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    upload(anna_actor, NOTICE, today)
    assert not the_draft().buyers.exists()
    assert list(Buyer.unfenced.all()) == [voorbeeldstad]


def test_a_winner_that_nobody_knows_stays_open_until_somebody_saves(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(awards=(replace(AWARD, winners=(UNKNOWN_FIRM,)),)), today)
    assert the_draft().supplier is None
    assert not Supplier.unfenced.exists()


def test_each_award_becomes_a_draft_of_its_own(anna_actor: Actor, today: date) -> None:
    outcome = upload(anna_actor, of_voorbeeldstad(awards=(AWARD, replace(AWARD, title="Herstel van daken"))), today)
    titles = Contract.unfenced.order_by("award_number").values_list("title", flat=True)
    assert list(titles) == ["Herstel van vloeren", "Herstel van daken"]
    assert len(outcome.contract_ids) == 2


def test_the_same_notice_makes_no_second_contract(anna_actor: Actor, today: date) -> None:
    first = upload(anna_actor, of_voorbeeldstad(), today)
    with pytest.raises(NoticeAlreadyRead) as refused:
        upload(anna_actor, of_voorbeeldstad(), today)
    assert refused.value.contract_ids == first.contract_ids
    assert "00012345-2017" in str(refused.value)
    assert Contract.unfenced.count() == 1


def test_who_may_not_see_the_contract_learns_only_that_the_notice_was_read(
    anna_actor: Actor, carla: User, actor_of: ActorFor, today: date
) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    with pytest.raises(NoticeAlreadyRead) as refused:
        upload(actor_of(carla), of_voorbeeldstad(), today)
    assert refused.value.contract_ids == ()


@pytest.mark.parametrize("reference", ["00012345-2017", "12345-2017", "0a0a0a0a-1111-4222-8333-444444444444-01"])
def test_a_notice_that_replaces_one_that_was_read_makes_no_second_contract(
    anna_actor: Actor, today: date, reference: str
) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    newer = of_voorbeeldstad(notice_id="another", corrected_notice=reference)
    with pytest.raises(NoticeAlreadyRead):
        upload(anna_actor, newer, today)


def test_a_notice_that_changes_a_contract_that_was_read_makes_no_second_contract(
    anna_actor: Actor, today: date
) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    change = NoticeModification("12345-2017", ("CON-0001",), "add-wss", "Meer werk")
    newer = of_voorbeeldstad(notice_id="another", form="modification", modifications=(change,))
    with pytest.raises(NoticeAlreadyRead):
        upload(anna_actor, newer, today)


def test_another_notice_of_the_same_procedure_is_read_with_a_warning(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    second = upload(anna_actor, of_voorbeeldstad(notice_id="another", publication_number="00099999-2017"), today)
    assert [warning.code for warning in second.related] == ["SAME_PROCEDURE"]


def test_a_file_that_is_no_award_notice_is_refused_and_leaves_nothing(anna_actor: Actor, today: date) -> None:
    with pytest.raises(Invalid) as refused:
        upload(anna_actor, broken("This is not an award notice."), today)
    assert [problem.code for problem in refused.value.problems] == ["NO_AWARD"]
    assert not NoticeFile.unfenced.exists()
    assert not Contract.unfenced.exists()


def test_a_file_that_is_too_large_is_not_even_read(anna_actor: Actor, today: date) -> None:
    with pytest.raises(Invalid) as refused:
        upload(anna_actor, NOTICE, today, content=b"x" * (LARGEST_BYTES + 1))
    assert [problem.code for problem in refused.value.problems] == ["FILE_TOO_LARGE"]
    assert not NoticeFile.unfenced.exists()


def test_a_notice_of_the_neighbours_buyer_is_left_to_the_neighbour(
    anna_actor: Actor, buurstad: Buyer, today: date
) -> None:
    theirs = replace(NOTICE, buyers=(NoticeParty(buurstad.name, buurstad.kvk),))
    with pytest.raises(BelongsElsewhere) as refused:
        upload(anna_actor, theirs, today)
    assert "Subregio B" in str(refused.value)
    assert not NoticeFile.unfenced.exists()


def test_a_buyer_that_belongs_nowhere_now_is_for_the_administrator(anna_actor: Actor, today: date) -> None:
    Buyer.unfenced.create(kind="province", name="Provincie Voorbeeld", kvk="77777777")
    with pytest.raises(BelongsNowhere):
        upload(anna_actor, replace(NOTICE, buyers=(NoticeParty("Provincie Voorbeeld"),)), today)


def test_a_contact_person_enters_contracts_of_the_own_municipality_in_its_subregion(
    piet: User, actor_of: ActorFor, subregion_a: Subregion, voorbeeldstad: Buyer, today: date
) -> None:
    upload(actor_of(piet), of_voorbeeldstad(), today)
    assert the_draft().entered_in == subregion_a
    with pytest.raises(NotOwnBuyer) as refused:
        upload(actor_of(piet), replace(NOTICE, notice_id="another"), today)
    assert voorbeeldstad.name in str(refused.value)


def test_a_supplier_uploads_no_notices(bram_actor: Actor, today: date) -> None:
    with pytest.raises(NotAllowed):
        upload(bram_actor, NOTICE, today)


def test_a_notice_of_a_deleted_draft_can_be_uploaded_again(anna_actor: Actor, today: date) -> None:
    (first,) = upload(anna_actor, of_voorbeeldstad(), today).contract_ids
    delete_draft(actor=anna_actor, contract_id=first)
    (again,) = upload(anna_actor, of_voorbeeldstad(), today).contract_ids
    assert Contract.unfenced.filter(pk=again).exists()


def test_a_notice_with_a_contract_left_is_kept(anna_actor: Actor, today: date) -> None:
    first, _second = upload(anna_actor, of_voorbeeldstad(awards=(AWARD, AWARD)), today).contract_ids
    delete_draft(actor=anna_actor, contract_id=first)
    with pytest.raises(NoticeAlreadyRead):
        upload(anna_actor, of_voorbeeldstad(), today)


def test_a_notice_is_kept_whole() -> None:
    whole = replace(NOTICE, modifications=(NoticeModification("1-2017", ("CON-1",), "add-wss", "Meer"),))
    assert notice_from_json(json.loads(json.dumps(notice_to_json(whole)))) == whole
