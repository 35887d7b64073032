"""Planning tenders: putting them in the calendar, changing them, and who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import Tender
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.contracts.parts import Share
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.change_tender import change_tender
from tegenwaarde.usecases.tenders.facts import TenderFacts, facts_of
from tegenwaarde.usecases.tenders.plan_tender import plan_tender
from tests.cast import TODAY, a_tender, a_user

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db
PERCENT = 10_000


@pytest.fixture
def ine_actor(ine: User, actor_of: ActorFor) -> Actor:
    return actor_of(ine)


def about(*buyers: tuple[Buyer, int]) -> TenderFacts:
    return TenderFacts(
        title="Nieuw zwembad",
        kind="works",
        quarter_start=date(2018, 2, 14),
        estimated_value_cents=900_000_000,
        buyers=tuple(Share(buyer.pk, share * PERCENT) for buyer, share in buyers),
    )


def codes(invalid: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [problem.code for problem in invalid.value.problems]


def test_a_procurement_officer_plans_a_tender_in_its_quarter(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = plan_tender(actor=ine_actor, facts=about((voorbeeldstad, 100)), today=TODAY)
    assert (tender.state, tender.quarter_start, tender.entered_in.name) == ("planned", date(2018, 1, 1), "Subregio A")
    assert [event.code for event in tender.timeline.all()] == ["tender_planned"]


def test_a_joint_tender_is_led_by_the_first_buyer_and_each_pays_its_part(
    ine_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    tender = plan_tender(actor=ine_actor, facts=about((voorbeeldstad, 60), (buurstad, 40)), today=TODAY)
    parts = [(one.buyer, one.share, one.leads) for one in tender.buyers.all()]
    assert parts == [(voorbeeldstad, 600_000, True), (buurstad, 400_000, False)]


def test_parts_that_do_not_make_the_whole_are_refused(ine_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer) -> None:
    with pytest.raises(Invalid) as refused:
        plan_tender(actor=ine_actor, facts=about((voorbeeldstad, 60), (buurstad, 30)), today=TODAY)
    assert codes(refused) == ["SHARES_NOT_WHOLE"]
    assert "90%" in str(refused.value)


def test_the_same_buyer_twice_is_refused(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    with pytest.raises(Invalid) as refused:
        plan_tender(actor=ine_actor, facts=about((voorbeeldstad, 60), (voorbeeldstad, 40)), today=TODAY)
    assert codes(refused) == ["BUYER_TWICE"]


def test_nobody_plans_a_tender_that_a_neighbour_leads(ine_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer) -> None:
    with pytest.raises(Invalid) as refused:
        plan_tender(actor=ine_actor, facts=about((buurstad, 60), (voorbeeldstad, 40)), today=TODAY)
    assert codes(refused) == ["NOT_OWN_BUYER"]
    assert not Tender.unfenced.exists()


def test_everything_that_is_missing_is_said_at_once(ine_actor: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        plan_tender(actor=ine_actor, facts=TenderFacts(cpv="4523"), today=TODAY)
    assert set(codes(refused)) == {
        "TITLE_MISSING",
        "UNKNOWN_KIND",
        "QUARTER_MISSING",
        "NOT_A_CPV_CODE",
        "BUYER_MISSING",
    }


def test_the_amount_a_year_is_kept_for_a_subsidy_only(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    told = replace(about((voorbeeldstad, 100)), subsidy_per_year_cents=20_000_000)
    assert plan_tender(actor=ine_actor, facts=told, today=TODAY).subsidy_per_year_cents is None
    subsidy = plan_tender(actor=ine_actor, facts=replace(told, kind="subsidy"), today=TODAY)
    assert subsidy.subsidy_per_year_cents == 20_000_000


def test_a_manager_and_a_supplier_plan_nothing(
    milan: User, bram: User, voorbeeldstad: Buyer, actor_of: ActorFor
) -> None:
    for person in (milan, bram):
        with pytest.raises(NotAllowed):
            plan_tender(actor=actor_of(person), facts=about((voorbeeldstad, 100)), today=TODAY)


def test_a_change_says_in_the_timeline_what_moved(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    told = replace(facts_of(tender), quarter_start=date(2018, 4, 1), estimated_value_cents=60_000_000, remarks="Later.")
    changed = change_tender(actor=ine_actor, tender_id=tender.pk, version=1, facts=told, today=TODAY)
    assert (changed.quarter_start, changed.estimated_value_cents) == (date(2018, 4, 1), 60_000_000)
    said = {event.code: event.figures for event in changed.timeline.all()}
    assert said == {
        "tender_moved": {"from_day": "2017-10-01", "to_day": "2018-04-01"},
        "tender_revalued": {"from_cents": 50_000_000, "to_cents": 60_000_000},
        "tender_changed": {},
    }


def test_who_saves_second_is_told_that_somebody_was_first(ine_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    change_tender(actor=ine_actor, tender_id=tender.pk, version=1, facts=facts_of(tender), today=TODAY)
    with pytest.raises(ChangedMeanwhile):
        change_tender(actor=ine_actor, tender_id=tender.pk, version=1, facts=facts_of(tender), today=TODAY)


def test_the_other_buyer_of_a_joint_tender_sees_it_and_changes_nothing(
    voorbeeldstad: Buyer, buurstad: Buyer, nora: User, actor_of: ActorFor
) -> None:
    tender = a_tender(voorbeeldstad, (buurstad, 40))
    with pytest.raises(NotAllowed):
        change_tender(actor=actor_of(nora), tender_id=tender.pk, version=1, facts=facts_of(tender), today=TODAY)


def test_a_coordinator_of_either_buyer_changes_a_joint_tender(
    voorbeeldstad: Buyer, buurstad: Buyer, anna: User, carla: User, actor_of: ActorFor
) -> None:
    tender = a_tender(voorbeeldstad, (buurstad, 40))
    for version, person in enumerate((anna, carla), start=1):
        change_tender(actor=actor_of(person), tender_id=tender.pk, version=version, facts=facts_of(tender), today=TODAY)
    tender.refresh_from_db()
    assert tender.version == 3


def test_a_neighbour_does_not_find_the_tender(voorbeeldstad: Buyer, buurstad: Buyer, actor_of: ActorFor) -> None:
    tender = a_tender(voorbeeldstad)
    neighbour = a_user("Ilse", "procurement_officer", buyer=buurstad)
    with pytest.raises(NotVisible):
        change_tender(actor=actor_of(neighbour), tender_id=tender.pk, version=1, facts=facts_of(tender), today=TODAY)
