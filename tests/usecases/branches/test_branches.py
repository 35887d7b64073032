"""Agreements with branches, and notes on tenders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import BranchAgreement, TenderEvent
from tegenwaarde.usecases.branches.end_agreement import EndedAlready, end_agreement
from tegenwaarde.usecases.branches.record_agreement import NewAgreement, fits, prefixes_of, record_agreement
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.reading.advice import read_advice
from tegenwaarde.usecases.reading.branches import read_branches
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.note_remove import remove_tender_note
from tegenwaarde.usecases.tenders.note_write import NotOwnNote, add_tender_note, change_tender_note
from tests.cast import TODAY, a_tender

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, PolicyText, TenderNote, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db

INFRA = NewAgreement(branch="Infra", cpv_prefixes="45000000-7, 7132", words="Samen opleiden.", first_day=TODAY)


@pytest.fixture
def agreed(anna_actor: Actor) -> BranchAgreement:
    return record_agreement(actor=anna_actor, new=INFRA)


def test_codes_are_kept_as_the_digits_they_begin_with() -> None:
    assert prefixes_of("45000000-7, 7132 45000000") == ("45", "7132")
    assert fits("45 7132", "45233140-2")
    assert not fits("45 7132", "77310000-6")
    assert not fits("45", "")
    assert fits("", "")


def test_an_agreement_stands_in_the_advice_on_tenders_that_fit(
    anna_actor: Actor, voorbeeldstad: Buyer, policy_text: PolicyText, agreed: BranchAgreement
) -> None:
    fitting = a_tender(voorbeeldstad, cpv="45233140-2")
    other = a_tender(voorbeeldstad, cpv="77310000-6")

    def branches(tender_id: int) -> list[str]:
        return [row.branch for row in read_advice(actor=anna_actor, tender_id=tender_id, today=TODAY).branches]

    assert branches(fitting.pk) == ["Infra"]
    assert branches(other.pk) == []


def test_an_agreement_ends_and_no_longer_stands_in_the_advice(
    anna_actor: Actor, voorbeeldstad: Buyer, policy_text: PolicyText, agreed: BranchAgreement
) -> None:
    end_agreement(actor=anna_actor, agreement_id=agreed.pk, version=1, last_day=TODAY, today=TODAY)
    later = date(2017, 10, 3)
    tender = a_tender(voorbeeldstad, cpv="45233140-2")
    assert read_advice(actor=anna_actor, tender_id=tender.pk, today=later).branches == ()
    page = read_branches(actor=anna_actor, today=later)
    assert ([row.branch for row in page.rows], [row.branch for row in page.ended]) == ([], ["Infra"])
    with pytest.raises(EndedAlready):
        end_agreement(actor=anna_actor, agreement_id=agreed.pk, version=2, last_day=later, today=later)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"branch": " "}, "branch"),
        ({"words": ""}, "words"),
        ({"words": "x" * 4001}, "words"),
        ({"cpv_prefixes": "bouw"}, "cpv_prefixes"),
        ({"first_day": None}, "first_day"),
        ({"last_day": date(2017, 10, 1)}, "last_day"),
    ],
)
def test_what_is_wrong_with_an_agreement_is_said_at_its_field(
    anna_actor: Actor, changes: dict[str, Any], place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        record_agreement(actor=anna_actor, new=replace(INFRA, **changes))
    assert [problem.place for problem in refused.value.problems] == [place]


def test_who_looked_at_an_older_agreement_is_told(anna_actor: Actor, agreed: BranchAgreement) -> None:
    with pytest.raises(ChangedMeanwhile):
        end_agreement(actor=anna_actor, agreement_id=agreed.pk, version=7, last_day=TODAY, today=TODAY)


def test_everybody_who_plans_reads_the_agreements_and_only_coordinators_write_them(
    piet: User, ine: User, carla: User, actor_of: ActorFor, agreed: BranchAgreement
) -> None:
    for person in (piet, ine, carla):
        assert [row.branch for row in read_branches(actor=actor_of(person), today=TODAY).rows] == ["Infra"]
    with pytest.raises(NotAllowed):
        record_agreement(actor=actor_of(piet), new=INFRA)
    with pytest.raises(NotAllowed):
        end_agreement(actor=actor_of(ine), agreement_id=agreed.pk, version=1, last_day=TODAY, today=TODAY)


def test_a_supplier_does_not_know_the_agreements(bram_actor: Actor, agreed: BranchAgreement) -> None:
    with pytest.raises(NotVisible):
        read_branches(actor=bram_actor, today=TODAY)


def noted(actor: Actor, tender_id: int, **more: Any) -> TenderNote:
    told = {"kind": "consultation", "day": TODAY, "words": "Twee bedrijven kwamen."}
    return add_tender_note(actor=actor, tender_id=tender_id, today=TODAY, **{**told, **more})


def test_a_note_is_added_changed_and_removed_by_who_wrote_it_and_the_timeline_knows(
    ine: User, actor_of: ActorFor, voorbeeldstad: Buyer
) -> None:
    tender, actor = a_tender(voorbeeldstad), actor_of(ine)
    note = noted(actor, tender.pk)
    changed = change_tender_note(
        actor=actor, note_id=note.pk, kind="other", day=TODAY, words="Drie bedrijven.", today=TODAY
    )
    assert (changed.kind, changed.words) == ("other", "Drie bedrijven.")
    assert remove_tender_note(actor=actor, note_id=note.pk, today=TODAY) == tender.pk
    events = TenderEvent.unfenced.filter(tender=tender).order_by("pk")
    assert [event.code for event in events] == ["tender_consulted", "tender_note_removed"]


def test_somebody_elses_note_stays_as_it_is(
    anna_actor: Actor, ine: User, actor_of: ActorFor, voorbeeldstad: Buyer
) -> None:
    note = noted(actor_of(ine), a_tender(voorbeeldstad).pk)
    with pytest.raises(NotOwnNote):
        remove_tender_note(actor=anna_actor, note_id=note.pk, today=TODAY)


def test_a_neighbour_reads_and_writes_no_notes(
    nora: User, anna_actor: Actor, actor_of: ActorFor, voorbeeldstad: Buyer
) -> None:
    tender = a_tender(voorbeeldstad)
    note = noted(anna_actor, tender.pk)
    with pytest.raises(NotVisible):
        noted(actor_of(nora), tender.pk)
    with pytest.raises(NotVisible):
        remove_tender_note(actor=actor_of(nora), note_id=note.pk, today=TODAY)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"kind": "gossip"}, "kind"),
        ({"day": date(2017, 10, 3)}, "day"),
        ({"words": " "}, "words"),
        ({"words": "x" * 4001}, "words"),
    ],
)
def test_what_is_wrong_with_a_note_is_said_at_its_field(
    anna_actor: Actor, voorbeeldstad: Buyer, changes: dict[str, Any], place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        noted(anna_actor, a_tender(voorbeeldstad).pk, **changes)
    assert [problem.place for problem in refused.value.problems] == [place]
