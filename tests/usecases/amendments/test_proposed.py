"""Amendments that a notice proposes: taken over, perhaps changed, or left aside; the first who decides wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.records.models import Amendment, Contract, NoticeFile, ObligationVersion, TimelineEvent, User
from tegenwaarde.usecases.amendments.decide_amendment import DecidedBefore, decline, take_over
from tegenwaarde.usecases.reading.amendments import read_amendments, read_effect
from tegenwaarde.usecases.reading.start import read_start
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import ActorFor
from tests.usecases.amendments.test_amending import MORE

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(contract_in_force: Contract, anna: User, today: date) -> NoticeFile:
    return NoticeFile.unfenced.create(
        notice_id="wijziging",
        publication_number="1-2017",
        version="01",
        form="modification",
        sha256="a" * 64,
        uploaded_by=anna,
        uploaded_on=today,
        entered_in=contract_in_force.entered_in,
        read={},
    )


@pytest.fixture
def proposed(contract_in_force: Contract, notice: NoticeFile, today: date) -> Amendment:
    days = {"start_before": date(2017, 1, 1), "start_after": date(2017, 1, 1), "end_before": date(2018, 12, 31)}
    return Amendment.unfenced.create(
        contract=contract_in_force,
        number=1,
        kind="more",
        agreed_on=date(2017, 9, 1),
        reason="Er komt een brug bij.",
        value_before_cents=50_000_000,
        value_after_cents=60_000_000,
        end_after=date(2018, 12, 31),
        notice=notice,
        made_on=today,
        **days,
    )


def seen(actor: Actor, amendment: Amendment, today: date) -> str:
    return read_effect(actor=actor, contract_id=amendment.contract_id, change=MORE, today=today).fingerprint


def test_nothing_is_due_by_what_a_notice_only_proposes(
    anna_actor: Actor, bram_actor: Actor, proposed: Amendment, today: date
) -> None:
    assert ObligationVersion.unfenced.count() == 1
    waiting = read_amendments(actor=anna_actor, contract_id=proposed.contract_id).proposed
    assert [one.amendment_id for one in waiting] == [proposed.pk]
    assert read_amendments(actor=bram_actor, contract_id=proposed.contract_id).proposed == ()
    assert "amendment" in [todo.code for todo in read_start(actor=anna_actor, today=today).todos]


def test_it_is_taken_over_changed_and_the_supplier_reads_it(
    anna_actor: Actor, bram_actor: Actor, proposed: Amendment, today: date
) -> None:
    other = replace(MORE, value_cents=55_000_000, reason="Een halve brug erbij.")
    shown = read_effect(actor=anna_actor, contract_id=proposed.contract_id, change=other, today=today).fingerprint
    take_over(actor=anna_actor, amendment_id=proposed.pk, change=other, shown=shown, today=today)
    [row] = read_amendments(actor=bram_actor, contract_id=proposed.contract_id).decided
    assert (row.value_after_cents, row.net_before_cents, row.net_after_cents) == (55_000_000, 2_500_000, 2_750_000)
    assert (row.reason, row.decided_by, row.notice) == ("Een halve brug erbij.", "", "")


def test_it_is_left_aside_with_a_reason_and_the_supplier_learns_nothing(
    anna_actor: Actor, bram_actor: Actor, proposed: Amendment, today: date
) -> None:
    with pytest.raises(Invalid):
        decline(actor=anna_actor, amendment_id=proposed.pk, reason=" ", today=today)
    decline(actor=anna_actor, amendment_id=proposed.pk, reason="Stond er al in.", today=today)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.decided_reason) == ("withdrawn", "Stond er al in.")
    assert read_amendments(actor=bram_actor, contract_id=proposed.contract_id).decided == ()
    assert TimelineEvent.unfenced.filter(code="amendment_declined").exists()


def test_the_second_who_decides_hears_who_was_first(
    anna: User, anna_actor: Actor, proposed: Amendment, today: date
) -> None:
    shown = seen(anna_actor, proposed, today)
    decline(actor=anna_actor, amendment_id=proposed.pk, reason="Stond er al in.", today=today)
    with pytest.raises(DecidedBefore) as refused:
        take_over(actor=anna_actor, amendment_id=proposed.pk, change=MORE, shown=shown, today=today)
    assert anna.name in str(refused.value)
    assert ObligationVersion.unfenced.count() == 1


def test_a_coordinator_elsewhere_and_the_supplier_do_not_see_it(
    carla: User, bram_actor: Actor, actor_of: ActorFor, proposed: Amendment, today: date
) -> None:
    for actor in (actor_of(carla), bram_actor):
        with pytest.raises(NotVisible):
            decline(actor=actor, amendment_id=proposed.pk, reason="Nee", today=today)
