"""Anna uploads many notices, finds the upload back with a line for each file, and says who is meant by a name."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tegenwaarde.records.models import Buyer, Contract, NoticeBatch, PartyQuestion, Supplier, User
from tegenwaarde.usecases.notices.unpacking import MOST_FILES
from tests.adapters.eforms import builder
from tests.cast import ClientFor
from tests.faces.web.reports.test_reporting_pages import text_of
from tests.usecases.notices.making import WON_BY_NAME, a_modification, a_notice, a_zip, give_numbers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy_text")]


@pytest.fixture
def desk(client_for: ClientFor, anna: User, voorbeeldstad: Buyer, de_brug: Supplier) -> Client:
    assert voorbeeldstad.pk
    assert de_brug.pk
    give_numbers()
    return client_for(anna)


def sent(**files: bytes) -> dict[str, SimpleUploadedFile]:
    """Return a ZIP to upload."""
    return {"files": SimpleUploadedFile("gunningen.zip", a_zip({f"{name}.xml": x for name, x in files.items()}))}


def test_a_zip_leads_to_a_page_with_a_line_for_each_file(desk: Client) -> None:
    answer = desk.post(
        "/aankondigingen/nieuw/", sent(a_goed=a_notice(), b_kapot=b"<a", c_wijziging=a_modification("one")), follow=True
    )
    batch = NoticeBatch.unfenced.get()
    assert answer.redirect_chain[-1][0] == f"/aankondigingen/{batch.pk}/"
    shown = text_of(answer)
    assert "3 van 3 bestanden gelezen" in shown
    assert "a_goed.xml" in shown
    assert "Het concept “Renovatie brug” is bijgewerkt." in shown
    assert f"/concepten/{Contract.unfenced.get().pk}/" in answer.content.decode()


def test_lines_are_filtered_by_their_outcome(desk: Client) -> None:
    desk.post("/aankondigingen/nieuw/", sent(a=a_notice(), b=b"<a"))
    page = f"/aankondigingen/{NoticeBatch.unfenced.get().pk}/"
    refused = text_of(desk.get(page, {"uitkomst": "refused"}))
    assert "b.xml" in refused
    assert "a.xml" not in refused
    assert desk.get(page, {"uitkomst": "nonsense"}).status_code == 200


def test_earlier_uploads_are_found_back_and_an_empty_list_says_how_to_begin(desk: Client) -> None:
    assert "Nog geen aankondigingen" in text_of(desk.get("/aankondigingen/"))
    desk.post("/aankondigingen/nieuw/", sent(a=a_notice()))
    shown = text_of(desk.get("/aankondigingen/"))
    assert "gunningen.zip" in shown
    assert "1 van 1" in shown


def test_several_files_at_once_are_one_upload(desk: Client) -> None:
    files = [SimpleUploadedFile(f"{name}.xml", a_notice(name)) for name in ("one", "two")]
    desk.post("/aankondigingen/nieuw/", {"files": files})
    assert NoticeBatch.unfenced.get().lines.count() == 2
    assert Contract.unfenced.count() == 2


def test_one_notice_that_is_no_award_says_why_at_the_field(desk: Client) -> None:
    answer = desk.post("/aankondigingen/nieuw/", {"files": SimpleUploadedFile("x.xml", b"%PDF-1.4")})
    assert answer.status_code == 422
    assert 'href="#id_files"' in answer.content.decode()
    assert not NoticeBatch.unfenced.exists()


def test_an_upload_that_broke_off_offers_to_go_on(desk: Client, anna: User) -> None:
    batch = NoticeBatch.unfenced.create(
        entered_in=anna.grants.get().subregion, uploaded_by=anna, uploaded_on="2017-10-02", source="x.zip", files=2
    )
    assert "Verder met de rest" in text_of(desk.get(f"/aankondigingen/{batch.pk}/"))
    answer = desk.post(f"/aankondigingen/{batch.pk}/verder/")
    assert answer.status_code == 409
    assert "niet meer bewaard" in text_of(answer)
    assert desk.get(f"/aankondigingen/{batch.pk}/voortgang/").headers["HX-Refresh"] == "true"


def test_more_lines_ask_no_more_queries(desk: Client) -> None:
    counts = []
    for number in (2, 6):
        files = {f"n{number}_{one}": a_notice(f"n{number}-{one}") for one in range(number)}
        desk.post("/aankondigingen/nieuw/", sent(**files))
        page = f"/aankondigingen/{NoticeBatch.unfenced.order_by('-pk')[0].pk}/"
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get(page)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_is_meant_is_asked_on_the_draft_and_answered_on_a_page(desk: Client, de_brug: Supplier) -> None:
    file = SimpleUploadedFile("x.xml", a_notice(organisations=builder.VOORBEELDSTAD + WON_BY_NAME))
    shown = desk.post("/aankondigingen/nieuw/", {"files": file}, follow=True)
    assert "Het is niet zeker wie dat is" in text_of(shown)
    question = PartyQuestion.unfenced.get()
    page = f"/concepten/{question.contract_id}/wie/{question.pk}/"
    assert "KvK 22334455" in text_of(desk.get(page))
    assert desk.post(page, {}).status_code == 422
    answer = desk.post(page, {"who": de_brug.pk}, follow=True)
    assert "wordt Bouwbedrijf De Brug bedoeld" in text_of(answer)
    assert Contract.unfenced.get().supplier == de_brug
    assert desk.get(page).status_code == 409


def test_a_supplier_abroad_is_filled_in_with_its_country_and_number(desk: Client) -> None:
    desk.post("/concepten/nieuw/")
    draft = Contract.unfenced.get()
    filled = {"version": draft.version, "applied": "yes", "supplier_name": "Brücken GmbH", "supplier_country": "deu"}
    assert desk.post(f"/concepten/{draft.pk}/", filled).status_code == 422
    assert desk.post(f"/concepten/{draft.pk}/", {**filled, "supplier_number": "HRB 1"}).status_code == 302
    assert Supplier.unfenced.get(country="DEU").register_number == "HRB 1"


def test_more_files_than_an_import_takes_are_refused_in_words(desk: Client) -> None:
    files = [SimpleUploadedFile(f"{number}.xml", b"<a/>") for number in range(MOST_FILES + 1)]
    answer = desk.post("/aankondigingen/nieuw/", {"files": files})
    assert answer.status_code == 422
    assert f"meer dan {MOST_FILES} bestanden" in text_of(answer)


def test_more_files_than_the_site_takes_are_refused_in_words(desk: Client, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = [SimpleUploadedFile(f"{number}.xml", b"<a/>") for number in range(3)]
    answer = desk.post("/aankondigingen/nieuw/", {"files": files})
    assert answer.status_code == 400
    assert "Er zijn meer dan 2 bestanden tegelijk verstuurd" in text_of(answer)


def test_a_name_from_abroad_is_asked_about_with_its_country_in_words(desk: Client) -> None:
    Supplier.unfenced.create(name="Brücken GmbH", country="DEU", register_number="HRB 1")
    abroad = builder.organisation("ORG-2", "Brücken GmbH", country="DEU")
    desk.post(
        "/aankondigingen/nieuw/",
        {"files": SimpleUploadedFile("x.xml", a_notice(organisations=builder.VOORBEELDSTAD + abroad))},
    )
    question = PartyQuestion.unfenced.get()
    shown = text_of(desk.get(f"/concepten/{question.contract_id}/wie/{question.pk}/"))
    assert "HRB 1 (register van Duitsland)" in shown


def test_where_the_xml_is_broken_is_said_in_dutch(desk: Client) -> None:
    desk.post("/aankondigingen/nieuw/", sent(a=a_notice(), b=b"<a>\n<b></a>"))
    shown = text_of(desk.get(f"/aankondigingen/{NoticeBatch.unfenced.get().pk}/"))
    assert "regel 2, teken" in shown
