"""Which contracts a notice awards: lots, several winners, and notices that contradict themselves."""

from __future__ import annotations

from datetime import date

import pytest

from tests.adapters.eforms.builder import (
    ONE_AWARD,
    amount,
    cac,
    cbc,
    contract,
    efac,
    efbc,
    lot,
    lot_result,
    notice,
    party,
    project,
    tender,
)
from tests.adapters.eforms.reading import codes, read, refusal, the_award

BOTH = party("TPA-1", "ORG-2") + party("TPA-2", "ORG-3")
TWO_LOTS = lot("LOT-1", project("Perceel noord")) + lot("LOT-2", project("Perceel zuid"))


def test_one_lot_one_contract() -> None:
    found = read(notice())
    award = found.awards[0]
    assert (award.contract_ref, award.lot_refs, award.reference) == ("CON-1", ("LOT-1",), "2024/17")
    assert (award.title, award.kind, award.cpv) == ("Renovatie brug", "works", "45221110")
    assert (award.awarded_on, award.concluded_on) == (date(2024, 2, 14), None)
    assert found.warnings == ()


def test_each_lot_gives_the_contract_of_its_own_winner() -> None:
    result = (
        lot_result("LOT-1", ["TEN-1"], ["CON-1"])
        + lot_result("LOT-2", ["TEN-2"], ["CON-2"])
        + tender("TEN-1", "TPA-1", "LOT-1", "300000")
        + tender("TEN-2", "TPA-2", "LOT-2", "200000")
        + contract("CON-1", "TEN-1")
        + contract("CON-2", "TEN-2")
    )
    awards = read(notice(result + BOTH, lots=TWO_LOTS)).awards
    assert [(each.title, each.winners[0].kvk, each.value_cents) for each in awards] == [
        ("Perceel noord", "22334455", 30000000),
        ("Perceel zuid", "33445566", 20000000),
    ]


def test_several_winners_of_one_lot_have_a_contract_each() -> None:
    result = (
        lot_result("LOT-1", ["TEN-1", "TEN-2"], ["CON-1", "CON-2"])
        + tender("TEN-1", "TPA-1")
        + tender("TEN-2", "TPA-2", amount="400000")
        + contract("CON-1", "TEN-1")
        + contract("CON-2", "TEN-2")
    )
    awards = read(notice(result + BOTH)).awards
    assert [(each.contract_ref, each.lot_refs, each.value_cents) for each in awards] == [
        ("CON-1", ("LOT-1",), 50000000),
        ("CON-2", ("LOT-1",), 40000000),
    ]


def test_a_tender_that_lost_is_not_awarded() -> None:
    result = lot_result("LOT-1", ["TEN-1", "TEN-2"]) + tender() + tender("TEN-2", "TPA-2") + contract("CON-1", "TEN-1")
    assert the_award(notice(result + BOTH)).winners[0].kvk == "22334455"


def test_one_contract_for_several_lots_is_one_award_with_the_sum() -> None:
    result = (
        lot_result("LOT-1", ["TEN-1"])
        + lot_result("LOT-2", ["TEN-2"])
        + tender("TEN-1", lot="LOT-1", amount="100.50")
        + tender("TEN-2", lot="LOT-2", amount="200.25")
        + contract("CON-1", "TEN-1", "TEN-2")
        + party()
    )
    award = the_award(notice(result, lots=TWO_LOTS))
    assert (award.lot_refs, award.value_cents) == (("LOT-1", "LOT-2"), 30075)
    assert award.value_found_at == "TEN-1, TEN-2 · sum of the contract's tenders"
    assert award.title == "Renovatie brug"


def test_one_contract_with_winners_that_did_not_bid_together_is_read_as_one_each() -> None:
    result = (
        lot_result("LOT-1", ["TEN-1", "TEN-2"])
        + tender()
        + tender("TEN-2", "TPA-2", amount="400000")
        + contract("CON-1", "TEN-1", "TEN-2")
    )
    found = read(notice(result + BOTH))
    assert [(each.winners[0].kvk, each.value_cents) for each in found.awards] == [
        ("22334455", 50000000),
        ("33445566", 40000000),
    ]
    assert codes(found.warnings) == ["CONTRACT_SPLIT"]


