"""What Anna agrees with De Brug is valued line by line, and every version is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.engine.valuing import replay
from tegenwaarde.records.models import Agreement, Contract, Receipt, TimelineEvent, User
from tegenwaarde.usecases.agreements.lines import PlannedLine, complete
from tegenwaarde.usecases.agreements.plan import plannable, times_above, value_plan
from tegenwaarde.usecases.agreements.record_agreement import FarAboveDuty, NewerAgreement, NotInForce, record_agreement
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.contracts.begin_draft import begin_draft
from tegenwaarde.usecases.reading.agreement import read_agreements, read_plan_form, value_of_plan
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import ActorFor

pytestmark = pytest.mark.django_db

LINE = PlannedLine(block="1", persons=2, hours_per_week=3_600, start=date(2017, 3, 1), end=date(2018, 2, 28))


def recorded(actor: Actor, contract: Contract, today: date, *lines: PlannedLine, after: int = 0) -> Agreement:
    return record_agreement(
        actor=actor,
        contract_id=contract.pk,
        lines=lines,
        note="Besproken.",
        today=today,
        after=after,
        far_above_is_meant=True,
    )


def test_a_line_is_worth_its_persons_times_what_a_placement_is_worth(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    agreement = recorded(anna_actor, contract_in_force, today, LINE)
    line = agreement.lines.get()
    assert (line.value_cents_each, line.value_cents) == (3_000_000, 6_000_000)
    assert line.receipt.total_cents == 3_000_000
    assert replay(line.receipt.figures, date(2018, 12, 31)).total == 3_000_000


def test_every_block_that_values_a_person_can_be_planned(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    assert contract_in_force.book
    blocks = plannable(open_book(contract_in_force.book))
    agreement = recorded(anna_actor, contract_in_force, today, *(replace(LINE, block=block.id) for block in blocks))
    assert agreement.lines.count() == len(blocks) == 13
    assert all(line.value_cents_each > 0 for line in agreement.lines.all())


def test_every_version_is_kept_and_the_newest_counts(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    recorded(anna_actor, contract_in_force, today, LINE)
    recorded(anna_actor, contract_in_force, today, replace(LINE, persons=1), after=1)
    shown = read_agreements(actor=anna_actor, contract_id=contract_in_force.pk)
    assert shown.present
    assert (shown.present.number, shown.present.value_cents) == (2, 3_000_000)
    assert [version.value_cents for version in shown.earlier] == [6_000_000]
    events = TimelineEvent.unfenced.filter(contract=contract_in_force, code="agreement_recorded").order_by("id")
    assert [event.figures for event in events] == [
        {"number": 1, "value_cents": 6_000_000},
        {"number": 2, "value_cents": 3_000_000},
    ]


def test_a_plan_says_what_it_leaves_open(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    recorded(anna_actor, contract_in_force, today, replace(LINE, block="5", persons=1))
    shown = read_agreements(actor=anna_actor, contract_id=contract_in_force.pk)
    assert (shown.net_cents, shown.short_cents) == (2_500_000, 1_500_000)
    recorded(anna_actor, contract_in_force, today, LINE, after=1)
    assert read_agreements(actor=anna_actor, contract_id=contract_in_force.pk).short_cents == 0


def test_who_writes_after_a_newer_version_is_told(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    recorded(anna_actor, contract_in_force, today, LINE)
    with pytest.raises(NewerAgreement):
        recorded(anna_actor, contract_in_force, today, LINE)
    assert Agreement.unfenced.count() == 1


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (replace(LINE, persons=0), "1.persons"),
        (replace(LINE, hours_per_week=0), "1.hours_per_week"),
        (replace(LINE, end=date(2017, 2, 28)), "1.end"),
        (replace(LINE, block="99"), "1.block"),
        (replace(LINE, start=date(2019, 1, 1), end=date(2019, 2, 1)), "1.start"),
    ],
)
def test_what_is_wrong_is_said_at_its_line_and_field_and_nothing_is_kept(
    anna_actor: Actor, contract_in_force: Contract, today: date, line: PlannedLine, place: str
) -> None:
    before = Receipt.unfenced.count()
    with pytest.raises(Invalid) as refused:
        recorded(anna_actor, contract_in_force, today, LINE, line)
    assert place in {problem.place for problem in refused.value.problems}
    assert Receipt.unfenced.count() == before
    assert not Agreement.unfenced.exists()


@pytest.mark.parametrize(("persons", "block", "times"), [(4, "1", None), (5, "1", "6"), (2_573, "1", "3.087")])
def test_a_plan_far_above_what_is_due_is_recorded_only_when_it_is_meant(
    anna_actor: Actor, contract_in_force: Contract, today: date, persons: int, block: str, times: str | None
) -> None:
    line = replace(LINE, persons=persons, block=block)
    plan: dict[str, Any] = {"actor": anna_actor, "contract_id": contract_in_force.pk, "lines": [line]}
    plan |= {"note": "", "today": today}
    if times is None:
        assert record_agreement(**plan).lines.get().persons == persons
        return
    with pytest.raises(FarAboveDuty) as refused:
        record_agreement(**plan)
    assert refused.value.figures == {"times": times}
    assert not Agreement.unfenced.exists()
    assert record_agreement(**plan, far_above_is_meant=True).lines.get().persons == persons


def test_one_person_may_be_worth_far_more_than_a_small_duty(contract_in_force: Contract) -> None:
    assert contract_in_force.book
    book, few, many = open_book(contract_in_force.book), replace(LINE, persons=1), replace(LINE, persons=2)
    assert times_above(value_plan(book, contract_in_force, [few]), 100_000) == 0
    assert times_above(value_plan(book, contract_in_force, [many]), 100_000) == 60
    assert times_above(value_plan(book, contract_in_force, [few, few]), 100_000) == 60


def test_an_empty_plan_is_refused(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    with pytest.raises(Invalid):
        recorded(anna_actor, contract_in_force, today)


def test_only_a_contract_in_force_has_agreements(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    Contract.unfenced.filter(pk=contract_in_force.pk).update(state="closed")
    with pytest.raises(NotInForce):
        recorded(anna_actor, contract_in_force, today, LINE)
    with pytest.raises(NotInForce):
        recorded(anna_actor, begin_draft(actor=anna_actor), today, LINE)


def test_who_sees_the_dossier_may_not_therefore_record(
    contract_in_force: Contract, bram_actor: Actor, aisha: User, piet: User, actor_of: ActorFor, today: date
) -> None:
    for actor in (bram_actor, actor_of(aisha), actor_of(piet)):
        with pytest.raises(NotAllowed):
            recorded(actor, contract_in_force, today, LINE)


def test_a_neighbour_finds_no_dossier_to_agree_about(
    contract_in_force: Contract, carla: User, nora: User, olga: User, actor_of: ActorFor, today: date
) -> None:
    for person in (carla, nora, olga):
        with pytest.raises(NotVisible):
            recorded(actor_of(person), contract_in_force, today, LINE)
        with pytest.raises(NotVisible):
            read_agreements(actor=actor_of(person), contract_id=contract_in_force.pk)


def test_the_supplier_reads_the_plan_without_the_note_and_without_names(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    recorded(anna_actor, contract_in_force, today, LINE)
    inside = read_agreements(actor=anna_actor, contract_id=contract_in_force.pk).present
    outside = read_agreements(actor=bram_actor, contract_id=contract_in_force.pk).present
    assert inside
    assert outside
    assert (inside.note, inside.agreed_by) == ("Besproken.", "Anna")
    assert (outside.note, outside.agreed_by) == ("", "")
    assert outside.lines == inside.lines


def test_the_form_begins_with_the_present_plan(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    assert read_plan_form(actor=anna_actor, contract_id=contract_in_force.pk).sketches == ()
    recorded(anna_actor, contract_in_force, today, LINE)
    form = read_plan_form(actor=anna_actor, contract_id=contract_in_force.pk)
    assert (form.after, [complete(sketch) for sketch in form.sketches]) == (1, [LINE])


def test_a_plan_is_valued_without_being_recorded(anna_actor: Actor, contract_in_force: Contract) -> None:
    value = value_of_plan(actor=anna_actor, contract_id=contract_in_force.pk, lines=[LINE])
    assert (value.value_cents, value.short_cents, value.problems) == (6_000_000, 0, ())
    assert value.lines[0].sentences
    assert not Agreement.unfenced.exists()
