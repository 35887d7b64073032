"""Every half-truth that the database refuses: one row for each constraint and each unique field of the models."""

from __future__ import annotations

from datetime import date

from tests.cast import FROM, TODAY
from tests.records import half_truths_of_planning as planning
from tests.records.truths import OVER_THE_WHOLE, HalfTruth, Twice
from tests.records.world import World

ONE_DAY_BEFORE = date(2016, 12, 31)

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
    "plan_line_is_work_or_something_paid": HalfTruth(
        World.plan_line, {"hours_per_week": 3_200}, {"invoice_cents": 100_000, "activity_hours": 800}
    ),
    "returned_proposal_has_a_reason": HalfTruth(
        World.proposal, {"reason": ""}, {"state": "returned", "reason": "Dekt de verplichting niet."}
    ),
    "agreed_proposal_has_its_agreement": HalfTruth(
        World.proposal, {"state": "proposed"}, {"state": "agreed"}, lambda world: {"agreement": world.agreement()}
    ),
    "proposal_value_is_not_negative": HalfTruth(World.proposal, {"value_cents": -1}, {"value_cents": 0}),
    "upload_counts_are_not_negative": HalfTruth(World.upload, {"done": -1}, {"rows": 0, "done": 0, "size": 0}),
    "identity_hash_says_its_keys": HalfTruth(
        World.person, {"identity_keys": 0}, {"identity_hash": "1" * 64, "identity_keys": 1}
    ),
    "erased_person_has_no_identity": HalfTruth(
        World.person, {"identity_hash": "1" * 64, "identity_keys": 1}, {"erased_on": TODAY}
    ),
    "report_share_is_a_share": HalfTruth(World.report, {"share": OVER_THE_WHOLE}, {"share": 1_000_000}),
    "correction_says_what_changed": HalfTruth(
        World.report, {"change": ""}, {"change": "hours"}, lambda world: {"corrects": world.report(state="approved")}
    ),
    "submission_has_a_block": HalfTruth(World.submission, {"block": ""}, {"block": "15"}),
    "submitted_value_is_not_negative": HalfTruth(World.submission, {"value_cents": -1}, {"value_cents": 0}),
    "message_says_something_until_erased": HalfTruth(
        World.message, {"erased_on": None}, {"text": "", "erased_on": TODAY}
    ),
    "evidence_seen_has_a_kind": HalfTruth(World.seen, {"kind": ""}, {"kind": "contract"}),
    "evidence_file_is_stored": HalfTruth(World.evidence_file, {"stored_as": ""}),
    "evidence_file_is_not_empty": HalfTruth(World.evidence_file, {"size": 0}, {"size": 1}),
    "evidence_file_is_erased_after_its_upload": HalfTruth(
        World.evidence_file, {"erase_on": ONE_DAY_BEFORE}, {"erase_on": TODAY}
    ),
    "second_party_has_a_name": HalfTruth(World.asked_of_a_second_party, {"party": ""}),
    "second_party_link_lasts_a_day_or_more": HalfTruth(
        World.asked_of_a_second_party, {"last_day": ONE_DAY_BEFORE}, {"last_day": TODAY}
    ),
    "second_party_answer_has_a_day_and_a_name": HalfTruth(
        World.asked_of_a_second_party,
        {"answered_by": ""},
        {"answer": "confirmed", "answered_by": "J. Smit", "answered_on": TODAY},
    ),
    "persons_told_apart_in_order": HalfTruth(World.told_apart, {"in_order": False}, {"in_order": True}),
    "distinction_has_a_reason": HalfTruth(World.distinction, {"reason": ""}),
    "clash_resolution_has_a_reason": HalfTruth(World.resolution, {"reason": ""}),
    "clash_is_with_another_report": HalfTruth(World.a_clash_with_itself, {"other": False}, {"other": True}),
    "clash_ends_on_or_after_its_start": HalfTruth(
        World.resolution, {"last_day": ONE_DAY_BEFORE}, {"first_day": FROM, "last_day": FROM}
    ),
    "clash_resolution_says_the_hours": HalfTruth(
        World.resolution, {"counted_hours": None}, {"outcome": "split", "counted_hours": 0}
    ),
    "confirmed_quarter_exists": HalfTruth(World.quarter, {"quarter": 0}, {"quarter": 4}),
    "finding_has_a_reason": HalfTruth(World.finding, {"reason": ""}),
    "withdrawn_finding_has_a_reason": HalfTruth(
        World.finding,
        {"withdrawn_reason": ""},
        {"withdrawn_on": TODAY, "withdrawn_reason": "Er is toch werk aan wal."},
        lambda world: {"withdrawn_by": world.user},
    ),
    **planning.CHECKS,
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
    "proposal_version_once": Twice(World.proposal, {"number": 2}, lambda _world: {"state": "withdrawn"}),
    "one_open_proposal_per_contract": Twice(World.numbered_proposal, {"state": "withdrawn"}),
    "Proposal.agreement": Twice(
        World.numbered_proposal,
        {"state": "withdrawn", "agreement": None},
        lambda world: {"state": "agreed", "agreement": world.agreement()},
    ),
    "same_sheet_taken_over_once": Twice(World.upload, {"state": "discarded"}, lambda _world: {"state": "imported"}),
    "person_entered_once_per_supplier": Twice(
        World.another_person,
        {"identity_hash": "2" * 64},
        lambda _world: {"identity_hash": "1" * 64, "identity_keys": 1},
    ),
    "report_corrected_once_at_a_time": Twice(
        World.report,
        {"state": "rejected"},
        lambda world: {"corrects": world.report(state="approved"), "change": "ended"},
    ),
    "entry_used_once_per_contract": Twice(
        World.report_elsewhere, {"elsewhere": True}, lambda world: {"entry": world.report()}
    ),
    "submission_once": Twice(World.submission, {"number": 2}, lambda world: {"report": world.report()}),
    "evidence_seen_once_per_kind": Twice(World.seen, {"kind": "payslip"}, lambda world: {"report": world.report()}),
    "EvidenceFile.stored_as": Twice(World.evidence_file, {"stored_as": "0" * 64}),
    "SecondPartyRequest.token_hash": Twice(World.asked_of_a_second_party, {"token_hash": "8" * 64}),
    "persons_told_apart_once": Twice(
        World.told_apart, {"of_the_third": True}, lambda world: {**world.persons("first", "second", "third")}
    ),
    "quarter_confirmed_once": Twice(World.quarter, {"quarter": 2}),
    "one_finding_at_a_time": Twice(World.finding_elsewhere, {"elsewhere": True}),
    **planning.UNIQUE,
}