def test_a_contract_says_its_own_title_first() -> None:
    result = lot_result() + tender() + party() + contract("CON-1", "TEN-1", inner=cbc("Title", "Brug\nover de Dinkel"))
    assert the_award(notice(result)).title == "Brug over de Dinkel"
    assert the_award(notice(result.replace("Brug\nover de Dinkel", "unpublished"))).title == "Renovatie brug"


def test_the_day_of_conclusion_is_kept_apart_from_the_day_of_award() -> None:
    result = lot_result() + tender() + party() + contract("CON-1", "TEN-1", inner=cbc("IssueDate", "2024-03-01Z"))
    award = the_award(notice(result))
    assert (award.awarded_on, award.concluded_on) == (None, date(2024, 3, 1))


@pytest.mark.parametrize(("status", "warning"), [("clos-nw", "LOT_WITHOUT_WINNER"), ("open-nw", "LOT_STILL_OPEN")])
def test_a_lot_without_a_winner_gives_a_warning_and_the_others_their_contract(status: str, warning: str) -> None:
    found = read(notice(lot_result("LOT-2", [], [], status) + ONE_AWARD, lots=TWO_LOTS))
    assert len(found.awards) == 1
    assert [(each.code, each.place) for each in found.warnings] == [(warning, "LOT-2")]


def test_a_notice_without_any_tender_says_that_nothing_is_awarded() -> None:
    found = read(notice(lot_result("LOT-1", [], [], "clos-nw")))
    assert codes(found.problems) == ["NO_CONTRACT_AWARDED"]
    assert codes(found.warnings) == ["LOT_WITHOUT_WINNER"]


def test_an_award_notice_without_a_result_is_refused() -> None:
    assert refusal(notice("")).code == "NO_CONTRACT_NAMED"
    assert refusal(notice(lot_result() + contract("CON-1", "TEN-9"))).code == "NO_CONTRACT_NAMED"


def test_a_tender_goes_with_the_contract_that_its_lot_names() -> None:
    result = (
        lot_result("LOT-1", ["TEN-1"], ["CON-1"])
        + lot_result("LOT-2", ["TEN-2", "TEN-3"], ["CON-2"])
        + tender("TEN-1", "TPA-1", "LOT-1", "300000")
        + tender("TEN-2", "TPA-1", "LOT-2", "250000")
        + tender("TEN-3", "TPA-2", "LOT-2", "200000")
        + contract("CON-1", "TEN-1", "TEN-3")
        + contract("CON-2")
    )
    found = read(notice(result + BOTH, lots=TWO_LOTS))
    assert [(each.contract_ref, each.winners[0].kvk, each.value_cents) for each in found.awards] == [
        ("CON-1", "22334455", 30000000),
        ("CON-2", "33445566", 20000000),
    ]
    assert codes(found.warnings) == ["TENDER_MOVED"]


def test_a_tender_of_a_lot_without_a_winner_is_not_awarded() -> None:
    result = (
        lot_result("LOT-1", ["TEN-1"], [], "clos-nw")
        + lot_result("LOT-2", ["TEN-2"], ["CON-1"])
        + tender("TEN-1", "TPA-1", "LOT-1", "300000")
        + tender("TEN-2", "TPA-2", "LOT-2", "200000")
        + contract("CON-1", "TEN-1")
    )
    found = read(notice(result + BOTH, lots=TWO_LOTS))
    assert [(each.lot_refs, each.winners[0].kvk, each.value_cents) for each in found.awards] == [
        (("LOT-2",), "33445566", 20000000)
    ]
    assert codes(found.warnings) == ["LOT_WITHOUT_WINNER", "TENDER_WITHOUT_WIN", "TENDER_FROM_LOT"]


def test_a_contract_that_names_no_tender_gets_the_only_one_of_its_lot() -> None:
    found = read(notice(lot_result() + tender() + contract("CON-1") + party()))
    assert found.awards[0].value_cents == 50000000
    assert codes(found.warnings) == ["TENDER_FROM_LOT"]


