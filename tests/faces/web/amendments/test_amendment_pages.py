"""The pages of amendments, certificates and a buyer's choices: the effect is seen before anything is kept."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from tegenwaarde.records.models import (
    Amendment,
    Buyer,
    BuyerSwitch,
    Certificate,
    Contract,
    ObligationVersion,
    PolicyText,
    Supplier,
    User,
)
from tests.cast import ClientFor, a_contract

pytestmark = pytest.mark.django_db

MORE = {
    "kind": "more",
    "value_cents": "600.000",
    "start": "2017-01-01",
    "end": "2018-12-31",
    "agreed_on": "2017-09-01",
    "reason": "Er komt een brug bij.",
}


def seen(page: str) -> str:
    """Return the mark of the effect that the page shows."""
    found = re.search(r'name="shown" value="(\w+)"', page)
    assert found
    return found[1]


def text(response: Any) -> str:
    return str(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def test_the_effect_is_shown_and_then_kept(client_for: ClientFor, anna: User, contract_in_force: Contract) -> None:
    client, at = client_for(anna), f"/dossiers/{contract_in_force.pk}/wijzigingen/nieuw/"
    shown = text(client.post(at, {**MORE, "then": "effect"}))
    assert "€ 25.000,00" in shown
    assert "€ 30.000,00" in shown
    assert "€ 5.000,00" in shown
    assert not Amendment.unfenced.exists()
    kept = client.post(at, {**MORE, "then": "save", "shown": seen(shown)}, follow=True)
    assert "Er komt een brug bij." in text(kept)
    assert ObligationVersion.unfenced.filter(contract=contract_in_force).count() == 2


def test_a_shorter_contract_is_called_so_and_what_is_due_stays(
    client_for: ClientFor, anna: User, contract_in_force: Contract
) -> None:
    client, at = client_for(anna), f"/dossiers/{contract_in_force.pk}/wijzigingen/nieuw/"
    shorter = {**MORE, "kind": "extension", "value_cents": "500.000", "end": "2017-12-31", "reason": "Eerder klaar."}
    shown = text(client.post(at, {**shorter, "then": "effect"}))
    assert "Verkorting" in shown
    kept = text(client.post(at, {**shorter, "then": "save", "shown": seen(shown)}, follow=True))
    assert "Wijziging 1: Verkorting" in kept
    assert "blijft € 25.000,00" in kept
    told = text(client.get(f"/dossiers/{contract_in_force.pk}/tijdlijn/"))
    assert "Wijziging 1: de verplichting blijft € 25.000." in told


def test_saving_an_effect_that_was_not_seen_shows_it_first(
    client_for: ClientFor, anna: User, contract_in_force: Contract
) -> None:
    client, at = client_for(anna), f"/dossiers/{contract_in_force.pk}/wijzigingen/nieuw/"
    answer = client.post(at, {**MORE, "then": "save"})
    assert (answer.status_code, Amendment.unfenced.count()) == (409, 0)
    assert seen(text(answer))


def test_what_is_wrong_stands_at_its_field_and_changing_keeps_what_was_typed(
    client_for: ClientFor, anna: User, contract_in_force: Contract
) -> None:
    client, at = client_for(anna), f"/dossiers/{contract_in_force.pk}/wijzigingen/nieuw/"
    wrong = client.post(at, {**MORE, "value_cents": "400.000", "then": "effect"})
    assert wrong.status_code == 422
    again = client.post(at, {**MORE, "then": "edit"})
    assert again.status_code == 200
    assert 'value="600.000"' in text(again)


def test_an_assistant_sees_amendments_and_makes_none(
    client_for: ClientFor, aisha: User, contract_in_force: Contract
) -> None:
    client, at = client_for(aisha), f"/dossiers/{contract_in_force.pk}/wijzigingen/"
    assert "/wijzigingen/nieuw/" not in text(client.get(at))
    assert client.get(f"{at}nieuw/").status_code == 403


def test_a_proposed_amendment_is_declined_with_a_reason(
    client_for: ClientFor, anna: User, bram: User, contract_in_force: Contract
) -> None:
    days = {"start_before": date(2017, 1, 1), "start_after": date(2017, 1, 1), "end_before": date(2018, 12, 31)}
    proposed = Amendment.unfenced.create(
        contract=contract_in_force, number=1, kind="extension", agreed_on=date(2017, 9, 1), reason="Nog een jaar.",
        value_before_cents=50_000_000, value_after_cents=50_000_000, end_after=date(2019, 12, 31),
        made_on=date(2017, 9, 15), **days,
    )  # fmt: skip
    client, at = client_for(anna), f"/wijzigingen/{proposed.pk}/"
    assert 'value="2019-12-31"' in text(client.get(at))
    assert client.post(at, {"then": "decline"}).status_code == 422
    assert client.post(at, {"then": "decline", "decided_reason": "Stond er al in."}).status_code == 302
    assert client.get(at).status_code == 409
    assert client_for(bram).get(at).status_code == 404


@pytest.fixture
def works(voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText) -> Contract:
    """Rules B8: works of € 1.000.000 over 2017."""
    facts = {"kind": "works", "value_cents": 100_000_000, "end": date(2017, 12, 31)}
    return a_contract(voorbeeldstad, de_brug, policy_text, **facts)


def test_a_certificate_shows_its_effect_with_the_policys_warning_and_is_recorded_and_withdrawn(
    client_for: ClientFor, anna: User, works: Contract
) -> None:
    client, at = client_for(anna), f"/dossiers/{works.pk}/keurmerken/"
    asked = {"label": "pso2", "first_day": "2017-01-01", "last_day": "2017-12-31"}
    shown = text(client.post(at, {**asked, "then": "effect"}))
    assert "€ 37.500,00" in shown
    assert client.post(at, {**asked, "then": "save", "shown": seen(shown)}).status_code == 302
    made = Certificate.unfenced.get()
    leaving = f"{at}{made.pk}/intrekken/"
    back = text(client.get(leaving))
    assert "€ 50.000,00" in back
    assert client.post(leaving, {"reason": "", "shown": seen(back)}).status_code == 422
    assert client.post(leaving, {"reason": "Per ongeluk.", "shown": seen(back)}).status_code == 302
    assert "Per ongeluk." in text(client.get(at))
    assert works.obligations.count() == 3


def test_a_buyers_choice_shows_its_effect_and_is_kept(
    client_for: ClientFor, piet: User, voorbeeldstad: Buyer, de_brug: Supplier, works: Contract
) -> None:
    Certificate.unfenced.create(
        supplier=de_brug, label="werkpakt", first_day=date(2017, 1, 1), last_day=date(2017, 12, 31)
    )
    client, at = client_for(piet), f"/opdrachtgevers/{voorbeeldstad.pk}/keuzes/"
    asked = {"label": "werkpakt", "on": "yes", "from_day": "2017-01-01", "reason": "Besluit."}
    shown = text(client.post(at, {**asked, "then": "effect"}))
    assert "€ 25.000,00" in shown
    assert works.title in shown
    assert client.post(at, {**asked, "then": "save", "shown": seen(shown)}).status_code == 302
    assert BuyerSwitch.unfenced.get().reason == "Besluit."
    assert works.obligations.count() == 2


def test_the_administrator_adds_a_water_board_and_changes_its_name(
    client_for: ClientFor, beheer: User, voorbeeldstad: Buyer
) -> None:
    client = client_for(beheer)
    new = {
        "name": "Waterschap De Stroom",
        "kind": "water_board",
        "kvk": "",
        "subregion_id": str(voorbeeldstad.memberships.get().subregion_id),
    }
    assert client.post("/beheer/opdrachtgevers/nieuw/", {**new, "name": ""}).status_code == 422
    assert "Waterschap De Stroom" in text(client.post("/beheer/opdrachtgevers/nieuw/", new, follow=True))
    made = Buyer.unfenced.get(kind="water_board")
    answer = client.post(
        f"/beheer/opdrachtgevers/{made.pk}/gegevens/", {**new, "name": "Waterschap Stroom"}, follow=True
    )
    assert "Waterschap Stroom" in text(answer)
