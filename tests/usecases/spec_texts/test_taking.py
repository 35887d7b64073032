"""Taking a spec text: filled from the tender and the policy, kept with its number and version."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.policy import library
from tegenwaarde.records.models import Buyer, SpecTemplate, SpecText, Tender, User, Variant
from tegenwaarde.usecases.reading.spec_texts import read_spec_text, read_taken_text, text_of_contract
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.spec_texts.facts import facts_of
from tegenwaarde.usecases.spec_texts.filling import filled, read_words
from tegenwaarde.usecases.spec_texts.language import plain_text
from tegenwaarde.usecases.spec_texts.take_text import (
    NothingAsked,
    TenderIsOver,
    take_text,
)
from tegenwaarde.usecases.tenders.latest_text import latest_text
from tests.cast import TODAY, ActorFor, a_tender

pytestmark = pytest.mark.django_db
ROADS: dict[str, Any] = {
    "title": "Herinrichting Dorpsstraat",
    "reference": "2018-7",
    "kind": "works",
    "cpv": "45233140",
    "start": date(2018, 4, 1),
    "end": date(2019, 9, 30),
    "estimated_value_cents": 85_000_000,
}


@pytest.fixture
def roads(voorbeeldstad: Buyer) -> Tender:
    """Works on a street of € 850.000: infrastructure, and not European."""
    return a_tender(voorbeeldstad, **ROADS)


def text(tender: Tender, variant: str = "condition") -> str:
    words = library.spec_text("twente", variant).replace("\u00a0", " ")
    return plain_text(filled(words, facts_of(tender)).blocks).replace("\u00a0", " ")


@pytest.mark.parametrize("variant", Variant.values)
def test_each_shipped_text_can_be_read_and_types_no_figure(variant: str) -> None:
    words = library.spec_text("twente", variant)
    assert read_words(words).problems == ()
    assert re.search(r"[0-9]", words) is None


def test_figures_come_from_the_tender_and_the_policy(roads: Tender) -> None:
    said = text(roads)
    assert "U besteedt 5% van de opdrachtsom" in said
    assert "geraamd op € 850.000. Bij die raming gaat het om € 42.500." in said
    assert "van 1 april 2018 tot en met 30 september 2019" in said
    assert "Binnen 4 weken na de gunning" in said
    assert "binnen 1 maand na het einde van het kwartaal" in said
    assert "- Participatiewet, 2 jaar of langer: € 40.000 per jaar" in said
    assert "[" not in said


def test_an_infrastructure_project_is_asked_to_work_with_infra_werkt(voorbeeldstad: Buyer, roads: Tender) -> None:
    assert "nadrukkelijk om samen te werken met Infra-Werkt" in text(roads)
    cleaning = a_tender(voorbeeldstad, **{**ROADS, "kind": "services", "cpv": "90910000"})
    assert "samen te werken met Infra-Werkt" not in text(cleaning)
    stated = a_tender(voorbeeldstad, **{**ROADS, "cpv": "90910000", "infrastructure": True})
    assert "samen te werken met Infra-Werkt" in text(stated)


def test_a_school_is_no_infrastructure_though_its_code_begins_alike(voorbeeldstad: Buyer) -> None:
    school = a_tender(voorbeeldstad, **{**ROADS, "cpv": "45214200"})
    assert "samen te werken met Infra-Werkt" not in text(school)


def test_labels_are_only_named_where_the_tender_is_not_european(voorbeeldstad: Buyer, roads: Tender) -> None:
    assert "PSO-ladder, trede 3: 50% minder" in text(roads)
    european = a_tender(voorbeeldstad, **{**ROADS, "estimated_value_cents": 600_000_000})
    assert "PSO-ladder" not in text(european)


def test_the_warning_about_labels_stands_with_the_text_and_not_in_it(roads: Tender) -> None:
    blocks = filled(library.spec_text("twente", "condition"), facts_of(roads)).blocks
    notes = [block.words for block in blocks if block.kind.value == "note"]
    assert any("juridische risico's" in note for note in notes)
    assert "juridische risico's" not in text(roads)


def test_a_subsidy_asks_for_effort_and_never_for_a_fine(voorbeeldstad: Buyer) -> None:
    subsidy = a_tender(
        voorbeeldstad,
        **{**ROADS, "kind": "subsidy", "cpv": "", "subsidy_per_year_cents": 20_000_000, "estimated_value_cents": None},
    )
    said = text(subsidy, "effort")
    assert "U krijgt hiervoor nooit een boete." in said
    assert "De subsidie is € 200.000 per jaar" in said
    assert "Het streefbedrag is € 10.000." in said


def test_the_fine_is_what_was_not_realised(roads: Tender) -> None:
    for variant in ("condition", "criterion", "both"):
        assert "De boete is precies het deel van de verplichting dat u niet heeft ingevuld." in text(roads, variant)


def test_an_award_criterion_says_how_it_is_scored(roads: Tender) -> None:
    said = text(roads, "criterion")
    assert "Social return telt voor 10% mee" in said
    assert "uw percentage gedeeld door 10%" in said
    both = text(roads, "both")
    assert "gedeeld door het verschil tussen 10% en 5%" in both


def test_where_more_is_asked_than_earns_points_somebody_has_to_say_the_limit(voorbeeldstad: Buyer) -> None:
    asked = a_tender(voorbeeldstad, **ROADS, percentage=150_000, percentage_code="more-possible")
    assert "[nog in te vullen: boven welk percentage" in text(asked, "both")


def test_the_text_is_dutch_on_english_screens(roads: Tender) -> None:
    with override("en"):
        assert "Binnen 4 weken na de gunning" in text(roads)


def test_taking_a_text_keeps_it_with_its_version_and_tells_the_timeline(
    roads: Tender, anna_actor: Actor, today: date
) -> None:
    taken = take_text(actor=anna_actor, tender_id=roads.pk, variant="condition", today=today)
    assert (taken.number, taken.template.number, taken.template.variant) == (1, 1, "condition")
    assert taken.template.words == library.spec_text("twente", "condition")
    assert roads.timeline.get().code == "spec_text_condition"
    assert latest_text(roads) == taken
    shown = read_taken_text(actor=anna_actor, tender_id=roads.pk, number=1)
    assert shown.plain.startswith("Social return als uitvoeringsvoorwaarde: Herinrichting Dorpsstraat\n")


def test_a_text_that_was_taken_stays_as_it_was_when_the_tender_changes(
    roads: Tender, anna_actor: Actor, today: date
) -> None:
    take_text(actor=anna_actor, tender_id=roads.pk, variant="condition", today=today)
    Tender.unfenced.filter(pk=roads.pk).update(estimated_value_cents=90_000_000)
    second = take_text(actor=anna_actor, tender_id=roads.pk, variant="condition", today=today)
    assert second.number == 2
    assert "€\u00a0850.000" in SpecText.unfenced.get(tender=roads, number=1).words
    assert latest_text(roads) == second


def test_places_that_stay_open_have_to_be_meant(voorbeeldstad: Buyer, anna_actor: Actor, today: date) -> None:
    bare = a_tender(voorbeeldstad, **{**ROADS, "reference": ""})
    with pytest.raises(Invalid) as refused:
        take_text(actor=anna_actor, tender_id=bare.pk, variant="condition", today=today)
    assert [problem.code for problem in refused.value.problems] == ["PLACES_STILL_OPEN"]
    assert SpecTemplate.unfenced.count() == 0
    taken = take_text(actor=anna_actor, tender_id=bare.pk, variant="condition", gaps_are_meant=True, today=today)
    assert taken.figures == {"missing": ["reference"]}


def test_missing_facts_are_gathered_by_the_field_that_they_need(voorbeeldstad: Buyer, anna_actor: Actor) -> None:
    bare = a_tender(voorbeeldstad, **{**ROADS, "estimated_value_cents": None})
    gaps = read_spec_text(actor=anna_actor, tender_id=bare.pk).gaps
    assert [gap.field for gap in gaps] == ["estimated_value_cents"]
    assert len(gaps[0].needed_for) > 3


def test_an_awarded_or_dropped_tender_gets_no_text(voorbeeldstad: Buyer, anna_actor: Actor, today: date) -> None:
    for state in ({"state": "awarded"}, {"state": "dropped", "dropped_reason": "Te duur."}):
        over = a_tender(voorbeeldstad, **ROADS, **state)
        with pytest.raises(TenderIsOver):
            take_text(actor=anna_actor, tender_id=over.pk, variant="condition", today=today)


def test_where_nothing_is_asked_there_is_no_text(voorbeeldstad: Buyer, anna_actor: Actor, today: date) -> None:
    not_asked = a_tender(
        voorbeeldstad,
        **{**ROADS, "estimated_value_cents": 15_000_000, "applied": False, "not_applied_code": "short-term"},
    )
    with pytest.raises(NothingAsked):
        take_text(actor=anna_actor, tender_id=not_asked.pk, variant="condition", today=today)


def test_effort_is_no_way_of_asking_in_works(roads: Tender, anna_actor: Actor, today: date) -> None:
    with pytest.raises(Invalid):
        take_text(actor=anna_actor, tender_id=roads.pk, variant="effort", today=today)


def test_a_neighbour_finds_no_tender_and_a_supplier_neither(
    roads: Tender, nora: User, bram: User, actor_of: ActorFor, today: date
) -> None:
    for somebody in (nora, bram):
        with pytest.raises((NotVisible, NotAllowed)):
            take_text(actor=actor_of(somebody), tender_id=roads.pk, variant="condition", today=today)
        with pytest.raises(NotVisible):
            read_spec_text(actor=actor_of(somebody), tender_id=roads.pk)


def test_the_chosen_way_comes_first_and_else_the_advised_one(
    voorbeeldstad: Buyer, roads: Tender, anna_actor: Actor
) -> None:
    shown = read_spec_text(actor=anna_actor, tender_id=roads.pk)
    assert next((way.variant, way.advised) for way in shown.ways) == ("condition", True)
    chosen = a_tender(voorbeeldstad, **ROADS, variant="both")
    assert read_spec_text(actor=anna_actor, tender_id=chosen.pk).variant == "both"


def test_a_contract_says_which_text_it_got(
    roads: Tender, contract_in_force: Any, anna_actor: Actor, today: date
) -> None:
    assert text_of_contract(actor=anna_actor, contract_id=contract_in_force.pk) is None
    taken = take_text(actor=anna_actor, tender_id=roads.pk, variant="condition", today=today)
    contract_in_force.spec_text = taken
    contract_in_force.save(update_fields=["spec_text"])
    got = text_of_contract(actor=anna_actor, contract_id=contract_in_force.pk)
    assert got is not None
    assert (got.text.variant, got.text.version, got.text.made_on) == ("condition", 1, TODAY)
    assert got.tender_id == roads.pk


def test_a_local_label_is_only_named_where_the_buyer_recognises_it(voorbeeldstad: Buyer, roads: Tender) -> None:
    assert "Werkpakt" not in text(roads)
    Buyer.unfenced.filter(pk=voorbeeldstad.pk).update(recognises_werkpakt=True)
    assert "- Keurmerk Werkpakt: 50% minder\n" in text(roads)


def test_a_subsidy_names_the_whole_sum_that_its_target_is_a_part_of(voorbeeldstad: Buyer) -> None:
    asked = {"kind": "subsidy", "subsidy_per_year_cents": 30_000_000, "estimated_value_cents": 90_000_000}
    said = text(a_tender(voorbeeldstad, **{**ROADS, "cpv": "", **asked}), "effort")
    assert "De subsidie is € 300.000 per jaar, in totaal € 900.000." in said
    assert "5% van de hele subsidie" in said
    assert "Het streefbedrag is € 45.000." in said


def test_where_more_ways_count_the_list_does_not_forbid_them(voorbeeldstad: Buyer, roads: Tender) -> None:
    small = a_tender(voorbeeldstad, **{**ROADS, "estimated_value_cents": 9_000_000})
    for variant in ("condition", "criterion", "both"):
        assert "Wat de lijst daarover zegt bij activiteiten, geldt voor deze opdracht dus niet." in text(small, variant)
        assert "Activiteiten tellen alleen mee als" not in text(small, variant)
        assert "geldt voor deze opdracht dus niet" not in text(roads, variant)
