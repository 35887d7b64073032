"""Every half-truth that the database refuses: one row for each constraint and each unique field of the models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.cast import FROM, TODAY
from tests.records.world import World

Facts = dict[str, Any]
ONE_DAY_BEFORE = date(2016, 12, 31)
OVER_THE_WHOLE = 1_000_001


def nothing(_world: World) -> Facts:
    return {}


@dataclass(frozen=True)
class HalfTruth:
    """A row that is whole with `whole`, and half with `half` on top of that; `common` is what both share."""

    make: Callable[..., Any]
    half: Facts
    whole: Facts = field(default_factory=dict)
    common: Callable[[World], Facts] = nothing


@dataclass(frozen=True)
class Twice:
    """A row that may not be there twice; with `other` on top it may stand beside the first."""

    make: Callable[..., Any]
    other: Facts
    common: Callable[[World], Facts] = nothing


CHECKS = {
    "buyer_has_a_name": HalfTruth(World.a_buyer, {"name": ""}),
    "buyer_kvk_is_eight_digits": HalfTruth(World.a_buyer, {"kvk": "5555555X"}),
    "supplier_has_a_name": HalfTruth(World.a_supplier, {"name": ""}),
    "supplier_kvk_is_eight_digits": HalfTruth(World.a_supplier, {"kvk": "6666666"}),
    "membership_ends_after_it_starts": HalfTruth(World.membership, {"until_day": FROM}, {"until_day": TODAY}),
    "certificate_ends_on_or_after_its_start": HalfTruth(
        World.certificate, {"last_day": ONE_DAY_BEFORE}, {"last_day": FROM}
    ),
    "user_has_a_name": HalfTruth(World.a_user, {"name": ""}),
    "role_has_the_scope_it_needs": HalfTruth(World.grant, {"role": "coordinator"}, {"role": "administrator"}),
    "role_ends_on_or_after_its_start": HalfTruth(
        World.grant, {"until_day": ONE_DAY_BEFORE}, {"until_day": FROM}, lambda _world: {"role": "administrator"}
    ),
    "policy_text_is_not_empty": HalfTruth(World.policy_text, {"text": ""}),
    "notice_has_an_id": HalfTruth(World.notice, {"notice_id": ""}),
    "contract_in_force_is_complete": HalfTruth(World.a_contract, {"supplier": None}),
    "contract_ends_on_or_after_its_start": HalfTruth(World.a_contract, {"end": ONE_DAY_BEFORE}, {"end": FROM}),
    "contract_sum_is_not_negative": HalfTruth(World.a_contract, {"value_cents": -1}, {"value_cents": 0}),
    "estimated_value_is_not_negative": HalfTruth(
        World.a_contract, {"estimated_value_cents": -1}, {"estimated_value_cents": 0}
    ),
    "labour_share_is_a_share": HalfTruth(World.a_contract, {"labour_share": OVER_THE_WHOLE}, {"labour_share": 0}),
    "material_share_is_a_share": HalfTruth(World.a_contract, {"material_share": -1}, {"material_share": 1_000_000}),
    "percentage_is_a_percentage": HalfTruth(
        World.a_contract,
        {"percentage": OVER_THE_WHOLE},
        {"percentage": 30_000},
        lambda _world: {"percentage_reason": "Krappe markt."},
    ),
    "other_percentage_has_a_reason": HalfTruth(
        World.a_contract, {"percentage_reason": ""}, {"percentage": 30_000, "percentage_reason": "Krappe markt."}
    ),
    "not_applying_has_a_reason": HalfTruth(
        World.a_contract, {"not_applied_reason": ""}, {"applied": False, "not_applied_reason": "Geen arbeid."}
    ),
    "subsidy_says_how_much_a_year": HalfTruth(
        World.a_contract, {"subsidy_per_year_cents": None}, {"kind": "subsidy", "subsidy_per_year_cents": 0}
    ),
    "buyer_share_is_a_share": HalfTruth(World.share, {"share": 0}, {"share": 1}),
    "net_is_gross_less_discount": HalfTruth(World.obligation, {"net_cents": 2_000_001}),
    "obligation_is_not_negative": HalfTruth(World.obligation, {"discount_cents": -1, "net_cents": 2_500_001}),
    "obligation_version_has_a_reason": HalfTruth(World.obligation, {"reason": ""}),
    "plan_line_has_persons": HalfTruth(World.plan_line, {"persons": 0}, {"persons": 1}),
    "plan_line_ends_on_or_after_its_start": HalfTruth(World.plan_line, {"end": ONE_DAY_BEFORE}, {"end": FROM}),
    "plan_line_is_not_negative": HalfTruth(World.plan_line, {"value_cents_each": -1}, {"value_cents_each": 0}),
    "person_has_a_reference": HalfTruth(World.person, {"reference": ""}),
    "submitted_report_has_a_block_and_a_day": HalfTruth(World.report, {"submitted_on": None}),
    "reported_value_is_not_negative": HalfTruth(World.report, {"submitted_cents": -1}, {"submitted_cents": 0}),
    "return_has_a_reason": HalfTruth(World.decision, {"reason": ""}, {"decision": "returned", "reason": "Onleesbaar."}),
    "rejection_has_a_reason": HalfTruth(
        World.decision, {"reason": ""}, {"decision": "rejected", "reason": "Valt niet onder het contract."}
    ),
    "ledger_quarter_is_one_to_four": HalfTruth(World.line, {"quarter": 5}, {"quarter": 4}),
    "only_a_reversal_is_negative": HalfTruth(World.line, {"cents": -1_000}, {"cents": 1}),
}

UNIQUE = {
    "Region.name": Twice(World.region, {"name": "Nog een regio"}),
    "subregion_named_once_in_its_region": Twice(World.a_subregion, {"name": "Subregio D"}),
    "buyer_kvk_once": Twice(World.a_buyer, {"kvk": ""}),
    "buyer_in_one_subregion_at_a_time": Twice(
        World.membership, {"from_day": ONE_DAY_BEFORE, "until_day": FROM}, lambda world: {"buyer": world.a_buyer()}
    ),
    "supplier_kvk_once": Twice(World.a_supplier, {"kvk": "77777777"}),
    "certificate_entered_once": Twice(World.certificate, {"last_day": TODAY}),
    "User.email": Twice(World.a_user, {"email": "nog.een@voorbeeld.nl"}),
    "role_given_once_for_everything": Twice(World.grant, {"until_day": TODAY}, lambda _world: {"role": "manager"}),
    "role_given_once_per_subregion": Twice(
        World.grant, {"until_day": TODAY}, lambda world: {"role": "assistant", "subregion": world.subregion}
    ),
    "role_given_once_per_buyer": Twice(
        World.grant, {"role": "procurement_officer"}, lambda world: {"role": "contact_person", "buyer": world.buyer}
    ),
    "role_given_once_per_supplier": Twice(
        World.grant, {"until_day": TODAY}, lambda world: {"role": "supplier", "supplier": world.supplier}
    ),
    "Invitation.token_hash": Twice(World.invitation, {"token_hash": "d" * 64}),
    "PolicyText.sha256": Twice(World.policy_text, {"sha256": "d" * 64}),
    "notice_version_read_once": Twice(World.notice, {"version": "02"}),
    "award_makes_one_contract": Twice(World.a_contract, {"award_number": 2}, lambda w: {"notice": w.notice()}),
    "buyer_once_in_a_contract": Twice(World.share_of_buurstad, {"elsewhere": True}),
    "one_buyer_leads": Twice(World.another_share, {"leads": False}),
    "obligation_version_once": Twice(World.obligation, {"number": 3}),
    "agreement_version_once": Twice(World.agreement, {"number": 2}),
    "person_reference_once_per_supplier": Twice(World.person, {"reference": "medewerker 13"}),
    "report_approved_once": Twice(
        World.decision, {"decision": "returned"}, lambda world: {"report": world.report(), "decision": "approved"}
    ),
    "receipt_books_a_quarter_once": Twice(
        World.line, {"component": "fifty_plus"}, lambda world: {"report": world.report()}
    ),
    "LedgerLine.reverses": Twice(
        World.line,
        {"reverses": None, "cents": 1, "year": 2018},
        lambda world: {"reverses": world.line(), "cents": -1_000},
    ),
}
