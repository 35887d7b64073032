"""From planned to awarded or dropped, and back; and planning again by copying."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Tender, TenderState
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.award_tender import Award, award_tender, unlink_contract
from tegenwaarde.usecases.tenders.changing import WrongState
from tegenwaarde.usecases.tenders.copying import AlreadyCopied, copy_tender, copy_year
from tegenwaarde.usecases.tenders.drop_tender import drop_tender
from tegenwaarde.usecases.tenders.publish_tender import publish_tender
from tegenwaarde.usecases.tenders.take_back import HasContracts, take_back
from tests.cast import TODAY, a_contract, a_tender

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, Contract, PolicyText, Supplier, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db
OUT = date(2017, 9, 20)


@pytest.fixture
def ine_actor(ine: User, actor_of: ActorFor) -> Actor:
    return actor_of(ine)


def published(buyer: Buyer, *others: tuple[Buyer, int], **more: Any) -> Tender:
    told = {"state": "published", "tender_date": OUT, "quarter_start": date(2017, 7, 1)}
    return a_tender(buyer, *others, **{**told, **more})


def test_publishing_gives_the_day_and_its_quarter(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    told = publish_tender(actor=ine_actor, tender_id=tender.pk, version=1, day=OUT, reference="TN 1", today=TODAY)
    assert (told.state, told.tender_date, told.quarter_start) == ("published", OUT, date(2017, 7, 1))
    assert told.reference == "TN 1"


def test_a_day_to_come_is_no_publication(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    with pytest.raises(Invalid, match="nog komen"):
        publish_tender(actor=ine_actor, tender_id=tender.pk, version=1, day=date(2017, 10, 3), today=TODAY)


def test_a_publication_taken_back_returns_to_the_planned_quarter(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    publish_tender(actor=ine_actor, tender_id=tender.pk, version=1, day=OUT, today=TODAY)
    back = take_back(actor=ine_actor, tender_id=tender.pk, version=2, today=TODAY)
    assert (back.state, back.tender_date, back.quarter_start) == ("planned", None, date(2017, 10, 1))


def test_a_planned_tender_cannot_be_awarded(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    with pytest.raises(WrongState):
        award_tender(actor=ine_actor, tender_id=tender.pk, version=1, award=Award(draft=True), today=TODAY)


def test_dropping_asks_for_a_reason_and_can_be_taken_back(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = published(voorbeeldstad)
    with pytest.raises(Invalid):
        drop_tender(actor=ine_actor, tender_id=tender.pk, version=1, reason="  ", today=TODAY)
    drop_tender(actor=ine_actor, tender_id=tender.pk, version=1, reason="Geen geld meer.", today=TODAY)
    back = take_back(actor=ine_actor, tender_id=tender.pk, version=2, today=TODAY)
    assert (back.state, back.dropped_reason) == ("published", "")


def test_an_award_makes_a_draft_with_what_the_tender_says(
    ine_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    decided = {
        "percentage": 30_000,
        "percentage_code": "proportionality",
        "percentage_reason": "Te veel gevraagd.",
        "estimated_value_cents": 15_000_000,
        "applied": False,
        "not_applied_code": "no_suitable_work",
        "labour_share": 300_000,
    }
    tender = published(voorbeeldstad, (buurstad, 40), **decided)
    award = Award(draft=True, supplier="Bouwbedrijf De Brug", value_cents=14_000_000)
    (draft,) = award_tender(actor=ine_actor, tender_id=tender.pk, version=1, award=award, today=TODAY)
    assert (draft.state, draft.tender_id, draft.supplier_name_noted) == ("draft", tender.pk, "Bouwbedrijf De Brug")
    assert (draft.title, draft.value_cents, draft.tender_date) == (tender.title, 14_000_000, OUT)
    assert (draft.percentage, draft.percentage_code, draft.labour_share) == (30_000, "proportionality", 300_000)
    assert draft.percentage_reason == "Te veel gevraagd."
    assert (draft.applied, bool(draft.not_applied_reason)) == (False, True)
    assert [(one.buyer, one.share) for one in draft.buyers.all()] == [(voorbeeldstad, 600_000), (buurstad, 400_000)]
    tender.refresh_from_db()
    assert tender.state == TenderState.AWARDED


def test_an_award_links_a_contract_that_exists_and_lets_it_go_again(
    anna_actor: Actor, voorbeeldstad: Buyer, contract_in_force: Contract
) -> None:
    tender = published(voorbeeldstad)
    award = Award(contract_ids=[contract_in_force.pk])
    award_tender(actor=anna_actor, tender_id=tender.pk, version=1, award=award, today=TODAY)
    with pytest.raises(HasContracts):
        take_back(actor=anna_actor, tender_id=tender.pk, version=2, today=TODAY)
    unlink_contract(actor=anna_actor, tender_id=tender.pk, contract_id=contract_in_force.pk, today=TODAY)
    assert take_back(actor=anna_actor, tender_id=tender.pk, version=2, today=TODAY).state == "published"


def test_a_contract_of_another_tender_or_of_a_neighbour_is_not_linked(
    anna_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    tender, other = published(voorbeeldstad), published(voorbeeldstad, title="Iets anders")
    taken = a_contract(voorbeeldstad, de_brug, policy_text, tender=other)
    hidden = a_contract(buurstad, de_brug, policy_text)
    with pytest.raises(Invalid):
        award_tender(
            actor=anna_actor, tender_id=tender.pk, version=1, award=Award(contract_ids=[taken.pk]), today=TODAY
        )
    with pytest.raises(NotVisible):
        award_tender(
            actor=anna_actor, tender_id=tender.pk, version=1, award=Award(contract_ids=[hidden.pk]), today=TODAY
        )


def test_the_other_buyer_of_a_joint_tender_takes_no_step(
    voorbeeldstad: Buyer, buurstad: Buyer, nora: User, actor_of: ActorFor
) -> None:
    tender = a_tender(voorbeeldstad, (buurstad, 40))
    with pytest.raises(NotAllowed):
        publish_tender(actor=actor_of(nora), tender_id=tender.pk, version=1, day=OUT, today=TODAY)


def test_a_copy_keeps_value_buyers_and_days_and_begins_anew(
    ine_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    told = {"title": "Groen 2017", "percentage": 20_000, "percentage_code": "other", "start": date(2018, 1, 1)}
    tender = published(voorbeeldstad, (buurstad, 40), **told)
    copy = copy_tender(actor=ine_actor, tender_id=tender.pk, quarter=Quarter(2018, 3), today=TODAY)
    assert (copy.state, copy.title, copy.quarter_start) == ("planned", "Groen 2018", date(2018, 7, 1))
    assert (copy.estimated_value_cents, copy.start, copy.tender_date) == (50_000_000, date(2019, 1, 1), None)
    assert (copy.percentage, copy.copied_from) == (None, tender)
    assert [one.share for one in copy.buyers.all()] == [600_000, 400_000]


def test_a_second_copy_in_one_year_is_asked_about(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    told: dict[str, Any] = {"actor": ine_actor, "tender_id": tender.pk, "quarter": Quarter(2018, 3), "today": TODAY}
    copy_tender(**told)
    with pytest.raises(AlreadyCopied):
        copy_tender(**told)
    copy_tender(**told, twice=True)
    assert tender.copies.count() == 2


def test_a_year_is_copied_once_to_the_same_quarters_of_the_next(
    ine_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    one, two = a_tender(voorbeeldstad), published(voorbeeldstad, title="Schoonmaak")
    theirs = a_tender(buurstad, (voorbeeldstad, 10), title="Van de buren")
    left = a_tender(voorbeeldstad, title="Niet gekozen")
    ids = [one.pk, two.pk, theirs.pk]
    first = copy_year(actor=ine_actor, year=2017, tender_ids=ids, today=TODAY)
    again = copy_year(actor=ine_actor, year=2017, tender_ids=ids, today=TODAY)
    assert (first.made, first.passed_over, again.made, again.passed_over) == (2, 0, 0, 2)
    quarters = sorted(Tender.unfenced.filter(copied_from__isnull=False).values_list("quarter_start", flat=True))
    assert quarters == [date(2018, 7, 1), date(2018, 10, 1)]
    assert not left.copies.exists()


def test_a_dropped_copy_does_not_keep_the_year_from_being_copied_again(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    a_tender(voorbeeldstad, copied_from=tender, state="dropped", dropped_reason="Nee", quarter_start=date(2018, 10, 1))
    assert copy_year(actor=ine_actor, year=2017, tender_ids=[tender.pk], today=TODAY).made == 1
