"""Bram divides hours, tells hours that change, and passes on changes; without a line of script."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import (
    Buyer,
    ChangeKind,
    Contract,
    Finding,
    PolicyText,
    Report,
    ReportState,
    Supplier,
    User,
)
from tegenwaarde.usecases.corrections.correct_report import start_correction
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.reports.save_draft import save_draft
from tegenwaarde.usecases.reports.share_report import share_report
from tegenwaarde.usecases.reports.start_report import start_report
from tegenwaarde.usecases.reports.submit_report import submit_report
from tests.cast import ClientFor, a_contract
from tests.faces.web.reports.test_reporting_pages import WORK, text_of
from tests.usecases.reports.stories import a_draft, a_submitted_report, approved

pytestmark = pytest.mark.django_db
END_OF_JUNE = "30 juni 2017".replace(" ", "\N{NO-BREAK SPACE}")


@pytest.fixture
def clerk(client_for: ClientFor, bram: User) -> Client:
    return client_for(bram)


@pytest.fixture
def second(voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText) -> Contract:
    return a_contract(voorbeeldstad, de_brug, policy_text, title="Nieuwbouw school", reference="2017-13")


@pytest.fixture
def accepted(anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    approved(anna_actor, report, today)
    report.refresh_from_db()
    return report


def changes_of(report: Report) -> tuple[tuple[date, int], ...]:
    report.refresh_from_db()
    return answers_of(report).hours_changes


def test_a_change_of_the_hours_is_added_and_taken_out_with_buttons(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    at = f"/invulling/{report.pk}/werk/"
    added = clerk.post(at, {**WORK, "changes": "0", "add_change": "1"})
    assert added["Location"] == f"{at}?meer=1#hours"
    assert 'name="change_1_day"' in text_of(clerk.get(f"{at}?meer=1"))
    two = {"changes": "2", "change_1_day": "1-9-2017", "change_1_hours": "24", "change_2_day": "1-6-2017",
           "change_2_hours": "30"}  # fmt: skip
    assert clerk.post(at, {**WORK, **two})["Location"] == f"/invulling/{report.pk}/indienen/"
    assert changes_of(report) == ((date(2017, 6, 1), 3000), (date(2017, 9, 1), 2400))
    kept = {
        "changes": "2",
        "change_1_day": "1-6-2017",
        "change_1_hours": "30",
        "change_2_day": "",
        "change_2_hours": "x",
    }
    assert clerk.post(at, {**WORK, **kept, "remove_change": "2"})["Location"] == f"{at}#hours"
    assert changes_of(report) == ((date(2017, 6, 1), 3000),)


@pytest.mark.parametrize(
    ("filled", "field"),
    [
        ({"change_1_day": "1-9-2017", "change_1_hours": ""}, "change_1_hours"),
        ({"change_1_day": "", "change_1_hours": "24"}, "change_1_day"),
        ({"change_1_day": "1-3-2017", "change_1_hours": "24"}, "change_1_day"),
        ({"change_1_day": "1-9-2017", "change_1_hours": "200"}, "change_1_hours"),
    ],
)
def test_half_a_change_of_the_hours_is_said_at_its_row(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date, filled: dict[str, str], field: str
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    answer = clerk.post(f"/invulling/{report.pk}/werk/", {**WORK, "changes": "1", **filled})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_wrong_day_stands_at_the_row_where_it_was_typed(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    rows = {"changes": "2", "change_1_day": "1-9-2017", "change_1_hours": "24", "change_2_day": "1-2-2017",
            "change_2_hours": "30"}  # fmt: skip
    answer = clerk.post(f"/invulling/{report.pk}/werk/", {**WORK, **rows})
    assert list(answer.context["form"].errors) == ["change_2_day"]


def test_a_day_that_belongs_to_a_box_is_kept_only_where_that_is_ticked(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    at = f"/invulling/{report.pk}/werk/"
    clerk.post(at, {**WORK, "permanent": "on", "permanent_from": "1-9-2017"})
    report.refresh_from_db()
    assert answers_of(report).permanent_from == date(2017, 9, 1)
    clerk.post(at, {**WORK, "permanent_from": "1-9-2017"})
    report.refresh_from_db()
    assert answers_of(report).permanent_from is None
    assert clerk.post(at, {**WORK, "permanent": "on", "permanent_from": ""}).status_code == 422


def test_without_another_contract_nothing_is_divided(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    assert clerk.get(f"/invulling/{report.pk}/verdeling/").status_code == 404


def test_the_hours_are_divided_over_own_contracts_with_the_value_of_each(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    at = f"/invulling/{report.pk}"
    assert clerk.post(f"{at}/werk/", WORK)["Location"] == f"{at}/verdeling/"
    parts = {"several": "yes", "share": "75", f"share_{second.pk}": "25"}
    assert "€ 41.363,01" in text_of(clerk.post(f"{at}/verdeling/waarde/", parts))
    assert clerk.post(f"{at}/verdeling/", parts)["Location"] == f"{at}/indienen/"
    check = text_of(clerk.get(f"{at}/indienen/"))
    assert all(words in check for words in ("27 uur", "9 uur", "€ 41.363,01", "€ 13.787,67", "Nieuwbouw school"))
    follower = Report.unfenced.get(contract=second)
    assert clerk.get(f"/invulling/{follower.pk}/werk/")["Location"] == f"{at}/werk/"
    clerk.post(f"{at}/indienen/", {"block": "1", "no_displacement": "on"})
    assert set(Report.unfenced.values_list("state", flat=True)) == {ReportState.SUBMITTED}


def test_parts_above_all_hours_are_refused_and_no_takes_them_back(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    at = f"/invulling/{report.pk}/verdeling/"
    answer = clerk.post(at, {"several": "yes", "share": "75", f"share_{second.pk}": "30"})
    assert answer.status_code == 422
    assert "share" in answer.context["form"].errors
    clerk.post(at, {"several": "yes", "share": "70", f"share_{second.pk}": "30"})
    clerk.post(at, {"several": "no", "share": "70", f"share_{second.pk}": "30"})
    report.refresh_from_db()
    assert report.share == 1_000_000
    assert Report.unfenced.count() == 1


def test_the_division_names_no_contract_of_another_supplier(
    clerk: Client,
    bram_actor: Actor,
    contract_in_force: Contract,
    second: Contract,
    voorbeeldstad: Buyer,
    other_supplier: Supplier,
    policy_text: PolicyText,
    today: date,
) -> None:
    a_contract(voorbeeldstad, other_supplier, policy_text, title="Schoonmaak van een ander")
    report = a_draft(bram_actor, contract_in_force, today)
    page = text_of(clerk.get(f"/invulling/{report.pk}/verdeling/"))
    assert second.title in page
    assert "Schoonmaak van een ander" not in page


def test_many_contracts_take_no_more_queries_to_divide(
    clerk: Client,
    bram_actor: Actor,
    contract_in_force: Contract,
    voorbeeldstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
    today: date,
    django_assert_max_num_queries: Any,
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    at = f"/invulling/{report.pk}/verdeling/"
    a_contract(voorbeeldstad, de_brug, policy_text, title="Werk 0")
    with django_assert_max_num_queries(100) as few:
        clerk.get(at)
    for number in range(1, 9):
        a_contract(voorbeeldstad, de_brug, policy_text, title=f"Werk {number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        clerk.get(at)


def test_what_would_count_twice_cannot_be_submitted(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    a_submitted_report(bram_actor, contract_in_force, today)
    report = a_draft(bram_actor, second, today)
    page = text_of(clerk.get(f"/invulling/{report.pk}/indienen/"))
    assert "Dit zou dubbel tellen" in page
    assert "Onderhoud van bruggen" in page
    assert ">Indienen</button>" not in page
    assert clerk.post(f"/invulling/{report.pk}/indienen/", {"block": "1"}).status_code == 422


def test_reasons_name_blocks_by_what_they_are_called(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    page = clerk.get(f"/invulling/{report.pk}/indienen/")
    assert "Dan past: Participatiewet, korter dan 2 jaar" in page.context["shown"].not_fitting[0].problems[0]
    assert " rij " not in text_of(page).lower()


def test_an_approved_report_offers_to_pass_on_a_change(clerk: Client, accepted: Report) -> None:
    assert f'href="/invulling/{accepted.pk}/wijziging-doorgeven/"' in text_of(clerk.get(f"/invulling/{accepted.pk}/"))


def test_a_change_of_one_part_names_the_part_that_still_waits_and_not_as_the_same_work(
    clerk: Client,
    anna_actor: Actor,
    bram_actor: Actor,
    contract_in_force: Contract,
    second: Contract,
    today: date,
) -> None:
    draft = a_draft(bram_actor, contract_in_force, today)
    shares = {contract_in_force.pk: 600_000, second.pk: 400_000}
    share_report(actor=bram_actor, report_id=draft.pk, shares=shares, today=today)
    sent = submit_report(actor=bram_actor, report_id=draft.pk, today=today)
    approved(anna_actor, sent, today)
    clerk.post(f"/invulling/{sent.pk}/wijziging-doorgeven/", {"change": "ended"})
    made = Report.unfenced.get(corrects=sent)
    clerk.post(f"/invulling/{made.pk}/wijziging/", {"employment_end": "30-6-2017"})
    shown = text_of(clerk.get(f"/invulling/{made.pk}/indienen/"))
    assert "voor dezelfde dagen al gemeld" not in shown
    assert "Dit verandert niets op de andere contracten" in shown
    assert "bij “Nieuwbouw school”" in shown


def test_a_change_is_passed_on_in_two_steps(clerk: Client, accepted: Report) -> None:
    at = f"/invulling/{accepted.pk}/wijziging-doorgeven/"
    assert clerk.get(at).status_code == 200
    assert not Report.unfenced.filter(corrects=accepted).exists(), "looking begins nothing"
    assert clerk.post(at, {}).status_code == 422
    answer = clerk.post(at, {"change": "ended"})
    made = Report.unfenced.get(corrects=accepted)
    assert answer["Location"] == f"/invulling/{made.pk}/wijziging/"
    step = clerk.get(answer["Location"])
    assert set(step.context["form"].fields) == {"employment_end"}
    told = clerk.post(answer["Location"], {"employment_end": "30-6-2017"})
    assert told["Location"] == f"/invulling/{made.pk}/indienen/"
    check = clerk.get(f"/invulling/{made.pk}/indienen/")
    assert check.context["shown"].changing.changes == (("Laatste werkdag", "loopt door", END_OF_JUNE),)
    assert "€ 55.150,68" in text_of(check)
    clerk.post(f"/invulling/{made.pk}/indienen/", {"block": "1", "no_displacement": "on"})
    made.refresh_from_db()
    assert made.state == ReportState.SUBMITTED


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ("extended", {"employment_end"}),
        ("hours", {"change_1_day", "change_1_hours"}),
        ("permanent", {"permanent_from", "employment_end"}),
        ("infra", {"infra_paid_on"}),
    ],
)
def test_a_change_asks_only_what_belongs_to_it(clerk: Client, accepted: Report, change: str, fields: set[str]) -> None:
    answer = clerk.post(f"/invulling/{accepted.pk}/wijziging-doorgeven/", {"change": change})
    assert set(clerk.get(answer["Location"]).context["form"].fields) == fields


def test_a_mistake_opens_every_step(clerk: Client, accepted: Report) -> None:
    answer = clerk.post(f"/invulling/{accepted.pk}/wijziging-doorgeven/", {"change": "mistake"})
    made = Report.unfenced.get(corrects=accepted)
    assert answer["Location"] == f"/invulling/{made.pk}/situatie/"
    assert clerk.get(f"/invulling/{made.pk}/wijziging/").status_code == 404


def test_a_change_under_way_is_what_one_is_led_to(
    clerk: Client, bram_actor: Actor, accepted: Report, today: date
) -> None:
    made = start_correction(actor=bram_actor, report_id=accepted.pk, change=ChangeKind.ENDED, today=today)
    at = f"/invulling/{accepted.pk}/wijziging-doorgeven/"
    for answer in (clerk.get(at), clerk.post(at, {"change": "hours"})):
        assert answer["Location"] == f"/invulling/{made.pk}/indienen/"
    save_draft(actor=bram_actor, report_id=made.pk, values={"employment_end": date(2017, 6, 30)})
    submit_report(actor=bram_actor, report_id=made.pk, today=today)
    assert clerk.get(at)["Location"] == f"/invulling/{made.pk}/"


def test_a_report_that_is_not_approved_leads_back_to_its_page(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    answer = clerk.get(f"/invulling/{report.pk}/wijziging-doorgeven/")
    assert answer["Location"] == f"/invulling/{report.pk}/"


def test_erased_facts_are_refused_in_plain_words(clerk: Client, accepted: Report) -> None:
    Report.unfenced.filter(pk=accepted.pk).update(facts=None)
    answer = clerk.get(f"/invulling/{accepted.pk}/wijziging-doorgeven/")
    assert answer.status_code == 409
    assert "gewist" in text_of(answer)


def test_a_change_without_a_change_offers_no_submit(
    clerk: Client, bram_actor: Actor, accepted: Report, today: date
) -> None:
    made = start_correction(actor=bram_actor, report_id=accepted.pk, change=ChangeKind.HOURS, today=today)
    answer = clerk.post(f"/invulling/{made.pk}/indienen/", {"block": "1", "no_displacement": "on"})
    assert answer.status_code == 422
    assert "Er is nog niets veranderd" in text_of(answer)


def test_a_returned_report_links_to_every_step(
    clerk: Client, anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    from tegenwaarde.usecases.reports.return_report import return_report

    report = a_submitted_report(bram_actor, contract_in_force, today)
    return_report(actor=anna_actor, report_id=report.pk, version=report.version, reason="Uren?", today=today)
    for here in ("wie", "situatie", "werk", "indienen"):
        page = text_of(clerk.get(f"/invulling/{report.pk}/{here}/"))
        others = [one for one in ("wie", "situatie", "werk", "indienen") if one != here]
        assert all(f'href="/invulling/{report.pk}/{one}/"' in page for one in others)


def test_infra_werkt_that_was_paid_is_told_from_the_page_of_a_new_report(
    clerk: Client, accepted: Report, contract_in_force: Contract
) -> None:
    at = f"/dossiers/{contract_in_force.pk}/invulling"
    answer = clerk.post(f"{at}/nieuw/", {"kind": "infra"})
    assert answer["Location"] == f"{at}/infra-werkt/"
    assert [row[1] for row in clerk.get(f"{at}/infra-werkt/").context["shown"].rows] == ["medewerker 12"]
    assert clerk.post(f"{at}/infra-werkt/", {"report": "999"}).status_code == 422
    begun = clerk.post(f"{at}/infra-werkt/", {"report": str(accepted.pk)})
    made = Report.unfenced.get(corrects=accepted)
    assert made.change == ChangeKind.INFRA
    assert begun["Location"] == f"/invulling/{made.pk}/wijziging/"
    assert clerk.get(f"{at}/infra-werkt/").context["shown"].rows == ()


def an_invoice(actor: Actor, contract: Contract, today: date, **more: Any) -> Report:
    made = start_report(actor=actor, contract_id=contract.pk, kind="invoice", today=today)
    told = {"activity_date": date(2017, 6, 1), "invoice_cents": 100_000, "invoice_number": "F-1", "invoice_by": "SWB"}
    return save_draft(actor=actor, report_id=made.pk, values={**told, **more})


@pytest.mark.parametrize(
    ("more", "warned"),
    [
        ({}, True),
        ({"activity_date": date(2017, 7, 1), "invoice_cents": 5, "invoice_number": "f - 1"}, True),
        ({"invoice_number": "F-2"}, True),
        ({"invoice_number": "F-2", "invoice_cents": 5}, False),
        ({"invoice_by": "Extenzo", "activity_date": date(2017, 7, 1)}, False),
    ],
)
def test_an_invoice_that_looks_like_one_of_before_is_pointed_out(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date,
    more: dict[str, Any], warned: bool,
) -> None:  # fmt: skip
    submit_report(actor=bram_actor, report_id=an_invoice(bram_actor, contract_in_force, today).pk, today=today)
    again = an_invoice(bram_actor, second, today, **more)
    page = text_of(clerk.get(f"/invulling/{again.pk}/indienen/"))
    assert ("Kijk of u dit al eerder hebt gemeld" in page) is warned
    assert ">Indienen</button>" in page, "it is a warning: several invoices of one company are fine"


def test_an_invoice_of_another_supplier_is_never_pointed_out(
    clerk: Client, bram_actor: Actor, olga: User, actor_of: Any, contract_in_force: Contract, voorbeeldstad: Buyer,
    other_supplier: Supplier, policy_text: PolicyText, today: date,
) -> None:  # fmt: skip
    foreign = a_contract(voorbeeldstad, other_supplier, policy_text, title="Schoonmaak")
    theirs = an_invoice(actor_of(olga), foreign, today)
    submit_report(actor=actor_of(olga), report_id=theirs.pk, today=today)
    mine = an_invoice(bram_actor, contract_in_force, today)
    assert clerk.get(f"/invulling/{mine.pk}/indienen/").context["shown"].doubles == ()


def test_activities_count_once_the_coordinator_found_that_placing_is_not_possible(
    clerk: Client, anna: User, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    made = start_report(actor=bram_actor, contract_id=contract_in_force.pk, kind="activity", today=today)
    told = {"activity_date": date(2017, 6, 1), "activity_hours": 800, "participation": "Sollicitatietraining"}
    save_draft(actor=bram_actor, report_id=made.pk, values=told)
    at = f"/invulling/{made.pk}/indienen/"
    assert ">Indienen</button>" not in text_of(clerk.get(at))
    found = Finding.unfenced.create(contract=contract_in_force, reason="Te kort", found_by=anna, found_on=today)
    assert "€ 800,00" in text_of(clerk.get(at))
    Finding.unfenced.filter(pk=found.pk).update(withdrawn_by=anna, withdrawn_on=today, withdrawn_reason="Toch wel")
    assert ">Indienen</button>" not in text_of(clerk.get(at))


def test_a_division_that_was_submitted_stays_fixed_for_one_that_came_back(
    clerk: Client, anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    from tegenwaarde.usecases.reports.return_report import return_report

    draft = a_draft(bram_actor, contract_in_force, today)
    shares = {contract_in_force.pk: 500_000, second.pk: 500_000}
    share_report(actor=bram_actor, report_id=draft.pk, shares=shares, today=today)
    sent = submit_report(actor=bram_actor, report_id=draft.pk, today=today)
    return_report(actor=anna_actor, report_id=sent.pk, version=sent.version, reason="Uren?", today=today)
    at = f"/invulling/{sent.pk}/verdeling/"
    assert "ligt al bij de regievoerder" in text_of(clerk.get(at))
    assert clerk.post(at, {"several": "yes", "share": "60"}).status_code == 422
    assert clerk.post(at, {"several": "yes", "share": "40"}).status_code == 302
