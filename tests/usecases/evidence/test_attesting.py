"""Evidence is seen by the buyer's side, on a day; approval asks for every kind, or for a reason why not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import EvidenceSeen, Report, TimelineEvent
from tegenwaarde.usecases.evidence.attest import DecidedAlready, attest_evidence
from tegenwaarde.usecases.evidence.seen import EvidenceMissing, Seen, carry_seen
from tegenwaarde.usecases.evidence.withdraw import withdraw_evidence
from tegenwaarde.usecases.reading.evidence import EvidenceLine, evidence_of, evidence_of_many
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.review.approve_report import approve_report
from tests.usecases.reports.stories import a_submitted_report

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db
SEEN_ON = date(2017, 9, 25)
BOTH = (Seen("employment", SEEN_ON), Seen("benefit", SEEN_ON))


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today)


def lines_of(report: Report) -> dict[str, EvidenceLine]:
    held = Report.unfenced.select_related("contract__book", "person").get(pk=report.pk)
    return {line.kind: line for line in evidence_of(held)}


def test_a_report_asks_for_the_evidence_of_its_block(report: Report) -> None:
    lines = lines_of(report)
    assert list(lines) == ["employment", "benefit"]
    assert all(line.missing for line in lines.values())


def test_a_report_asks_for_the_evidence_of_the_extras_that_count_too(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    more = {"refugee": True, "permanent_from": date(2017, 9, 1), "infra_paid_on": date(2025, 1, 1)}
    report = a_submitted_report(bram_actor, contract_in_force, today, **more)
    assert list(lines_of(report)) == ["employment", "benefit", "permanent_contract", "residence_permit"]


def test_an_assistant_records_what_was_seen(report: Report, aisha: User, actor_of: ActorFor, today: date) -> None:
    attest_evidence(actor=actor_of(aisha), report_id=report.pk, seen=BOTH[:1], today=today)
    line = lines_of(report)["employment"]
    assert (line.seen_on, line.seen_by, line.missing) == (SEEN_ON, "Aisha", False)
    assert TimelineEvent.unfenced.get(code="evidence_seen").figures == {"report": report.pk}


def test_the_same_day_again_stays_with_who_saw_it_first(
    report: Report, aisha: User, anna_actor: Actor, actor_of: ActorFor, today: date
) -> None:
    attest_evidence(actor=actor_of(aisha), report_id=report.pk, seen=BOTH, today=today)
    assert attest_evidence(actor=anna_actor, report_id=report.pk, seen=BOTH, today=today) == []
    again = (Seen("benefit", today),)
    attest_evidence(actor=anna_actor, report_id=report.pk, seen=again, today=today)
    lines = lines_of(report)
    assert [(line.seen_by, line.seen_on) for line in lines.values()] == [("Aisha", SEEN_ON), ("Anna", today)]


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        (Seen("employment", date(2017, 10, 3)), "SEEN_LATER_THAN_TODAY"),
        (Seen("wajong", SEEN_ON), "EVIDENCE_NOT_ASKED"),
        (Seen("", SEEN_ON), "EVIDENCE_NOT_ASKED"),
    ],
)
def test_what_cannot_have_been_seen_is_refused(
    report: Report, anna_actor: Actor, today: date, seen: Seen, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        attest_evidence(actor=anna_actor, report_id=report.pk, seen=[*BOTH, seen], today=today)
    assert [(one.code, one.place) for one in refused.value.problems] == [(code, f"seen_{seen.kind}")]
    assert not EvidenceSeen.unfenced.exists()


def test_only_the_buyers_side_of_the_contract_records_what_was_seen(
    report: Report, bram_actor: Actor, piet: User, carla: User, actor_of: ActorFor, today: date
) -> None:
    for actor, refusal in ((bram_actor, NotAllowed), (actor_of(piet), NotVisible), (actor_of(carla), NotVisible)):
        with pytest.raises(refusal):
            attest_evidence(actor=actor, report_id=report.pk, seen=BOTH, today=today)


def test_what_was_seen_can_be_taken_back_before_the_decision(report: Report, anna_actor: Actor, today: date) -> None:
    attest_evidence(actor=anna_actor, report_id=report.pk, seen=BOTH, today=today)
    withdraw_evidence(actor=anna_actor, report_id=report.pk, kind="benefit", today=today)
    assert lines_of(report)["benefit"].missing
    with pytest.raises(NotVisible):
        withdraw_evidence(actor=anna_actor, report_id=report.pk, kind="benefit", today=today)


def approve(actor: Actor, report: Report, today: date, **more: object) -> str:
    made = approve_report(actor=actor, report_id=report.pk, version=report.version, today=today, **more)  # type: ignore[arg-type]
    return made.evidence_seen


def test_a_report_is_not_approved_while_evidence_was_not_seen(report: Report, anna_actor: Actor, today: date) -> None:
    with pytest.raises(EvidenceMissing, match="bijstandsuitkering"):
        approve(anna_actor, report, today, seen=BOTH[:1])
    assert not EvidenceSeen.unfenced.exists()
    assert Report.unfenced.get().state == "submitted"


def test_approving_says_in_one_go_what_was_seen(report: Report, anna_actor: Actor, today: date) -> None:
    told = approve(anna_actor, report, today, seen=BOTH, evidence_seen="loonstrook")
    assert told.startswith("Arbeidsovereenkomst")
    assert told.endswith("loonstrook")
    assert not any(line.missing for line in lines_of(report).values())


def test_what_was_seen_before_counts_at_approval(
    report: Report, aisha: User, anna_actor: Actor, actor_of: ActorFor, today: date
) -> None:
    attest_evidence(actor=actor_of(aisha), report_id=report.pk, seen=BOTH, today=today)
    assert "(25\N{NO-BREAK SPACE}september\N{NO-BREAK SPACE}2017)" in approve(anna_actor, report, today)


def test_a_reason_stands_in_for_evidence_and_stays_with_the_decision(
    report: Report, anna_actor: Actor, today: date
) -> None:
    with pytest.raises(EvidenceMissing):
        approve(anna_actor, report, today, without_evidence_reason="  ")
    approve(anna_actor, report, today, without_evidence_reason=" De gemeente bevestigde het telefonisch ")
    assert report.decisions.get().reason == "De gemeente bevestigde het telefonisch"


def test_a_reason_that_was_not_needed_is_not_kept(report: Report, anna_actor: Actor, today: date) -> None:
    approve(anna_actor, report, today, seen=BOTH, without_evidence_reason="zomaar")
    assert report.decisions.get().reason == ""


def test_after_the_decision_what_was_seen_stands(report: Report, anna_actor: Actor, today: date) -> None:
    approve(anna_actor, report, today, seen=BOTH)
    with pytest.raises(DecidedAlready):
        withdraw_evidence(actor=anna_actor, report_id=report.pk, kind="benefit", today=today)


@pytest.mark.parametrize(
    ("change", "carried"),
    [("permanent", ["employment", "benefit"]), ("hours", ["benefit"]), ("ended", ["benefit"]), ("mistake", [])],
)
def test_a_correction_begins_with_what_its_change_does_not_call_into_question(
    report: Report, bram: User, anna_actor: Actor, today: date, change: str, carried: list[str]
) -> None:
    attest_evidence(actor=anna_actor, report_id=report.pk, seen=BOTH, today=today)
    corrects = {"corrects": report, "change": change, "contract": report.contract, "facts": report.facts}
    made = Report.unfenced.create(**corrects, block="1", made_by=bram, made_on=today)
    carry_seen(made)
    carry_seen(made)
    assert [kind for kind, line in lines_of(made).items() if line.seen_on == SEEN_ON] == carried


def test_what_is_no_longer_asked_is_shown_as_such(report: Report, bram: User, today: date) -> None:
    EvidenceSeen.unfenced.create(report=report, kind="wajong", seen_on=today, seen_by=bram)
    line = lines_of(report)["wajong"]
    assert (line.asked, line.missing) == (False, False)


def test_the_evidence_of_many_reports_costs_the_same_queries(
    bram_actor: Actor,
    contract_in_force: Contract,
    today: date,
    django_assert_num_queries: object,
) -> None:
    from tegenwaarde.usecases.reports.facts import earlier_of
    from tegenwaarde.usecases.reports.valuing import offer_of_report

    for number in range(6):
        a_submitted_report(bram_actor, contract_in_force, today, reference=f"P-{number}")
    reports = list(Report.unfenced.select_related("contract__book", "person"))
    offers = {one.pk: offer_of_report(one, earlier_of(one)) for one in reports}
    with django_assert_num_queries(3):  # type: ignore[operator]
        found = evidence_of_many(reports, offers)
    assert [len(lines) for lines in found.values()] == [2] * 6


def test_a_day_long_ago_is_a_day_on_which_something_was_seen(report: Report, anna_actor: Actor, today: date) -> None:
    long_ago = today - timedelta(days=400)
    attest_evidence(actor=anna_actor, report_id=report.pk, seen=[Seen("benefit", long_ago)], today=today)
    assert lines_of(report)["benefit"].seen_on == long_ago


def confirmed(report: Report, today: date, kind: str, party: str) -> None:
    """Let a second party confirm a fact of the report as it is now."""
    from tegenwaarde.records.models import ConfirmedFact, SecondPartyRequest
    from tegenwaarde.records.sealed import seal
    from tegenwaarde.usecases.second_party.fact import fact_of

    SecondPartyRequest.unfenced.create(
        report=report,
        fact_kind=kind,
        fact=seal(fact_of(report, ConfirmedFact(kind))),
        report_version=report.version,
        party=party,
        token_hash="0" * 64,
        made_by=report.made_by,
        made_on=today,
        last_day=today,
        answer="confirmed",
        answered_by="R. Meester",
        answered_on=today,
    )


def test_what_a_second_party_confirmed_need_not_be_seen(report: Report, anna_actor: Actor, today: date) -> None:
    confirmed(report, today, "employment", "Onderaannemer Noord")
    line = lines_of(report)["employment"]
    assert (line.confirmed_by, line.missing) == ("Onderaannemer Noord", False)
    approve(anna_actor, report, today, seen=BOTH[1:])
