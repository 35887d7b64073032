"""One person, two suppliers: what the coordinators see and decide; nobody ever counts for more than full time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import (
    Buyer,
    ClashResolution,
    Contract,
    Distinction,
    LedgerLine,
    PolicyText,
    Receipt,
    Report,
    Supplier,
    TimelineEvent,
    User,
)
from tegenwaarde.usecases.double_counting.clashes import caps_of, clashes_of
from tegenwaarde.usecases.double_counting.days import FULL_TIME, parts_of, side_by_side
from tegenwaarde.usecases.double_counting.elsewhere import reported_elsewhere
from tegenwaarde.usecases.double_counting.refusing import CountedTwice, StillCounted
from tegenwaarde.usecases.double_counting.resolve_clash import (
    Decided,
    DecidedMeanwhile,
    NothingWaits,
    resolve_clash,
    seen_of,
)
from tegenwaarde.usecases.ledger.reverse import reverse_report
from tegenwaarde.usecases.reading.timeline import read_timeline
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.reports.save_draft import save_draft
from tegenwaarde.usecases.reports.submit_report import submit_report
from tests.cast import ActorFor, a_contract
from tests.usecases.reports.stories import a_submitted_report, approved

pytestmark = pytest.mark.django_db
WHO = "somebody at two suppliers"


@pytest.fixture
def theirs(buurstad: Buyer, other_supplier: Supplier, policy_text: PolicyText) -> Contract:
    """The contract of Buurstad with the other supplier."""
    return a_contract(buurstad, other_supplier, policy_text, title="Schoonmaak van scholen")


@pytest.fixture
def olga_actor(olga: User, actor_of: ActorFor) -> Actor:
    return actor_of(olga)


@pytest.fixture
def carla_actor(carla: User, actor_of: ActorFor) -> Actor:
    return actor_of(carla)


@pytest.fixture
def here(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    """Bram reports somebody full time from 1 March on."""
    return a_submitted_report(bram_actor, contract_in_force, today, who=WHO)


@pytest.fixture
def there(olga_actor: Actor, theirs: Contract, today: date) -> Report:
    """Olga reports the same person for 20 hours from 1 May to 31 August."""
    return their_report(olga_actor, theirs, today)


def their_report(actor: Actor, contract: Contract, today: date, **more: Any) -> Report:
    told = {"employment_start": date(2017, 5, 1), "employment_end": date(2017, 8, 31), "hours_per_week": 2000}
    return a_submitted_report(actor, contract, today, reference="S-4", who=WHO, **{**told, **more})


def decide(actor: Actor, report: Report, outcome: str, today: date, **more: Any) -> Any:
    report.refresh_from_db()
    clash = clashes_of(report)[0]
    return resolve_clash(
        actor=actor,
        report_id=report.pk,
        other_id=clash.other.pk,
        decided=Decided(outcome, more.get("reason", "Gebeld met de collega"), more.get("hours")),
        seen=more.get("seen", seen_of(report, clash)),
        today=today,
    )


def booked(report: Report) -> dict[str, Any]:
    figures: dict[str, Any] = Receipt.unfenced.filter(ledger_lines__report=report).distinct().get().figures
    return figures


def never_above_full_time() -> None:
    """Together all that stands in the ledger never counts for more than full time on any day."""
    standing = LedgerLine.unfenced.standing().values_list("receipt_id", flat=True)
    figures = Receipt.unfenced.filter(pk__in=set(standing)).values_list("figures", flat=True)
    for side in side_by_side([parts_of(one) for one in figures]):
        assert side.total <= FULL_TIME


def test_days_and_hours_of_two_reports_stand_side_by_side(here: Report, there: Report) -> None:
    (clash,) = clashes_of(here)
    assert clash.other == there
    (days,) = clash.days
    assert (days.first_day, days.last_day) == (date(2017, 5, 1), date(2017, 8, 31))
    assert (days.here, days.there) == (FULL_TIME, FULL_TIME * 20 / 36)
    assert clash.left == 1600
    assert not clash.settled
    assert [one.other for one in clashes_of(there)] == [here]


def test_together_at_most_full_time_is_no_clash(
    olga_actor: Actor, theirs: Contract, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    here = a_submitted_report(bram_actor, contract_in_force, today, who=WHO, hours_per_week=1600)
    their_report(olga_actor, theirs, today)
    assert clashes_of(here) == ()


def test_three_reports_that_fit_two_by_two_clash_together(
    olga_actor: Actor, theirs: Contract, bram_actor: Actor, contract_in_force: Contract, policy_text: PolicyText,
    voorbeeldstad: Buyer, today: date, db: None,
) -> None:  # fmt: skip
    third = Supplier.unfenced.create(name="Groenbedrijf Linde", kvk="77777777", city="Buurstad")
    garden = a_contract(voorbeeldstad, third, policy_text, title="Tuinen")
    from tests.cast import a_user

    tuinman = a_user("Tim", "supplier", supplier=third)
    from tegenwaarde.access.actor import actor_for

    here = a_submitted_report(bram_actor, contract_in_force, today, who=WHO, hours_per_week=1600)
    their_report(olga_actor, theirs, today)
    a_submitted_report(actor_for(tuinman, today), garden, today, who=WHO, hours_per_week=1000)
    assert len(clashes_of(here)) == 2


def test_a_report_that_is_a_draft_or_was_sent_back_does_not_clash(
    here: Report, there: Report, carla_actor: Actor, today: date
) -> None:
    return_report(actor=carla_actor, report_id=there.pk, version=there.version, reason="Nee", today=today)
    assert clashes_of(here) == ()


def test_approval_stays_shut_until_somebody_decided(
    here: Report, there: Report, anna_actor: Actor, today: date
) -> None:
    with pytest.raises(CountedTwice) as refused:
        approved(anna_actor, here, today)
    assert type(refused.value) is CountedTwice
    here.refresh_from_db()
    assert here.state == "submitted"
    assert not LedgerLine.unfenced.exists()


def test_where_the_others_hours_count_the_rest_of_full_time_is_left(
    here: Report, there: Report, anna_actor: Actor, carla_actor: Actor, today: date
) -> None:
    decide(anna_actor, here, "other", today)
    assert [(cap.first_day, cap.last_day, cap.hours_per_week) for cap in caps_of(here)] == [
        (date(2017, 5, 1), date(2017, 8, 31), 1600)
    ]
    approved(anna_actor, here, today)
    assert [(one["from_day"], one["part"], one["whole"]) for one in booked(here)["hours"]] == [
        ("2017-03-01", 1, 1), ("2017-05-01", 4, 9), ("2017-09-01", 1, 1)
    ]  # fmt: skip
    approved(carla_actor, there, today)
    assert booked(there)["hours"][0]["part"] == 5
    never_above_full_time()


def test_where_these_hours_count_the_other_is_held_down_once_it_is_decided_about(
    here: Report, there: Report, anna_actor: Actor, carla_actor: Actor, today: date
) -> None:
    decide(anna_actor, here, "this", today)
    approved(anna_actor, here, today)
    assert caps_of(there)[0].hours_per_week == 0
    never_above_full_time()


def test_the_hours_can_be_divided(
    here: Report, there: Report, anna_actor: Actor, carla_actor: Actor, today: date
) -> None:
    decide(anna_actor, here, "split", today, hours=2400)
    assert caps_of(there)[0].hours_per_week == 1200
    approved(carla_actor, there, today)
    approved(anna_actor, here, today)
    assert [hours["part"] * 36 // hours["whole"] for hours in booked(there)["hours"]] == [12]
    never_above_full_time()


def test_two_persons_after_all_are_never_asked_about_again(
    here: Report, there: Report, anna_actor: Actor, carla_actor: Actor, today: date
) -> None:
    waiting = {one.pk: (one.person_id, one.person.identity_hash) for one in (here, there)}  # type: ignore[union-attr]
    assert reported_elsewhere(waiting) == set(waiting)  # type: ignore[arg-type]
    made = decide(anna_actor, here, "somebody_else", today)
    assert isinstance(made, Distinction)
    assert reported_elsewhere(waiting) == set()  # type: ignore[arg-type]
    assert all(clash.settled for report in (here, there) for clash in clashes_of(report))
    approved(anna_actor, here, today)
    approved(carla_actor, there, today)


def test_what_was_told_apart_can_be_decided_anew(here: Report, there: Report, anna_actor: Actor, today: date) -> None:
    decide(anna_actor, here, "somebody_else", today)
    decide(anna_actor, here, "other", today)
    assert not Distinction.unfenced.exists()
    assert caps_of(here)[0].hours_per_week == 1600


def test_the_latest_decision_counts_whoever_made_it(
    here: Report, there: Report, anna_actor: Actor, carla_actor: Actor, today: date
) -> None:
    decide(anna_actor, here, "this", today)
    decide(carla_actor, there, "this", today)
    assert ClashResolution.unfenced.count() == 2
    assert caps_of(there) == ()
    assert caps_of(here)[0].hours_per_week == 1600


def test_decisions_on_both_sides_let_no_more_than_full_time_through(
    here: Report, there: Report, anna_actor: Actor, carla_actor: Actor, today: date
) -> None:
    decide(anna_actor, here, "this", today)
    approved(anna_actor, here, today)
    decide(carla_actor, there, "this", today)
    with pytest.raises(StillCounted) as refused:
        approved(carla_actor, there, today)
    assert "Onderhoud van bruggen" in str(refused.value)
    never_above_full_time()
    reverse_report(actor=anna_actor, report_id=here.pk, reason="Verkeerd beslist", today=today)
    approved(carla_actor, there, today)
    never_above_full_time()


def test_where_these_hours_count_an_approved_other_must_go_first(
    here: Report, there: Report, anna_actor: Actor, carla_actor: Actor, today: date
) -> None:
    approved_first(there, anna_actor, carla_actor, today, here)
    with pytest.raises(StillCounted):
        approved(anna_actor, here, today)
    reverse_report(actor=carla_actor, report_id=there.pk, reason="Dubbel", today=today)
    approved(anna_actor, here, today)
    assert booked(here)["hours"] == [{"from_day": "2017-03-01", "part": 1, "whole": 1}]


def approved_first(there: Report, anna: Actor, carla: Actor, today: date, here: Report) -> None:
    """Approve the other report for all its hours, and then decide that the hours of `here` count."""
    decide(carla, there, "this", today)
    approved(carla, there, today)
    decide(anna, here, "this", today)


def test_a_cap_goes_with_the_report_that_it_made_room_for(
    here: Report, there: Report, anna_actor: Actor, carla_actor: Actor, today: date
) -> None:
    decide(anna_actor, here, "other", today)
    return_report(actor=carla_actor, report_id=there.pk, version=there.version, reason="Nee", today=today)
    assert caps_of(here) == ()


def test_more_days_than_were_decided_about_wait_for_a_new_decision(
    here: Report, there: Report, anna_actor: Actor, carla_actor: Actor, olga_actor: Actor, today: date
) -> None:
    decide(anna_actor, here, "other", today)
    return_report(actor=carla_actor, report_id=there.pk, version=there.version, reason="Einddatum?", today=today)
    save_draft(actor=olga_actor, report_id=there.pk, values={"employment_end": date(2017, 10, 31)})
    submit_report(actor=olga_actor, report_id=there.pk, today=today)
    with pytest.raises(CountedTwice):
        approved(anna_actor, here, today)


def test_a_decision_about_what_changed_meanwhile_is_refused(
    here: Report, there: Report, anna_actor: Actor, carla_actor: Actor, today: date
) -> None:
    seen = seen_of(here, clashes_of(here)[0])
    decide(carla_actor, there, "this", today)
    with pytest.raises(DecidedMeanwhile):
        decide(anna_actor, here, "this", today, seen=seen)


@pytest.mark.parametrize(
    ("outcome", "more", "place"),
    [
        ("", {}, "outcome"),
        ("split", {}, "hours"),
        ("split", {"hours": 3700}, "hours"),
        ("other", {"reason": "  "}, "reason"),
    ],
)
def test_a_decision_says_whose_hours_count_and_why(
    here: Report, there: Report, anna_actor: Actor, today: date, outcome: str, more: dict[str, Any], place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        decide(anna_actor, here, outcome, today, **more)
    assert {problem.place for problem in refused.value.problems} == {place}


def test_nothing_is_decided_about_a_report_that_does_not_wait(
    here: Report, there: Report, anna_actor: Actor, today: date
) -> None:
    decide(anna_actor, here, "other", today)
    seen = seen_of(here, clashes_of(here)[0])
    approved(anna_actor, here, today)
    again = Decided("this", "Toch anders")
    with pytest.raises(NothingWaits):
        resolve_clash(actor=anna_actor, report_id=here.pk, other_id=there.pk, decided=again, seen=seen, today=today)


def test_only_a_coordinator_of_the_contract_decides(
    here: Report, there: Report, carla_actor: Actor, bram_actor: Actor, aisha: User, actor_of: ActorFor, today: date
) -> None:
    for stranger in (carla_actor, bram_actor):
        with pytest.raises(NotVisible):
            decide(stranger, here, "this", today)
    with pytest.raises(NotAllowed):
        decide(actor_of(aisha), here, "this", today)


def test_the_timeline_tells_the_buyers_side_and_nobody_else(
    here: Report,
    there: Report,
    anna_actor: Actor,
    bram_actor: Actor,
    carla_actor: Actor,
    olga_actor: Actor,
    today: date,
) -> None:
    before = [read_timeline(actor=one, contract_id=report.contract_id)
              for one, report in ((bram_actor, here), (olga_actor, there))]  # fmt: skip
    decide(anna_actor, here, "other", today)
    after = [read_timeline(actor=one, contract_id=report.contract_id)
             for one, report in ((bram_actor, here), (olga_actor, there))]  # fmt: skip
    assert before == after
    events = TimelineEvent.unfenced.filter(code="clash_decided").order_by("contract_id")
    assert [set(event.figures) for event in events] == [{"report"}, {"report"}]
    for actor, report in ((anna_actor, here), (carla_actor, there)):
        told = read_timeline(actor=actor, contract_id=report.contract_id).events[0].sentence
        assert "S-4" not in told
        assert told != before[0].events[0].sentence
