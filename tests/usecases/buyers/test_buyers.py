"""Buyers of any kind, and what each of them chose within the policy (A4, B7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import (
    Buyer,
    BuyerSwitch,
    Certificate,
    Contract,
    ContractBuyer,
    ObligationVersion,
    PolicyText,
    Subregion,
    Supplier,
    User,
)
from tegenwaarde.usecases.buyers.facts import BuyerFacts
from tegenwaarde.usecases.buyers.keep_buyer import add_buyer, change_buyer
from tegenwaarde.usecases.buyers.switch_label import Switch, effect_of_switch, switch_label
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.reading.buyers import read_buyer_list, read_buyer_settings
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import ActorFor, a_contract

pytestmark = pytest.mark.django_db

YES = Switch(label="werkpakt", on=True, from_day=date(2017, 1, 1), reason="Besluit van het college.")


@pytest.fixture
def contract(voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText) -> Contract:
    """Rules B8: works of € 1.000.000 over 2017, PSO 1 all year and Werkpakt from 1 July."""
    for label, first in (("pso1", date(2017, 1, 1)), ("werkpakt", date(2017, 7, 1))):
        Certificate.unfenced.create(supplier=de_brug, label=label, first_day=first, last_day=date(2017, 12, 31))
    facts = {"kind": "works", "value_cents": 100_000_000, "end": date(2017, 12, 31)}
    return a_contract(voorbeeldstad, de_brug, policy_text, **facts)


def due(contract: Contract) -> ObligationVersion:
    return ObligationVersion.unfenced.filter(contract=contract).order_by("-number")[0]


def switched(actor: Actor, buyer: Buyer, switch: Switch, today: date) -> BuyerSwitch:
    """Choose as somebody does who looked at the effect."""
    shown = effect_of_switch(actor=actor, buyer_id=buyer.pk, switch=switch, today=today).fingerprint
    return switch_label(actor=actor, buyer_id=buyer.pk, switch=switch, shown=shown, today=today)


def test_recognising_a_label_lowers_what_is_due_from_the_day_of_the_tender_on(
    anna_actor: Actor, voorbeeldstad: Buyer, contract: Contract, today: date
) -> None:
    assert due(contract).net_cents == 4_500_000
    switched(anna_actor, voorbeeldstad, YES, today)
    assert (due(contract).discount_cents, due(contract).net_cents) == (1_508_219, 3_491_781)
    shown = read_buyer_settings(actor=anna_actor, buyer_id=voorbeeldstad.pk, today=today)
    assert [(one.label_id, one.on) for one in shown.labels] == [("werkpakt", True)]
    assert [one.reason for one in shown.history] == ["Besluit van het college."]


def test_a_choice_after_the_tender_leaves_the_contract_alone(
    anna_actor: Actor, voorbeeldstad: Buyer, contract: Contract, today: date
) -> None:
    switched(anna_actor, voorbeeldstad, replace(YES, from_day=date(2017, 2, 2)), today)
    assert due(contract).number == 1


def test_drafts_whose_supplier_holds_the_label_are_named(
    anna_actor: Actor, voorbeeldstad: Buyer, contract: Contract, today: date
) -> None:
    draft = Contract.unfenced.create(
        title="Kade", supplier=contract.supplier, tender_date=date(2017, 9, 1), entered_in=contract.entered_in
    )
    ContractBuyer.unfenced.create(contract=draft, buyer=voorbeeldstad)
    found = effect_of_switch(actor=anna_actor, buyer_id=voorbeeldstad.pk, switch=YES, today=today)
    assert [one.pk for one in found.drafts] == [draft.pk]


def test_the_contact_person_chooses_for_the_own_municipality_only(
    piet: User, nora: User, actor_of: ActorFor, voorbeeldstad: Buyer, contract: Contract, today: date
) -> None:
    with pytest.raises(NotVisible):
        switched(actor_of(nora), voorbeeldstad, YES, today)
    switched(actor_of(piet), voorbeeldstad, YES, today)
    assert due(contract).net_cents == 3_491_781


def test_an_assistant_sees_what_was_chosen_and_chooses_nothing(
    aisha: User, actor_of: ActorFor, voorbeeldstad: Buyer, today: date
) -> None:
    assert not read_buyer_settings(actor=actor_of(aisha), buyer_id=voorbeeldstad.pk, today=today).may_change
    with pytest.raises(NotAllowed):
        switch_label(actor=actor_of(aisha), buyer_id=voorbeeldstad.pk, switch=YES, shown="", today=today)


def test_who_looked_at_another_effect_is_refused(
    anna_actor: Actor, voorbeeldstad: Buyer, contract: Contract, today: date
) -> None:
    with pytest.raises(ChangedMeanwhile):
        switch_label(actor=anna_actor, buyer_id=voorbeeldstad.pk, switch=YES, shown="otherwise", today=today)


@pytest.mark.parametrize(
    ("switch", "place"),
    [
        (replace(YES, label="pso1"), "label"),
        (replace(YES, reason=""), "reason"),
        (replace(YES, on=False), "on"),
        (replace(YES, from_day=date(1800, 1, 1)), "from_day"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_at_its_field(
    anna_actor: Actor, voorbeeldstad: Buyer, today: date, switch: Switch, place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        switched(anna_actor, voorbeeldstad, switch, today)
    assert [problem.place for problem in refused.value.problems] == [place]


def test_the_administrator_adds_and_changes_a_buyer_of_any_kind(
    beheer: User, anna_actor: Actor, actor_of: ActorFor, subregion_a: Subregion, today: date
) -> None:
    admin = actor_of(beheer)
    new = BuyerFacts(name="Waterschap  De Stroom", kind="water_board", kvk="55555555")
    made = add_buyer(actor=admin, facts=new, subregion_id=subregion_a.pk, today=today)
    assert (made.name, made.memberships.get().subregion) == ("Waterschap De Stroom", subregion_a)
    assert "Waterschap De Stroom" in [row.name for row in read_buyer_list(actor=anna_actor, today=today)]
    kept = change_buyer(actor=admin, buyer_id=made.pk, facts=replace(new, kind="other"))
    assert kept.kind == "other"
    with pytest.raises(Invalid):
        add_buyer(actor=admin, facts=new, subregion_id=subregion_a.pk, today=today)
    with pytest.raises(NotVisible):
        add_buyer(actor=anna_actor, facts=new, subregion_id=subregion_a.pk, today=today)
