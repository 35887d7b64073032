"""A tender on the screen: planning it with several buyers, its steps, and what is typed stays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.records.models import Contract, Tender
from tests.cast import a_tender

if TYPE_CHECKING:
    from tegenwaarde.records.models import Buyer, User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db
NEW = "/aanbestedingen/nieuw/"


def filled(*buyers: tuple[Any, str], **more: str) -> dict[str, str]:
    """Return a form as a browser sends it, for buyers with their parts."""
    told = {
        "version": "0",
        "title": "Nieuw zwembad",
        "kind": "works",
        "quarter_start": "2018-01-01",
        "estimated_value_cents": "9.000.000",
        "buyer-TOTAL_FORMS": str(len(buyers)),
        "buyer-INITIAL_FORMS": "0",
    }
    for place, (buyer, share) in enumerate(buyers):
        told |= {f"buyer-{place}-buyer_id": str(getattr(buyer, "pk", buyer)), f"buyer-{place}-share": share}
    return told | more


def read(client_for: ClientFor, who: User, path: str) -> str:
    answer = client_for(who).get(path)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_an_officer_begins_with_the_own_buyer_for_the_whole(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    shown = read(client_for, ine, NEW)
    assert f'<option value="{voorbeeldstad.pk}" selected>' in shown
    assert 'value="100"' in shown


def test_a_row_for_another_buyer_comes_without_losing_what_was_typed(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    answer = client_for(ine).post(NEW, filled((voorbeeldstad, "60"), **{"add-buyer": "1", "title": "Half getypt"}))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Half getypt" in shown
    assert 'name="buyer-1-share"' in shown
    assert "tw-problems" not in shown
    assert not Tender.unfenced.exists()


def test_a_row_is_taken_away_again(client_for: ClientFor, ine: User, voorbeeldstad: Buyer, buurstad: Buyer) -> None:
    data = filled((voorbeeldstad, "60"), (buurstad, "40"), **{"remove-buyer": "0"})
    shown = client_for(ine).post(NEW, data).content.decode()
    assert f'<option value="{buurstad.pk}" selected>' in shown
    assert 'name="buyer-1-share"' not in shown


def test_a_joint_tender_is_planned(client_for: ClientFor, ine: User, voorbeeldstad: Buyer, buurstad: Buyer) -> None:
    answer = client_for(ine).post(NEW, filled((voorbeeldstad, "60"), (buurstad, "40")))
    tender = Tender.unfenced.get()
    assert answer.headers["Location"] == f"/aanbestedingen/{tender.pk}/"
    shown = read(client_for, ine, f"/aanbestedingen/{tender.pk}/")
    assert "€ 450.000" in shown
    assert "Voorbeeldstad (60%)" in shown
    assert "Waarom dit bedrag?" in shown


def test_parts_that_do_not_make_the_whole_are_said_at_the_row(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    answer = client_for(ine).post(NEW, filled((voorbeeldstad, "60"), (buurstad, "30")))
    assert answer.status_code == 422
    assert "90%" in answer.content.decode()
    assert 'href="#id_buyer-0-share"' in answer.content.decode()


def test_what_was_typed_stays_where_a_buyer_was_not_chosen(client_for: ClientFor, ine: User) -> None:
    answer = client_for(ine).post(NEW, filled(("", "100"), title="Blijft staan"))
    assert answer.status_code == 422
    assert "Blijft staan" in answer.content.decode()


def test_who_saves_second_keeps_what_was_typed_and_sees_what_was_saved(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    tender = a_tender(voorbeeldstad)
    path = f"/aanbestedingen/{tender.pk}/wijzigen/"
    client = client_for(ine)
    first = filled((voorbeeldstad, "100"), version="1", title="Eerste")
    assert client.post(path, first).status_code == 302
    second = client.post(path, filled((voorbeeldstad, "100"), version="1", title="Tweede"))
    shown = second.content.decode()
    assert second.status_code == 422
    assert "Tweede" in shown
    assert "Eerste" in shown
    assert client.post(path, filled((voorbeeldstad, "100"), version="2", title="Tweede")).status_code == 302
    tender.refresh_from_db()
    assert tender.title == "Tweede"


def test_the_other_buyer_reads_a_joint_tender_and_has_nothing_to_press(
    client_for: ClientFor, nora: User, voorbeeldstad: Buyer, buurstad: Buyer
) -> None:
    tender = a_tender(voorbeeldstad, (buurstad, 40))
    shown = read(client_for, nora, f"/aanbestedingen/{tender.pk}/")
    assert "/wijzigen/" not in shown
    assert f"{voorbeeldstad.name} is trekker van deze aanbesteding" in shown
    answers = [
        client_for(nora).get(f"/aanbestedingen/{tender.pk}/{step}/").status_code
        for step in ("wijzigen", "publiceren", "vervallen", "kopie")
    ]
    assert answers == [403, 403, 403, 403]


def test_a_tender_goes_from_planned_to_a_draft_contract(
    client_for: ClientFor, anna: User, voorbeeldstad: Buyer
) -> None:
    tender = a_tender(voorbeeldstad)
    client, path = client_for(anna), f"/aanbestedingen/{tender.pk}/"
    assert client.post(f"{path}publiceren/", {"version": "1", "day": "2017-09-20"}).headers["Location"] == path
    assert "Gunning vastleggen" in client.get(path).content.decode()
    told = {"version": "2", "supplier": "De Brug", "value_cents": "480.000"}
    answer = client.post(f"{path}gunnen/", told)
    draft = Contract.unfenced.get()
    assert answer.headers["Location"] == f"/concepten/{draft.pk}/"
    assert (draft.value_cents, draft.tender_date, draft.tender_id) == (48_000_000, date(2017, 9, 20), tender.pk)
    assert "De Brug" in client.get(path).content.decode()


def test_a_step_that_does_not_fit_leads_to_where_the_tender_is(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    planned = f"/aanbestedingen/{a_tender(voorbeeldstad).pk}/"
    out = f"/aanbestedingen/{a_tender(voorbeeldstad, state='awarded', tender_date=date(2017, 9, 20)).pk}/"
    client = client_for(ine)
    assert client.get(f"{planned}gunnen/").headers["Location"] == f"{planned}publiceren/"
    for step in ("publiceren", "vervallen", "wijzigen"):
        assert client.get(f"{out}{step}/").headers["Location"] == out
    assert client.post(f"{out}vervallen/", {"version": "1", "reason": "Toch niet."}).status_code == 409


def test_an_officer_awards_and_is_told_who_goes_on(client_for: ClientFor, ine: User, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad, state="published", tender_date=date(2017, 9, 20))
    path = f"/aanbestedingen/{tender.pk}/"
    answer = client_for(ine).post(f"{path}gunnen/", {"version": "1", "supplier": "", "value_cents": ""}, follow=True)
    assert answer.redirect_chain == [(path, 302)]
    assert "maakt het conceptcontract af" in answer.content.decode()


def test_a_tender_is_dropped_with_a_reason_and_goes_on_after_all(
    client_for: ClientFor, ine: User, voorbeeldstad: Buyer
) -> None:
    tender = a_tender(voorbeeldstad)
    client, path = client_for(ine), f"/aanbestedingen/{tender.pk}/"
    assert client.post(f"{path}vervallen/", {"version": "1", "reason": ""}).status_code == 422
    client.post(f"{path}vervallen/", {"version": "1", "reason": "Geen geld meer."})
    assert "Geen geld meer." in client.get(path).content.decode()
    assert client.post(f"{path}terug/", {"version": "2"}).headers["Location"] == path
    tender.refresh_from_db()
    assert tender.state == "planned"


def test_a_second_copy_in_a_year_asks_for_a_tick(client_for: ClientFor, ine: User, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    client, path = client_for(ine), f"/aanbestedingen/{tender.pk}/kopie/"
    told = {"version": "1", "quarter": "2018-10-01"}
    assert client.post(path, told).status_code == 302
    assert client.post(path, told).status_code == 422
    assert client.post(path, {**told, "twice": "on"}).status_code == 302
    assert tender.copies.count() == 2


def test_a_draft_gets_several_buyers(client_for: ClientFor, anna: User, voorbeeldstad: Buyer, buurstad: Buyer) -> None:
    draft = Contract.unfenced.create(title="Samen bouwen", entered_in=voorbeeldstad.memberships.get().subregion)
    path = f"/concepten/{draft.pk}/opdrachtgevers/"
    client = client_for(anna)
    assert client.get(path).status_code == 200
    data = filled((voorbeeldstad, "75"), (buurstad, "25"), version="1")
    assert client.post(path, data).headers["Location"] == f"/concepten/{draft.pk}/"
    assert "Buurstad" in client.get(f"/concepten/{draft.pk}/").content.decode()
    assert client.post(path, {**data, "version": "2", "buyer-1-share": "20"}).status_code == 422


def test_a_tender_by_invitation_leads_to_the_label_holders_of_its_trade(
    client_for: ClientFor, anna: User, voorbeeldstad: Buyer
) -> None:
    known = a_tender(voorbeeldstad, procedure="private", cpv="45233140")
    unknown = a_tender(voorbeeldstad, procedure="private", cpv="99000000")
    pages = [client_for(anna).get(f"/aanbestedingen/{one.pk}/").content.decode() for one in (known, unknown)]
    assert f'href="/keurmerken/?vak=45&amp;opdrachtgever={voorbeeldstad.pk}"' in pages[0]
    assert f'href="/keurmerken/?opdrachtgever={voorbeeldstad.pk}"' in pages[1]
