"""Makers of whole rows about planning and award: tenders, spec texts, imports, and what a dossier gathers."""

from __future__ import annotations

from datetime import date
from typing import Any

from tegenwaarde.records.models import (
    Amendment,
    BranchAgreement,
    BuyerSwitch,
    CalendarUpload,
    Document,
    DossierContact,
    DossierNote,
    NoticeBatch,
    NoticeLine,
    PartyName,
    PartyQuestion,
    SpecTemplate,
    SpecText,
    Tender,
    TenderBuyer,
    TenderEvent,
    TenderNote,
)
from tests.cast import FROM, TODAY
from tests.records.world import UNTIL, World


def tender(world: World, **more: Any) -> Tender:
    whole = {"title": "Onderhoud wegen", "kind": "works", "quarter_start": date(2018, 1, 1), "made_on": TODAY}
    return Tender.unfenced.create(**{**whole, "entered_in": world.subregion, "made_by": world.user, **more})


def tender_share(world: World, **more: Any) -> TenderBuyer:
    whole = {"tender": more.pop("tender", None) or tender(world), "buyer": world.buyer}
    return TenderBuyer.unfenced.create(**{**whole, **more})


def another_tender_share(world: World, **more: Any) -> TenderBuyer:
    """The same tender, bought by one buyer more; the first of them leads."""
    one = Tender.unfenced.first() or tender(world)
    buyer = world.a_buyer(kvk=str(20_000_000 + one.buyers.count()))
    return tender_share(world, **{"tender": one, "buyer": buyer, **more})


def tender_event(world: World, **more: Any) -> TenderEvent:
    return TenderEvent.unfenced.create(**{"tender": tender(world), "day": TODAY, "code": "tender_planned", **more})


def tender_note(world: World, **more: Any) -> TenderNote:
    whole = {"tender": tender(world), "kind": "consultation", "day": TODAY, "words": "Drie bedrijven spraken mee."}
    return TenderNote.unfenced.create(**{**whole, "made_by": world.user, **more})


def branch_agreement(world: World, **more: Any) -> BranchAgreement:
    whole = {"region": world.subregion.region, "branch": "Groen", "words": "Vaste leerplekken.", "first_day": FROM}
    return BranchAgreement.unfenced.create(**{**whole, "made_by": world.user, **more})


def calendar_upload(world: World, **more: Any) -> CalendarUpload:
    whole = {"entered_in": world.subregion, "name": "2018.xlsx", "content_hash": "3" * 64, "uploaded_on": TODAY}
    return CalendarUpload.unfenced.create(**{**whole, "uploaded_by": world.user, **more})


def spec_template(world: World, **more: Any) -> SpecTemplate:
    whole = {"region": world.subregion.region, "variant": "condition", "number": 1, "words": "Tekst", "made_on": TODAY}
    return SpecTemplate.unfenced.create(**{**whole, **more})


def spec_text(world: World, **more: Any) -> SpecText:
    template = SpecTemplate.unfenced.first() or spec_template(world)
    whole = {"tender": Tender.unfenced.first() or tender(world), "template": template, "number": 1, "words": "Tekst"}
    return SpecText.unfenced.create(**{**whole, "made_by": world.user, "made_on": TODAY, **more})


def batch(_world: World, **more: Any) -> NoticeBatch:
    return NoticeBatch.unfenced.create(**{"uploaded_on": TODAY, "source": "kennisgevingen.zip", **more})


def batch_line(world: World, **more: Any) -> NoticeLine:
    whole = {"batch": NoticeBatch.unfenced.first() or batch(world), "number": 1, "outcome": "known"}
    return NoticeLine.unfenced.create(**{**whole, "file_name": "1.xml", **more})


def party_question(world: World, **more: Any) -> PartyQuestion:
    whole = {"contract": world.contract, "role": "supplier", "name": "De Brug BV", "reason": "NAME_ALIKE"}
    return PartyQuestion.unfenced.create(**{**whole, **more})


def party_name(world: World, **more: Any) -> PartyName:
    whole = {"role": "supplier", "plain": "debrug", "supplier": world.supplier, "confirmed_on": TODAY}
    return PartyName.unfenced.create(**{**whole, "confirmed_by": world.user, **more})


def amendment(world: World, **more: Any) -> Amendment:
    money = {"value_before_cents": 50_000_000, "value_after_cents": 60_000_000}
    days = {"start_before": FROM, "start_after": FROM, "end_before": UNTIL, "end_after": UNTIL}
    whole = {"contract": world.contract, "number": 1, "kind": "more", "agreed_on": TODAY, "reason": "Meer werk."}
    return Amendment.unfenced.create(**{**whole, **money, **days, "made_by": world.user, "made_on": TODAY, **more})


def numbered_amendment(world: World, **more: Any) -> Amendment:
    return amendment(world, number=Amendment.unfenced.count() + 1, **more)


def document(world: World, **more: Any) -> Document:
    whole = {"contract": world.contract, "name": "verslag.pdf", "size": 1, "stored_as": "4" * 32}
    return Document.unfenced.create(**{**whole, "uploaded_by": world.user, "uploaded_on": TODAY, **more})


def contact(world: World, **more: Any) -> DossierContact:
    whole = {"contract": world.contract, "side": "buyer", "role": "other", "name": "J. Smit", "phone": "0546 123456"}
    return DossierContact.unfenced.create(**{**whole, **more})


def note(world: World, **more: Any) -> DossierNote:
    whole = {"contract": world.contract, "words": "Belt liever 's ochtends.", "made_by": world.user, "made_on": TODAY}
    return DossierNote.unfenced.create(**{**whole, **more})


def switch(world: World, **more: Any) -> BuyerSwitch:
    whole = {
        "buyer": world.buyer,
        "name": "werkpakt",
        "on": True,
        "from_day": FROM,
        "reason": "Besluit van het college",
    }
    return BuyerSwitch.unfenced.create(**{**whole, "decided_by": world.user, "decided_on": TODAY, **more})


def foreign_supplier(_world: World, **more: Any) -> Any:
    return World.a_supplier(_world, **{"kvk": "", "country": "DEU", "register_number": "HRB 1234", **more})
