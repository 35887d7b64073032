"""Of what was awarded: where the policy asks social return, where it was asked, and why not elsewhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.fence import NotVisible
from tegenwaarde.records.models import Contract, Tender, TenderBuyer
from tegenwaarde.usecases.reading.coverage import NOT, CoveragePage, CoverageWanted, read_coverage
from tests.cast import TODAY, a_contract, a_tender

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, PolicyText, Supplier, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db

SMALL = 15_000_000  # € 150.000: "if possible"; 5% is € 7.500
LEFT_OUT = {"applied": False, "not_applied_code": "no-labour", "not_applied_reason": "Alleen leveren"}


def coverage(actor: Actor, **wanted: Any) -> CoveragePage:
    return read_coverage(actor=actor, wanted=CoverageWanted(**wanted), today=TODAY)


def counts(page: CoveragePage) -> tuple[int, int, int, int]:
    """Return how many could, did, did not, and did not without a reason that is known."""
    return page.could.count, page.had.count, page.not_had.count, page.without_reason.count


@pytest.fixture
def awarded(voorbeeldstad: Buyer, policy_text: PolicyText) -> Tender:
    return a_tender(voorbeeldstad, state="awarded", tender_date=date(2017, 5, 1), estimated_value_cents=SMALL)


def test_a_contract_without_a_tender_counts_by_itself(
    anna_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    a_contract(voorbeeldstad, de_brug, policy_text)
    page = coverage(anna_actor)
    assert counts(page) == (1, 1, 0, 0)
    assert page.had.social_cents == 2_500_000


def test_a_tender_counts_once_together_with_its_contracts(
    anna_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, awarded: Tender
) -> None:
    for _lot in range(2):
        a_contract(voorbeeldstad, de_brug, policy_text, tender=awarded)
    page = coverage(anna_actor)
    assert counts(page) == (1, 1, 0, 0)
    assert (page.could.value_cents, page.had.social_cents) == (100_000_000, 5_000_000)


def test_a_contract_that_does_not_ask_it_says_why_and_what_was_missed(
    anna_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    a_contract(voorbeeldstad, de_brug, policy_text, value_cents=SMALL, **LEFT_OUT)
    page = coverage(anna_actor)
    assert counts(page) == (1, 0, 1, 0)
    (reason,) = page.reasons
    assert (reason.code, reason.sum.count, reason.sum.value_cents, reason.sum.social_cents) == (
        "no-labour",
        1,
        SMALL,
        750_000,
    )
    assert reason.words == "Er zit geen werk in: er wordt alleen geleverd"


def test_a_reason_in_words_alone_is_another_reason(
    anna_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    words = {"applied": False, "not_applied_reason": "Zo is het altijd gegaan"}
    a_contract(voorbeeldstad, de_brug, policy_text, value_cents=SMALL, **words)
    assert [row.code for row in coverage(anna_actor).reasons] == ["other"]


def test_zero_percent_is_not_asking_it_and_misses_what_is_usual(
    anna_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    none = {"percentage": 0, "percentage_code": "little-labour", "percentage_reason": "Bijna geen werk"}
    a_contract(voorbeeldstad, de_brug, policy_text, **none)
    page = coverage(anna_actor)
    assert counts(page) == (1, 0, 1, 0)
    assert (page.reasons[0].code, page.not_had.social_cents) == ("little-labour", 2_500_000)


def test_an_awarded_tender_of_which_no_contract_is_known_has_no_known_reason(
    anna_actor: Actor, awarded: Tender
) -> None:
    page = coverage(anna_actor)
    assert counts(page) == (1, 0, 1, 1)
    assert [(row.code, row.sum.social_cents) for row in page.reasons] == [("unknown", 750_000)]


def test_an_awarded_tender_whose_contract_waits_to_be_put_in_force_counts_as_decided(
    anna_actor: Actor, voorbeeldstad: Buyer, awarded: Tender
) -> None:
    from tegenwaarde.records.models import ContractBuyer

    draft = Contract.unfenced.create(title="Wegen", tender=awarded, entered_in=awarded.entered_in)
    ContractBuyer.unfenced.create(contract=draft, buyer=voorbeeldstad)
    assert counts(coverage(anna_actor)) == (1, 1, 0, 0)
    Tender.unfenced.filter(pk=awarded.pk).update(applied=False, not_applied_code="small-market")
    page = coverage(anna_actor)
    assert counts(page) == (1, 0, 1, 0)
    assert page.reasons[0].code == "small-market"


@pytest.mark.parametrize("state", ["planned", "published", "dropped"])
def test_a_tender_that_is_not_awarded_does_not_count(
    anna_actor: Actor, voorbeeldstad: Buyer, policy_text: PolicyText, state: str
) -> None:
    a_tender(voorbeeldstad, state=state, tender_date=date(2017, 5, 1), dropped_reason="Geen geld.")
    assert counts(coverage(anna_actor)) == (0, 0, 0, 0)


def test_a_subsidy_of_which_nothing_is_asked_is_named_and_does_not_count(
    anna_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    a_contract(voorbeeldstad, de_brug, policy_text, kind="subsidy", subsidy_per_year_cents=5_000_000)
    page = coverage(anna_actor)
    assert (page.could.count, page.not_asked.count) == (0, 1)


def test_a_tender_without_a_value_cannot_be_judged_and_is_named(
    anna_actor: Actor, voorbeeldstad: Buyer, policy_text: PolicyText
) -> None:
    a_tender(voorbeeldstad, state="awarded", tender_date=date(2017, 5, 1), estimated_value_cents=None)
    page = coverage(anna_actor)
    assert (page.could.count, page.unjudged.count) == (0, 1)


def test_the_year_is_that_of_the_contracts_first_day(
    anna_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    a_contract(voorbeeldstad, de_brug, policy_text, start=date(2018, 1, 1))
    assert counts(coverage(anna_actor)) == (0, 0, 0, 0)
    assert counts(coverage(anna_actor, year=2018)) == (1, 1, 0, 0)
    assert [choice.value for choice in coverage(anna_actor).years] == ["2018", "2017"]


def test_the_filters_keep_what_they_say(
    anna_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    a_contract(voorbeeldstad, de_brug, policy_text)
    a_contract(voorbeeldstad, de_brug, policy_text, kind="supplies", value_cents=SMALL, **LEFT_OUT)
    neighbour = a_contract(buurstad, de_brug, policy_text)
    assert counts(coverage(anna_actor)) == (3, 2, 1, 0)
    assert counts(coverage(anna_actor, kind="supplies")) == (1, 0, 1, 0)
    assert counts(coverage(anna_actor, regime="result")) == (2, 2, 0, 0)
    assert counts(coverage(anna_actor, subregion_id=neighbour.entered_in_id)) == (1, 1, 0, 0)
    assert counts(coverage(anna_actor, buyer_id=voorbeeldstad.pk)) == (2, 1, 1, 0)
    assert [unit.title for unit in coverage(anna_actor, answer=NOT).units] == ["Onderhoud van bruggen"]
    assert len(coverage(anna_actor, reason="no-labour").units) == 1


def test_a_coordinator_reads_figures_of_the_region_and_opens_the_own_subregion_only(
    anna_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    own = a_contract(voorbeeldstad, de_brug, policy_text)
    a_contract(buurstad, de_brug, policy_text, title="Geheim van Buurstad")
    page = coverage(anna_actor)
    assert (page.could.count, page.hidden) == (2, 1)
    assert [(unit.route, unit.row_id) for unit in page.units] == [("dossier", own.pk)]
    assert [choice.words for choice in page.buyers] == ["Voorbeeldstad"]
    assert counts(coverage(anna_actor, buyer_id=buurstad.pk)) == (0, 0, 0, 0)


def test_others_read_figures_of_their_own_buyer(
    piet: User, ine: User, milan: User, actor_of: ActorFor,
    voorbeeldstad: Buyer, buurstad: Buyer, de_brug: Supplier, policy_text: PolicyText,
) -> None:  # fmt: skip
    a_contract(voorbeeldstad, de_brug, policy_text)
    a_contract(buurstad, de_brug, policy_text)
    for person in (piet, ine, milan):
        assert counts(coverage(actor_of(person))) == (1, 1, 0, 0), person.name


def test_a_manager_reads_figures_only(
    milan: User, actor_of: ActorFor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText
) -> None:
    a_contract(voorbeeldstad, de_brug, policy_text)
    page = coverage(actor_of(milan))
    assert (page.could.count, page.opens, page.units) == (1, False, ())


def test_a_procurement_officer_opens_tenders_and_no_dossiers(
    ine: User, actor_of: ActorFor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, awarded: Tender
) -> None:
    a_contract(voorbeeldstad, de_brug, policy_text)
    page = coverage(actor_of(ine))
    assert [(unit.route, unit.row_id) for unit in page.units] == [("tender", awarded.pk)]
    assert page.hidden == 1


def test_a_supplier_does_not_know_the_page(bram_actor: Actor) -> None:
    with pytest.raises(NotVisible):
        coverage(bram_actor)


def test_what_two_buyers_buy_together_counts_once(
    anna_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer, awarded: Tender
) -> None:
    TenderBuyer.unfenced.create(tender=awarded, buyer=buurstad, share=100_000, leads=False)
    assert coverage(anna_actor).could.count == 1


def test_drafts_that_wait_are_named(anna_actor: Actor, voorbeeldstad: Buyer, awarded: Tender) -> None:
    from tegenwaarde.records.models import ContractBuyer

    draft = Contract.unfenced.create(title="Nieuw", entered_in=awarded.entered_in)
    ContractBuyer.unfenced.create(contract=draft, buyer=voorbeeldstad)
    assert coverage(anna_actor).drafts == 1


def test_more_contracts_ask_no_more_queries(
    anna_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, awarded: Tender,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _number in range(3):
        a_contract(voorbeeldstad, de_brug, policy_text, value_cents=SMALL, **LEFT_OUT)
    with django_assert_max_num_queries(24):
        coverage(anna_actor)
