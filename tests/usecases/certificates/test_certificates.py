"""Certificates of contracts in force: what is due follows for every contract of the supplier (B7, B8)."""

from __future__ import annotations

from datetime import date
from typing import Any

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
    Supplier,
    TimelineEvent,
    User,
)
from tegenwaarde.usecases.certificates.labels import NewCertificate
from tegenwaarde.usecases.certificates.of_drafts import ReachesContractsInForce, add_certificate, remove_certificate
from tegenwaarde.usecases.certificates.record_certificate import (
    EffectNotSeen,
    effect_of_recording,
    record_certificate,
)
from tegenwaarde.usecases.certificates.withdraw_certificate import (
    WithdrawnBefore,
    effect_of_withdrawing,
    withdraw_certificate,
)
from tegenwaarde.usecases.contracts.recognition import recognises
from tegenwaarde.usecases.reading.certificates import read_certificates, read_recording
from tegenwaarde.usecases.reading.lapsing import lapses_of
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import ActorFor, a_contract

pytestmark = pytest.mark.django_db

HALF_YEAR: dict[str, Any] = {"label": "pso2", "first_day": date(2017, 1, 1), "last_day": date(2017, 6, 30)}
RENEWED: dict[str, Any] = {"label": "pso2", "first_day": date(2017, 7, 1), "last_day": date(2018, 6, 30)}


def works(buyer: Buyer, supplier: Supplier, policy: PolicyText, **more: Any) -> Contract:
    """Works of € 1.000.000 over 2017, not European: the stories of rules B8."""
    facts = {"kind": "works", "value_cents": 100_000_000, "end": date(2017, 12, 31)}
    return a_contract(buyer, supplier, policy, **{**facts, **more})


@pytest.fixture
def contract(voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText) -> Contract:
    return works(voorbeeldstad, de_brug, policy_text)


def recorded(actor: Actor, supplier: Supplier, today: date, **days: Any) -> Certificate:
    """Record as somebody does who looked at the effect."""
    shown = effect_of_recording(actor=actor, supplier=supplier, new=NewCertificate(**days), today=today).fingerprint
    return record_certificate(actor=actor, supplier_id=supplier.pk, today=today, shown=shown, **days)


def due(contract: Contract) -> ObligationVersion:
    return ObligationVersion.unfenced.filter(contract=contract).order_by("-number")[0]


def test_a_label_that_lapses_within_the_year_lowers_nothing_until_it_is_renewed(
    anna_actor: Actor, contract: Contract, de_brug: Supplier, today: date
) -> None:
    recorded(anna_actor, de_brug, today, **HALF_YEAR)
    assert (due(contract).number, due(contract).net_cents) == (1, 5_000_000)
    recorded(anna_actor, de_brug, today, **RENEWED)
    assert (due(contract).number, due(contract).discount_cents, due(contract).net_cents) == (2, 1_250_000, 3_750_000)
    assert due(contract).reason == "A label of the supplier was recorded."
    event = TimelineEvent.unfenced.get(code="certificate_recorded")
    assert event.figures == {"net_before_cents": 5_000_000, "net_after_cents": 3_750_000}


def test_a_withdrawn_certificate_is_kept_and_counts_no_more(
    anna_actor: Actor, contract: Contract, de_brug: Supplier, today: date
) -> None:
    recorded(anna_actor, de_brug, today, **HALF_YEAR)
    renewed = recorded(anna_actor, de_brug, today, **RENEWED)
    about: dict[str, Any] = {"actor": anna_actor, "contract_id": contract.pk, "certificate_id": renewed.pk}
    shown = effect_of_withdrawing(actor=anna_actor, certificate=renewed).fingerprint
    with pytest.raises(Invalid):
        withdraw_certificate(**about, reason=" ", shown=shown, today=today)
    withdraw_certificate(**about, reason="Toch niet verlengd.", shown=shown, today=today)
    assert due(contract).net_cents == 5_000_000
    renewed.refresh_from_db()
    assert (renewed.removed_on, renewed.removed_reason) == (today, "Toch niet verlengd.")
    with pytest.raises(WithdrawnBefore):
        withdraw_certificate(**about, reason="Nog eens", shown=shown, today=today)


def test_every_contract_of_the_supplier_follows_and_those_elsewhere_are_only_counted(
    anna_actor: Actor, contract: Contract, de_brug: Supplier, buurstad: Buyer, policy_text: PolicyText, today: date
) -> None:
    elsewhere = works(buurstad, de_brug, policy_text, title="Kade van Buurstad")
    year = {**HALF_YEAR, "last_day": date(2017, 12, 31)}
    effect = read_recording(actor=anna_actor, contract_id=contract.pk, new=NewCertificate(**year), today=today)
    assert (effect.here.after.net_cents, effect.others, effect.elsewhere) == (3_750_000, (), 1)
    recorded(anna_actor, de_brug, today, **year)
    assert due(elsewhere).net_cents == 3_750_000


def test_european_tenders_and_subsidies_stay_as_they_are(
    anna_actor: Actor, contract_in_force: Contract, de_brug: Supplier, voorbeeldstad: Buyer, policy_text: PolicyText,
    today: date,
) -> None:  # fmt: skip
    subsidy = works(voorbeeldstad, de_brug, policy_text, kind="subsidy", subsidy_per_year_cents=20_000_000)
    recorded(anna_actor, de_brug, today, **{**HALF_YEAR, "last_day": date(2018, 12, 31)})
    assert (due(contract_in_force).number, due(subsidy).number) == (1, 1)
    pages = [
        read_certificates(actor=anna_actor, contract_id=one.pk, today=today) for one in (contract_in_force, subsidy)
    ]
    assert [page.no_effect for page in pages] == ["european", "subsidy"]


