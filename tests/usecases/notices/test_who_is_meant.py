"""An organisation is known by its number or as somebody confirmed it; a name alone is a question for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.records.models import Buyer, Contract, PartyName, PartyQuestion, Supplier, User
from tegenwaarde.usecases.contracts.start_contract import start_contract, what_is_missing
from tegenwaarde.usecases.notices.answer_question import SOMEBODY_NEW, Answered, AnsweredBefore, answer_question
from tegenwaarde.usecases.notices.names import alike, plain, quite_different, squeezed
from tegenwaarde.usecases.ports.notices import NoticeParty
from tegenwaarde.usecases.reading.drafts import read_drafts
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import ActorFor
from tests.usecases.contracts.notices import AWARD, NOTICE, of_voorbeeldstad, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("voorbeeldstad", "policy_text")]


@pytest.mark.parametrize(
    "other",
    [
        "Bouwbedrijf De Brug B.V.",
        "BOUWBEDRIJF DE BRUG BV",
        "Bouwbedrijf  de Brug b. v.",
        "Bouwbedrijf De Brüg N.V.",
        "Bouwbedrijf De-Brug",
    ],
)
def test_legal_form_case_accents_and_spaces_tell_no_names_apart(other: str) -> None:
    assert plain(other) == plain("Bouwbedrijf De Brug")


@pytest.mark.parametrize("other", ["Gemeente Voorbeeldstad", "voorbeeldstad", "Gemeente  VOORBEELDSTAD"])
def test_a_municipality_is_known_with_and_without_the_word(other: str) -> None:
    assert plain(other) == plain("Voorbeeldstad")


def test_a_name_that_is_only_a_legal_form_stays_a_name() -> None:
    assert plain("B.V.") == "bv"
    assert plain("Holding B.V.")
    assert plain("東京")


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("VAT: FI 2183 2199", "FI21832199"),
        ("FI21832199", "FI21832199"),
        ("HRB 21599", "21599"),
        ("not available", ""),
        ("be19df3c-43ad-4406-8393-d749bfc5cbb7", ""),
    ],
)
def test_a_number_is_compared_without_its_signs(written: str, compared: str) -> None:
    assert squeezed(written) == compared


def test_names_are_alike_quite_different_or_neither() -> None:
    assert alike("bluefors", "bluefors cryogenics")
    assert not alike("bouwbedrijf brug", "schoonmaak helder")
    assert quite_different("jacobs", "deloitte main account")
    assert not quite_different("voorbeeldstad", "voorbeeldstad gunningen")


def won_by(*winners: NoticeParty, notice_id: str = "one") -> dict[str, object]:
    award = replace(AWARD, winners=winners)
    return {"awards": (award,), "notice_id": notice_id, "procedure_id": notice_id, "publication_number": notice_id}


def the_question() -> PartyQuestion:
    return PartyQuestion.unfenced.get()


def answered(actor: Actor, who: int, today: date) -> Answered:
    question = the_question()
    return answer_question(actor=actor, contract_id=question.contract_id, question_id=question.pk, who=who, today=today)


@pytest.mark.parametrize(
    ("party", "reason"),
    [
        (NoticeParty("Bouwbedrijf De Brug BV"), "name_only"),
        (NoticeParty("Bouwbedrijf De Brug", "99999999", "99999999"), "number_differs"),
        (NoticeParty("Schildersbedrijf Kwast", "33333333", "33333333"), "name_differs"),
        (NoticeParty("Bouwbedrijf De Brug Twente"), "name_alike"),
    ],
)
def test_a_supplier_that_is_not_settled_is_asked_about(
    anna_actor: Actor, de_brug: Supplier, today: date, party: NoticeParty, reason: str
) -> None:
    upload(anna_actor, of_voorbeeldstad(**won_by(party)), today)
    assert (the_question().role, the_question().reason) == ("supplier", reason)
    assert the_question().candidates == [de_brug.pk]
    assert Contract.unfenced.get().supplier is None
    assert list(Supplier.unfenced.all()) == [de_brug]


@pytest.mark.parametrize("name", ["Bouwbedrijf De Brug B.V.", "Bouwbedrijf De Brug Infra", "Brug bouwbedrijf"])
def test_a_number_with_nearly_the_name_is_sure(anna_actor: Actor, de_brug: Supplier, today: date, name: str) -> None:
    upload(anna_actor, of_voorbeeldstad(**won_by(NoticeParty(name, "33333333", "33333333"))), today)
    assert Contract.unfenced.get().supplier == de_brug
    assert not PartyQuestion.unfenced.exists()


def test_an_open_question_keeps_the_draft_from_being_started(
    anna_actor: Actor, de_brug: Supplier, voorbeeldstad: Buyer, today: date
) -> None:
    upload(anna_actor, of_voorbeeldstad(**won_by(NoticeParty("Bouwbedrijf De Brug"))), today)
    contract = Contract.unfenced.get()
    Contract.unfenced.update(supplier=de_brug)
    contract.refresh_from_db()
    assert [one.code for one in what_is_missing(contract, voorbeeldstad)] == ["PARTY_QUESTION_OPEN"]
    with pytest.raises(Invalid):
        start_contract(actor=anna_actor, contract_id=contract.pk, version=contract.version, today=today)
    answered(anna_actor, de_brug.pk, today)
    contract = Contract.unfenced.get()
    assert what_is_missing(contract, voorbeeldstad) == ()
    started = start_contract(actor=anna_actor, contract_id=contract.pk, version=contract.version, today=today)
    assert started.state == "running"


def test_an_answer_is_remembered_and_asked_once(anna_actor: Actor, de_brug: Supplier, today: date) -> None:
    party = NoticeParty("Bouwbedrijf De Brug")
    upload(anna_actor, of_voorbeeldstad(**won_by(party)), today)
    answered(anna_actor, de_brug.pk, today)
    assert PartyName.unfenced.get().supplier == de_brug
    upload(anna_actor, of_voorbeeldstad(**won_by(NoticeParty("BOUWBEDRIJF DE BRUG BV"), notice_id="two")), today)
    assert set(Contract.unfenced.values_list("supplier", flat=True)) == {de_brug.pk}
    assert PartyQuestion.unfenced.count() == 1


def test_one_answer_settles_every_draft_that_asks_the_same(anna_actor: Actor, de_brug: Supplier, today: date) -> None:
    for name in ("one", "two"):
        upload(anna_actor, of_voorbeeldstad(**won_by(NoticeParty("Bouwbedrijf De Brug"), notice_id=name)), today)
    question = PartyQuestion.unfenced.first()
    assert question
    told = answer_question(
        actor=anna_actor, contract_id=question.contract_id, question_id=question.pk, who=de_brug.pk, today=today
    )
    assert (told.drafts, told.meant) == (2, de_brug.name)
    assert set(Contract.unfenced.values_list("supplier", flat=True)) == {de_brug.pk}
    assert not PartyQuestion.unfenced.filter(answered_on__isnull=True).exists()


def test_somebody_new_is_taken_up_by_its_own_number(anna_actor: Actor, de_brug: Supplier, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(**won_by(NoticeParty("Bouwbedrijf De Brug", "99999999", "99999999"))), today)
    answered(anna_actor, SOMEBODY_NEW, today)
    supplier = Contract.unfenced.get().supplier
    assert supplier
    assert (supplier.kvk, supplier != de_brug) == ("99999999", True)


def test_somebody_new_under_a_number_that_is_taken_is_noted_by_name(
    anna_actor: Actor, de_brug: Supplier, today: date
) -> None:
    party = NoticeParty("Schildersbedrijf Kwast", "33333333", "33333333")
    upload(anna_actor, of_voorbeeldstad(**won_by(party)), today)
    answered(anna_actor, SOMEBODY_NEW, today)
    contract = Contract.unfenced.get()
    assert (contract.supplier, contract.supplier_name_noted) == (None, "Schildersbedrijf Kwast")
    assert list(Supplier.unfenced.all()) == [de_brug]


def test_a_buyer_that_is_only_named_is_asked_about(
    anna_actor: Actor, de_brug: Supplier, voorbeeldstad: Buyer, today: date
) -> None:
    assert de_brug.pk
    upload(anna_actor, replace(NOTICE, buyers=(NoticeParty("Gemeente Voorbeeldstad"),)), today)
    assert (the_question().role, the_question().candidates) == ("buyer", [voorbeeldstad.pk])
    contract = Contract.unfenced.get()
    assert "BUYER_MISSING" not in [one.code for one in what_is_missing(contract, None)]
    answered(anna_actor, voorbeeldstad.pk, today)
    assert contract.buyers.get().buyer == voorbeeldstad


def test_who_is_no_candidate_is_refused(anna_actor: Actor, de_brug: Supplier, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(**won_by(NoticeParty("Bouwbedrijf De Brug"))), today)
    with pytest.raises(Invalid):
        answered(anna_actor, de_brug.pk + 1000, today)


def test_a_question_is_answered_once(anna_actor: Actor, de_brug: Supplier, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(**won_by(NoticeParty("Bouwbedrijf De Brug"))), today)
    answered(anna_actor, de_brug.pk, today)
    with pytest.raises(AnsweredBefore):
        answered(anna_actor, SOMEBODY_NEW, today)


def test_the_neighbour_answers_no_question_of_others(
    anna_actor: Actor, carla: User, actor_of: ActorFor, de_brug: Supplier, today: date
) -> None:
    upload(anna_actor, of_voorbeeldstad(**won_by(NoticeParty("Bouwbedrijf De Brug"))), today)
    with pytest.raises(NotVisible):
        answered(actor_of(carla), de_brug.pk, today)


def test_the_list_of_drafts_counts_an_open_question_as_missing(
    anna_actor: Actor, de_brug: Supplier, today: date
) -> None:
    assert de_brug.pk
    upload(anna_actor, of_voorbeeldstad(**won_by(NoticeParty("Bouwbedrijf De Brug"))), today)
    assert read_drafts(actor=anna_actor)[0].missing == 1
