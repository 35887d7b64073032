"""A second party confirms one fact through a link, once, and it counts while the report says the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.usecases.refusals import Invalid
from tests.usecases.reports.stories import a_draft, a_submitted_report, approved
from tests.usecases.second_party.stories import SCHOOL, Post, answer, ask, token_in

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, Report, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today, reference="DB-12")


def confirmed(report: Report) -> frozenset[str]:
    from tegenwaarde.records.models import Report
    from tegenwaarde.usecases.second_party.confirmed import confirmed_kinds

    return confirmed_kinds(Report.unfenced.select_related("contract__book", "person").get(pk=report.pk))


def states(report: Report, today: date) -> list[tuple[str, bool]]:
    from tegenwaarde.usecases.reading.second_party import second_party_of

    return [(one.state, one.present) for one in second_party_of(report, today=today)]


def test_a_confirmed_employment_stands_in_for_the_contract_and_for_nothing_else(
    bram_actor: Actor, report: Report, today: date
) -> None:
    asked = ask(bram_actor, report, today)
    assert confirmed(report) == frozenset()
    answer(asked, today)
    assert confirmed(report) == {"employment", "day_activity"}
    assert states(report, today) == [("confirmed", True)]


def test_the_token_is_kept_only_as_a_hash_and_the_fact_only_sealed(
    bram_actor: Actor, report: Report, today: date
) -> None:
    asked = ask(bram_actor, report, today)
    kept = asked.request
    kept.refresh_from_db()
    held = "".join(str(getattr(kept, field.attname)) for field in kept._meta.concrete_fields)
    assert token_in(asked) not in held
    assert b"2017-03-01" not in bytes(kept.fact or b"")
    assert b"DB-12" not in bytes(kept.fact or b"")


def test_the_other_party_reads_the_fact_and_the_reference_and_no_word_about_the_benefit(
    bram_actor: Actor, report: Report, today: date
) -> None:
    from tegenwaarde.records.sealed import unseal
    from tegenwaarde.usecases.reading.second_party import read_question

    asked = ask(bram_actor, report, today)
    question = read_question(token=token_in(asked), today=today)
    assert (question.supplier, question.reference) == ("Bouwbedrijf De Brug", "DB-12")
    assert [value.replace("\xa0", " ") for _label, value in question.fact] == ["1 maart 2017", "loopt door", "36 uur"]
    assert unseal(asked.request.fact).keys() == {"reference", "employment_start", "hours_per_week"}


@pytest.mark.parametrize("kind", ["study", "invoice", "activity", "benefit", ""])
def test_only_a_fact_that_was_filled_in_and_that_another_can_know_is_asked(
    bram_actor: Actor, report: Report, today: date, kind: str
) -> None:
    with pytest.raises(Invalid) as refused:
        ask(bram_actor, report, today, kind=kind)
    assert [problem.place for problem in refused.value.problems] == ["kind"]


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"party": " "}, "party"),
        ({"party": "x" * 201}, "party"),
        ({"email": "geen adres"}, "email"),
        ({"email": "bram@voorbeeld.nl"}, "email"),
    ],
)
def test_a_party_without_a_name_or_that_is_a_colleague_is_refused(
    bram_actor: Actor, report: Report, today: date, told: dict[str, Any], place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        ask(bram_actor, report, today, **told)
    assert [problem.place for problem in refused.value.problems] == [place]


def test_the_link_is_mailed_to_an_address_and_says_nothing_of_the_fact(
    bram_actor: Actor, report: Report, today: date
) -> None:
    post = Post()
    asked = ask(bram_actor, report, today, post, email="Administratie@School.example")
    (letter,) = post.letters
    assert asked.mailed
    assert letter.to == "administratie@school.example"
    assert asked.link in letter.body
    assert not any(word in letter.body for word in ("DB-12", "maart", "36"))


def test_a_post_that_is_away_leaves_the_link_to_be_passed_on(bram_actor: Actor, report: Report, today: date) -> None:
    asked = ask(bram_actor, report, today, Post(away=True), email="administratie@school.example")
    assert not asked.mailed
    answer(asked, today)


def test_an_answer_is_given_once(bram_actor: Actor, report: Report, today: date) -> None:
    from tegenwaarde.usecases.second_party.answer import LinkGone

    asked = ask(bram_actor, report, today)
    answer(asked, today, confirmed=False)
    with pytest.raises(LinkGone):
        answer(asked, today)
    assert states(report, today) == [("denied", True)]


@pytest.mark.parametrize("day", [30, 31])
def test_a_link_works_up_to_its_last_day(bram_actor: Actor, report: Report, today: date, day: int) -> None:
    from tegenwaarde.usecases.reading.second_party import read_question
    from tegenwaarde.usecases.second_party.answer import LinkGone

    asked, later = ask(bram_actor, report, today), today + day * DAY
    if day == 30:
        assert read_question(token=token_in(asked), today=later).reference == "DB-12"
        return
    with pytest.raises(LinkGone):
        read_question(token=token_in(asked), today=later)
    assert states(report, later) == [("expired", True)]


def test_a_withdrawn_question_and_an_unknown_link_are_the_same_to_whoever_opens_them(
    bram_actor: Actor, report: Report, today: date
) -> None:
    from tegenwaarde.usecases.second_party.answer import LinkGone, question_of
    from tegenwaarde.usecases.second_party.withdraw import withdraw_request

    asked = ask(bram_actor, report, today)
    withdraw_request(actor=bram_actor, report_id=report.pk, request_id=asked.request.pk, today=today)
    said = []
    for token in (token_in(asked), "nooit gemaakt"):
        with pytest.raises(LinkGone) as gone:
            question_of(token=token, today=today)
        said.append(str(gone.value))
    assert said[0] == said[1]


def test_what_was_answered_is_not_withdrawn_any_more(bram_actor: Actor, report: Report, today: date) -> None:
    from tegenwaarde.usecases.second_party.withdraw import AnsweredOrClosed, withdraw_request

    asked = ask(bram_actor, report, today)
    answer(asked, today, confirmed=False)
    with pytest.raises(AnsweredOrClosed):
        withdraw_request(actor=bram_actor, report_id=report.pk, request_id=asked.request.pk, today=today)


def test_asking_the_same_party_again_replaces_the_open_link(bram_actor: Actor, report: Report, today: date) -> None:
    from tegenwaarde.usecases.second_party.answer import LinkGone

    first, second = ask(bram_actor, report, today), ask(bram_actor, report, today)
    ask(bram_actor, report, today, party="Detacheerder Zuid")
    with pytest.raises(LinkGone):
        answer(first, today)
    answer(second, today)
    assert states(report, today) == [("asked", True), ("confirmed", True), ("withdrawn", True)]


def test_a_confirmation_of_an_earlier_version_does_not_count(
    bram_actor: Actor, anna_actor: Actor, report: Report, today: date
) -> None:
    from tegenwaarde.usecases.reports.return_report import return_report
    from tegenwaarde.usecases.reports.save_draft import save_draft

    answer(ask(bram_actor, report, today), today)
    return_report(actor=anna_actor, report_id=report.pk, version=report.version, reason="Hoeveel uur?", today=today)
    save_draft(actor=bram_actor, report_id=report.pk, values={"hours_per_week": 2_400})
    report.refresh_from_db()
    assert states(report, today) == [("confirmed", False)]
    assert confirmed(report) == frozenset()
    save_draft(actor=bram_actor, report_id=report.pk, values={"hours_per_week": 3_600})
    assert confirmed(report) == {"employment", "day_activity"}


def test_what_one_party_calls_wrong_is_not_confirmed_by_another(bram_actor: Actor, report: Report, today: date) -> None:
    answer(ask(bram_actor, report, today), today, confirmed=False)
    answer(ask(bram_actor, report, today, party="Detacheerder Zuid"), today)
    assert confirmed(report) == frozenset()
    answer(ask(bram_actor, report, today, party=SCHOOL.upper()), today)
    assert confirmed(report) == {"employment", "day_activity"}


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"remark": "x" * 1_001}, "remark"),
        ({"confirmed": False, "remark": " "}, "remark"),
        ({"remark": "Haar BSN is 111222333."}, "remark"),
    ],
)
def test_an_answer_has_a_name_and_a_denial_says_why(
    bram_actor: Actor, report: Report, today: date, told: dict[str, Any], place: str
) -> None:
    asked = ask(bram_actor, report, today)
    with pytest.raises(Invalid) as refused:
        answer(asked, today, **told)
    assert [problem.place for problem in refused.value.problems] == [place]
    answer(asked, today)


def test_who_reports_cannot_confirm_the_own_report(bram_actor: Actor, report: Report, today: date) -> None:
    from tegenwaarde.usecases.second_party.answer import OwnConfirmation

    asked = ask(bram_actor, report, today)
    with pytest.raises(OwnConfirmation):
        answer(asked, today, actor=bram_actor)
    answer(asked, today)


def test_a_draft_can_be_confirmed_and_thrown_away_with_its_questions(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    from tegenwaarde.records.models import SecondPartyRequest
    from tegenwaarde.usecases.reports.withdraw_draft import withdraw_draft

    draft = a_draft(bram_actor, contract_in_force, today)
    answer(ask(bram_actor, draft, today), today)
    withdraw_draft(actor=bram_actor, report_id=draft.pk)
    assert not SecondPartyRequest.unfenced.exists()


def test_what_was_decided_is_not_asked_any_more(
    bram_actor: Actor, anna_actor: Actor, report: Report, today: date
) -> None:
    from tegenwaarde.usecases.second_party.ask import NothingToConfirmAnyMore

    approved(anna_actor, report, today)
    with pytest.raises(NothingToConfirmAnyMore):
        ask(bram_actor, report, today)


def test_ten_questions_about_one_report_are_enough_for_a_day(bram_actor: Actor, report: Report, today: date) -> None:
    from tegenwaarde.usecases.second_party.ask import AskedTooOften

    for number in range(10):
        ask(bram_actor, report, today, party=f"Bedrijf {number}")
    with pytest.raises(AskedTooOften):
        ask(bram_actor, report, today)
    ask(bram_actor, report, today + DAY)


def test_only_the_suppliers_side_asks(
    anna_actor: Actor, report: Report, today: date, olga: User, piet: User, actor_of: ActorFor
) -> None:
    with pytest.raises(NotAllowed):
        ask(anna_actor, report, today)
    for stranger in (olga, piet):
        with pytest.raises(NotVisible):
            ask(actor_of(stranger), report, today)


def test_a_second_party_is_told_of_no_report_that_was_rejected(
    bram_actor: Actor, anna_actor: Actor, report: Report, today: date
) -> None:
    from tegenwaarde.usecases.reports.reject_report import reject_report
    from tegenwaarde.usecases.second_party.answer import LinkGone

    asked = ask(bram_actor, report, today)
    reject_report(
        actor=anna_actor,
        report_id=report.pk,
        version=report.version,
        reason="Hoort hier niet.",
        today=today,
    )
    with pytest.raises(LinkGone):
        answer(asked, today)


def test_what_happened_stands_in_the_timeline_without_saying_to_whom(
    bram_actor: Actor, report: Report, contract_in_force: Contract, today: date
) -> None:
    answer(ask(bram_actor, report, today), today, confirmed=False)
    events = list(contract_in_force.timeline.filter(code__startswith="second_party").order_by("id"))
    assert [(event.code, event.figures) for event in events] == [
        ("second_party_asked", {"report": report.pk}),
        ("second_party_denied", {"report": report.pk}),
    ]