def test_a_lot_that_is_won_without_a_contract_gives_one_for_its_only_tender() -> None:
    found = read(notice(lot_result("LOT-1", ["TEN-1"], []) + tender() + party()))
    assert (found.awards[0].contract_ref, found.awards[0].lot_refs) == ("", ("LOT-1",))
    assert codes(found.warnings) == ["CONTRACT_FROM_LOT"]


def test_of_several_tenders_without_a_contract_none_is_chosen() -> None:
    found = read(notice(lot_result("LOT-1", ["TEN-1", "TEN-2"], []) + tender() + tender("TEN-2", "TPA-2") + BOTH))
    assert codes(found.problems) == ["NO_CONTRACT_NAMED"]
    assert codes(found.warnings) == ["LOT_WITHOUT_CONTRACT"]


def test_a_tender_for_a_group_of_lots_is_for_each_of_them() -> None:
    group = efac_group("GLO-1", "LOT-1", "LOT-2")
    result = (
        efac("LotResult", cbc("TenderResultCode", "selec-w"), efac("LotTender", cbc("ID", "TEN-1")))
        + tender(lot="GLO-1")
        + contract("CON-1", "TEN-1")
        + party()
    )
    lots = lot("GLO-1", project("Samen"), scheme="LotsGroup") + TWO_LOTS
    assert the_award(notice(result, lots=lots, inner=group)).lot_refs == ("LOT-1", "LOT-2")


def efac_group(name: str, *lots: str) -> str:
    members = "".join(cac("ProcurementProjectLotReference", cbc("ID", each, schemeName="Lot")) for each in lots)
    return cac("TenderingTerms", cac("LotDistribution", cac("LotsGroup", cbc("LotsGroupID", name), members)))


def technique(code: str) -> str:
    return cac("ContractingSystem", cbc("ContractingSystemTypeCode", code, listName="framework-agreement"))


@pytest.mark.parametrize(
    ("code", "framework"), [("none", False), ("fa-wo-rc", True), ("fa-w-rc", True), ("fa-mix", True)]
)
def test_a_framework_is_marked(code: str, framework: bool) -> None:
    assert the_award(notice(lots=lot(process=technique(code)))).framework is framework


def test_a_contract_within_a_framework_is_marked() -> None:
    within = contract("CON-1", "TEN-1", inner=efbc("ContractFrameworkIndicator", "true"))
    assert the_award(notice(lot_result() + tender() + party() + within)).framework


def test_a_purchasing_system_is_no_framework() -> None:
    dps = cac("ContractingSystem", cbc("ContractingSystemTypeCode", "dps-list", listName="dps-usage"))
    assert not the_award(notice(lots=lot(process=dps))).framework


@pytest.mark.parametrize(("kind", "found"), [("services", "services"), ("supplies", "supplies"), ("combined", "")])
def test_the_kind_of_the_lot_counts(kind: str, found: str) -> None:
    assert the_award(notice(lots=lot(about=project(kind=kind)), about=project(kind="combined"))).kind == found


def test_where_the_lot_is_silent_the_procedure_speaks() -> None:
    award = the_award(notice(lots=lot(about=project(kind="", cpv="", title=""))))
    assert (award.kind, award.cpv, award.title) == ("works", "45221110", "Renovatie brug")


def test_of_two_contracts_with_one_id_the_first_counts() -> None:
    result = ONE_AWARD + contract("CON-1", "TEN-2") + tender(amount="7")
    assert the_award(notice(result)).value_cents == 50000000


def test_many_lots_and_contracts_are_read_in_one_go() -> None:
    count = 300
    result = "".join(
        lot_result(f"LOT-{n}", [f"TEN-{n}"], [f"CON-{n}"])
        + tender(f"TEN-{n}", lot=f"LOT-{n}")
        + contract(f"CON-{n}", f"TEN-{n}")
        for n in range(count)
    )
    total = amount("TotalAmount", 500000 * count)
    found = read(notice(total + result + party(), lots="".join(lot(f"LOT-{n}") for n in range(count))))
    assert (len(found.awards), found.warnings) == (count, ())
