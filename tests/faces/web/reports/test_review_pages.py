"""Anna decides, Aisha prepares, and the neighbours see nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import AccessLog, Contract, LedgerLine, PolicyText, Report, ReportState, User
from tests.cast import ActorFor, ClientFor, a_contract
from tests.faces.web.reports.test_reporting_pages import text_of
from tests.usecases.reports.stories import a_draft, a_submitted_report, approved

pytestmark = pytest.mark.django_db
SEEN = {"seen": ["employment", "benefit"], "seen_on": "2017-10-02"}


@pytest.fixture
def desk(client_for: ClientFor, anna: User) -> Client:
    return client_for(anna)


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today)


@pytest.fixture
def second(report: Report, bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    assert report.pk
    return a_submitted_report(bram_actor, contract_in_force, today, reference="P-8")


def test_approving_books_the_value_and_opens_the_next(desk: Client, report: Report, second: Report) -> None:
    filled = {"version": report.version, **SEEN, "other": "loonstrook"}
    answer = desk.post(f"/beoordelen/{report.pk}/goedkeuren/", filled)
    assert answer["Location"] == f"/beoordelen/{second.pk}/"
    assert sum(LedgerLine.unfenced.filter(report=report).values_list("cents", flat=True)) == 5_515_068
    evidence = report.decisions.get().evidence_seen
    assert "loonstrook" in evidence
    assert "oktober\N{NO-BREAK SPACE}2017" in evidence
    last = desk.post(f"/beoordelen/{second.pk}/goedkeuren/", {"version": second.version, **SEEN})
    assert last["Location"] == "/beoordelen/"


def test_the_next_stays_in_the_part_of_the_queue_that_is_looked_at(
    desk: Client,
    report: Report,
    second: Report,
    olga: User,
    actor_of: ActorFor,
    voorbeeldstad: Any,
    other_supplier: Any,
    policy_text: PolicyText,
    today: date,
) -> None:
    theirs = a_contract(voorbeeldstad, other_supplier, policy_text, title="Schoonmaak")
    other = a_submitted_report(actor_of(olga), theirs, today)
    at = f"/beoordelen/{report.pk}/goedkeuren/?opdrachtnemer={report.contract.supplier_id}"
    assert desk.post(at, {"version": report.version, **SEEN})["Location"].startswith(f"/beoordelen/{second.pk}/?")
    at = f"/beoordelen/{other.pk}/goedkeuren/?opdrachtnemer={other.contract.supplier_id}"
    assert desk.post(at, {"version": other.version, **SEEN})["Location"].startswith("/beoordelen/?")


def test_a_return_goes_back_with_its_reason(desk: Client, report: Report) -> None:
    at = f"/beoordelen/{report.pk}/teruggeven/"
    refused = desk.post(at, {"version": report.version, "reason": " "})
    assert refused.status_code == 422
    assert "reason" in refused.context["reason"].errors
    assert desk.post(at, {"version": report.version, "reason": "Uren kloppen niet"}).status_code == 302
    report.refresh_from_db()
    assert report.state == ReportState.RETURNED


def test_a_rejection_needs_a_reason_too(desk: Client, report: Report) -> None:
    at = f"/beoordelen/{report.pk}/afwijzen/"
    assert desk.post(at, {"version": report.version}).status_code == 422
    assert desk.post(at, {"version": report.version, "reason": "Hoort hier niet"}).status_code == 302
    report.refresh_from_db()
    assert report.state == ReportState.REJECTED


def test_the_second_coordinator_is_told_who_was_first(
    desk: Client, report: Report, anna_actor: Actor, today: date
) -> None:
    approved(anna_actor, report, today)
    lines = LedgerLine.unfenced.count()
    answer = desk.post(f"/beoordelen/{report.pk}/goedkeuren/", {"version": report.version})
    assert answer.status_code == 409
    assert "Anna" in text_of(answer)
    assert LedgerLine.unfenced.count() == lines


def test_the_screen_shows_facts_value_and_warnings_and_logs_the_sight(
    desk: Client, anna: User, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    from tegenwaarde.usecases.reports.save_draft import choose_block
    from tegenwaarde.usecases.reports.submit_report import submit_report

    long_ago: dict[str, Any] = {"employment_start": date(2015, 1, 5), "benefit_since": ()}
    draft = a_draft(bram_actor, contract_in_force, today, situations=("block-3",), block="3", **long_ago)
    choose_block(actor=bram_actor, report_id=draft.pk, block="3", no_displacement=False)
    report = submit_report(actor=bram_actor, report_id=draft.pk, today=today)
    page = desk.get(f"/beoordelen/{report.pk}/")
    shown = page.context["shown"]
    assert "5 januari 2015" in text_of(page)
    assert "€ 60.000,00" in text_of(page)
    assert [warning.mild for warning in shown.warnings] == [False, False, True]
    assert not shown.stopped
    assert AccessLog.unfenced.filter(user=anna, report=report, day=today).count() == 1


def test_a_clash_of_hours_keeps_approval_shut(
    desk: Client,
    anna_actor: Actor,
    bram_actor: Actor,
    actor_of: ActorFor,
    olga: User,
    voorbeeldstad: Any,
    other_supplier: Any,
    policy_text: PolicyText,
    contract_in_force: Contract,
    today: date,
) -> None:
    theirs = a_contract(voorbeeldstad, other_supplier, policy_text, title="Schoonmaak")
    first = a_submitted_report(bram_actor, contract_in_force, today, who="dezelfde")
    approved(anna_actor, first, today)
    again = a_submitted_report(actor_of(olga), theirs, today, who="dezelfde")
    assert desk.get(f"/beoordelen/{again.pk}/").context["shown"].stopped
    answer = desk.post(f"/beoordelen/{again.pk}/goedkeuren/", {"version": again.version, **SEEN})
    assert answer.status_code == 409
    assert not LedgerLine.unfenced.filter(report=again).exists()


def test_the_queue_is_filtered_and_sorted_by_its_address(
    desk: Client, report: Report, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    small = a_submitted_report(bram_actor, contract_in_force, today, reference="P-9", hours_per_week=900)

    def shown(query: str) -> list[int]:
        return [row.report_id for row in desk.get(f"/beoordelen/{query}").context["shown"].rows]

    assert shown("") == [report.pk, small.pk]
    assert shown("?volgorde=waarde") == [small.pk, report.pk]
    assert shown("?volgorde=-waarde") == [report.pk, small.pk]
    assert shown("?volgorde=onzin&contract=x") == [report.pk, small.pk]
    assert shown(f"?contract={contract_in_force.pk}") == [report.pk, small.pk]
    assert shown("?opdrachtnemer=999") == []


def test_an_empty_queue_says_what_will_come(desk: Client) -> None:
    assert "tw-empty" in text_of(desk.get("/beoordelen/"))


def test_many_reports_take_no_more_queries(
    desk: Client, bram_actor: Actor, contract_in_force: Contract, today: date, django_assert_max_num_queries: Any
) -> None:
    made = [a_submitted_report(bram_actor, contract_in_force, today, reference=f"P-{number}") for number in range(2)]
    counts = []
    for at in ("/beoordelen/", f"/beoordelen/{made[0].pk}/"):
        desk.get(at)
        with django_assert_max_num_queries(100) as few:
            desk.get(at)
        counts.append((at, len(few.captured_queries)))
    for number in range(2, 8):
        a_submitted_report(bram_actor, contract_in_force, today, reference=f"P-{number}")
    for at, most in counts:
        with django_assert_max_num_queries(most):
            desk.get(at)


def test_an_assistant_sees_the_queue_and_decides_nothing(client_for: ClientFor, aisha: User, report: Report) -> None:
    desk = client_for(aisha)
    assert desk.get("/beoordelen/").status_code == 200
    page = desk.get(f"/beoordelen/{report.pk}/")
    assert page.status_code == 200
    assert "data-rp-reason" not in text_of(page)
    for verb in ("goedkeuren", "teruggeven", "afwijzen"):
        filled = {"version": report.version, "reason": "Nee"}
        assert desk.post(f"/beoordelen/{report.pk}/{verb}/", filled).status_code == 403
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED


def test_nobody_else_finds_the_queue(
    client_for: ClientFor, bram: User, piet: User, olga: User, milan: User, beheer: User, report: Report
) -> None:
    for desk in (*map(client_for, (bram, piet, olga, milan, beheer)), Client()):
        assert desk.get("/beoordelen/").status_code == 404
        assert desk.get(f"/beoordelen/{report.pk}/").status_code == 404
        answer = desk.post(f"/beoordelen/{report.pk}/goedkeuren/", {"version": report.version})
        assert answer.status_code == 404


def test_the_coordinator_next_door_finds_no_report(client_for: ClientFor, carla: User, report: Report) -> None:
    desk = client_for(carla)
    assert desk.get("/beoordelen/").context["shown"].total == 0
    assert desk.get(f"/beoordelen/{report.pk}/").status_code == 404
    for verb in ("goedkeuren", "teruggeven", "afwijzen"):
        filled = {"version": report.version, "reason": "Nee"}
        assert desk.post(f"/beoordelen/{report.pk}/{verb}/", filled).status_code == 404


def test_a_draft_is_not_in_the_queue(desk: Client, bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    draft = a_draft(bram_actor, contract_in_force, today)
    assert desk.get(f"/beoordelen/{draft.pk}/").status_code == 404
    assert desk.get(f"/invulling/{draft.pk}/").status_code == 404


def test_a_neighbour_finds_none_of_the_suppliers_pages(
    client_for: ClientFor, olga: User, nora: User, carla: User, report: Report, contract_in_force: Contract
) -> None:
    addresses = [
        f"/dossiers/{contract_in_force.pk}/invulling/",
        f"/dossiers/{contract_in_force.pk}/invulling/nieuw/",
        *(f"/invulling/{report.pk}/{step}" for step in ("", "wie/", "situatie/", "werk/", "indienen/", "weggooien/")),
    ]
    for desk in (*map(client_for, (olga, nora, carla)), Client()):
        for at in addresses:
            assert desk.get(at).status_code == 404, at


def test_the_buyers_side_sees_a_report_and_may_not_write_it(
    desk: Client, client_for: ClientFor, piet: User, report: Report, contract_in_force: Contract
) -> None:
    for each in (desk, client_for(piet)):
        assert each.get(f"/invulling/{report.pk}/").status_code == 200
        assert each.get(f"/dossiers/{contract_in_force.pk}/invulling/nieuw/").status_code == 403
        for step in ("wie/", "situatie/", "werk/", "indienen/", "weggooien/"):
            assert each.get(f"/invulling/{report.pk}/{step}").status_code == 403


def test_a_supplier_learns_nothing_of_anothers_persons(
    client_for: ClientFor,
    olga: User,
    actor_of: ActorFor,
    anna_actor: Actor,
    report: Report,
    voorbeeldstad: Any,
    other_supplier: Any,
    policy_text: PolicyText,
    today: date,
) -> None:
    """The same reference at another supplier gives the same pages, whether or not that person counts already."""
    theirs = a_contract(voorbeeldstad, other_supplier, policy_text, title="Schoonmaak")
    draft = a_draft(actor_of(olga), theirs, today)
    desk = client_for(olga)
    addresses = [f"/dossiers/{theirs.pk}/invulling/", f"/invulling/{draft.pk}/", f"/invulling/{draft.pk}/werk/"]
    before = [_shown(desk, at) for at in addresses]
    approved(anna_actor, report, today)
    assert [_shown(desk, at) for at in addresses] == before


def _shown(desk: Client, at: str) -> str:
    shown = desk.get(at).context["shown"]
    return repr(shown)
