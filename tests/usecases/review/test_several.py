"""Deciding about several reports at once: each on its own, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import (
    Contract,
    Decision,
    EvidenceSeen,
    LedgerLine,
    PolicyText,
    Report,
    ReportState,
    ReviewDecision,
    User,
)
from tegenwaarde.usecases.reading.several import read_outcome, read_several
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.review.decide_several import approve_several, refuse_several
from tests.cast import ActorFor, a_contract
from tests.usecases.post.letters import Post, ports_with
from tests.usecases.reports.stories import a_submitted_report, approved

pytestmark = pytest.mark.django_db
Chosen = tuple[int, int]
Waits = Callable[..., Report]


@pytest.fixture
def waits(bram_actor: Actor, anna: User, contract_in_force: Contract, today: date) -> Waits:
    """A report that waits; with its evidence seen unless said."""

    def made(reference: str, *, seen: bool = True, actor: Actor = bram_actor, on: Contract | None = None) -> Report:
        report = a_submitted_report(actor, on or contract_in_force, today, reference=reference)
        for kind in ("employment", "benefit") if seen else ():
            see(report, kind, anna, today)
        return report

    return made


def see(report: Report, kind: str, who: User, day: date) -> None:
    EvidenceSeen.unfenced.create(report=report, kind=kind, seen_on=day, seen_by=who)


def chosen(*reports: Report) -> list[Chosen]:
    return [(report.pk, report.version) for report in reports]


def states(*reports: Report) -> list[str]:
    return [Report.unfenced.get(pk=report.pk).state for report in reports]


def test_the_confirming_page_names_what_goes_through_and_what_is_left_out_and_why(
    anna_actor: Actor, waits: Waits, today: date
) -> None:
    good, unseen, changed = waits("P-1"), waits("P-2", seen=False), waits("P-3")
    approved(anna_actor, changed, today)
    shown = read_several(actor=anna_actor, decision=Decision.APPROVED, chosen=chosen(good, unseen, changed))
    assert [item.who for item in shown.going] == ["P-1"]
    assert shown.going_cents == good.submitted_cents
    assert {item.who for item in shown.left} == {"P-2", "P-3"}
    why = {item.who: item.why for item in shown.left}
    assert "Arbeidsovereenkomst" in why["P-2"]
    assert "Anna" in why["P-3"]


def test_each_is_approved_on_its_own_and_a_refusal_stops_no_other(anna_actor: Actor, waits: Waits, today: date) -> None:
    first, unseen, last = waits("P-1"), waits("P-2", seen=False), waits("P-3")
    outcomes = approve_several(actor=anna_actor, chosen=chosen(first, unseen, last), today=today)
    assert [outcome.done for outcome in outcomes] == [True, False, True]
    assert states(first, unseen, last) == [ReportState.APPROVED, ReportState.SUBMITTED, ReportState.APPROVED]
    told = read_outcome(actor=anna_actor, decision=Decision.APPROVED, chosen=chosen(first, unseen, last))
    assert ([item.who for item in told.going], [item.who for item in told.left]) == (["P-1", "P-3"], ["P-2"])


def test_nothing_is_approved_twice(anna_actor: Actor, waits: Waits, today: date) -> None:
    report = waits("P-1")
    same = chosen(report, report)
    assert [one.done for one in approve_several(actor=anna_actor, chosen=same, today=today)] == [True]
    booked = LedgerLine.unfenced.filter(report=report).count()
    (again,) = approve_several(actor=anna_actor, chosen=same, today=today)
    assert not again.done
    assert LedgerLine.unfenced.filter(report=report).count() == booked
    assert ReviewDecision.unfenced.filter(report=report).count() == 1


def test_a_report_that_changed_since_it_was_ticked_is_left_out(anna_actor: Actor, waits: Waits, today: date) -> None:
    report = waits("P-1")
    older = [(report.pk, report.version - 1)]
    assert not read_several(actor=anna_actor, decision=Decision.APPROVED, chosen=older).going
    assert not approve_several(actor=anna_actor, chosen=older, today=today)[0].done
    assert states(report) == [ReportState.SUBMITTED]


def test_somebody_elses_approval_is_not_told_as_ones_own(
    anna_actor: Actor, waits: Waits, actor_of: ActorFor, subregion_a: Any, today: date
) -> None:
    from tests.cast import a_user

    other = actor_of(a_user("Dirk", "coordinator", subregion=subregion_a))
    report = waits("P-1")
    approved(other, report, today)
    told = read_outcome(actor=anna_actor, decision=Decision.APPROVED, chosen=chosen(report))
    assert not told.going
    assert "Dirk" in told.left[0].why


def test_several_are_returned_with_one_reason_and_each_supplier_gets_one_letter(
    anna_actor: Actor,
    bram: User,
    olga: User,
    actor_of: ActorFor,
    waits: Waits,
    voorbeeldstad: Any,
    other_supplier: Any,
    policy_text: PolicyText,
    today: date,
    django_capture_on_commit_callbacks: Any,
) -> None:
    theirs = a_contract(voorbeeldstad, other_supplier, policy_text, title="Schoonmaak")
    reports = [waits("P-1"), waits("P-2"), waits("Q-1", actor=actor_of(olga), on=theirs)]
    post = Post()
    with django_capture_on_commit_callbacks(execute=True):
        outcomes = refuse_several(
            actor=anna_actor,
            chosen=chosen(*reports),
            decision=Decision.RETURNED,
            reason="Uren ontbreken",
            ports=ports_with(post),
            today=today,
        )
    assert all(outcome.done for outcome in outcomes)
    assert states(*reports) == [ReportState.RETURNED] * 3
    assert {row.reason for row in ReviewDecision.unfenced.all()} == {"Uren ontbreken"}
    assert sorted(letter.to for letter in post.letters) == sorted([bram.email, olga.email])


def test_several_are_not_rejected_without_a_reason(anna_actor: Actor, waits: Waits, today: date) -> None:
    report = waits("P-1")
    with pytest.raises(Invalid):
        refuse_several(
            actor=anna_actor,
            chosen=chosen(report),
            decision=Decision.REJECTED,
            reason=" ",
            ports=ports_with(Post()),
            today=today,
        )
    assert states(report) == [ReportState.SUBMITTED]


def test_what_waits_no_longer_is_left_out_of_a_rejection(anna_actor: Actor, waits: Waits, today: date) -> None:
    report = waits("P-1")
    return_report(actor=anna_actor, report_id=report.pk, version=report.version, reason="Uren", today=today)
    shown = read_several(actor=anna_actor, decision=Decision.REJECTED, chosen=chosen(report))
    assert (len(shown.going), len(shown.left)) == (0, 1)


def test_who_may_not_decide_decides_nothing(
    waits: Waits, actor_of: ActorFor, aisha: User, carla: User, bram_actor: Actor, today: date
) -> None:
    report = waits("P-1")
    for user, refused in ((aisha, NotAllowed), (carla, NotVisible)):
        with pytest.raises(refused):
            approve_several(actor=actor_of(user), chosen=chosen(report), today=today)
    with pytest.raises((NotAllowed, NotVisible)):
        approve_several(actor=bram_actor, chosen=chosen(report), today=today)
    assert states(report) == [ReportState.SUBMITTED]
    assert read_several(actor=actor_of(carla), decision=Decision.APPROVED, chosen=chosen(report)).left == ()


def test_reading_the_outcome_of_more_returns_takes_no_more_queries(anna_actor: Actor, waits: Waits) -> None:
    few = chosen(waits("P-1"), waits("P-2"))
    many = [*few, *chosen(*(waits(f"P-{number}") for number in range(3, 9)))]

    def queries(picked: list[Chosen]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            read_several(actor=anna_actor, decision=Decision.RETURNED, chosen=picked)
        return len(seen)

    assert queries(few) == queries(many)
