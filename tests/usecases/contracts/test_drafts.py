"""A draft grows until it is complete; then the coordinator puts it in force, and something is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible, contracts_visible_to
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import (
    Buyer,
    Certificate,
    Contract,
    ContractState,
    PolicyText,
    Receipt,
    Subregion,
    Supplier,
    TimelineEvent,
    User,
)
from tegenwaarde.usecases.certificates.of_drafts import SupplierFirst, add_certificate, remove_certificate
from tegenwaarde.usecases.contracts.begin_draft import begin_draft
from tegenwaarde.usecases.contracts.choose_buyer import choose_buyer
from tegenwaarde.usecases.contracts.create_buyer import NewBuyer, create_buyer, likely_kind
from tegenwaarde.usecases.contracts.delete_draft import delete_draft
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile, NotADraft
from tegenwaarde.usecases.contracts.facts import ContractFacts
from tegenwaarde.usecases.contracts.save_draft import save_draft
from tegenwaarde.usecases.contracts.start_contract import start_contract
from tegenwaarde.usecases.reading.drafts import read_buyer_to_add, read_draft, read_drafts
from tegenwaarde.usecases.reading.obligation import preview_obligation
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import ActorFor
from tests.usecases.contracts.notices import AWARD, NOTICE, UNKNOWN_FIRM, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy_text", "voorbeeldstad")]

PERCENT = 10_000
COMPLETE = ContractFacts(
    title="Onderhoud van bruggen",
    supplier_name="Bouwbedrijf De Brug",
    supplier_kvk="33333333",
    kind="works",
    value_cents=50_000_000,
    tender_date=date(2017, 2, 1),
    start=date(2017, 7, 1),
    end=date(2018, 6, 30),
    labour_share=25 * PERCENT,
    material_share=75 * PERCENT,
)


@pytest.fixture
def draft(anna_actor: Actor) -> Contract:
    return begin_draft(actor=anna_actor)


@pytest.fixture
def complete(anna_actor: Actor, draft: Contract, voorbeeldstad: Buyer, de_brug: Supplier) -> Contract:
    assert de_brug.pk
    facts = replace(COMPLETE, buyer_id=voorbeeldstad.pk)
    return save_draft(actor=anna_actor, contract_id=draft.pk, version=draft.version, facts=facts)


def saved(actor: Actor, contract: Contract, **changes: Any) -> Contract:
    """Save the complete facts of a draft with changes."""
    contract.refresh_from_db()
    buyer = contract.buyers.get().buyer_id
    facts = replace(COMPLETE, buyer_id=buyer, **changes)
    return save_draft(actor=actor, contract_id=contract.pk, version=contract.version, facts=facts)


def started(actor: Actor, contract: Contract, today: date) -> Contract:
    contract.refresh_from_db()
    return start_contract(actor=actor, contract_id=contract.pk, version=contract.version, today=today)


def places(refused: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.place for problem in refused.value.problems}


def test_a_draft_by_hand_begins_empty_in_the_subregion(
    anna_actor: Actor, draft: Contract, subregion_a: Subregion
) -> None:
    assert (draft.state, draft.title, draft.entered_in) == (ContractState.DRAFT, "", subregion_a)
    assert contracts_visible_to(anna_actor, "draft.see").filter(pk=draft.pk).exists()


def test_a_contact_person_begins_with_the_own_municipality_and_keeps_it(
    piet: User, actor_of: ActorFor, voorbeeldstad: Buyer
) -> None:
    draft = begin_draft(actor=actor_of(piet))
    assert draft.buyers.get().buyer == voorbeeldstad
    with pytest.raises(Invalid) as refused:
        save_draft(actor=actor_of(piet), contract_id=draft.pk, version=draft.version, facts=ContractFacts())
    assert places(refused) == {"buyer_id"}


def test_what_is_known_so_far_is_saved(anna_actor: Actor, draft: Contract) -> None:
    kept = save_draft(
        actor=anna_actor, contract_id=draft.pk, version=draft.version, facts=ContractFacts(title="Bruggen")
    )
    assert (kept.title, kept.kind, kept.version) == ("Bruggen", "", draft.version + 1)


def test_a_supplier_that_is_known_keeps_its_name(complete: Contract, de_brug: Supplier) -> None:
    assert complete.supplier == de_brug
    assert Supplier.unfenced.count() == 1


def test_a_supplier_without_a_number_is_noted_until_its_number_is_known(
    anna_actor: Actor, complete: Contract, today: date
) -> None:
    kept = saved(anna_actor, complete, supplier_name="Brücken GmbH", supplier_kvk="")
    assert kept.supplier is None
    shown = read_draft(actor=anna_actor, contract_id=complete.pk, today=today)
    assert (shown.facts.supplier_name, shown.facts.supplier_kvk) == ("Brücken GmbH", "")
    assert [(problem.place, dict(problem.params)) for problem in shown.missing] == [
        ("supplier_kvk", {"supplier": "Brücken GmbH"})
    ]
    assert read_drafts(actor=anna_actor)[0].supplier == "Brücken GmbH"
    with pytest.raises(Invalid) as refused:
        started(anna_actor, complete, today)
    assert places(refused) == {"supplier_kvk"}
    assert saved(anna_actor, complete, supplier_name="Brücken GmbH", supplier_kvk="77777777").supplier_name_noted == ""


@pytest.mark.parametrize(("country", "warned"), [("DEU", True), ("NLD", False), ("", False)])
def test_a_notice_of_a_foreign_buyer_is_warned_of(anna_actor: Actor, today: date, country: str, warned: bool) -> None:
    buyer = replace(NOTICE.buyers[0], name="Stadt Brückenheim", country=country)
    (contract_id,) = upload(anna_actor, replace(NOTICE, buyers=(buyer,)), today).contracts
    reading = read_draft(actor=anna_actor, contract_id=contract_id, today=today).reading
    assert reading
    told = [words for words in reading.warnings if "De opdrachtgever is niet Nederlands: Stadt Brückenheim" in words]
    assert bool(told) is warned


def test_a_warning_says_of_which_lot_it_speaks(anna_actor: Actor, today: date) -> None:
    text = "No winner was chosen for this lot, so it gives no contract."
    warning = Problem("LOT_WITHOUT_WINNER", text, "LOT-0002")
    (contract_id,) = upload(anna_actor, replace(NOTICE, warnings=(warning,)), today).contracts
    reading = read_draft(actor=anna_actor, contract_id=contract_id, today=today).reading
    assert reading
    assert reading.warnings == (
        "LOT-0002: Voor dit perceel is geen winnaar gekozen. Alleen uit dit perceel komt geen contract.",
    )


def test_a_name_that_was_noted_goes_before_the_winner_of_the_notice(anna_actor: Actor, today: date) -> None:
    (contract_id,) = upload(anna_actor, NOTICE, today).contracts
    facts = ContractFacts(supplier_name="Brücken GmbH")
    save_draft(actor=anna_actor, contract_id=contract_id, version=1, facts=facts)
    shown = read_draft(actor=anna_actor, contract_id=contract_id, today=today)
    assert (shown.facts.supplier_name, shown.facts.supplier_kvk) == ("Brücken GmbH", "")


def test_a_tender_from_before_the_first_policy_is_told_the_first_day(anna_actor: Actor, complete: Contract) -> None:
    with pytest.raises(Invalid) as refused:
        saved(anna_actor, complete, tender_date=date(2016, 12, 31))
    assert [dict(problem.params) for problem in refused.value.problems] == [{"first_day": "2017-01-01"}]
    assert saved(anna_actor, complete, tender_date=date(2017, 1, 1)).tender_date == date(2017, 1, 1)


def test_a_contract_of_nothing_is_kept_as_a_draft_and_not_put_in_force(
    anna_actor: Actor, complete: Contract, today: date
) -> None:
    saved(anna_actor, complete, value_cents=0)
    with pytest.raises(Invalid) as refused:
        started(anna_actor, complete, today)
    assert places(refused) == {"value_cents"}


def test_a_supplier_with_a_new_number_is_made_and_forgotten_when_nothing_hangs_on_it(
    anna_actor: Actor, complete: Contract
) -> None:
    other = saved(anna_actor, complete, supplier_name="Nieuw BV", supplier_kvk="88888888")
    assert other.supplier
    assert other.supplier.name == "Nieuw BV"
    saved(anna_actor, complete, supplier_name="Nieuwer BV", supplier_kvk="99999999")
    assert not Supplier.unfenced.filter(kvk="88888888").exists()
    assert Supplier.unfenced.filter(kvk="33333333").exists() is False


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"supplier_kvk": "1234"}, "supplier_kvk"),
        ({"supplier_name": ""}, "supplier_name"),
        ({"end": date(2017, 6, 30)}, "end"),
        ({"end": date(2200, 1, 1)}, "end"),
        ({"start": date(1899, 12, 31)}, "start"),
        ({"tender_date": date(2013, 12, 31)}, "tender_date"),
        ({"labour_share": 26 * PERCENT}, "material_share"),
        ({"percentage": 3 * PERCENT}, "percentage_code"),
        ({"applied": False}, "not_applied_code"),
        ({"kind": "magic"}, "kind"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    anna_actor: Actor, complete: Contract, changes: dict[str, Any], place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        saved(anna_actor, complete, **changes)
    assert places(refused) == {place}


def test_a_reason_for_what_is_not_so_any_more_is_left_out(anna_actor: Actor, complete: Contract) -> None:
    kept = saved(anna_actor, complete, percentage_reason="Evenredigheid", not_applied_reason="Kan niet")
    assert (kept.percentage_reason, kept.not_applied_reason) == ("", "")


def test_who_comes_second_is_told_and_nothing_is_lost(anna_actor: Actor, complete: Contract) -> None:
    stale = complete.version
    saved(anna_actor, complete, title="Eerst")
    with pytest.raises(ChangedMeanwhile):
        save_draft(actor=anna_actor, contract_id=complete.pk, version=stale, facts=COMPLETE)
    complete.refresh_from_db()
    assert complete.title == "Eerst"


def test_a_buyer_of_the_neighbour_cannot_be_chosen(anna_actor: Actor, complete: Contract, buurstad: Buyer) -> None:
    with pytest.raises(NotVisible):
        choose_buyer(actor=anna_actor, contract_id=complete.pk, version=complete.version, buyer_id=buurstad.pk)
    with pytest.raises(NotVisible):
        save_draft(
            actor=anna_actor,
            contract_id=complete.pk,
            version=complete.version,
            facts=replace(COMPLETE, buyer_id=buurstad.pk),
        )


def test_a_buyer_that_nobody_knows_is_offered_as_what_its_name_says(anna_actor: Actor, today: date) -> None:
    (contract_id,) = upload(anna_actor, NOTICE, today).contracts
    offered = read_buyer_to_add(actor=anna_actor, contract_id=contract_id)
    assert (offered.name, offered.kvk, offered.kind) == ("Waterschap Voorbeeldrivier", "55555555", "water_board")
    assert offered.subregion == "Subregio A"


@pytest.mark.parametrize(
    ("name", "legal_type", "kind"),
    [
        ("Hoogheemraadschap De Plas", "ra", "water_board"),
        ("Gemeente Buurstad", "", "municipality"),
        ("Provincie Voorbeeld", "ra", "province"),
        ("Stichting Woonstichting Thuis", "body-pl", "housing_corporation"),
        ("Voorbeeldstad", "la", "municipality"),
        ("Universiteit Voorbeeld", "body-pl", "other"),
    ],
)
def test_the_kind_of_a_buyer_follows_its_name_and_then_its_legal_type(name: str, legal_type: str, kind: str) -> None:
    assert likely_kind(name, legal_type) == kind


def test_a_coordinator_adds_the_buyer_to_the_own_subregion(
    anna_actor: Actor, draft: Contract, subregion_a: Subregion, today: date
) -> None:
    new = NewBuyer(name="Waterschap Voorbeeldrivier", kind="water_board", kvk="55555555")
    made = create_buyer(actor=anna_actor, contract_id=draft.pk, version=draft.version, new=new, today=today)
    membership = made.memberships.get()
    assert (membership.subregion, membership.from_day, membership.until_day) == (subregion_a, today, None)
    assert draft.buyers.get().buyer == made
    assert contracts_visible_to(anna_actor, "draft.see").filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("new", "place"),
    [
        (NewBuyer(name=" ", kind="other"), "name"),
        (NewBuyer(name="voorbeeldstad", kind="other"), "name"),
        (NewBuyer(name="Iemand", kind="king"), "kind"),
        (NewBuyer(name="Iemand", kind="other", kvk="12"), "kvk"),
        (NewBuyer(name="Iemand", kind="other", kvk="11111111"), "kvk"),
    ],
)
def test_a_buyer_that_cannot_be_right_is_not_added(
    anna_actor: Actor, draft: Contract, voorbeeldstad: Buyer, today: date, new: NewBuyer, place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        create_buyer(actor=anna_actor, contract_id=draft.pk, version=draft.version, new=new, today=today)
    assert places(refused) == {place}
    assert list(Buyer.unfenced.all()) == [voorbeeldstad]


def test_an_assistant_and_a_contact_person_prepare_and_do_not_decide(
    complete: Contract, aisha: User, piet: User, actor_of: ActorFor, today: date
) -> None:
    new = NewBuyer(name="Waterschap", kind="water_board")
    for person in (aisha, piet):
        actor = actor_of(person)
        saved(actor, complete)
        with pytest.raises(NotAllowed):
            started(actor, complete, today)
        with pytest.raises(NotAllowed):
            create_buyer(actor=actor, contract_id=complete.pk, version=complete.version, new=new, today=today)


def test_the_neighbours_and_the_supplier_see_no_draft(
    complete: Contract, carla: User, nora: User, bram_actor: Actor, actor_of: ActorFor, today: date
) -> None:
    for actor in (actor_of(carla), actor_of(nora), bram_actor):
        with pytest.raises(NotVisible):
            read_draft(actor=actor, contract_id=complete.pk, today=today)
        with pytest.raises(NotVisible):
            delete_draft(actor=actor, contract_id=complete.pk)
        with pytest.raises(NotVisible):
            started(actor, complete, today)


def test_what_is_missing_is_named_at_its_field(anna_actor: Actor, draft: Contract, today: date) -> None:
    with pytest.raises(Invalid) as refused:
        started(anna_actor, draft, today)
    assert places(refused) == {
        "buyer_id", "supplier_kvk", "title", "kind", "value_cents", "tender_date", "start", "end"
    }  # fmt: skip


def test_a_subsidy_says_how_much_a_year(anna_actor: Actor, complete: Contract, today: date) -> None:
    saved(anna_actor, complete, kind="subsidy")
    with pytest.raises(Invalid) as refused:
        started(anna_actor, complete, today)
    assert places(refused) == {"subsidy_per_year_cents"}


def test_a_contract_in_force_keeps_what_is_due_with_its_receipt_and_its_day(
    anna_actor: Actor, complete: Contract, policy_text: PolicyText, today: date
) -> None:
    contract = started(anna_actor, complete, today)
    due = contract.obligations.get()
    assert (contract.state, contract.book) == (ContractState.RUNNING, policy_text)
    assert (due.number, due.regime, due.european, due.percentage) == (1, "result", False, 2 * PERCENT)
    assert (due.gross_cents, due.discount_cents, due.net_cents) == (1_000_000, 0, 1_000_000)
    assert (due.receipt.book_sha256, due.receipt.total_cents) == (policy_text.sha256, 1_000_000)
    assert due.receipt.figures["facts"]["value_cents"] == 50_000_000
    event = TimelineEvent.unfenced.get(contract=contract)
    assert (event.code, event.figures) == ("contract_started", {"net_cents": 1_000_000})


def test_a_certificate_of_the_supplier_lowers_what_is_due(anna_actor: Actor, complete: Contract, today: date) -> None:
    add_certificate(
        actor=anna_actor,
        contract_id=complete.pk,
        label="pso2",
        first_day=date(2016, 1, 1),
        last_day=date(2018, 12, 31),
        today=today,
    )
    due = started(anna_actor, complete, today).obligations.get()
    assert (due.gross_cents, due.discount_cents, due.net_cents) == (1_000_000, 250_000, 750_000)


@pytest.mark.parametrize(("recognises", "discount_cents"), [(True, 500_000), (False, 0)])
def test_werkpakt_counts_for_a_buyer_that_recognises_it_and_else_a_step_says_why_not(
    anna_actor: Actor, complete: Contract, voorbeeldstad: Buyer, today: date, recognises: bool, discount_cents: int
) -> None:
    Buyer.unfenced.filter(pk=voorbeeldstad.pk).update(recognises_werkpakt=recognises)
    Certificate.unfenced.create(
        supplier_id=complete.supplier_id or 0, label="werkpakt", first_day=date(2016, 1, 1), last_day=date(2019, 12, 31)
    )
    due = started(anna_actor, complete, today).obligations.get()
    assert due.discount_cents == discount_cents
    said = [step["code"] for step in due.receipt.steps]
    assert ("label_not_recognised" in said) is not recognises


def test_not_applying_is_possible_with_a_reason_where_the_policy_leaves_room(
    anna_actor: Actor, complete: Contract, today: date
) -> None:
    saved(anna_actor, complete, value_cents=15_000_000, applied=False, not_applied_reason="Te specialistisch")
    due = started(anna_actor, complete, today).obligations.get()
    assert (due.regime, due.net_cents) == ("result_if_possible", 0)
    assert due.receipt.steps[-1]["code"] == "not_applied"
    assert due.receipt.steps[-1]["figures"] == {"would_be_cents": 300_000}


def test_not_applying_is_refused_where_social_return_is_obligatory(
    anna_actor: Actor, complete: Contract, today: date
) -> None:
    saved(anna_actor, complete, applied=False, not_applied_reason="Liever niet")
    with pytest.raises(Invalid) as refused:
        started(anna_actor, complete, today)
    assert places(refused) == {"applied"}


def test_a_tender_from_before_the_first_policy_is_refused_at_its_date(
    anna_actor: Actor, complete: Contract, today: date
) -> None:
    Contract.unfenced.filter(pk=complete.pk).update(tender_date=date(2016, 12, 31))
    with pytest.raises(Invalid) as refused:
        started(anna_actor, complete, today)
    assert places(refused) == {"tender_date"}
    assert "2016-12-31" not in str(refused.value)


def test_what_a_person_states_goes_before_the_thresholds(anna_actor: Actor, complete: Contract, today: date) -> None:
    saved(anna_actor, complete, european_stated=True, percentage=4 * PERCENT, percentage_reason="Evenredigheid")
    due = started(anna_actor, complete, today).obligations.get()
    assert (due.european, due.percentage, due.net_cents) == (True, 4 * PERCENT, 2_000_000)


def test_a_contract_is_put_in_force_once(anna_actor: Actor, complete: Contract, today: date) -> None:
    started(anna_actor, complete, today)
    with pytest.raises(NotADraft):
        started(anna_actor, complete, today)
    with pytest.raises(NotADraft):
        delete_draft(actor=anna_actor, contract_id=complete.pk)
    with pytest.raises(NotADraft):
        saved(anna_actor, complete)
    assert Receipt.unfenced.count() == 1


def test_a_contract_that_changed_meanwhile_is_not_put_in_force(
    anna_actor: Actor, complete: Contract, today: date
) -> None:
    stale = complete.version
    saved(anna_actor, complete)
    with pytest.raises(ChangedMeanwhile):
        start_contract(actor=anna_actor, contract_id=complete.pk, version=stale, today=today)
    assert not Receipt.unfenced.exists()


def test_a_deleted_draft_is_gone_with_its_unused_supplier(anna_actor: Actor, complete: Contract) -> None:
    delete_draft(actor=anna_actor, contract_id=complete.pk)
    assert not Contract.unfenced.exists()
    assert not Supplier.unfenced.exists()


def test_a_certificate_needs_a_supplier_a_known_label_and_days_in_order(
    anna_actor: Actor, draft: Contract, complete: Contract, today: date
) -> None:
    day = date(2017, 1, 1)
    empty = begin_draft(actor=anna_actor)
    with pytest.raises(SupplierFirst):
        add_certificate(actor=anna_actor, contract_id=empty.pk, label="pso1", first_day=day, last_day=day, today=today)
    with pytest.raises(Invalid) as refused:
        add_certificate(
            actor=anna_actor,
            contract_id=complete.pk,
            label="gold",
            first_day=day,
            last_day=date(2016, 1, 1),
            today=today,
        )
    assert places(refused) == {"label", "last_day"}
    add_certificate(actor=anna_actor, contract_id=draft.pk, label="pso1", first_day=day, last_day=day, today=today)
    with pytest.raises(Invalid) as twice:
        add_certificate(actor=anna_actor, contract_id=draft.pk, label="pso1", first_day=day, last_day=day, today=today)
    assert places(twice) == {"label"}


def test_only_a_certificate_of_the_drafts_own_supplier_can_be_removed(
    anna_actor: Actor, complete: Contract, other_supplier: Supplier, today: date
) -> None:
    day = date(2017, 1, 1)
    theirs = Certificate.unfenced.create(supplier=other_supplier, label="pso1", first_day=day, last_day=day)
    own = Certificate.unfenced.create(supplier_id=complete.supplier_id or 0, label="pso1", first_day=day, last_day=day)
    with pytest.raises(NotVisible):
        remove_certificate(actor=anna_actor, contract_id=complete.pk, certificate_id=theirs.pk, today=today)
    remove_certificate(actor=anna_actor, contract_id=complete.pk, certificate_id=own.pk, today=today)
    assert list(Certificate.unfenced.all()) == [theirs]


def test_the_preview_says_what_would_be_due_and_keeps_nothing(
    anna_actor: Actor, complete: Contract, voorbeeldstad: Buyer
) -> None:
    facts = replace(COMPLETE, buyer_id=voorbeeldstad.pk, value_cents=100_000_000)
    now = preview_obligation(actor=anna_actor, contract_id=complete.pk)
    then = preview_obligation(actor=anna_actor, contract_id=complete.pk, facts=facts)
    assert now.due
    assert then.due
    assert (now.due.net_cents, then.due.net_cents) == (1_000_000, 2_000_000)
    complete.refresh_from_db()
    assert complete.value_cents == 50_000_000
    assert not Receipt.unfenced.exists()


def test_the_preview_names_what_it_still_needs(anna_actor: Actor, draft: Contract) -> None:
    preview = preview_obligation(actor=anna_actor, contract_id=draft.pk)
    assert preview.due is None
    assert len(preview.problems) == 1


def test_the_draft_says_where_the_notice_names_social_return_and_where_each_fact_stands(
    anna_actor: Actor, today: date
) -> None:
    (contract_id,) = upload(anna_actor, NOTICE, today).contracts
    shown = read_draft(actor=anna_actor, contract_id=contract_id, today=today)
    assert shown.reading
    (mention,) = shown.reading.social_return
    assert mention.words == "Social Return (criterium 5)"
    assert mention.place.startswith("LOT-0001 · ")
    found = {one.label: (one.value, one.place) for one in shown.reading.found}
    assert len(found) == len(shown.reading.found)
    assert any("388" not in value and "3.887.000,00" in value and "TEN-0001" in at for value, at in found.values())
    assert (shown.reading.earlier_notice, shown.unknown_buyer) == ("12001-2017", "Waterschap Voorbeeldrivier")


def test_the_winner_that_nobody_knows_is_offered_and_not_called_missing(anna_actor: Actor, today: date) -> None:
    notice = replace(NOTICE, awards=(replace(AWARD, winners=(UNKNOWN_FIRM,)),))
    (contract_id,) = upload(anna_actor, notice, today).contracts
    shown = read_draft(actor=anna_actor, contract_id=contract_id, today=today)
    assert (shown.facts.supplier_name, shown.facts.supplier_kvk) == ("Aannemer De Dijk", "66666666")
    assert [problem.place for problem in shown.missing] == ["buyer_id"]


def test_the_list_of_drafts_says_how_much_is_missing(anna_actor: Actor, draft: Contract, today: date) -> None:
    upload(anna_actor, NOTICE, today)
    from_notice, by_hand = read_drafts(actor=anna_actor)
    assert (from_notice.buyer, from_notice.supplier) == ("Waterschap Voorbeeldrivier", "Bouwbedrijf De Brug")
    assert (from_notice.missing, from_notice.since) == (1, today)
    assert (by_hand.contract_id, by_hand.missing, by_hand.notice) == (draft.pk, 8, "")
