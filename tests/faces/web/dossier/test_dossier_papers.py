"""The pages of a dossier's papers: what they show, refuse and hide, and the search at the top of every page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tegenwaarde.records.models import Document, DossierContact, DossierNote
from tests.adapters.files.papers import pdf

if TYPE_CHECKING:
    from django.test import Client

    from tegenwaarde.records.models import Contract, User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(anna: User, client_for: ClientFor) -> Client:
    return client_for(anna)


def sent(text: str = "Plan van aanpak", **more: Any) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("plan.pdf", pdf(text)), **more}


def test_a_document_is_added_shared_handed_out_and_removed(
    desk: Client, bram: User, client_for: ClientFor, contract_in_force: Contract
) -> None:
    tab = f"/dossiers/{contract_in_force.pk}/documenten/"
    assert desk.post(f"{tab}toevoegen/", sent(about="Van de aannemer")).status_code == 302
    document = Document.unfenced.get()
    assert "Van de aannemer" in desk.get(tab).content.decode()
    clerk = client_for(bram)
    assert clerk.get(f"/document/{document.pk}/").status_code == 404
    desk.post(f"/document/{document.pk}/delen/", {"shared": "yes"})
    copy = clerk.get(f"/document/{document.pk}/")
    assert (copy.content, copy["Content-Type"], copy["X-Content-Type-Options"]) == (
        pdf("Plan van aanpak"), "application/pdf", "nosniff",
    )  # fmt: skip
    assert copy["Content-Disposition"].startswith("attachment")
    assert "sandbox" in copy["Content-Security-Policy"]
    assert clerk.post(f"/document/{document.pk}/verwijderen/").status_code == 403
    assert "meteen gewist" in desk.get(f"/document/{document.pk}/verwijderen/").content.decode()
    desk.post(f"/document/{document.pk}/verwijderen/")
    assert "Nog geen documenten" in desk.get(tab).content.decode()
    assert desk.get(f"/document/{document.pk}/").status_code == 409


def test_a_number_that_may_be_a_bsn_is_asked_about(desk: Client, contract_in_force: Contract) -> None:
    add = f"/dossiers/{contract_in_force.pk}/documenten/toevoegen/"
    asked = desk.post(add, sent("Bel 111222333"))
    assert (asked.status_code, 'name="is_bsn"' in asked.content.decode()) == (422, True)
    assert desk.post(add, sent("Bel 111222333", is_bsn="no")).status_code == 302
    assert desk.post(add, {}).status_code == 422


def test_a_contact_is_added_changed_and_ended_on_pages(desk: Client, contract_in_force: Contract) -> None:
    tab = f"/dossiers/{contract_in_force.pk}/contact/"
    told = {"side": "buyer", "role": "site", "name": "Gerrit", "phone": "074 123 45 67"}
    assert desk.post(f"{tab}toevoegen/", {**told, "phone": ""}).status_code == 422
    assert desk.post(f"{tab}toevoegen/", told).status_code == 302
    gerrit = DossierContact.unfenced.get()
    assert desk.post(f"/contact/{gerrit.pk}/", {**told, "version": "1", "name": "Geert"}).status_code == 302
    assert desk.post(f"/contact/{gerrit.pk}/", {**told, "version": "1"}).status_code == 409
    page = desk.get(tab).content.decode()
    assert ("Geert" in page, 'href="tel:0741234567"' in page) == (True, True)
    desk.post(f"/contact/{gerrit.pk}/beeindigen/")
    assert "tel:0741234567" not in desk.get(tab).content.decode()


def test_a_supplier_finds_no_note_and_no_form_on_the_page_with_contacts(
    desk: Client, bram: User, client_for: ClientFor, contract_in_force: Contract
) -> None:
    number = contract_in_force.pk
    assert desk.post(f"/dossiers/{number}/notities/", {"words": ""}).status_code == 422
    assert desk.post(f"/dossiers/{number}/notities/", {"words": "Belt liever."}).status_code == 302
    page = client_for(bram).get(f"/dossiers/{number}/contact/").content.decode()
    assert [word for word in ("Belt liever", "Notities", "toevoegen/") if word in page] == []
    assert client_for(bram).post(f"/dossiers/{number}/notities/", {"words": "Hallo"}).status_code == 403
    desk.post(f"/notitie/{DossierNote.unfenced.get().pk}/weggooien/")
    assert "Belt liever" not in desk.get(f"/dossiers/{number}/contact/").content.decode()


def test_the_timeline_keeps_its_filter_in_the_address(desk: Client, contract_in_force: Contract) -> None:
    number = contract_in_force.pk
    desk.post(f"/dossiers/{number}/notities/", {"words": "Belt liever."})
    desk.post(f"/dossiers/{number}/documenten/toevoegen/", sent())
    page = desk.get(f"/dossiers/{number}/tijdlijn/?soort=notes").content.decode()
    assert ("Er is een notitie gemaakt" in page, "Het document" in page) == (True, False)
    assert "Hiervan is nog niets gebeurd" in desk.get(f"/dossiers/{number}/tijdlijn/?soort=quarters").content.decode()


@pytest.mark.parametrize("who", ["anna", "bram"])
def test_every_page_has_a_field_to_search_from(
    who: str, contract_in_force: Contract, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    page = client_for(request.getfixturevalue(who)).get("/dossiers/").content.decode()
    assert 'action="/zoeken/"' in page
    assert 'id="tw-find"' in page


def test_what_is_searched_for_is_shown_and_never_run(
    desk: Client, contract_in_force: Contract, milan: User, client_for: ClientFor, today: date
) -> None:
    found = desk.get("/zoeken/", {"zoek": "bruggen"}).content.decode()
    assert "Onderhoud van <mark>bruggen</mark>" in found
    assert "<script>alert" not in desk.get("/zoeken/", {"zoek": "<script>alert(1)</script>"}).content.decode()
    assert "Wat weet u nog?" in desk.get("/zoeken/").content.decode()
    assert desk.get("/zoeken/", {"zoek": "bruggen", "soort": "dossiers", "page": "99"}).status_code == 200
    assert 'tw-find"' not in client_for(milan).get("/").content.decode()
    assert client_for(milan).get("/zoeken/").status_code == 404


def test_who_opens_the_address_of_a_form_reads_what_to_do(
    client_for: ClientFor, anna: User, contract_in_force: Contract
) -> None:
    answer = client_for(anna).get(f"/dossiers/{contract_in_force.pk}/notities/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Dit adres is geen pagina" in answer.content.decode()