def test_what_changes_what_is_due_is_only_recorded_by_a_coordinator_who_saw_it(
    anna_actor: Actor, aisha: User, actor_of: ActorFor, contract: Contract, de_brug: Supplier, today: date
) -> None:
    about: dict[str, Any] = {"supplier_id": de_brug.pk, "today": today, **HALF_YEAR, "last_day": date(2017, 12, 31)}
    with pytest.raises(NotAllowed):
        record_certificate(actor=actor_of(aisha), **about)
    with pytest.raises(EffectNotSeen):
        record_certificate(actor=anna_actor, **about)
    assert not Certificate.unfenced.exists()


def test_an_assistant_records_the_label_of_a_supplier_without_contracts(
    aisha: User, actor_of: ActorFor, de_brug: Supplier, today: date
) -> None:
    made = record_certificate(actor=actor_of(aisha), supplier_id=de_brug.pk, today=today, **HALF_YEAR)
    assert (made.recorded_by, made.recorded_on) == (aisha, today)


def test_a_supplier_or_contact_person_records_nothing(
    bram_actor: Actor, piet: User, actor_of: ActorFor, de_brug: Supplier, today: date
) -> None:
    for actor in (bram_actor, actor_of(piet)):
        with pytest.raises(NotAllowed):
            record_certificate(actor=actor, supplier_id=de_brug.pk, today=today, **HALF_YEAR)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [({"label": "none"}, "label"), ({"last_day": date(2016, 1, 1)}, "last_day"), ({}, "label")],
)
def test_a_certificate_that_cannot_be_is_refused_at_its_field(
    anna_actor: Actor, contract: Contract, de_brug: Supplier, today: date, wrong: dict[str, Any], place: str
) -> None:
    recorded(anna_actor, de_brug, today, **HALF_YEAR)
    with pytest.raises(Invalid) as refused:
        recorded(anna_actor, de_brug, today, **{**HALF_YEAR, **wrong})
    assert [problem.place for problem in refused.value.problems] == [place]


def test_the_certificates_of_a_dossier_elsewhere_are_not_there(
    carla: User, actor_of: ActorFor, contract: Contract, today: date
) -> None:
    with pytest.raises(NotVisible):
        read_certificates(actor=actor_of(carla), contract_id=contract.pk, today=today)


def test_from_a_draft_nothing_becomes_due_for_a_contract_in_force(
    anna_actor: Actor, contract: Contract, de_brug: Supplier, today: date
) -> None:
    draft = Contract.unfenced.create(title="Nieuwe brug", supplier=de_brug, entered_in=contract.entered_in)
    ContractBuyer.unfenced.create(contract=draft, buyer=contract.buyers.get().buyer)
    with pytest.raises(ReachesContractsInForce):
        add_certificate(
            actor=anna_actor, contract_id=draft.pk, today=today, **{**HALF_YEAR, "last_day": date(2017, 12, 31)}
        )
    made = add_certificate(actor=anna_actor, contract_id=draft.pk, today=today, **HALF_YEAR)
    remove_certificate(actor=anna_actor, contract_id=draft.pk, certificate_id=made.pk, today=today)
    made.refresh_from_db()
    assert made.removed_on == today


def test_a_label_that_lapses_says_what_the_contract_year_loses(
    voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, today: date
) -> None:
    """Rules B8: services of € 150.000 to 30 June 2020 with PSO 3; year 2 would have given half of € 2.500."""
    facts = {"value_cents": 15_000_000, "start": date(2017, 7, 1), "end": date(2020, 6, 30)}
    contract = a_contract(voorbeeldstad, de_brug, policy_text, **facts)
    Certificate.unfenced.create(supplier=de_brug, label="pso3", first_day=date(2017, 7, 1), last_day=date(2018, 12, 31))
    assert lapses_of([contract.pk], date(2018, 10, 1)) == ()
    [found] = lapses_of([contract.pk], date(2018, 10, 2))
    assert (found.year, found.cents, found.last_day) == (2, 125_000, date(2018, 12, 31))
    Certificate.unfenced.create(supplier=de_brug, label="pso1", first_day=date(2019, 1, 1), last_day=date(2020, 6, 30))
    assert lapses_of([contract.pk], date(2018, 10, 2)) == ()


@pytest.mark.parametrize(
    ("day", "told"), [(date(2016, 12, 31), True), (date(2017, 1, 1), False), (date(2017, 6, 1), True)]
)
def test_the_last_choice_on_or_before_the_tender_decides(
    voorbeeldstad: Buyer, anna: User, today: date, day: date, told: bool
) -> None:
    Buyer.unfenced.filter(pk=voorbeeldstad.pk).update(recognises_werkpakt=True)
    voorbeeldstad.refresh_from_db()
    for on, from_day in ((False, date(2017, 1, 1)), (True, date(2017, 6, 1))):
        BuyerSwitch.unfenced.create(
            buyer=voorbeeldstad, name="werkpakt", on=on, from_day=from_day, reason="Besluit", decided_by=anna,
            decided_on=today,
        )  # fmt: skip
    assert recognises(voorbeeldstad, "werkpakt", day) is told
