"""Deciding otherwise than the advice on a tender, with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.policy.book_asking import DepartsFrom
from tegenwaarde.records.models import Tender, TenderEvent
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.departures import departure_of
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.changing import WrongState
from tegenwaarde.usecases.tenders.depart import (
    EffortIsAsked,
    MustBeApplied,
    NothingDeparted,
    NothingIsAsked,
    NotJudgedYet,
    depart_from_advice,
    take_back_departure,
)
from tests.cast import TODAY, a_tender

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, PolicyText, Subregion, User
    from tests.cast import ActorFor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy_text")]

SMALL = 15_000_000  # € 150.000: "if possible"
PERCENTAGE, NOT_APPLIED = DepartsFrom.PERCENTAGE, DepartsFrom.NOT_APPLIED


def depart(actor: Actor, tender: Tender, **more: Any) -> Tender:
    asked = {"what": PERCENTAGE, "percentage": 30_000, "code": "short-term", "version": tender.version}
    return depart_from_advice(actor=actor, tender_id=tender.pk, today=TODAY, **{**asked, **more})


def codes(refused: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in refused.value.problems]


def test_another_percentage_is_kept_with_its_reason_and_stands_in_the_timeline(
    anna_actor: Actor, voorbeeldstad: Buyer
) -> None:
    tender = depart(anna_actor, a_tender(voorbeeldstad), words="Drie maanden.")
    assert (tender.percentage, tender.percentage_code, tender.percentage_reason) == (
        30_000,
        "short-term",
        "Drie maanden.",
    )
    event = TenderEvent.unfenced.get(tender=tender)
    assert (event.code, event.figures["rate_percent"]) == ("tender_percentage_chosen", 30_000)


def test_not_applying_is_kept_where_the_policy_says_if_possible(anna_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad, estimated_value_cents=SMALL)
    decided = depart(anna_actor, tender, what=NOT_APPLIED, percentage=None, code="no-labour")
    assert (decided.applied, decided.not_applied_code) == (False, "no-labour")


def test_not_applying_above_the_threshold_is_refused_by_the_rule_s_name(
    anna_actor: Actor, voorbeeldstad: Buyer
) -> None:
    with pytest.raises(MustBeApplied) as refused:
        depart(anna_actor, a_tender(voorbeeldstad), what=NOT_APPLIED, code="no-labour")
    assert "B2" in str(refused.value)


def test_a_subsidy_with_an_effort_obligation_cannot_be_left_out_but_can_have_another_percentage(
    anna_actor: Actor, voorbeeldstad: Buyer
) -> None:
    tender = a_tender(voorbeeldstad, kind="subsidy", subsidy_per_year_cents=12_000_000)
    with pytest.raises(EffortIsAsked):
        depart(anna_actor, tender, what=NOT_APPLIED, code="no-labour")
    assert depart(anna_actor, tender).percentage == 30_000


def test_where_nothing_is_asked_there_is_nothing_to_depart_from(anna_actor: Actor, voorbeeldstad: Buyer) -> None:
    with pytest.raises(NothingIsAsked):
        depart(anna_actor, a_tender(voorbeeldstad, kind="subsidy", subsidy_per_year_cents=1_000_000))


def test_without_a_value_nobody_knows_whether_it_may_be_left_out(anna_actor: Actor, voorbeeldstad: Buyer) -> None:
    with pytest.raises(NotJudgedYet):
        depart(anna_actor, a_tender(voorbeeldstad, estimated_value_cents=None), what=NOT_APPLIED, code="no-labour")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"percentage": None}, ("PERCENTAGE_MISSING", "percentage")),
        ({"percentage": 1_000_001}, ("PERCENTAGE_OUTSIDE", "percentage")),
        ({"percentage": 50_000}, ("PERCENTAGE_AS_ADVISED", "percentage")),
        ({"code": ""}, ("REASON_MISSING", "percentage_code")),
        ({"code": "rumour"}, ("UNKNOWN_REASON", "percentage_code")),
        ({"code": "no-labour"}, ("UNKNOWN_REASON", "percentage_code")),
        ({"code": "other", "words": "  "}, ("REASON_NEEDS_WORDS", "words")),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else "",
)
def test_what_is_wrong_is_said_at_its_field(
    anna_actor: Actor, voorbeeldstad: Buyer, asked: dict[str, Any], expected: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        depart(anna_actor, a_tender(voorbeeldstad), **asked)
    assert codes(refused) == [expected]


def test_another_reason_in_ones_own_words_is_a_reason(anna_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = depart(anna_actor, a_tender(voorbeeldstad), code="other", words="De gemeenteraad besloot dit.")
    assert tender.percentage_reason == "De gemeenteraad besloot dit."


def test_a_new_decision_replaces_the_one_before(anna_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = depart(anna_actor, a_tender(voorbeeldstad, estimated_value_cents=SMALL))
    decided = depart(anna_actor, tender, what=NOT_APPLIED, code="no-labour")
    assert (decided.percentage, decided.percentage_code, decided.applied) == (None, "", False)


def test_a_departure_is_taken_back_once(anna_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = depart(anna_actor, a_tender(voorbeeldstad))
    back = take_back_departure(actor=anna_actor, tender_id=tender.pk, version=tender.version, today=TODAY)
    assert (back.percentage, back.percentage_code) == (None, "")
    with pytest.raises(NothingDeparted):
        take_back_departure(actor=anna_actor, tender_id=tender.pk, version=back.version, today=TODAY)


def test_who_looked_at_an_older_version_is_told(anna_actor: Actor, voorbeeldstad: Buyer) -> None:
    tender = a_tender(voorbeeldstad)
    with pytest.raises(ChangedMeanwhile):
        depart(anna_actor, tender, version=tender.version - 1)
    assert not TenderEvent.unfenced.filter(tender=tender).exists()


@pytest.mark.parametrize("state", ["awarded", "dropped"])
def test_what_was_decided_of_a_tender_that_is_over_stays(anna_actor: Actor, voorbeeldstad: Buyer, state: str) -> None:
    tender = a_tender(voorbeeldstad, state=state, tender_date=date(2017, 9, 1), dropped_reason="Geen geld.")
    with pytest.raises(WrongState):
        depart(anna_actor, tender)


def test_the_procurement_officer_and_the_contact_person_of_the_buyer_depart(
    ine: User, piet: User, actor_of: ActorFor, voorbeeldstad: Buyer
) -> None:
    assert depart(actor_of(ine), a_tender(voorbeeldstad)).percentage == 30_000
    assert depart(actor_of(piet), a_tender(voorbeeldstad)).percentage == 30_000


def test_an_assistant_prepares_and_does_not_depart(aisha: User, actor_of: ActorFor, voorbeeldstad: Buyer) -> None:
    with pytest.raises(NotAllowed):
        depart(actor_of(aisha), a_tender(voorbeeldstad))


def test_a_neighbour_does_not_know_of_the_tender(nora: User, actor_of: ActorFor, voorbeeldstad: Buyer) -> None:
    with pytest.raises(NotVisible):
        depart(actor_of(nora), a_tender(voorbeeldstad))


def test_a_contract_takes_over_the_decision_with_the_words_of_the_list_where_none_were_added(
    voorbeeldstad: Buyer,
) -> None:
    tender = a_tender(voorbeeldstad, estimated_value_cents=SMALL, applied=False, not_applied_code="no-labour")
    taken = departure_of(tender).of_the_contract()
    assert (taken["applied"], taken["not_applied_code"]) == (False, "no-labour")
    assert taken["not_applied_reason"] == "Er zit geen werk in: er wordt alleen geleverd"
    assert (taken["percentage"], taken["percentage_reason"]) == (None, "")


def test_a_region_whose_policy_lists_no_reasons_asks_for_words(
    anna_actor: Actor, subregion_a: Subregion, voorbeeldstad: Buyer, policy_text: PolicyText
) -> None:
    from tegenwaarde.records.models import PolicyText as Kept
    from tegenwaarde.usecases.books import text_in_force

    bare = (
        policy_text.text[: policy_text.text.index("[[departures]]")]
        + policy_text.text[
            policy_text.text.index("# ---------------------------------------------------------------- pace") :
        ]
    )
    from tegenwaarde.policy.reader import text_hash

    kept = {"book_id": "twente-2017", "region": policy_text.region, "in_force_from": policy_text.in_force_from}
    newest = Kept.unfenced.create(sha256=text_hash(bare), text=bare, **kept)
    assert text_in_force(subregion_a.region.policy_region, TODAY) == newest
    tender = a_tender(voorbeeldstad)
    with pytest.raises(Invalid) as refused:
        depart(anna_actor, tender, code="short-term")
    assert codes(refused) == [("UNKNOWN_REASON", "percentage_code")]
    assert depart(anna_actor, tender, code="other", words="Te kort.").percentage_reason == "Te kort."
