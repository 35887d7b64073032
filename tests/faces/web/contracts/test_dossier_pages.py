"""The pages of a dossier, as each side reads them, and agreements recorded line by line."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Agreement, Buyer, Contract, PolicyText, Supplier, User
from tegenwaarde.usecases.contracts.begin_draft import begin_draft
from tests.cast import ActorFor, ClientFor, a_contract
from tests.faces.web.reports.test_reporting_pages import text_of
from tests.usecases.contracts.test_agreements import LINE, recorded
from tests.usecases.reports.stories import a_submitted_report, approved

pytestmark = pytest.mark.django_db

TABS = ("", "verplichting/", "afspraken/", "invulling/", "tijdlijn/")
FILLED = {
    "line-TOTAL_FORMS": "1",
    "line-INITIAL_FORMS": "1",
    "line-0-block": "1",
    "line-0-persons": "2",
    "line-0-hours_per_week": "36",
    "line-0-start": "2017-03-01",
    "line-0-end": "2018-02-28",
    "after": "0",
    "note": "Besproken met de directie.",
}


@pytest.fixture
def desk(client_for: ClientFor, anna: User) -> Client:
    return client_for(anna)


def at(contract: Contract, part: str = "") -> str:
    return f"/dossiers/{contract.pk}/{part}"


def test_the_overview_says_whose_it_is_how_it_stands_and_what_comes_next(
    desk: Client, contract_in_force: Contract
) -> None:
    shown = text_of(desk.get(at(contract_in_force)))
    for words in ("Onderhoud van bruggen", "Voorbeeldstad", "Bouwbedrijf De Brug", "€ 25.000,00", "€ 500.000,00"):
        assert words in shown
    assert at(contract_in_force, "afspraken/vastleggen/") in shown
    assert at(contract_in_force, "uitnodigen/") in shown


def test_the_overview_has_one_first_button_and_a_period_that_does_not_break(
    client_for: ClientFor, anna: User, bram: User, contract_in_force: Contract, anna_actor: Actor, today: date
) -> None:
    assert anna.pk
    for agreed, person, part in (
        (False, bram, f"{at(contract_in_force)}afspraken/voorstel/"),
        (True, bram, "/kwartaalbevestiging/"),
    ):
        if agreed:
            recorded(anna_actor, contract_in_force, today, LINE)
        page = client_for(person).get(at(contract_in_force)).content.decode()
        first = re.findall(r'<a class="nl-button nl-button--primary" href="([^"]*)"', page)
        assert first == [part]
        assert page.partition("<main")[2].count(f'"{part}"') == 1
        assert re.search(r'<span class="tw-whole">[^<]* t/m [^<]*</span>', page)


def test_the_supplier_sees_the_same_dossier_with_its_own_button(
    client_for: ClientFor, bram: User, contract_in_force: Contract
) -> None:
    clerk = client_for(bram)
    for part in TABS:
        assert clerk.get(at(contract_in_force, part)).status_code == 200
    shown = text_of(clerk.get(at(contract_in_force)))
    assert at(contract_in_force, "invulling/nieuw/") in shown
    assert at(contract_in_force, "afspraken/vastleggen/") not in shown


def test_the_obligation_is_explained_with_links_to_the_rules(desk: Client, contract_in_force: Contract) -> None:
    answer = desk.get(at(contract_in_force, "verplichting/"))
    shown = text_of(answer)
    assert "€ 12.500,00" in shown
    for rule in ("B1", "B2", "B4", "B5", "B6", "B8"):
        assert f"#regel-{rule}" in shown
    assert "/leidraad/twente-2017/" in shown


def test_whoever_has_no_part_in_a_dossier_finds_nothing(
    client_for: ClientFor, contract_in_force: Contract, carla: User, nora: User, olga: User, milan: User, beheer: User
) -> None:
    for client in (Client(), *map(client_for, (carla, nora, olga, milan, beheer))):
        for part in (*TABS, "afspraken/vastleggen/"):
            assert client.get(at(contract_in_force, part)).status_code == 404
        assert client.post(at(contract_in_force, "afspraken/vastleggen/"), FILLED).status_code == 404


def test_who_sees_the_dossier_and_may_not_agree_is_told_no(
    client_for: ClientFor, contract_in_force: Contract, aisha: User, piet: User, bram: User
) -> None:
    for client in map(client_for, (aisha, piet, bram)):
        assert client.get(at(contract_in_force, "afspraken/")).status_code == 200
        assert client.get(at(contract_in_force, "afspraken/vastleggen/")).status_code == 403
        assert client.post(at(contract_in_force, "afspraken/vastleggen/"), FILLED).status_code == 403
    assert not Agreement.unfenced.exists()


def test_a_draft_leads_from_the_dossiers_address_to_its_own(
    desk: Client, anna: User, actor_of: ActorFor, policy_text: PolicyText
) -> None:
    assert policy_text.pk
    draft = begin_draft(actor=actor_of(anna))
    assert desk.get(at(draft))["Location"] == f"/concepten/{draft.pk}/"
    assert desk.get(at(draft, "verplichting/")).status_code == 404


def test_a_plan_is_valued_before_it_is_recorded(desk: Client, contract_in_force: Contract) -> None:
    address = at(contract_in_force, "afspraken/vastleggen/")
    assert desk.get(address).status_code == 200
    valued = desk.post(address, {**FILLED, "calculate": ""})
    assert "€ 60.000,00" in text_of(valued)
    assert not Agreement.unfenced.exists()
    done = desk.post(address, {**FILLED, "record": ""})
    assert done["Location"] == at(contract_in_force, "afspraken/")
    shown = text_of(desk.get(done["Location"]))
    assert "€ 60.000,00" in shown
    assert "Besproken met de directie." in shown


def test_another_line_can_be_added_and_one_left_out(desk: Client, contract_in_force: Contract) -> None:
    address = at(contract_in_force, "afspraken/vastleggen/")
    more = desk.post(address, {**FILLED, "add": ""})
    assert 'name="line-1-block"' in more.content.decode()
    assert "tw-problems" not in more.content.decode()
    second = {f"line-1-{name}": FILLED[f"line-0-{name}"] for name in ("persons", "hours_per_week", "start", "end")}
    both = {**FILLED, **second, "line-1-block": "5", "line-TOTAL_FORMS": "3", "record": ""}
    fewer = desk.post(address, {name: value for name, value in both.items() if name != "record"} | {"remove": "0"})
    assert 'name="line-2-persons"' not in fewer.content.decode()
    gone = {name: value for name, value in both.items() if not name.startswith("line-0")}
    desk.post(address, gone)
    assert [line.block for line in Agreement.unfenced.get().lines.all()] == ["5"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"line-0-persons": "0"}, "id_line-0-persons"),
        ({"line-0-persons": "twee"}, "id_line-0-persons"),
        ({"line-0-block": ""}, "id_line-0-block"),
        ({"line-0-end": "2017-02-01"}, "id_line-0-end"),
        ({"line-0-start": "2020-01-01", "line-0-end": "2020-02-01"}, "id_line-0-start"),
    ],
)
@pytest.mark.parametrize("button", ["record", "calculate"])
def test_what_is_wrong_in_a_plan_is_said_at_its_field_and_stays_typed(
    desk: Client, contract_in_force: Contract, changes: dict[str, str], field: str, button: str
) -> None:
    answer = desk.post(at(contract_in_force, "afspraken/vastleggen/"), {**FILLED, **changes, button: ""})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert f'href="#{field}"' in body
    assert "Besproken met de directie." in body
    assert not Agreement.unfenced.exists()


@pytest.mark.parametrize("button", ["record", "calculate"])
def test_everything_wrong_in_a_plan_is_said_at_once(desk: Client, contract_in_force: Contract, button: str) -> None:
    second = {f"line-1-{name}": FILLED[f"line-0-{name}"] for name in ("block", "hours_per_week", "start")}
    wrong = {**second, "line-1-persons": "0", "line-1-end": "2018-02-28", "line-0-end": "2017-02-01"}
    answer = desk.post(
        at(contract_in_force, "afspraken/vastleggen/"), {**FILLED, **wrong, "line-TOTAL_FORMS": "2", button: ""}
    )
    body = answer.content.decode()
    assert 'href="#id_line-0-end"' in body
    assert 'href="#id_line-1-persons"' in body
    assert "Vul 1 of meer in." in body


def test_a_plan_far_above_what_is_due_asks_whether_it_is_meant(desk: Client, contract_in_force: Contract) -> None:
    address, many = at(contract_in_force, "afspraken/vastleggen/"), {**FILLED, "line-0-persons": "2573"}
    words = "Dit plan is 3.087 keer de verplichting. Kloppen de aantallen en bedragen?"
    valued = desk.post(address, {**many, "calculate": ""})
    assert valued.status_code == 200
    assert words in text_of(valued)
    asked = desk.post(address, {**many, "record": ""})
    assert asked.status_code == 422
    assert words in text_of(asked)
    assert 'name="sure"' in asked.content.decode()
    assert not Agreement.unfenced.exists()
    assert desk.post(address, {**many, "sure": "on", "record": ""}).status_code == 302
    assert Agreement.unfenced.get().lines.get().persons == 2573


def test_a_plan_without_lines_is_refused(desk: Client, contract_in_force: Contract) -> None:
    answer = desk.post(
        at(contract_in_force, "afspraken/vastleggen/"), {**FILLED, "line-TOTAL_FORMS": "0", "record": ""}
    )
    assert answer.status_code == 422


def test_a_plan_written_after_a_newer_version_is_refused_and_stays_typed(
    desk: Client, anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    recorded(anna_actor, contract_in_force, today, LINE)
    answer = desk.post(at(contract_in_force, "afspraken/vastleggen/"), {**FILLED, "record": ""})
    assert answer.status_code == 422
    assert "Besproken met de directie." in answer.content.decode()
    assert Agreement.unfenced.count() == 1


def test_a_broken_count_of_lines_breaks_no_page(desk: Client, contract_in_force: Contract) -> None:
    for count in ("", "veel", "999999"):
        for button in ("add", "calculate", "record"):
            changed = {**FILLED, "line-TOTAL_FORMS": count, button: ""}
            assert desk.post(at(contract_in_force, "afspraken/vastleggen/"), changed).status_code in {200, 422}


def test_the_list_keeps_its_filters_in_the_address(
    desk: Client, contract_in_force: Contract, voorbeeldstad: Buyer, other_supplier: Supplier, policy_text: PolicyText
) -> None:
    assert contract_in_force.pk
    a_contract(voorbeeldstad, other_supplier, policy_text, title="Asfalt", kind="works")
    everything = text_of(desk.get("/dossiers/"))
    assert "Onderhoud van bruggen" in everything
    assert "?soort=works" in everything
    works = text_of(desk.get("/dossiers/?soort=works&sorteer=title"))
    assert "Onderhoud van bruggen" not in works
    assert "Asfalt" in works
    assert 'aria-sort="ascending"' in works
    for odd in ("?page=x", "?opdrachtgever=x", "?sorteer=-geheim", "?stand=onzin", "?zoek=" + "x" * 500, "?page=99"):
        assert desk.get(f"/dossiers/{odd}").status_code == 200


def test_an_empty_list_says_what_will_come(desk: Client) -> None:
    shown = text_of(desk.get("/dossiers/"))
    assert "/concepten/" in shown
    assert "/dossiers/" in text_of(desk.get("/dossiers/?zoek=niets"))


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_no_list_or_dossier_asks_more_for_many_rows_than_for_two(
    desk: Client,
    anna_actor: Actor,
    bram_actor: Actor,
    contract_in_force: Contract,
    voorbeeldstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
    today: date,
) -> None:
    def grow(number: int, after: int) -> None:
        for one in range(number):
            a_contract(voorbeeldstad, de_brug, policy_text, title=f"Werk {one}")
            approved(
                anna_actor, a_submitted_report(bram_actor, contract_in_force, today, reference=f"P{after}-{one}"), today
            )
        recorded(anna_actor, contract_in_force, today, *([LINE] * number), after=after)

    addresses = ["/dossiers/", *(at(contract_in_force, part) for part in TABS)]
    grow(2, 0)
    few = [asked(desk, address) for address in addresses]
    grow(8, 1)
    many = [asked(desk, address) for address in addresses]
    assert dict(zip(addresses, many, strict=True)) == dict(zip(addresses, few, strict=True))


def test_every_page_of_a_dossier_has_a_title_of_its_own(desk: Client, contract_in_force: Contract) -> None:
    titles = set()
    for part in (*TABS, "afspraken/vastleggen/"):
        body = desk.get(at(contract_in_force, part)).content.decode()
        titles.add(body.split("<title>")[1].split("</title>")[0].strip())
    assert len(titles) == len(TABS) + 1
