"""One thread for each report: questions and answers, returns and what was submitted again, for both sides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import Contract, Message, Report, User
from tegenwaarde.usecases.reading.open_questions import open_questions
from tegenwaarde.usecases.reading.reports import read_report
from tegenwaarde.usecases.reading.thread import Thread
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.reports.save_draft import save_draft
from tegenwaarde.usecases.reports.submit_report import submit_report
from tegenwaarde.usecases.thread.say import LONGEST, NotSubmittedYet, say
from tests.cast import ActorFor
from tests.usecases.post.letters import Post, ports_with
from tests.usecases.reports.stories import a_draft, a_submitted_report, approved

pytestmark = pytest.mark.django_db
Say = Callable[..., Message]


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today)


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def speak(report: Report, post: Post, today: date) -> Say:
    def spoken(actor: Actor, text: str = "Klopt dit?", *, asks: bool = True, about: Report = report) -> Message:
        return say(actor=actor, report_id=about.pk, text=text, asks=asks, ports=ports_with(post), today=today)

    return spoken


def thread(actor: Actor, report: Report) -> Thread:
    return read_report(actor=actor, report_id=report.pk).thread


def kinds(actor: Actor, report: Report) -> list[str]:
    return [entry.kind for entry in thread(actor, report).entries]


def came_back_changed(anna: Actor, bram: Actor, report: Report, today: date) -> Report:
    return_report(actor=anna, report_id=report.pk, version=report.version, reason="Uren fout", today=today)
    save_draft(actor=bram, report_id=report.pk, values={"hours_per_week": 1800})
    return submit_report(actor=bram, report_id=report.pk, today=today + timedelta(days=1))


def test_a_question_and_its_answer_stand_in_order_on_both_sides(
    anna_actor: Actor, bram_actor: Actor, report: Report, speak: Say
) -> None:
    speak(anna_actor, "Hoeveel uur is dit?")
    speak(bram_actor, "36 uur.", asks=False)
    for actor in (anna_actor, bram_actor):
        assert kinds(actor, report) == ["submission", "question", "message"]
        assert [entry.text for entry in thread(actor, report).entries[1:]] == ["Hoeveel uur is dit?", "36 uur."]


def test_a_question_waits_until_the_other_side_answers(
    anna_actor: Actor, bram_actor: Actor, report: Report, speak: Say
) -> None:
    speak(anna_actor)
    assert thread(bram_actor, report).asked
    assert not thread(anna_actor, report).asked
    assert [one.report_id for one in open_questions(bram_actor)] == [report.pk]
    speak(anna_actor, "Nog iets", asks=False)
    assert thread(bram_actor, report).asked
    speak(bram_actor, "Ja", asks=False)
    assert not thread(bram_actor, report).asked
    assert open_questions(bram_actor) == ()


def test_a_suppliers_question_waits_for_the_coordinator(anna_actor: Actor, bram_actor: Actor, speak: Say) -> None:
    speak(bram_actor)
    (waiting,) = open_questions(anna_actor)
    assert (waiting.supplier, waiting.from_supplier) == ("Bouwbedrijf De Brug", True)
    assert open_questions(bram_actor) == ()


def test_submitting_again_answers_a_question(
    anna_actor: Actor, bram_actor: Actor, report: Report, speak: Say, today: date
) -> None:
    speak(anna_actor)
    came_back_changed(anna_actor, bram_actor, report, today)
    assert open_questions(bram_actor) == ()


def test_both_sides_see_the_reason_and_what_changed_between_two_submissions(
    anna_actor: Actor, bram_actor: Actor, report: Report, today: date
) -> None:
    came_back_changed(anna_actor, bram_actor, report, today)
    for actor in (anna_actor, bram_actor):
        assert kinds(actor, report) == ["submission", "returned", "submission"]
        first, returned, second = thread(actor, report).entries
        assert (first.compared, returned.text, second.number) == (False, "Uren fout", 2)
        (changed,) = second.changes
        assert "36" in changed[1]
        assert "18" in changed[2]


def test_a_submission_that_was_erased_says_so(
    anna_actor: Actor, bram_actor: Actor, report: Report, today: date
) -> None:
    came_back_changed(anna_actor, bram_actor, report, today)
    report.submissions.filter(number=1).update(facts=None)
    second = thread(bram_actor, report).entries[-1]
    assert (second.erased, second.changes) == (True, ())


def test_an_erased_message_keeps_who_and_when(bram_actor: Actor, report: Report, speak: Say, today: date) -> None:
    message = speak(bram_actor, asks=False)
    Message.unfenced.filter(pk=message.pk).update(text="", erased_on=today)
    entry = thread(bram_actor, report).entries[-1]
    assert (entry.erased, entry.text, entry.who) == (True, "", "Bram")


def test_a_supplier_reads_no_name_of_the_buyers_side(
    anna_actor: Actor, bram_actor: Actor, report: Report, speak: Say
) -> None:
    speak(anna_actor)
    assert thread(bram_actor, report).entries[-1].who == "De opdrachtgever"
    assert thread(anna_actor, report).entries[-1].who == "Anna"


def test_a_contact_person_reads_no_message_reason_or_fact(
    anna_actor: Actor, bram_actor: Actor, actor_of: ActorFor, piet: User, report: Report, speak: Say, today: date
) -> None:
    speak(anna_actor, "Over de gezondheid")
    came_back_changed(anna_actor, bram_actor, report, today)
    seen = thread(actor_of(piet), report)
    assert [entry.kind for entry in seen.entries] == ["submission", "returned", "submission"]
    assert {entry.text for entry in seen.entries} == {""}
    assert not any(entry.changes for entry in seen.entries)
    assert not seen.may_write
    with pytest.raises(NotAllowed):
        speak(actor_of(piet))


def test_nobody_else_speaks_in_a_thread(
    actor_of: ActorFor, carla: User, olga: User, report: Report, speak: Say
) -> None:
    for stranger in (carla, olga):
        with pytest.raises(NotVisible):
            speak(actor_of(stranger))
    assert not Message.unfenced.filter(report=report).exists()


def test_an_assistant_may_ask(actor_of: ActorFor, aisha: User, bram_actor: Actor, report: Report, speak: Say) -> None:
    speak(actor_of(aisha))
    assert thread(bram_actor, report).asked


def test_a_draft_has_no_thread_yet(bram_actor: Actor, contract_in_force: Contract, speak: Say, today: date) -> None:
    with pytest.raises(NotSubmittedYet):
        speak(bram_actor, about=a_draft(bram_actor, contract_in_force, today, reference="P-2"))


def test_one_can_still_ask_after_approval(anna_actor: Actor, bram_actor: Actor, report: Report, speak: Say) -> None:
    approved(anna_actor, report, date(2017, 10, 2))
    speak(bram_actor)
    assert kinds(bram_actor, report)[-1] == "question"


@pytest.mark.parametrize("text", ["", "   ", "x" * (LONGEST + 1), "Zijn BSN is 111222333"])
def test_an_empty_or_endless_message_or_one_with_a_bsn_is_refused(bram_actor: Actor, speak: Say, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        speak(bram_actor, text)
    assert [problem.place for problem in refused.value.problems] == ["text"]
    assert not Message.unfenced.exists()


def test_a_supplier_is_mailed_that_something_was_asked_and_not_what(
    anna_actor: Actor,
    bram: User,
    speak: Say,
    report: Report,
    post: Post,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        speak(anna_actor, "Een geheime vraag")
        speak(anna_actor, "Een mededeling", asks=False)
    (letter,) = post.letters
    assert letter.to == bram.email
    assert f"/invulling/{report.pk}/" in letter.body
    assert "geheime" not in letter.body


def test_a_return_is_mailed(
    anna_actor: Actor, bram: User, report: Report, post: Post, today: date, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        return_report(
            actor=anna_actor,
            report_id=report.pk,
            version=report.version,
            reason="Uren fout",
            today=today,
            ports=ports_with(post),
        )
    assert [letter.to for letter in post.letters] == [bram.email]
