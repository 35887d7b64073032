"""Real notices, field by field, where the folder that holds them is present; the right answers were read by hand.

The folder is `eforms` in TEGENWAARDE_SHARED_DATA, or in `shared/data` beside the repository. None of it is ours to
publish, so the tests are passed over elsewhere.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from tegenwaarde.usecases.ports.notices import NoticeAward, ReadNotice, SocialReturnMention
from tests.adapters.eforms.reading import codes, read

REPOSITORY = Path(__file__).parents[3]
FOLDER = Path(os.environ.get("TEGENWAARDE_SHARED_DATA") or REPOSITORY.parent / "shared" / "data") / "eforms"

if not FOLDER.is_dir():
    pytest.skip("the folder with real notices is not here", allow_module_level=True)


def real(name: str) -> ReadNotice:
    (path,) = FOLDER.glob(f"*/{name}.xml")
    return read(path.read_bytes())


def winners(award: NoticeAward) -> list[tuple[str, str, str]]:
    return [(winner.name, winner.kvk, winner.country) for winner in award.winners]


def test_the_notice_of_the_water_board_gives_its_contract_field_by_field() -> None:
    found = real("00191536-2024")
    assert (found.notice_id, found.version) == ("e23f09ec-e388-47f1-94c2-f6e495b1cf27", "01")
    assert (found.procedure_id, found.subtype) == ("9974ccf1-1d0a-4393-9198-33b67d6e2cb7", "29")
    assert (found.publication_number, found.published_on) == ("00191536-2024", date(2024, 4, 2))
    assert (found.form, found.language, found.earlier_notice) == ("award", "NLD", "629133-2023")
    assert (found.estimated_cents, found.total_cents) == (700000000, 388700000)
    assert (found.problems, found.warnings) == ((), ())
    (buyer,) = found.buyers
    assert (buyer.name, buyer.kvk, buyer.city) == ("Waterschap Rivierenland", "30281419", "Tiel")
    assert (buyer.legal_type, buyer.country) == ("ra", "NLD")
    (award,) = found.awards
    assert winners(award) == [("Hegeman Bouw & Infra B.V.", "70248311", "NLD")]
    assert award.winners[0].city == "Nijverdal"
    assert (award.contract_ref, award.reference, award.lot_refs) == ("CON-0001", "219964", ("LOT-0000",))
    assert award.title == (
        "Reparatie vloeren en optimaliseren technische installatie van het hoofdkantoor van "
        "Waterschap Rivierenland te Tiel"
    )
    assert (award.value_cents, award.value_found_at) == (388700000, "TEN-0001 · tender amount")
    assert (award.estimated_cents, award.kind, award.cpv) == (700000000, "works", "45000000")
    assert (award.awarded_on, award.concluded_on) == (date(2024, 2, 14), None)
    assert (award.start, award.end, award.framework) == (date(2024, 4, 1), date(2026, 12, 31), False)
    assert award.social_return == (
        SocialReturnMention("text", "LOT-0000 · award criterion", "Social Return (criterium 5)"),
    )


def test_the_refrigerators_of_delft_have_a_total_that_misses_a_nought() -> None:
    found = real("00067508-2024")
    (award,) = found.awards
    assert (found.buyers[0].name, found.buyers[0].kvk) == ("Technische Universiteit Delft", "27364265")
    assert (found.buyers[0].legal_type, found.published_on) == ("body-pl", date(2024, 2, 1))
    assert winners(award) == [("Oxford Instruments GmbH", "", "DEU")]
    assert award.winners[0].number == "HRB 21599"
    assert (award.value_cents, award.estimated_cents) == (350000000, 350000000)
    assert (award.kind, award.cpv, award.awarded_on) == ("supplies", "38000000", date(2023, 12, 21))
    assert (award.reference, award.start, award.end) == ("7435 - 11055", None, None)
    assert (codes(found.warnings), found.total_cents) == (["TOTAL_DIFFERS"], 35000000)


def test_the_announcement_and_the_award_of_twente_share_their_procedure() -> None:
    before, after = real("00195299-2025"), real("00432138-2025")
    assert before.procedure_id == after.procedure_id == "196c94ed-a67e-4ee2-ab9e-903f14e142c4"
    assert (before.form, after.form) == ("direct_award", "award")
    assert after.earlier_notice == f"{before.notice_id}-{before.version}"
    (announced,), (awarded,) = before.awards, after.awards
    assert (announced.value_cents, announced.value_found_at) == (70000000, "notice total")
    assert (awarded.value_cents, awarded.value_found_at) == (65000000, "TEN-0001 · tender amount")
    assert (announced.estimated_cents, awarded.estimated_cents) == (None, 70000000)
    assert winners(announced) == winners(awarded) == [("Bluefors Oy", "", "FIN")]
    assert (announced.winners[0].number, awarded.winners[0].number) == ("", "VAT: FI 2183 2199")
    assert announced.reference == awarded.reference == "EB-OUT 6663"
    assert (before.published_on, after.published_on) == (date(2025, 3, 26), date(2025, 7, 3))
    assert (before.buyers[0].kvk, after.version, announced.awarded_on) == ("50130536", "02", None)
    assert codes(before.warnings) == ["ANNOUNCED_BEFOREHAND"]
    assert codes(after.warnings) == ["TOTAL_DIFFERS"]


def test_the_buyer_of_the_cryostat_has_a_number_that_is_no_kvk_number() -> None:
    found = real("00608106-2025")
    (award,) = found.awards
    assert (found.buyers[0].kvk, found.buyers[0].number, found.buyers[0].city) == ("", "252056395", "Den Haag")
    assert found.buyers[0].name == "Nederlandse Organisatie voor toegepast-natuurwetenschappelijk onderzoek TNO"
    assert winners(award) == [("BlueFors Cryogenics Oy", "", "FIN")]
    assert (award.value_cents, award.estimated_cents) == (96000000, 96000000)
    assert (award.awarded_on, award.concluded_on) == (date(2025, 6, 12), date(2025, 8, 6))
    assert (award.start, award.end, award.duration) == (None, None, "24 MONTH")
    assert award.title == "P1 Closed-Cycle cryogen free crystat"
    assert (found.published_on, found.warnings, award.social_return) == (date(2025, 9, 17), (), ())


def test_a_german_award_takes_its_estimate_from_the_procedure() -> None:
    found = real("00052400-2025")
    (award,) = found.awards
    assert (found.buyers[0].name, found.buyers[0].kvk) == ("Universität Stuttgart", "")
    assert winners(award) == [("Qinu GmbH", "", "DEU")]
    assert (award.value_cents, award.estimated_cents, award.reference) == (46052000, 50657200, "1")
    assert (award.title, found.warnings) == ("Qinu GmbH, 76137 Karlsruhe", ())


def test_a_french_award_names_its_winner_without_describing_it() -> None:
    found = real("00094768-2024")
    (award,) = found.awards
    assert (found.buyers[0].name, found.corrected_notice) == ("CNRS Alpes", "661846-2023")
    assert winners(award) == [("Bluefors", "", "")]
    assert (award.value_cents, award.value_found_at) == (48066323, "notice total")
    assert (award.awarded_on, award.concluded_on) == (date(2024, 1, 29), date(2024, 1, 30))
    assert codes(found.warnings) == ["WINNER_NAME_ONLY"]


def test_two_french_lots_are_two_contracts() -> None:
    found = real("00104729-2025")
    first, second = found.awards
    assert winners(first) == [("QUANTUM DESIGN", "", "FRA")]
    assert winners(second) == [("QINU GmBH", "", "DEU")]
    assert (first.value_cents, first.estimated_cents, first.lot_refs) == (19659027, 20000000, ("LOT-0001",))
    assert (second.value_cents, second.estimated_cents, second.lot_refs) == (48141000, 45000000, ("LOT-0002",))
    assert (first.awarded_on, second.awarded_on) == (date(2025, 1, 22), date(2024, 12, 2))
    assert (first.reference, second.reference) == ("2029531", "2029385")
    assert (first.duration, second.duration, first.cpv) == ("28 MONTH", "26 MONTH", "38970000")
    assert (found.earlier_notice, found.warnings) == ("616977-2024", ())


def test_five_belgian_lots_are_two_contracts_in_two_languages() -> None:
    found = real("00191534-2024")
    facility, cleaning = found.awards
    assert (found.buyers[0].name, found.version, found.language) == ("FOD Binnenlandse Zaken", "02", "FRA")
    assert found.title.startswith("OPENBARE PROCEDURE VOOR HET SCHOONMAKEN")
    assert winners(facility) == [("Belgo Facility Services", "", "BEL")]
    assert winners(cleaning) == [("M&G CLEANING", "", "BEL")]
    assert facility.lot_refs == ("LOT-0001", "LOT-0003", "LOT-0004", "LOT-0005")
    assert (facility.value_cents, cleaning.value_cents) == (881909 + 1101645 + 1180788 + 931785, 1376811)
    assert (facility.reference, cleaning.reference) == ("BFS - lot 1 3 4 en 5", "M&G - lot 2")
    assert (cleaning.lot_refs, cleaning.title) == (("LOT-0002",), "2023/DVZOE/CLEANING/FITT/OP - 2")
    assert (facility.start, facility.end, facility.duration) == (date(2024, 3, 5), date(2028, 3, 4), "4 YEAR")
    assert (facility.concluded_on, facility.kind, facility.cpv) == (date(2024, 3, 4), "services", "90911000")
    assert codes(found.warnings) == ["TENDER_MOVED"]


def test_a_flemish_award_goes_to_the_tender_of_the_contract_not_to_the_other() -> None:
    found = real("00565039-2023")
    (award,) = found.awards
    assert (found.buyers[0].name, found.buyers[0].kvk) == ("IMEC VZW", "")
    assert winners(award) == [("Bluefors Oy", "", "FIN")]
    assert (award.value_cents, award.concluded_on, award.reference) == (32100000, date(2022, 6, 23), "BLUEFORS1")


def test_the_modification_changes_a_contract_in_pounds() -> None:
    found = real("can-modif_24_value")
    (award,), (modification,) = found.awards, found.modifications
    assert (found.form, found.subtype) == ("modification", "38")
    assert (modification.earlier_notice, modification.contract_refs) == ("342558-2018", ("CON-0001",))
    assert (modification.reason, modification.description) == ("add-wss", "Increase in framework value")
    assert (award.value_cents, award.awarded_on) == (None, date(2018, 7, 31))
    assert winners(award) == [("PwC UK LLP", "", "GBR")]
    assert codes(found.warnings) == ["PUBLICATION_DATE_MISSING", "VALUE_IN_OTHER_CURRENCY"]


def test_of_three_lots_only_the_one_that_was_won_gives_a_contract() -> None:
    found = real("can-social_24")
    (award,) = found.awards
    assert (award.lot_refs, award.value_cents, winners(award)) == (("LOT-0002",), 10000000, [("Kapa", "", "LUX")])
    assert [each.place for each in found.warnings if each.code.startswith("LOT_")] == ["LOT-0001", "LOT-0003"]


def test_two_concessions_in_pounds_have_no_value() -> None:
    found = real("can_23_contracts")
    assert [winners(each)[0][0] for each in found.awards] == ["Jacobs", "Phoenix commercial collections"]
    assert [each.value_cents for each in found.awards] == [None, None]
    assert [each.reference for each in found.awards] == ["DF JDHF/2020-05", "DF DFGH/2020-07"]


def test_the_largest_example_gives_a_group_and_a_competitor_in_a_framework() -> None:
    found = real("can_24_maximal")
    group, single = found.awards
    assert [name for name, _, _ in winners(group)] == ["Gyro Soft SA", "The best App Ltd."]
    assert (group.group_name, winners(single)[0][0]) == ("Gyro and Others Consortium", "Competitor")
    assert (group.value_cents, single.value_cents) == (999999999, 999999999)
    assert (group.framework, single.framework, group.lot_refs) == (True, True, ("LOT-0001",))
    assert (group.start, group.end) == (date(2023, 1, 1), date(2023, 5, 23))
    assert (group.estimated_cents, found.social_return) == (999999999, ())


def test_the_smallest_example_has_what_it_must() -> None:
    found = real("can_24_minimal")
    (award,) = found.awards
    assert (winners(award), award.value_cents) == ([("Espaces Verts Lemire", "", "FRA")], 9541400)
    assert (award.title, award.concluded_on, found.published_on) == (
        "Agence centre",
        date(2019, 9, 3),
        date(2019, 10, 23),
    )


def test_what_is_withheld_is_not_used() -> None:
    found = real("can_25_withheld")
    (award,) = found.awards
    assert (winners(award)[0][0], award.value_cents) == ("Deloitte — Main Account LLP", None)
    assert "FIELD_WITHHELD" in codes(found.warnings)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("120167-2016", "OLD_TED_SCHEMA"),
        ("575129-2023", "OLD_TED_SCHEMA"),
        ("can_24_no_tenders", "NO_CONTRACT_AWARDED"),
        ("INVALID_can_24_stage-1", "NOTICE_ID_MISSING"),
    ],
)
def test_what_gives_no_contract_is_refused_with_its_reason(name: str, code: str) -> None:
    assert codes(real(name).problems)[0] == code


def test_the_code_for_employment_opportunities_is_found_in_each_lot() -> None:
    mentions = real("00583624-2023").social_return
    assert {each.route for each in mentions} == {"BT-775"}
    assert [each.place for each in mentions] == [f"LOT-000{number} · social objective" for number in range(1, 5)]
    assert real("00544961-2023").social_return == ()


def test_every_notice_in_the_folder_is_read_or_refused() -> None:
    for path in sorted(FOLDER.rglob("*.xml")):
        found = read(path.read_bytes())
        assert found.awards or found.tenders or found.problems
