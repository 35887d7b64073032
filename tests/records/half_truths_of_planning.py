"""Half-truths about planning and award that the database refuses."""

from __future__ import annotations

from datetime import date

from tests.cast import FROM, TODAY
from tests.records import planning as make
from tests.records.truths import OVER_THE_WHOLE, HalfTruth, Twice

ONE_DAY_BEFORE = date(2016, 12, 31)

CHECKS = {
    "supplier_without_kvk_is_registered_abroad": HalfTruth(make.foreign_supplier, {"register_number": ""}),
    "switch_has_a_reason": HalfTruth(make.switch, {"reason": ""}),
    "tender_has_a_title": HalfTruth(make.tender, {"title": ""}),
    "tender_ends_on_or_after_its_start": HalfTruth(
        make.tender, {"end": ONE_DAY_BEFORE}, {"end": FROM}, lambda _world: {"start": FROM}
    ),
    "tender_value_is_not_negative": HalfTruth(make.tender, {"estimated_value_cents": -1}, {"estimated_value_cents": 0}),
    "tender_labour_share_is_a_share": HalfTruth(make.tender, {"labour_share": OVER_THE_WHOLE}, {"labour_share": 0}),
    "tender_material_share_is_a_share": HalfTruth(make.tender, {"material_share": -1}, {"material_share": 0}),
    "tender_percentage_is_a_percentage": HalfTruth(
        make.tender, {"percentage": OVER_THE_WHOLE}, {"percentage": 0}, lambda _world: {"percentage_code": "other"}
    ),
    "tender_percentage_has_a_reason": HalfTruth(
        make.tender, {"percentage_code": ""}, {"percentage": 30_000, "percentage_code": "other"}
    ),
    "tender_not_applying_has_a_reason": HalfTruth(
        make.tender, {"not_applied_code": ""}, {"applied": False, "not_applied_code": "other"}
    ),
    "dropped_tender_has_a_reason": HalfTruth(
        make.tender, {"dropped_reason": ""}, {"state": "dropped", "dropped_reason": "Geen geld."}
    ),
    "published_tender_has_its_day": HalfTruth(
        make.tender, {"tender_date": None}, {"state": "published", "tender_date": TODAY}
    ),
    "tender_share_is_a_share": HalfTruth(make.tender_share, {"share": 0}, {"share": 1}),
    "tender_note_says_something": HalfTruth(make.tender_note, {"words": ""}),
    "branch_agreement_says_something": HalfTruth(make.branch_agreement, {"branch": ""}),
    "branch_agreement_ends_on_or_after_its_start": HalfTruth(
        make.branch_agreement, {"last_day": ONE_DAY_BEFORE}, {"last_day": FROM}
    ),
    "spec_template_says_something": HalfTruth(make.spec_template, {"words": ""}),
    "batch_counts_are_not_negative": HalfTruth(make.batch, {"done": -1}, {"files": 0, "done": 0}),
    "party_question_has_a_name": HalfTruth(make.party_question, {"name": ""}),
    "party_name_is_of_somebody": HalfTruth(make.party_name, {"supplier": None}),
    "amendment_has_a_reason": HalfTruth(make.amendment, {"reason": ""}),
    "amended_sum_is_not_negative": HalfTruth(make.amendment, {"value_after_cents": -1}, {"value_after_cents": 0}),
    "amended_contract_ends_on_or_after_its_start": HalfTruth(
        make.amendment, {"end_after": ONE_DAY_BEFORE}, {"end_after": FROM}
    ),
    "amendment_in_force_has_its_obligation": HalfTruth(
        make.amendment, {"state": "proposed"}, {"state": "in_force"}, lambda world: {"obligation": world.obligation()}
    ),
    "document_is_stored": HalfTruth(make.document, {"stored_as": ""}),
    "document_is_not_empty": HalfTruth(make.document, {"size": 0}, {"size": 1}),
    "contact_has_a_name": HalfTruth(make.contact, {"name": ""}),
    "contact_can_be_reached": HalfTruth(make.contact, {"email": "", "phone": ""}, {"email": "smit@buurstad.example"}),
    "note_says_something": HalfTruth(make.note, {"words": ""}),
}

UNIQUE = {
    "foreign_supplier_once": Twice(make.foreign_supplier, {"country": "BEL"}),
    "lot_makes_one_tender": Twice(make.tender, {"lot_ref": "LOT-0002"}, lambda world: {"notice": world.notice()}),
    "buyer_once_in_a_tender": Twice(
        make.tender_share, {"tender": None}, lambda world: {"tender": make.tender(world), "leads": False}
    ),
    "one_buyer_leads_a_tender": Twice(make.another_tender_share, {"leads": False}),
    "same_calendar_taken_over_once": Twice(
        make.calendar_upload, {"state": "discarded"}, lambda _world: {"state": "imported"}
    ),
    "spec_template_version_once": Twice(make.spec_template, {"number": 2}),
    "spec_text_number_once": Twice(make.spec_text, {"number": 2}),
    "batch_line_once": Twice(make.batch_line, {"number": 2}),
    "one_question_per_party": Twice(make.party_question, {"role": "buyer"}),
    "party_name_means_one": Twice(make.party_name, {"number": "12"}),
    "amendment_number_once": Twice(make.amendment, {"number": 2}),
    "Amendment.obligation": Twice(
        make.numbered_amendment,
        {"state": "withdrawn", "obligation": None},
        lambda world: {"state": "in_force", "obligation": world.obligation()},
    ),
}
