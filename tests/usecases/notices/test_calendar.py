"""Planning and contract notices are rows in the calendar, once; an award of the same procedure finds its row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Buyer, Contract, SpecTemplate, SpecText, Subregion, Tender, TenderEvent
from tegenwaarde.usecases.ports.notices import NoticeParty, NoticeTender, ReadNotice
from tests.usecases.contracts.notices import AWARD, of_voorbeeldstad, said, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("voorbeeldstad", "de_brug")]

LOT = NoticeTender(
    lot_ref="LOT-0001",
    title="Herstel van vloeren",
    kind="works",
    cpv="45000000",
    estimated_cents=700_000_000,
    start=date(2017, 7, 1),
    end=date(2019, 6, 30),
)


def contract_notice(*lots: NoticeTender, **more: Any) -> ReadNotice:
    own = {"notice_id": "call", "publication_number": "00012001-2017", "published_on": date(2017, 2, 1)}
    facts = {**own, "form": "contract", "subtype": "16", "awards": (), "tenders": lots or (LOT,), "earlier_notice": ""}
    return replace(of_voorbeeldstad(**facts), **more)


def planning_notice(**more: Any) -> ReadNotice:
    planned = replace(LOT, lot_ref="PAR-0001", planned_on=date(2017, 5, 15))
    own = {"notice_id": "plan", "publication_number": "00009001-2016", "published_on": date(2016, 11, 1)}
    facts = {**own, "form": "planning", "subtype": "4", "awards": (), "tenders": (planned,), "procedure_id": "plan"}
    return replace(of_voorbeeldstad(**facts), earlier_notice="", **more)


def the_tender() -> Tender:
    return Tender.unfenced.get()


def test_a_contract_notice_becomes_a_published_tender(
    anna_actor: Actor, voorbeeldstad: Buyer, subregion_a: Subregion, today: date
) -> None:
    came = upload(anna_actor, contract_notice(), today)
    tender = the_tender()
    assert (came.outcome, came.tenders) == ("planned", [tender.pk])
    assert (tender.state, tender.tender_date, tender.quarter_start) == ("published", date(2017, 2, 1), date(2017, 1, 1))
    assert (tender.kind, tender.cpv, tender.estimated_value_cents) == ("works", "45000000", 700_000_000)
    assert (tender.procedure, tender.lot_ref, tender.entered_in) == ("european", "LOT-0001", subregion_a)
    assert tender.buyers.get().buyer == voorbeeldstad
    assert came.kept
    assert came.kept.form == "contract"
    assert TenderEvent.unfenced.get().code == "tender_from_notice"


def test_a_planning_notice_becomes_a_planned_tender_in_the_quarter_of_its_call(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, planning_notice(), today)
    assert (the_tender().state, the_tender().quarter_start) == ("planned", date(2017, 4, 1))
    assert the_tender().tender_date is None


def test_each_lot_is_a_row_of_its_own(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, contract_notice(LOT, replace(LOT, lot_ref="LOT-0002", title="Daken")), today)
    assert Tender.unfenced.count() == 2


def test_a_contract_notice_publishes_what_was_planned(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, planning_notice(), today)
    came = upload(anna_actor, contract_notice(earlier_notice="9001-2016"), today)
    assert came.outcome == "updated"
    assert (the_tender().state, the_tender().tender_date) == ("published", date(2017, 2, 1))
    assert (the_tender().quarter_start, the_tender().lot_ref) == (date(2017, 1, 1), "LOT-0001")


def test_a_newer_version_brings_untouched_facts_up_to_date(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, contract_notice(), today)
    Tender.unfenced.update(title="Vloeren van het stadhuis")
    newer = replace(LOT, estimated_cents=1, title="Vloeren")
    came = upload(anna_actor, contract_notice(newer, version="02"), today)
    assert (the_tender().estimated_value_cents, the_tender().title) == (1, "Vloeren van het stadhuis")
    assert {"TENDER_UPDATED", "TENDER_KEPT"} <= set(said(came))


def test_the_same_contract_notice_makes_no_second_row(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, contract_notice(), today)
    again = upload(anna_actor, contract_notice(), today)
    assert (again.outcome, again.tenders) == ("known", [the_tender().pk])
    assert said(upload(anna_actor, contract_notice(version="02"), today)) == ["NOTHING_DIFFERS"]


def test_a_buyer_that_is_only_named_is_to_be_checked(anna_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    came = upload(anna_actor, contract_notice(buyers=(NoticeParty("Voorbeeldstad"),)), today)
    assert said(came) == ["BUYER_TO_CHECK"]
    assert the_tender().buyers.get().buyer == voorbeeldstad


def test_a_tender_of_a_buyer_that_nobody_knows_says_so(anna_actor: Actor, today: date) -> None:
    came = upload(anna_actor, contract_notice(buyers=(NoticeParty("Ministerie", "27370985"),)), today)
    assert said(came) == ["BUYER_TO_CHOOSE"]
    assert not the_tender().buyers.exists()


def test_a_kind_that_the_notice_does_not_say_is_to_be_checked(anna_actor: Actor, today: date) -> None:
    assert said(upload(anna_actor, contract_notice(replace(LOT, kind="")), today)) == ["KIND_NOT_SAID"]


def test_an_award_finds_its_tender_and_takes_its_day(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, contract_notice(), today)
    Tender.unfenced.update(labour_share=250_000)
    came = upload(anna_actor, of_voorbeeldstad(), today)
    contract = Contract.unfenced.get()
    assert (contract.tender, contract.tender_date) == (the_tender(), date(2017, 2, 1))
    assert contract.labour_share == 250_000
    assert (the_tender().state, came.outcome) == ("awarded", "made")
    assert came.tenders == [the_tender().pk]


def test_what_was_decided_about_the_tender_goes_along_to_the_draft(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, contract_notice(), today)
    Tender.unfenced.update(percentage=30_000, percentage_code="small-market", percentage_reason="Twee bedrijven.")
    region = the_tender().entered_in.region
    template = SpecTemplate.unfenced.create(region=region, variant="condition", number=1, words="Tekst", made_on=today)
    text = SpecText.unfenced.create(
        tender=the_tender(), template=template, number=1, words="Tekst", made_by_id=anna_actor.user_id, made_on=today
    )
    upload(anna_actor, of_voorbeeldstad(), today)
    contract = Contract.unfenced.get()
    assert (contract.percentage, contract.percentage_code) == (30_000, "small-market")
    assert contract.percentage_reason == "Twee bedrijven."
    assert contract.spec_text == text


def test_an_award_that_was_read_first_is_found_by_its_tender(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    upload(anna_actor, contract_notice(), today)
    contract = Contract.unfenced.get()
    assert (contract.tender, contract.tender_date, the_tender().state) == (the_tender(), date(2017, 2, 1), "awarded")


def test_an_award_of_another_lot_leaves_the_tender_alone(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, contract_notice(LOT, replace(LOT, lot_ref="LOT-0002")), today)
    upload(anna_actor, of_voorbeeldstad(awards=(replace(AWARD, lot_refs=("LOT-0002",)),)), today)
    assert list(Tender.unfenced.order_by("lot_ref").values_list("state", flat=True)) == ["published", "awarded"]


def test_a_dropped_tender_stays_dropped(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, contract_notice(), today)
    Tender.unfenced.update(state="dropped", dropped_reason="Te duur.")
    assert "TENDER_IS_DROPPED" in said(upload(anna_actor, of_voorbeeldstad(), today))
    assert the_tender().state == "dropped"


def test_a_day_that_a_person_filled_in_stays(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    Contract.unfenced.update(tender_date=date(2017, 1, 9))
    upload(anna_actor, contract_notice(), today)
    assert Contract.unfenced.get().tender_date == date(2017, 1, 9)
