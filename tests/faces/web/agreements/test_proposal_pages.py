"""The pages of a plan on its way: written without JavaScript, valued while typing, proposed, answered and compared."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tegenwaarde.records.models import Agreement, Finding, Proposal
from tests.usecases.agreements.stories import INVOICE, PERSON, agreed, proposed, returned
from tests.usecases.contracts.test_agreements import LINE, recorded

if TYPE_CHECKING:
    from django.test import Client

    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db

PLAN = {
    "line-TOTAL_FORMS": "2",
    "line-INITIAL_FORMS": "0",
    "line-0-kind": "work",
    "line-0-block": "1",
    "line-0-persons": "1",
    "line-0-hours_per_week": "36",
    "line-0-start": "2017-03-01",
    "line-0-end": "2018-02-28",
    "line-1-kind": "invoice",
    "line-1-block": "9",
    "line-1-invoice_cents": "1.000,50",
    "line-1-start": "2017-11-01",
    "version": "0",
    "note": "In overleg met de voorman.",
}


@pytest.fixture
def desk(client_for: ClientFor, bram: User) -> Client:
    return client_for(bram)


@pytest.fixture
def office(client_for: ClientFor, anna: User) -> Client:
    return client_for(anna)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def at(contract: Contract, part: str = "voorstel/") -> str:
    return f"/dossiers/{contract.pk}/afspraken/{part}"


def test_a_plan_is_written_valued_and_proposed_by_buttons_alone(
    desk: Client, office: Client, contract_in_force: Contract
) -> None:
    assert 'name="line-0-persons"' in text_of(desk.get(at(contract_in_force)))
    assert not Proposal.unfenced.exists()
    valued = desk.post(at(contract_in_force), {**PLAN, "calculate": "1"})
    assert valued.status_code == 200
    for words in ("€ 31.000,50", "dekt de verplichting van € 25.000,00", "1e kwartaal 2017", "Waarom dit bedrag?"):
        assert words in text_of(valued)
    done = desk.post(at(contract_in_force), {**PLAN, "version": "1", "propose": "1"})
    assert (done.status_code, done["Location"]) == (302, at(contract_in_force, ""))
    made = Proposal.unfenced.get()
    assert (made.state, made.value_cents, made.note) == ("proposed", 3_100_050, "In overleg met de voorman.")
    assert f"/voorstellen/{made.pk}/" in text_of(office.get("/"))
    assert f"/voorstellen/{made.pk}/" in text_of(office.get(at(contract_in_force, "")))
    assert "In overleg met de voorman." in text_of(office.get(f"/voorstellen/{made.pk}/"))


def test_lines_are_added_copied_and_taken_away_and_each_time_the_draft_is_kept(
    desk: Client, contract_in_force: Contract
) -> None:
    added = desk.post(at(contract_in_force), {**PLAN, "add": "invoice"})
    assert added["Location"] == at(contract_in_force) + "#line-2"
    shown = text_of(desk.get(at(contract_in_force)))
    assert 'name="line-2-kind" value="invoice"' in shown
    assert 'name="line-2-invoice_cents"' in shown
    copied = desk.post(at(contract_in_force), {**PLAN, "version": "1", "copy": "0"})
    assert copied["Location"].endswith("#line-1")
    assert 'name="line-1-persons"' in text_of(desk.get(at(contract_in_force)))
    desk.post(at(contract_in_force), {**PLAN, "version": "2", "remove": "0"})
    shown = text_of(desk.get(at(contract_in_force)))
    assert 'name="line-0-invoice_cents" value="1.000,50"' in shown
    assert "line-1-" not in shown


def test_what_cannot_be_read_stays_typed_when_a_line_is_added(desk: Client, contract_in_force: Contract) -> None:
    answer = desk.post(at(contract_in_force), {**PLAN, "line-0-persons": "twee", "add": "work"})
    assert answer.status_code == 200
    shown = text_of(answer)
    assert 'value="twee"' in shown
    assert 'name="line-2-persons"' in shown
    assert 'name="version" id="pl-version" value="1"' in shown


def test_while_typing_the_draft_is_kept_and_the_value_comes_back(desk: Client, contract_in_force: Contract) -> None:
    half = {**PLAN, "line-1-invoice_cents": ""}
    answer = desk.post(at(contract_in_force, "voorstel/waarde/"), half)
    shown = text_of(answer)
    assert "€ 30.000,00" in shown
    assert "1 regel is nog niet compleet." in shown
    assert 'id="pl-version" value="1" hx-swap-oob="true"' in shown
    assert Proposal.unfenced.get().state == "draft"
    stale = desk.post(at(contract_in_force, "voorstel/waarde/"), half)
    assert "in een ander venster gewijzigd" in text_of(stale)
    assert Proposal.unfenced.get().version == 1


@pytest.mark.parametrize("button", ["propose", "calculate"])
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"line-0-persons": "0"}, "id_line-0-persons"),
        ({"line-0-block": ""}, "id_line-0-block"),
        ({"line-0-end": "2017-02-01"}, "id_line-0-end"),
        ({"line-1-invoice_cents": "veel"}, "id_line-1-invoice_cents"),
        ({"line-1-start": "2020-01-01"}, "id_line-1-start"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_stays_typed(
    desk: Client, contract_in_force: Contract, changes: dict[str, str], field: str, button: str
) -> None:
    answer = desk.post(at(contract_in_force), {**PLAN, **changes, button: "1"})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()
    assert "In overleg met de voorman." in text_of(answer)
    assert not Proposal.unfenced.exclude(state="draft").exists()


def test_a_plan_that_falls_short_is_asked_about_before_it_is_proposed(
    desk: Client, contract_in_force: Contract
) -> None:
    asked = desk.post(at(contract_in_force), {**PLAN, "line-0-hours_per_week": "18", "propose": "1"})
    assert asked["Location"] == at(contract_in_force, "voorstel/doen/")
    page = text_of(desk.get(asked["Location"]))
    assert "blijft € 8.999,50 van de verplichting open" in page
    assert desk.post(asked["Location"], {"version": "1"}).status_code == 422
    assert desk.post(asked["Location"], {"version": "1", "sure": "on"}).status_code == 302
    assert Proposal.unfenced.get().state == "proposed"


def test_the_coordinator_agrees_and_the_plan_is_the_agreement(
    office: Client, desk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    plan = proposed(bram_actor, contract_in_force, today, PERSON, INVOICE)
    page = f"/voorstellen/{plan.pk}/akkoord/"
    assert "versie 1 van de afspraken" in text_of(office.get(page))
    done = office.post(page, {"version": plan.version, "after": "0", "note": "Mooi."})
    assert done["Location"] == at(contract_in_force, "")
    assert Agreement.unfenced.get().note == "Mooi."
    shown = text_of(desk.get(at(contract_in_force, "")))
    assert "factuur van € 10.000,00 op 1 november 2017" in shown
    assert "Mooi." not in shown
    again = office.post(page, {"version": plan.version, "after": "1", "note": ""})
    assert again.status_code == 409
    assert "Anna heeft dit plan al beantwoord" in text_of(again)


def test_a_plan_far_above_what_is_due_is_agreed_only_when_it_is_meant(
    office: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    plan = proposed(bram_actor, contract_in_force, today, {**PERSON, "persons": 90})
    page = f"/voorstellen/{plan.pk}/akkoord/"
    answer = {"version": plan.version, "after": "0", "note": ""}
    assert office.post(page, answer).status_code == 422
    assert not Agreement.unfenced.exists()
    assert office.post(page, {**answer, "sure": "on"}).status_code == 302


def test_a_plan_is_returned_with_a_reason_that_the_supplier_reads(
    office: Client, desk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    plan = proposed(bram_actor, contract_in_force, today)
    page = f"/voorstellen/{plan.pk}/terugsturen/"
    empty = office.post(page, {"version": plan.version, "reason": " "})
    assert empty.status_code == 422
    assert "tw-problems" in empty.content.decode()
    assert office.post(page, {"version": plan.version, "reason": "Graag ook stages."}).status_code == 302
    for address in (at(contract_in_force, ""), at(contract_in_force), f"/voorstellen/{plan.pk}/"):
        assert "Graag ook stages." in text_of(desk.get(address))


def test_the_supplier_withdraws_a_plan_and_goes_on_with_it(
    desk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    plan = proposed(bram_actor, contract_in_force, today, PERSON, INVOICE)
    assert desk.get(at(contract_in_force))["Location"] == f"/voorstellen/{plan.pk}/"
    assert desk.post(f"/voorstellen/{plan.pk}/intrekken/").status_code == 302
    assert 'name="line-1-invoice_cents"' in text_of(desk.get(at(contract_in_force)))
    assert "Ingetrokken" in text_of(desk.get(f"/voorstellen/{plan.pk}/"))


def test_an_outdated_plan_says_so(
    office: Client, bram_actor: Actor, anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    plan = proposed(bram_actor, contract_in_force, today)
    recorded(anna_actor, contract_in_force, today, LINE)
    for address in (at(contract_in_force, ""), f"/voorstellen/{plan.pk}/", f"/voorstellen/{plan.pk}/akkoord/"):
        assert "verouderd" in text_of(office.get(address))


def test_two_versions_are_laid_side_by_side(
    office: Client, bram_actor: Actor, anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    assert "nog niets te vergelijken" in text_of(office.get(at(contract_in_force, "vergelijken/")))
    returned(anna_actor, proposed(bram_actor, contract_in_force, today, PERSON), today)
    proposed(bram_actor, contract_in_force, today, {**PERSON, "persons": 1}, INVOICE)
    shown = text_of(office.get(at(contract_in_force, "vergelijken/?van=voorstel-1&naar=voorstel-2")))
    for words in ("gewijzigd", "toegevoegd", "€ 30.000,00 minder", "€ 10.000,00 meer", "€ 20.000,00 minder"):
        assert words in shown


def test_the_finding_opens_activities_for_the_plan_and_names_what_it_does(
    office: Client, desk: Client, contract_in_force: Contract
) -> None:
    page = f"/dossiers/{contract_in_force.pk}/plaatsen-niet-mogelijk/"
    assert 'value="activity"' not in text_of(desk.get(at(contract_in_force)))
    assert "Vanaf nu tellen uren van activiteiten mee" in text_of(office.get(page))
    assert office.post(page, {"reason": ""}).status_code == 422
    assert office.post(page, {"reason": "Alleen machines."}).status_code == 302
    assert 'value="activity"' in text_of(desk.get(at(contract_in_force)))
    shown = text_of(desk.get(at(contract_in_force, "")))
    assert "Op 2 oktober 2017 heeft de regievoerder vastgelegd" in shown
    assert "Alleen machines." not in shown
    assert office.post(f"{page}intrekken/", {"reason": "Toch werk."}).status_code == 302
    assert Finding.unfenced.get().withdrawn_reason == "Toch werk."
    assert office.get(f"{page}intrekken/")["Location"] == at(contract_in_force, "")


def test_the_timeline_leads_to_what_it_is_about(
    office: Client, desk: Client, bram_actor: Actor, anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    plan = proposed(bram_actor, contract_in_force, today)
    agreed(anna_actor, plan, today)
    for client in (office, desk):
        shown = text_of(client.get(f"/dossiers/{contract_in_force.pk}/tijdlijn/"))
        assert shown.count(f'href="/voorstellen/{plan.pk}/"') == 2


def test_who_may_not_answer_or_write_is_told_no_and_a_neighbour_finds_nothing(
    client_for: ClientFor,
    bram_actor: Actor,
    contract_in_force: Contract,
    aisha: User,
    piet: User,
    olga: User,
    carla: User,
    today: date,
) -> None:
    plan = proposed(bram_actor, contract_in_force, today)
    for person, status in ((aisha, 403), (piet, 403), (olga, 404), (carla, 404)):
        client = client_for(person)
        for page in (f"/voorstellen/{plan.pk}/akkoord/", f"/voorstellen/{plan.pk}/intrekken/", at(contract_in_force)):
            assert client.get(page).status_code == status
            assert client.post(page, {"version": plan.version}).status_code == status


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_no_page_asks_more_for_more_versions_and_lines(
    office: Client, desk: Client, bram_actor: Actor, anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    def grow(times: int, before: int) -> Any:
        for number in range(times):
            plan = proposed(bram_actor, contract_in_force, today, *([PERSON] * (number + 1)), INVOICE)
            agreed(anna_actor, plan, today, after=before + number)
        return proposed(bram_actor, contract_in_force, today, *([PERSON] * times))

    def looked(plan: Proposal) -> list[int]:
        pages = (at(contract_in_force, ""), at(contract_in_force, "vergelijken/"), f"/voorstellen/{plan.pk}/")
        return [asked(client, page) for client in (office, desk) for page in pages]

    first = grow(2, 0)
    few = looked(first)
    returned(anna_actor, first, today)
    assert looked(grow(6, 2)) == few
