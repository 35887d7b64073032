"""Bram proposes a plan; Anna agrees or returns it; every version is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import Agreement, Contract, PlanLine, Proposal, Receipt, TimelineEvent, User
from tegenwaarde.usecases.agreements.answer_proposal import CannotBeAgreed, agree_to_proposal, return_proposal
from tegenwaarde.usecases.agreements.propose_plan import ShortOfDuty, propose_plan
from tegenwaarde.usecases.agreements.proposing import (
    AlreadyProposed,
    AnsweredBefore,
    NoLongerWaiting,
    PlanChangedElsewhere,
)
from tegenwaarde.usecases.agreements.record_agreement import FarAboveDuty, NewerAgreement, NotInForce
from tegenwaarde.usecases.agreements.withdraw_proposal import withdraw_proposal
from tegenwaarde.usecases.agreements.write_proposal import write_proposal
from tegenwaarde.usecases.contracts.finding import record_finding, withdraw_finding
from tegenwaarde.usecases.reading.agreement import read_agreements
from tegenwaarde.usecases.reading.proposals import read_proposal, read_proposal_form, read_proposals
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import ActorFor, a_user
from tests.usecases.agreements.stories import ACTIVITY, INVOICE, PERSON, agreed, proposed, returned, written
from tests.usecases.contracts.test_agreements import LINE, recorded
from tests.usecases.post.letters import Post, ports_with

pytestmark = pytest.mark.django_db


def codes(contract: Contract) -> list[str]:
    return list(TimelineEvent.unfenced.filter(contract=contract).order_by("id").values_list("code", flat=True))


def test_a_half_written_plan_is_kept_and_found_again(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    half = {"kind": "work", "persons": 3, "start": date(2017, 5, 1)}
    draft = written(bram_actor, contract_in_force, today, half, {"kind": "invoice"}, note="Nog overleggen.")
    shown = read_proposal_form(actor=bram_actor, contract_id=contract_in_force.pk)
    assert shown.form.sketches == (half, {"kind": "invoice"})
    assert (shown.note, shown.version, shown.draft_id) == ("Nog overleggen.", 1, draft.pk)
    again = written(bram_actor, contract_in_force, today, PERSON, version=1)
    assert (again.pk, again.version) == (draft.pk, 2)


def test_a_draft_is_seen_by_its_own_supplier_only(
    bram_actor: Actor, anna_actor: Actor, piet: User, actor_of: ActorFor, contract_in_force: Contract, today: date
) -> None:
    draft = written(bram_actor, contract_in_force, today, PERSON)
    assert read_proposals(actor=bram_actor, contract_id=contract_in_force.pk).draft
    for actor in (anna_actor, actor_of(piet)):
        assert read_proposals(actor=actor, contract_id=contract_in_force.pk).rows == ()
        with pytest.raises(NotVisible):
            read_proposal(actor=actor, proposal_id=draft.pk)


def test_what_was_written_in_another_window_is_not_written_over(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    written(bram_actor, contract_in_force, today, PERSON)
    written(bram_actor, contract_in_force, today, PERSON, INVOICE, version=1)
    for version in (0, 1):
        with pytest.raises(PlanChangedElsewhere):
            written(bram_actor, contract_in_force, today, version=version)
    assert len(read_proposal_form(actor=bram_actor, contract_id=contract_in_force.pk).form.sketches) == 2


def test_a_plan_of_persons_an_invoice_and_an_activity_becomes_an_agreement_with_receipts(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    record_finding(actor=anna_actor, contract_id=contract_in_force.pk, reason="Er is geen werk.", today=today)
    proposal = proposed(bram_actor, contract_in_force, today, PERSON, INVOICE, ACTIVITY)
    assert (proposal.state, proposal.value_cents) == ("proposed", 6_000_000 + 1_000_000 + 400_000)
    agreement = agreed(anna_actor, proposal, today)
    lines = list(agreement.lines.all())
    assert [(line.block, line.persons, line.value_cents) for line in lines] == [
        ("1", 2, 6_000_000),
        ("9", 1, 1_000_000),
        ("15", 1, 400_000),
    ]
    assert [(line.hours_per_week, line.invoice_cents, line.activity_hours) for line in lines] == [
        (3_600, None, None),
        (None, 1_000_000, None),
        (None, None, 4_000),
    ]
    assert [line.receipt.total_cents for line in lines] == [3_000_000, 1_000_000, 400_000]
    proposal.refresh_from_db()
    assert (proposal.state, proposal.agreement) == ("agreed", agreement)
    assert codes(contract_in_force) == ["finding_recorded", "plan_proposed", "plan_agreed"]


def test_the_supplier_gets_a_mail_that_only_says_where_to_read_the_answer(
    anna_actor: Actor,
    bram_actor: Actor,
    bram: User,
    contract_in_force: Contract,
    today: date,
    django_capture_on_commit_callbacks: Any,
) -> None:
    post = Post()
    with django_capture_on_commit_callbacks(execute=True):
        proposal = proposed(bram_actor, contract_in_force, today)
        returned(anna_actor, proposal, today, post, "Wie is mevrouw De Vries?")
    with django_capture_on_commit_callbacks(execute=True):
        second = proposed(bram_actor, contract_in_force, today)
        agreed(anna_actor, second, today, post)
    assert [letter.to for letter in post.letters] == [bram.email, bram.email]
    for letter, about in zip(post.letters, (proposal, second), strict=True):
        assert f"https://tegenwaarde.voorbeeld.nl/voorstellen/{about.pk}/" in letter.body
        assert "De Vries" not in letter.body


def test_a_returned_plan_stays_a_version_and_the_next_one_begins_as_its_copy(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    first = proposed(bram_actor, contract_in_force, today, PERSON, INVOICE, note="Zo dan.")
    returned(anna_actor, first, today, None, "De factuur hoort hier niet.")
    shown = read_proposal_form(actor=bram_actor, contract_id=contract_in_force.pk)
    assert shown.form.sketches == (PERSON, INVOICE)
    assert (shown.returned_because, shown.version, shown.number) == ("De factuur hoort hier niet.", 0, 2)
    second = proposed(bram_actor, contract_in_force, today, PERSON)
    board = read_proposals(actor=anna_actor, contract_id=contract_in_force.pk)
    assert [(row.number, row.state) for row in board.rows] == [(2, "proposed"), (1, "returned")]
    assert board.waiting
    assert board.waiting.proposal_id == second.pk


def test_a_return_without_a_reason_is_refused(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    proposal = proposed(bram_actor, contract_in_force, today)
    with pytest.raises(Invalid) as refused:
        returned(anna_actor, proposal, today, None, "  ")
    assert [problem.place for problem in refused.value.problems] == ["reason"]
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_a_plan_that_does_not_cover_what_is_due_is_proposed_only_when_that_is_meant(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    draft = written(bram_actor, contract_in_force, today, INVOICE)
    plan: dict[str, Any] = {"actor": bram_actor, "contract_id": contract_in_force.pk, "today": today}
    with pytest.raises(ShortOfDuty) as refused:
        propose_plan(**plan, version=draft.version)
    assert refused.value.figures == {"short_cents": 1_500_000}
    assert propose_plan(**plan, version=draft.version, short_is_meant=True).state == "proposed"


def test_an_invoice_with_a_slip_of_the_pen_is_asked_about(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    draft = written(bram_actor, contract_in_force, today, {**INVOICE, "invoice_cents": 1_000_000_000})
    plan: dict[str, Any] = {"actor": bram_actor, "contract_id": contract_in_force.pk, "today": today}
    with pytest.raises(FarAboveDuty):
        propose_plan(**plan, version=draft.version)
    assert propose_plan(**plan, version=draft.version, far_above_is_meant=True).value_cents == 1_000_000_000


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ({**PERSON, "end": date(2017, 2, 1)}, "1.end"),
        ({**INVOICE, "start": date(2020, 1, 1)}, "1.start"),
        ({**PERSON, "block": "99"}, "1.block"),
        ({"kind": "work", "persons": 2}, "1.block"),
        (ACTIVITY, "1.block"),
    ],
)
def test_what_is_wrong_in_a_plan_is_said_at_its_line_and_nothing_is_proposed(
    bram_actor: Actor, contract_in_force: Contract, today: date, line: dict[str, Any], place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        proposed(bram_actor, contract_in_force, today, PERSON, line)
    assert place in {problem.place for problem in refused.value.problems}
    assert Proposal.unfenced.get().state == "draft"


def test_an_empty_line_is_left_out_of_what_is_proposed(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    proposal = proposed(bram_actor, contract_in_force, today, {"kind": "work"}, PERSON)
    assert len(read_proposal(actor=bram_actor, proposal_id=proposal.pk).value.lines) == 1


def test_who_cannot_plan_anything_says_why_in_the_note(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    with pytest.raises(Invalid) as refused:
        proposed(bram_actor, contract_in_force, today, {"kind": "work"})
    assert [problem.place for problem in refused.value.problems] == ["note"]
    proposal = proposed(bram_actor, contract_in_force, today, {"kind": "work"}, version=1, note="Wij plaatsen niemand.")
    assert proposal.value_cents == 0
    with pytest.raises(CannotBeAgreed):
        agreed(anna_actor, proposal, today)
    assert returned(anna_actor, proposal, today).state == "returned"


def test_while_a_plan_waits_no_other_is_written(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    proposal = proposed(bram_actor, contract_in_force, today)
    with pytest.raises(AlreadyProposed):
        written(bram_actor, contract_in_force, today, INVOICE)
    assert read_proposal_form(actor=bram_actor, contract_id=contract_in_force.pk).waiting_id == proposal.pk


def test_a_withdrawn_plan_stays_on_record_and_a_thrown_away_draft_does_not(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    proposal = proposed(bram_actor, contract_in_force, today)
    withdraw_proposal(actor=bram_actor, proposal_id=proposal.pk, today=today)
    with pytest.raises(NoLongerWaiting):
        agreed(anna_actor, proposal, today)
    draft = written(bram_actor, contract_in_force, today, PERSON)
    withdraw_proposal(actor=bram_actor, proposal_id=draft.pk, today=today)
    assert [one.state for one in Proposal.unfenced.all()] == ["withdrawn"]
    assert codes(contract_in_force) == ["plan_proposed", "plan_withdrawn"]


def test_the_second_of_two_coordinators_is_told_and_nothing_is_agreed_twice(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, actor_of: ActorFor, today: date
) -> None:
    wim = actor_of(a_user("Wim", "coordinator", subregion=contract_in_force.entered_in))
    proposal = proposed(bram_actor, contract_in_force, today)
    agreed(anna_actor, proposal, today)
    with pytest.raises(AnsweredBefore) as refused:
        agreed(wim, proposal, today, after=1)
    assert refused.value.figures["who"] == "Anna"
    with pytest.raises(AnsweredBefore):
        returned(wim, proposal, today)
    assert Agreement.unfenced.count() == 1


def test_a_plan_is_outdated_once_a_newer_agreement_was_recorded(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    proposal = proposed(bram_actor, contract_in_force, today)
    assert not read_proposal(actor=anna_actor, proposal_id=proposal.pk).row.outdated
    recorded(anna_actor, contract_in_force, today, LINE)
    assert read_proposal(actor=anna_actor, proposal_id=proposal.pk).row.outdated
    with pytest.raises(NewerAgreement):
        agreed(anna_actor, proposal, today, after=0)
    assert agreed(anna_actor, proposal, today, after=1).number == 2


def test_a_plan_after_an_agreement_begins_with_what_was_agreed(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    agreed(anna_actor, proposed(bram_actor, contract_in_force, today, PERSON, INVOICE), today)
    assert read_proposal_form(actor=bram_actor, contract_id=contract_in_force.pk).form.sketches == (PERSON, INVOICE)


def test_a_plan_with_activities_cannot_be_agreed_once_the_finding_was_withdrawn(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    record_finding(actor=anna_actor, contract_id=contract_in_force.pk, reason="Er is geen werk.", today=today)
    proposal = proposed(bram_actor, contract_in_force, today, ACTIVITY)
    withdraw_finding(actor=anna_actor, contract_id=contract_in_force.pk, reason="Er is toch werk.", today=today)
    before = Receipt.unfenced.count()
    with pytest.raises(CannotBeAgreed):
        agreed(anna_actor, proposal, today)
    assert Receipt.unfenced.count() == before
    assert not PlanLine.unfenced.exists()


def test_a_neighbour_finds_no_plan_and_who_sees_it_may_not_therefore_answer(
    bram_actor: Actor,
    contract_in_force: Contract,
    carla: User,
    nora: User,
    olga: User,
    aisha: User,
    piet: User,
    actor_of: ActorFor,
    today: date,
) -> None:
    proposal = proposed(bram_actor, contract_in_force, today)
    for person in (carla, nora, olga):
        for look in (read_proposals, read_proposal_form):
            with pytest.raises(NotVisible):
                look(actor=actor_of(person), contract_id=contract_in_force.pk)
        with pytest.raises(NotVisible):
            agreed(actor_of(person), proposal, today)
        with pytest.raises(NotVisible):
            withdraw_proposal(actor=actor_of(person), proposal_id=proposal.pk, today=today)
    for actor in (actor_of(aisha), actor_of(piet), bram_actor):
        with pytest.raises(NotAllowed):
            agreed(actor, proposal, today)
        with pytest.raises(NotAllowed):
            returned(actor, proposal, today)


def test_the_buyers_side_writes_no_plan_for_the_supplier(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    with pytest.raises(NotAllowed):
        written(anna_actor, contract_in_force, today, PERSON)
    proposal = proposed(bram_actor, contract_in_force, today)
    with pytest.raises(NotAllowed):
        withdraw_proposal(actor=anna_actor, proposal_id=proposal.pk, today=today)


def test_a_closed_contract_takes_no_plan_and_no_answer(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    proposal = proposed(bram_actor, contract_in_force, today)
    Contract.unfenced.filter(pk=contract_in_force.pk).update(state="closed")
    asked: dict[str, Any] = {"actor": anna_actor, "proposal_id": proposal.pk, "version": proposal.version}
    with pytest.raises(NotInForce):
        agree_to_proposal(**asked, after=0, note="", ports=ports_with(Post()), today=today)
    with pytest.raises(NotInForce):
        return_proposal(**asked, reason="Te laat.", ports=ports_with(Post()), today=today)
    with pytest.raises(NotInForce):
        write_proposal(actor=bram_actor, contract_id=contract_in_force.pk, sketches=(), note="", version=0, today=today)


def test_a_plan_is_spread_over_the_quarters_and_adds_up_to_its_value(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    proposal = proposed(bram_actor, contract_in_force, today, PERSON, INVOICE)
    quarters = read_proposal(actor=bram_actor, proposal_id=proposal.pk).value.quarters
    assert [str(part.quarter) for part in quarters][:2] == ["2017-Q1", "2017-Q2"]
    assert len(quarters) == 8
    assert sum(part.cents for part in quarters) == quarters[-1].total_cents == 7_000_000
    assert quarters[-1].expected_cents == 2_500_000
    assert quarters[3].cents > 1_000_000
    agreed(anna_actor, proposal, today)
    assert read_agreements(actor=bram_actor, contract_id=contract_in_force.pk).quarters == quarters
