"""The pages of a supplier's own people, and of the suppliers for the buyer's side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tegenwaarde.records.models import Invitation, RoleGrant, Supplier
from tests.cast import a_contract, a_user
from tests.faces.web.reports.test_reporting_pages import text_of

if TYPE_CHECKING:
    from django.test import Client

    from tegenwaarde.records.models import Buyer, Contract, PolicyText, User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db
NEW = "nieuw@debrug.example"


def queries(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(path).status_code == 200
    return len(seen)


def test_a_clerk_invites_sends_again_and_withdraws(
    bram: User, contract_in_force: Contract, client_for: ClientFor, mailoutbox: list[Any]
) -> None:
    browser = client_for(bram)
    assert NEW in text_of(browser.post(f"/collegas/{contract_in_force.supplier_id}/", {"email": NEW}, follow=True))
    first = Invitation.unfenced.get()
    browser.post(f"/collegas/uitnodigingen/{first.pk}/", {"action": "resend"})
    assert [mail.to for mail in mailoutbox] == [[NEW], [NEW]]
    again = Invitation.unfenced.get(withdrawn=False)
    answer = browser.post(f"/collegas/uitnodigingen/{again.pk}/", {"action": "withdraw"}, follow=True)
    assert "is ingetrokken" in text_of(answer)
    assert not Invitation.unfenced.filter(withdrawn=False).exists()


def test_what_is_no_address_is_refused_at_its_field(
    bram: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    answer = client_for(bram).post("/collegas/", {"email": "geen adres"})
    assert answer.status_code == 422
    assert 'value="geen adres"' in answer.content.decode()


def test_a_removed_colleague_is_out_at_the_next_click(
    bram: User, de_brug: Supplier, contract_in_force: Contract, client_for: ClientFor
) -> None:
    sanne = a_user("Sanne", "supplier", supplier=de_brug)
    hers, his = client_for(sanne), client_for(bram)
    dossier = f"/dossiers/{contract_in_force.pk}/"
    assert hers.get(dossier).status_code == 200
    remove = f"/collegas/{de_brug.pk}/{sanne.pk}/verwijderen/"
    assert "ziet Sanne niets meer" in text_of(his.get(remove))
    assert "Sanne heeft geen toegang meer" in text_of(his.post(remove, follow=True))
    assert hers.get(dossier).status_code == 404


def test_the_last_person_reads_that_the_coordinator_will_see_it_and_may_go(
    bram: User, de_brug: Supplier, contract_in_force: Contract, client_for: ClientFor
) -> None:
    browser = client_for(bram)
    remove = f"/collegas/{de_brug.pk}/{bram.pk}/verwijderen/"
    assert "de regievoerder krijgt dat te zien" in text_of(browser.get(remove))
    assert browser.post(remove).status_code == 409
    assert browser.post(remove, {"last": "meant"})["Location"] == "/"
    assert not RoleGrant.unfenced.filter(user=bram, until_day=None).exists()


def test_the_coordinator_finds_the_company_without_people_and_invites_from_there(
    anna: User, contract_in_force: Contract, client_for: ClientFor, mailoutbox: list[Any]
) -> None:
    browser = client_for(anna)
    assert "niemand van deze opdrachtnemer kan melden" in text_of(browser.get("/"))
    assert "Bouwbedrijf De Brug" in text_of(browser.get("/opdrachtnemers/?mensen=zonder"))
    page = f"/opdrachtnemers/{contract_in_force.supplier_id}/"
    browser.post(page, {"email": NEW})
    assert mailoutbox[0].to == [NEW]
    assert NEW in text_of(browser.get(page))
    dossier = text_of(browser.get(f"/dossiers/{contract_in_force.pk}/verplichting/"))
    assert "Niemand van Bouwbedrijf De Brug heeft toegang" in dossier


def test_an_assistant_invites_too_and_a_contact_person_finds_no_such_list(
    aisha: User, piet: User, contract_in_force: Contract, client_for: ClientFor
) -> None:
    page = f"/opdrachtnemers/{contract_in_force.supplier_id}/"
    assert client_for(aisha).post(page, {"email": NEW}).status_code == 302
    assert client_for(piet).get("/opdrachtnemers/").status_code == 404
    assert client_for(piet).get(page).status_code == 404


def test_more_suppliers_do_not_ask_more_of_the_database(
    anna: User, voorbeeldstad: Buyer, policy_text: PolicyText, client_for: ClientFor
) -> None:
    def more(first: int, last: int) -> None:
        for number in range(first, last):
            supplier = Supplier.unfenced.create(name=f"Bedrijf {number}", kvk=f"5500{number:04d}")
            a_contract(voorbeeldstad, supplier, policy_text)

    browser = client_for(anna)
    more(0, 2)
    browser.get("/opdrachtnemers/")
    few = [queries(browser, path) for path in ("/opdrachtnemers/", "/", "/kwartaalbevestigingen/te-laat/")]
    more(2, 12)
    assert [queries(browser, path) for path in ("/opdrachtnemers/", "/", "/kwartaalbevestigingen/te-laat/")] == few
