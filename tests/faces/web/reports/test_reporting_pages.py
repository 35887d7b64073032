"""Bram reports a placement in a browser, without a line of script."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import AccessLog, Contract, Person, Report, ReportState, User
from tegenwaarde.usecases.reports.answers import answers_of
from tests.cast import ClientFor
from tests.usecases.reports.stories import PARTICIPATIEWET, a_draft, a_submitted_report, approved

pytestmark = pytest.mark.django_db

SITUATION = {"situations": [PARTICIPATIEWET], "since_participatiewet": "1-3-2016"}
WHO = {"name_at_birth": "van der Proef", "birth_date": "27-4-1980"}
WORK = {"employment_start": "2017-03-01", "hours_per_week": "36"}


@pytest.fixture
def clerk(client_for: ClientFor, bram: User) -> Client:
    return client_for(bram)


def text_of(answer: HttpResponse | Any) -> str:
    return str(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def started(clerk: Client, contract: Contract, **filled: str) -> Report:
    filled = {"kind": "placement", "reference": "P-7", **WHO, **filled}
    answer = clerk.post(f"/dossiers/{contract.pk}/invulling/nieuw/", filled)
    assert answer.status_code == 302
    return Report.unfenced.latest("pk")


def test_a_placement_is_reported_in_four_steps(clerk: Client, contract_in_force: Contract) -> None:
    report = started(clerk, contract_in_force)
    at = f"/invulling/{report.pk}"
    assert clerk.get(f"{at}/situatie/").status_code == 200
    assert clerk.post(f"{at}/situatie/", SITUATION)["Location"] == f"{at}/werk/"
    assert clerk.post(f"{at}/werk/", WORK)["Location"] == f"{at}/indienen/"
    check = text_of(clerk.get(f"{at}/indienen/"))
    assert "€ 55.150,68" in check
    answer = clerk.post(f"{at}/indienen/", {"block": "1", "no_displacement": "on"})
    assert answer["Location"] == f"/dossiers/{contract_in_force.pk}/invulling/"
    report.refresh_from_db()
    assert (report.state, report.submitted_cents, report.no_displacement) == (ReportState.SUBMITTED, 5_515_068, True)


def test_the_check_names_what_fits_and_why_the_others_do_not(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today, situations=(PARTICIPATIEWET, "block-3"))
    page = clerk.get(f"/invulling/{report.pk}/indienen/")
    shown = page.context["shown"]
    assert [offer.block for offer in shown.fitting] == ["1", "3"]
    assert [offer.block for offer in shown.not_fitting] == ["2"]
    assert shown.not_fitting[0].problems
    assert "Wajong" in shown.not_asked


def test_what_was_filled_in_is_shown_again(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    page = text_of(clerk.get(f"/invulling/{report.pk}/situatie/"))
    assert 'value="2016-03-01"' in page
    assert 'value="2017-03-01"' in text_of(clerk.get(f"/invulling/{report.pk}/werk/"))


def test_a_draft_can_wait_half_filled_in(clerk: Client, contract_in_force: Contract) -> None:
    report = started(clerk, contract_in_force)
    answer = clerk.post(f"/invulling/{report.pk}/werk/", {"hours_per_week": "32,5", "later": "1"})
    assert answer["Location"] == f"/dossiers/{contract_in_force.pk}/invulling/"
    report.refresh_from_db()
    assert answers_of(report).hours_per_week == 3250


@pytest.mark.parametrize(
    ("step", "filled", "field"),
    [
        ("situatie", {}, "situations"),
        ("situatie", {"situations": [PARTICIPATIEWET]}, "since_participatiewet"),
        ("situatie", {"situations": ["block-14"]}, "birth_date"),
        ("situatie", {"situations": ["block-3"], "fifty_plus": "on"}, "birth_date"),
        ("situatie", {"situations": ["block-10"]}, "study_end"),
        ("werk", {"hours_per_week": "36"}, "employment_start"),
        ("werk", {**WORK, "hours_per_week": "veel"}, "hours_per_week"),
        ("werk", {**WORK, "employment_end": "2017-02-01"}, "employment_end"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_typed_is_lost(
    clerk: Client, contract_in_force: Contract, step: str, filled: dict[str, Any], field: str
) -> None:
    report = started(clerk, contract_in_force)
    answer = clerk.post(f"/invulling/{report.pk}/{step}/", filled)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "tw-problems" in text_of(answer)


def test_a_birth_date_that_no_answer_needs_is_not_kept(clerk: Client, contract_in_force: Contract) -> None:
    report = started(clerk, contract_in_force)
    clerk.post(f"/invulling/{report.pk}/situatie/", {"situations": ["block-3"], "birth_date": "1966-05-17"})
    report.refresh_from_db()
    assert answers_of(report).birth_date is None


def test_a_service_number_is_no_reference(clerk: Client, contract_in_force: Contract) -> None:
    filled = {"kind": "placement", "reference": "123456782"}
    answer = clerk.post(f"/dossiers/{contract_in_force.pk}/invulling/nieuw/", filled)
    assert answer.status_code == 422
    assert "reference" in answer.context["form"].errors
    assert not Person.unfenced.exists()


def test_the_value_beside_the_form_grows_while_it_is_filled_in(clerk: Client, contract_in_force: Contract) -> None:
    report = started(clerk, contract_in_force)
    clerk.post(f"/invulling/{report.pk}/situatie/waarde/", SITUATION)
    answer = clerk.post(f"/invulling/{report.pk}/werk/waarde/", {**WORK, "hours_per_week": "18"})
    assert "€ 27.575,34" in text_of(answer)
    assert "<html" not in text_of(answer)
    report.refresh_from_db()
    assert answers_of(report).hours_per_week == 1800


def test_an_invoice_has_a_short_form_of_its_own(clerk: Client, contract_in_force: Contract) -> None:
    report = started(clerk, contract_in_force, kind="invoice", reference="")
    at = f"/invulling/{report.pk}"
    answer = clerk.post(f"{at}/rekening/", {
        "activity_date": "3-5-2017", "invoice_cents": "1.234,56", "invoice_number": "F-17", "invoice_by": "Soweco"
    })  # fmt: skip
    assert answer["Location"] == f"{at}/indienen/"
    assert clerk.post(f"{at}/indienen/", {}).status_code == 302
    report.refresh_from_db()
    assert report.submitted_cents == 123_456


def test_an_activity_is_offered_with_the_reason_why_not_yet(clerk: Client, contract_in_force: Contract) -> None:
    page = clerk.get(f"/dossiers/{contract_in_force.pk}/invulling/nieuw/")
    kinds = {kind.kind: kind.why_not for kind in page.context["shown"].kinds}
    assert kinds["activity"]
    assert not kinds["invoice"]
    report = started(clerk, contract_in_force, kind="activity", reference="")
    assert "Zoals het er nu staat, heeft dit geen waarde." in text_of(clerk.get(f"/invulling/{report.pk}/activiteit/"))
    filled = {"activity_date": "3-5-2017", "activity_hours": "8", "participation": "Sollicitatietraining"}
    clerk.post(f"/invulling/{report.pk}/activiteit/", filled)
    answer = clerk.post(f"/invulling/{report.pk}/indienen/", {})
    assert answer.status_code == 422
    assert kinds["activity"] in text_of(answer)


def test_a_step_that_the_report_does_not_have_is_not_found(clerk: Client, contract_in_force: Contract) -> None:
    report = started(clerk, contract_in_force)
    for step in ("rekening", "activiteit", "onzin"):
        assert clerk.get(f"/invulling/{report.pk}/{step}/").status_code == 404


def test_throwing_a_draft_away_asks_first(clerk: Client, contract_in_force: Contract) -> None:
    report = started(clerk, contract_in_force)
    assert clerk.get(f"/invulling/{report.pk}/weggooien/").status_code == 200
    assert Report.unfenced.filter(pk=report.pk).exists()
    clerk.post(f"/invulling/{report.pk}/weggooien/")
    assert not Report.unfenced.filter(pk=report.pk).exists()


def test_a_returned_report_shows_why_and_can_be_submitted_again(
    clerk: Client, anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    from tegenwaarde.usecases.reports.return_report import return_report

    report = a_submitted_report(bram_actor, contract_in_force, today)
    why = "De uren staan niet in het contract"
    return_report(actor=anna_actor, report_id=report.pk, version=report.version, reason=why, today=today)
    page = text_of(clerk.get(f"/invulling/{report.pk}/"))
    assert why in page
    assert "Anna" not in page
    assert why in text_of(clerk.get(f"/invulling/{report.pk}/werk/"))
    assert clerk.post(f"/invulling/{report.pk}/indienen/", {"block": "1"}).status_code == 302


def test_a_submitted_report_cannot_be_opened_for_change(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    for step in ("situatie", "werk", "indienen", "weggooien", "wie"):
        assert clerk.get(f"/invulling/{report.pk}/{step}/").status_code == 409


def test_the_list_of_a_dossier_says_who_acts_next(
    clerk: Client,
    client_for: ClientFor,
    anna: User,
    bram_actor: Actor,
    contract_in_force: Contract,
    today: date,
) -> None:
    a_draft(bram_actor, contract_in_force, today)
    a_submitted_report(bram_actor, contract_in_force, today, reference="P-8")
    at = f"/dossiers/{contract_in_force.pk}/invulling/"
    own = clerk.get(at).context["shown"].rows
    assert [(row.who, row.next_action) for row in own] == [("P-8", "wait"), ("medewerker 12", "continue")]
    theirs = client_for(anna).get(at).context["shown"].rows
    assert [(row.who, row.next_action) for row in theirs] == [("P-8", "review")]


def test_a_contact_person_is_not_sent_to_a_review_that_others_do(
    client_for: ClientFor,
    piet: User,
    bram_actor: Actor,
    contract_in_force: Contract,
    today: date,
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    client = client_for(piet)
    for at in (f"/dossiers/{contract_in_force.pk}/invulling/", f"/invulling/{report.pk}/"):
        page = client.get(at).content.decode()
        assert f"/beoordelen/{report.pk}/" not in page


def test_a_list_with_many_reports_takes_no_more_queries(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date, django_assert_max_num_queries: Any
) -> None:
    at = f"/dossiers/{contract_in_force.pk}/invulling/"
    for number in range(2):
        a_submitted_report(bram_actor, contract_in_force, today, reference=f"P-{number}")
    with django_assert_max_num_queries(100) as few:
        clerk.get(at)
    for number in range(2, 8):
        a_submitted_report(bram_actor, contract_in_force, today, reference=f"P-{number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        clerk.get(at)


def test_the_contact_person_sees_value_and_no_personal_fact(
    client_for: ClientFor,
    piet: User,
    anna_actor: Actor,
    bram_actor: Actor,
    contract_in_force: Contract,
    today: date,
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    approved(anna_actor, report, today)
    clerk = client_for(piet)
    for at in (f"/invulling/{report.pk}/", f"/dossiers/{contract_in_force.pk}/invulling/"):
        page = text_of(clerk.get(at))
        assert "€ 55.150,68" in page
        assert "medewerker 12" not in page
        assert "maart 2016" not in page
        assert "besluit, 2 oktober" not in page
    assert not AccessLog.unfenced.exists()


def test_who_sees_personal_facts_is_logged_once_a_day(
    client_for: ClientFor, anna: User, clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    clerk.get(f"/invulling/{report.pk}/")
    assert not AccessLog.unfenced.exists()
    for _ in range(2):
        client_for(anna).get(f"/invulling/{report.pk}/")
    assert list(AccessLog.unfenced.values_list("user", "report", "day")) == [(anna.pk, report.pk, today)]


@pytest.mark.parametrize(
    ("step", "filled", "field"),
    [
        ("situatie", {"situations": ["block-14"], "birth_date": "2017-03-02"}, "birth_date"),
        ("situatie", {**SITUATION, "since_participatiewet": "2-3-2017"}, "since_participatiewet"),
        ("situatie", {**SITUATION, "since_participatiewet": "1-3-1816"}, "since_participatiewet"),
        ("werk", {**WORK, "employment_start": "2300-03-01"}, "employment_start"),
        ("werk", {**WORK, "employment_start": "2016-02-01"}, "employment_start"),
    ],
)
def test_a_day_that_cannot_be_right_is_said_at_its_field(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date, step: str, filled: Any, field: str
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    answer = clerk.post(f"/invulling/{report.pk}/{step}/", filled)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_somebody_is_not_born_in_the_future(clerk: Client, contract_in_force: Contract) -> None:
    report = started(clerk, contract_in_force)
    filled = {"situations": ["block-14"], "birth_date": "2190-01-01"}
    answer = clerk.post(f"/invulling/{report.pk}/situatie/", filled)
    assert "birth_date" in answer.context["form"].errors


def test_another_window_does_not_write_over_what_is_newer(clerk: Client, contract_in_force: Contract) -> None:
    report = started(clerk, contract_in_force)
    at, seen = f"/invulling/{report.pk}/werk/", {"version": report.version}
    assert clerk.post(at, {**WORK, **seen}).status_code == 302
    stale = {**WORK, **seen, "hours_per_week": "18"}
    for address in (at, f"{at}waarde/"):
        answer = clerk.post(address, stale)
        assert "in een ander venster gewijzigd" in text_of(answer)
    report.refresh_from_db()
    assert answers_of(report).hours_per_week == 3600
    assert clerk.post(at, {**WORK, **seen}).status_code == 302, "nothing differs, so nothing is lost"


def test_another_window_does_not_submit_what_it_did_not_show(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    answer = clerk.post(f"/invulling/{report.pk}/indienen/", {"block": "1", "version": report.version - 1})
    assert answer.status_code == 422
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT


def test_the_value_beside_a_field_that_cannot_be_read_is_not_known(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    panel = text_of(clerk.post(f"/invulling/{report.pk}/werk/waarde/", {**WORK, "hours_per_week": "abc"}))
    assert "Uren per week" in panel
    assert "€" not in panel


def test_the_check_holds_the_situations_and_no_block_chosen_before(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today, situations=(PARTICIPATIEWET, "block-3"), block="2")
    shown = clerk.get(f"/invulling/{report.pk}/indienen/").context
    told = dict(shown["shown"].told)
    assert "Bouwblok" not in told
    assert "oelgroepregister" in told["Geldt voor deze persoon"]
    assert shown["form"]["block"].value() == "", "the block of before does not fit, and no other was chosen"


def test_nothing_that_fits_cannot_be_submitted(clerk: Client, contract_in_force: Contract) -> None:
    report = started(clerk, contract_in_force)
    page = text_of(clerk.get(f"/invulling/{report.pk}/indienen/"))
    assert ">Indienen</button>" not in page
    assert f'href="/invulling/{report.pk}/werk/"' in page


def test_one_step_back_keeps_what_was_typed(clerk: Client, contract_in_force: Contract) -> None:
    report = started(clerk, contract_in_force)
    answer = clerk.post(f"/invulling/{report.pk}/werk/", {"hours_per_week": "32,5", "back": "1"})
    assert answer["Location"] == f"/invulling/{report.pk}/situatie/"
    report.refresh_from_db()
    assert answers_of(report).hours_per_week == 3250


def test_a_reference_that_is_too_long_is_refused_and_not_cut(clerk: Client, contract_in_force: Contract) -> None:
    at = f"/dossiers/{contract_in_force.pk}/invulling/nieuw/"
    answer = clerk.post(at, {"kind": "placement", "reference": "P" * 61})
    assert "reference" in answer.context["form"].errors
    assert 'maxlength="60"' not in text_of(clerk.get(at))


def test_the_list_of_mistakes_names_the_benefit_and_follows_the_page(
    clerk: Client, contract_in_force: Contract
) -> None:
    report = started(clerk, contract_in_force)
    filled = {"situations": ["benefit-ww", "block-10"], "fifty_plus": "on"}
    form = clerk.post(f"/invulling/{report.pk}/situatie/", filled).context["form"]
    assert [bound.name for bound in form if bound.errors] == ["since_ww", "study_end", "birth_date"]
    assert str(form["since_ww"].label).startswith("WW:")


def test_a_draft_says_that_its_value_is_not_reported_yet(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_draft(bram_actor, contract_in_force, today)
    page = text_of(clerk.get(f"/invulling/{report.pk}/"))
    assert "Nog niet ingediend; dit zou het waard zijn" in page
    assert "Waarom dit bedrag?" not in page


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"birth_date": date(1980, 1, 1)}, "vanwege de leeftijd op de eerste werkdag"),
        ({"permanent_from": date(2019, 3, 1)}, "1 maart 2019 ligt buiten het contract"),
        ({"permanent_from": date(2017, 2, 1)}, "1 februari 2017 ligt buiten het dienstverband"),
        ({"infra_paid_on": date(2016, 12, 31)}, "31 december 2016 ligt buiten het contract"),
    ],
)
def test_an_extra_that_adds_nothing_says_why(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date, told: dict[str, Any], words: str
) -> None:
    report = a_draft(bram_actor, contract_in_force, today, **told)
    assert f"telt niet mee, {'' if words.startswith('vanwege') else 'want '}{words}" in text_of(
        clerk.get(f"/invulling/{report.pk}/indienen/")
    )


def test_an_extra_that_goes_with_another_block_says_so(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    told: dict[str, Any] = {"situations": ("block-10",), "study_end": date(2018, 3, 1), "birth_date": date(1960, 1, 1)}
    report = a_draft(bram_actor, contract_in_force, today, block="10", **told)
    assert "want dat hoort niet bij" in text_of(clerk.get(f"/invulling/{report.pk}/indienen/"))


def test_a_person_who_was_reported_for_the_same_days_is_pointed_out(
    clerk: Client, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    first = a_submitted_report(bram_actor, contract_in_force, today, employment_end=date(2017, 6, 30))
    same = a_draft(bram_actor, contract_in_force, today, employment_start=date(2017, 6, 30))
    page = text_of(clerk.get(f"/invulling/{same.pk}/indienen/"))
    assert "voor dezelfde dagen al gemeld" in page
    assert f'href="/invulling/{first.pk}/"' in page
    later = a_draft(bram_actor, contract_in_force, today, employment_start=date(2017, 7, 1))
    assert "voor dezelfde dagen al gemeld" not in text_of(clerk.get(f"/invulling/{later.pk}/indienen/"))
