"""Anna uploads a notice in her browser and makes a contract of it; others are told no, or nothing at all."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tegenwaarde.records.models import Buyer, Contract, ContractState, NoticeFile, PolicyText, Supplier, User
from tegenwaarde.usecases.contracts.begin_draft import begin_draft
from tests.adapters.eforms.builder import notice
from tests.cast import ActorFor, ClientFor
from tests.faces.web.reports.test_reporting_pages import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy_text")]

COMPLETE = {
    "version": 1,
    "supplier_name": "Bouwbedrijf De Brug",
    "supplier_kvk": "3333 3333",
    "title": "Onderhoud van bruggen",
    "kind": "services",
    "value_cents": "500.000",
    "tender_date": "1-2-2017",
    "start": "2017-01-01",
    "end": "2018-12-31",
    "european_stated": "",
    "applied": "yes",
}


@pytest.fixture
def desk(client_for: ClientFor, anna: User) -> Client:
    return client_for(anna)


@pytest.fixture
def draft(anna: User, actor_of: ActorFor) -> Contract:
    return begin_draft(actor=actor_of(anna))


def posted(desk: Client, draft: Contract, **changes: Any) -> Any:
    """Post the complete form of a draft with changes; `then` says by which button."""
    draft.refresh_from_db()
    return desk.post(f"/concepten/{draft.pk}/", {**COMPLETE, "version": draft.version, **changes})


def test_a_notice_becomes_a_draft_that_says_what_was_read_and_where(desk: Client, voorbeeldstad: Buyer) -> None:
    Buyer.unfenced.filter(pk=voorbeeldstad.pk).update(kvk="11223344")
    file = SimpleUploadedFile("gunning.xml", notice())
    answer = desk.post("/aankondigingen/nieuw/", {"files": file}, follow=True)
    draft = Contract.unfenced.get()
    assert answer.redirect_chain[-1][0] == f"/concepten/{draft.pk}/"
    shown = text_of(answer)
    assert "Renovatie brug" in shown
    assert "Bouwbedrijf De Brug B.V." in shown
    assert "TEN-1" in shown
    assert "€ 500.000,00" in shown


def test_the_same_notice_again_leads_to_the_contract_that_is_there(desk: Client, voorbeeldstad: Buyer) -> None:
    Buyer.unfenced.filter(pk=voorbeeldstad.pk).update(kvk="11223344")
    for _ in range(2):
        answer = desk.post("/aankondigingen/nieuw/", {"files": SimpleUploadedFile("gunning.xml", notice())})
    assert answer.status_code == 409
    assert f"/concepten/{Contract.unfenced.get().pk}/" in answer.content.decode()


def test_another_notice_of_the_same_procedure_makes_no_second_contract_and_says_so(
    desk: Client, voorbeeldstad: Buyer
) -> None:
    Buyer.unfenced.filter(pk=voorbeeldstad.pk).update(kvk="11223344")
    for name in ("first", "second"):
        file = SimpleUploadedFile("gunning.xml", notice(name=name))
        answer = desk.post("/aankondigingen/nieuw/", {"files": file}, follow=True)
    assert "De aankondiging zegt over “Renovatie brug” hetzelfde" in text_of(answer)
    assert Contract.unfenced.count() == 1


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"<html></html>", b"no notice"])
def test_a_file_that_is_no_award_says_so_at_the_field(desk: Client, content: bytes) -> None:
    answer = desk.post("/aankondigingen/nieuw/", {"files": SimpleUploadedFile("gunning.xml", content)})
    assert answer.status_code == 422
    assert 'href="#id_files"' in answer.content.decode()
    assert not Contract.unfenced.exists()


def test_an_upload_without_a_file_asks_for_one(desk: Client) -> None:
    assert desk.post("/aankondigingen/nieuw/", {}).status_code == 422


def test_a_buyer_that_nobody_knows_is_added_after_a_page_that_says_what_follows(desk: Client) -> None:
    desk.post("/aankondigingen/nieuw/", {"files": SimpleUploadedFile("gunning.xml", notice())})
    draft = Contract.unfenced.get()
    page = desk.get(f"/concepten/{draft.pk}/opdrachtgever/")
    assert "Subregio A" in text_of(page)
    filled = {"version": draft.version, "name": "Waterschap Voorbeeldrivier", "kind": "water_board", "kvk": "11223344"}
    assert desk.post(f"/concepten/{draft.pk}/opdrachtgever/", {**filled, "kvk": "12"}).status_code == 422
    answer = desk.post(f"/concepten/{draft.pk}/opdrachtgever/", filled)
    assert answer["Location"] == f"/concepten/{draft.pk}/"
    assert draft.buyers.get().buyer.name == "Waterschap Voorbeeldrivier"


def test_a_known_buyer_can_be_chosen_instead(desk: Client, draft: Contract, voorbeeldstad: Buyer) -> None:
    filled = {"version": draft.version, "buyer_id": voorbeeldstad.pk, "known": "yes"}
    assert desk.post(f"/concepten/{draft.pk}/opdrachtgever/", {**filled, "buyer_id": ""}).status_code == 422
    assert desk.post(f"/concepten/{draft.pk}/opdrachtgever/", filled).status_code == 302
    assert draft.buyers.get().buyer == voorbeeldstad


def test_a_half_filled_draft_is_saved(desk: Client, draft: Contract) -> None:
    answer = desk.post(f"/concepten/{draft.pk}/", {"version": draft.version, "title": "Bruggen", "applied": "yes"})
    assert answer["Location"] == f"/concepten/{draft.pk}/"
    draft.refresh_from_db()
    assert draft.title == "Bruggen"


def test_a_name_without_a_number_keeps_nothing_from_being_saved(desk: Client, draft: Contract) -> None:
    answer = posted(desk, draft, supplier_name="Brücken GmbH", supplier_kvk="")
    assert answer["Location"] == f"/concepten/{draft.pk}/"
    shown = text_of(desk.get(f"/concepten/{draft.pk}/"))
    assert "Het KvK-nummer van Brücken GmbH ontbreekt" in shown
    assert 'value="Brücken GmbH"' in shown


def test_a_number_of_ten_digits_is_refused_and_never_cut(desk: Client, draft: Contract) -> None:
    page = desk.get(f"/concepten/{draft.pk}/").content.decode()
    assert "maxlength" not in page.split("<main")[1]
    answer = posted(desk, draft, supplier_kvk="1234567890")
    assert answer.status_code == 422
    assert "acht cijfers" in text_of(answer)
    assert 'value="1234567890"' in answer.content.decode()


def test_a_title_of_two_lines_becomes_one(desk: Client, draft: Contract) -> None:
    posted(desk, draft, title="Onderhoud\r\nvan bruggen")
    draft.refresh_from_db()
    assert draft.title == "Onderhoud van bruggen"


def test_what_was_typed_stays_when_something_is_wrong(desk: Client, draft: Contract) -> None:
    answer = posted(desk, draft, value_cents="veel", title="Onderhoud van wegen")
    assert answer.status_code == 422
    body = answer.content.decode()
    assert 'href="#id_value_cents"' in body
    assert 'value="veel"' in body
    assert "Onderhoud van wegen</textarea>" in body


def test_somebody_elses_change_is_told_and_the_typed_words_stay(desk: Client, draft: Contract) -> None:
    stale = draft.version
    posted(desk, draft)
    answer = posted(desk, draft, version=stale, title="Te laat")
    assert answer.status_code == 422
    assert "Te laat</textarea>" in answer.content.decode()
    beside = answer.content.decode().split('id="beside-title"')[1].split("</dl>")[0]
    assert "Onderhoud van bruggen" in beside
    assert "Bouwbedrijf De Brug" not in beside
    again = posted(desk, draft, title="Te laat")
    assert again.status_code == 302


def test_what_somebody_else_saved_is_told_in_words(desk: Client, draft: Contract, voorbeeldstad: Buyer) -> None:
    stale = draft.version
    posted(desk, draft, buyer_id=voorbeeldstad.pk, labour_share="40")
    answer = posted(desk, draft, version=stale, buyer_id="", kind="works", value_cents="1", end="2019-12-31")
    beside = text_of(answer).split('id="beside-title"')[1].split("</dl>")[0]
    for words in ("Voorbeeldstad", "Diensten", "500.000", "31 december 2018", "40"):
        assert f"<dd>{words}</dd>" in beside


@pytest.mark.parametrize(("buyer", "primary"), [(False, "save"), (True, "start")])
def test_a_draft_has_one_first_button(
    desk: Client, draft: Contract, voorbeeldstad: Buyer, buyer: bool, primary: str
) -> None:
    posted(desk, draft, buyer_id=voorbeeldstad.pk if buyer else "")
    page = desk.get(f"/concepten/{draft.pk}/").content.decode()
    buttons = re.findall(r'<button[^>]*form="draft-form"[^>]*>', page)
    assert [one for one in buttons if "nl-button--primary" in one] == buttons[:1]
    assert f'value="{primary}"' in buttons[0]
    assert sorted(re.findall('value="([a-z]+)"', "".join(buttons))) == ["certificates", "preview", "save", "start"]


def test_a_notice_without_a_number_shows_no_id_in_the_list(desk: Client, voorbeeldstad: Buyer) -> None:
    Buyer.unfenced.filter(pk=voorbeeldstad.pk).update(kvk="11223344")
    desk.post("/aankondigingen/nieuw/", {"files": SimpleUploadedFile("gunning.xml", notice())})
    NoticeFile.unfenced.update(publication_number="")
    kept = NoticeFile.unfenced.get()
    shown = text_of(desk.get("/concepten/"))
    assert kept.notice_id not in shown
    assert "gelezen op" in shown


def test_everything_wrong_with_a_new_buyer_is_said_at_once(desk: Client, draft: Contract) -> None:
    filled = {"version": draft.version, "name": "", "kind": "water_board", "kvk": "12"}
    body = desk.post(f"/concepten/{draft.pk}/opdrachtgever/", filled).content.decode()
    assert 'href="#id_name"' in body
    assert 'href="#id_kvk"' in body
    assert body.count("tw-problems__list") == 1


def test_the_button_that_calculates_keeps_nothing(desk: Client, draft: Contract) -> None:
    answer = posted(desk, draft, then="preview")
    assert answer.status_code == 200
    assert "€ 25.000,00" in text_of(answer)
    draft.refresh_from_db()
    assert draft.title == ""


def test_the_part_beside_the_form_follows_what_is_typed(desk: Client, draft: Contract) -> None:
    half = desk.post(f"/concepten/{draft.pk}/voorbeeld/", {**COMPLETE, "value_cents": "onzin"})
    full = desk.post(f"/concepten/{draft.pk}/voorbeeld/", {**COMPLETE, "value_cents": "600.000"})
    assert "<html" not in full.content.decode()
    assert "€ 30.000,00" in text_of(full)
    assert "€" not in text_of(half)


def test_what_is_missing_keeps_a_draft_from_being_put_in_force(desk: Client, draft: Contract) -> None:
    answer = posted(desk, draft, then="start", title="")
    assert answer.status_code == 422
    body = answer.content.decode()
    assert 'href="#id_title"' in body
    assert 'href="#id_buyer_id"' in body
    assert desk.get(f"/concepten/{draft.pk}/in-werking/")["Location"] == f"/concepten/{draft.pk}/"


def test_a_complete_draft_is_put_in_force_after_a_page_that_names_the_consequence(
    desk: Client, draft: Contract, voorbeeldstad: Buyer
) -> None:
    answer = posted(desk, draft, then="start", buyer_id=voorbeeldstad.pk)
    assert answer["Location"] == f"/concepten/{draft.pk}/in-werking/"
    page = desk.get(answer["Location"])
    assert "€ 25.000,00" in text_of(page)
    draft.refresh_from_db()
    done = desk.post(f"/concepten/{draft.pk}/in-werking/", {"version": draft.version})
    assert done["Location"] == f"/dossiers/{draft.pk}/"
    draft.refresh_from_db()
    assert draft.state == ContractState.RUNNING
    assert desk.get(f"/concepten/{draft.pk}/")["Location"] == f"/dossiers/{draft.pk}/"


def test_a_draft_that_changed_meanwhile_is_not_put_in_force(
    desk: Client, draft: Contract, voorbeeldstad: Buyer
) -> None:
    posted(desk, draft, buyer_id=voorbeeldstad.pk)
    for version in ("1", "niets", ""):
        assert desk.post(f"/concepten/{draft.pk}/in-werking/", {"version": version}).status_code == 409
    draft.refresh_from_db()
    assert draft.state == ContractState.DRAFT


def test_certificates_are_added_and_removed(desk: Client, draft: Contract, voorbeeldstad: Buyer) -> None:
    answer = posted(desk, draft, then="certificates", buyer_id=voorbeeldstad.pk)
    address = f"/concepten/{draft.pk}/keurmerken/"
    assert answer["Location"] == address
    filled = {"label": "pso2", "first_day": "2016-01-01", "last_day": "2018-12-31"}
    assert desk.post(address, {**filled, "last_day": "2015-01-01"}).status_code == 422
    assert desk.post(address, filled)["Location"] == address
    draft.refresh_from_db()
    assert draft.supplier
    certificate = draft.supplier.certificates.get()
    assert desk.get(f"{address}{certificate.pk}/verwijderen/").status_code == 405
    assert desk.post(f"{address}{certificate.pk}/verwijderen/").status_code == 302
    assert not draft.supplier.certificates.exists()


def test_a_draft_is_deleted_after_a_page_that_asks(desk: Client, draft: Contract) -> None:
    assert desk.get(f"/concepten/{draft.pk}/verwijderen/").status_code == 200
    assert Contract.unfenced.exists()
    assert desk.post(f"/concepten/{draft.pk}/verwijderen/")["Location"] == "/concepten/"
    assert not Contract.unfenced.exists()


def test_the_empty_list_says_how_to_begin_and_a_draft_begins_by_hand(desk: Client) -> None:
    assert "/aankondigingen/nieuw/" in desk.get("/concepten/").content.decode()
    answer = desk.post("/concepten/nieuw/")
    assert answer["Location"] == f"/concepten/{Contract.unfenced.get().pk}/"


def pages_of(draft: Contract) -> list[str]:
    number = draft.pk
    parts = ("", "opdrachtgever/", "keurmerken/", "in-werking/", "verwijderen/")
    return [f"/concepten/{number}/{part}" for part in parts]


def test_whoever_may_not_see_a_draft_finds_nothing(
    draft: Contract, client_for: ClientFor, carla: User, nora: User, bram: User, olga: User, milan: User, beheer: User
) -> None:
    for client in (Client(), *map(client_for, (carla, nora, bram, olga, milan, beheer))):
        for address in pages_of(draft):
            assert client.get(address).status_code == 404
        for part in ("", "voorbeeld/", "in-werking/", "verwijderen/", "opdrachtgever/", "keurmerken/"):
            assert client.post(f"/concepten/{draft.pk}/{part}", COMPLETE).status_code == 404


def test_who_prepares_is_told_no_where_the_coordinator_decides(
    draft: Contract, client_for: ClientFor, aisha: User, voorbeeldstad: Buyer, desk: Client
) -> None:
    posted(desk, draft, buyer_id=voorbeeldstad.pk)
    helper = client_for(aisha)
    assert helper.get(f"/concepten/{draft.pk}/").status_code == 200
    for part in ("in-werking/", "opdrachtgever/"):
        assert helper.get(f"/concepten/{draft.pk}/{part}").status_code == 403
        assert helper.post(f"/concepten/{draft.pk}/{part}", {"version": 2}).status_code == 403
    draft.refresh_from_db()
    assert draft.state == ContractState.DRAFT


def test_only_the_buyers_side_uploads(client_for: ClientFor, bram: User, milan: User) -> None:
    assert Client().get("/aankondigingen/nieuw/").status_code == 404
    for person in (bram, milan):
        client = client_for(person)
        assert client.get("/aankondigingen/nieuw/").status_code == 404
        assert client.post("/concepten/nieuw/").status_code == 404
        assert client.get("/concepten/").status_code == 404


def test_the_list_of_drafts_asks_as_much_for_many_as_for_two(
    desk: Client, anna: User, actor_of: ActorFor, de_brug: Supplier, policy_text: PolicyText
) -> None:
    counts = []
    for number in (2, 10):
        for _ in range(number):
            made = begin_draft(actor=actor_of(anna))
            Contract.unfenced.filter(pk=made.pk).update(supplier=de_brug, title=f"Werk {made.pk}")
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/concepten/").status_code == 200
        counts.append(len(asked))
    assert policy_text.pk
    assert counts[0] == counts[1]
