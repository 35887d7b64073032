"""Planning and contract notices: the work that they announce, one tender for each lot."""

from __future__ import annotations

from datetime import date

import pytest

from tests.adapters.eforms.builder import buyer, cac, cbc, estimate, lot, notice, period, project
from tests.adapters.eforms.reading import codes, read

PROCEDURE = cac("TenderingProcess", cbc("ProcedureCode", "open", listName="procurement-procedure-type"))


def planning(lots: str = "", about: str = "", subtype: str = "4", planned: str = "2025-02-01+01:00") -> bytes:
    return notice(
        "",
        root="PriorInformationNotice",
        subtype=subtype,
        notice_type="pin-only",
        lots=lots,
        about=about,
        planned=planned,
    )


def contract(lots: str = "", about: str = "", inner: str = PROCEDURE, subtype: str = "16", buyers: str = "") -> bytes:
    return notice(
        "",
        root="ContractNotice",
        subtype=subtype,
        notice_type="cn-standard",
        lots=lots,
        about=about,
        inner=inner,
        buyers=buyers,
    )


@pytest.mark.parametrize("subtype", [*map(str, range(1, 10)), "E2", "T01"])
def test_a_planning_notice_announces_work_with_the_day_of_the_contract_notice(subtype: str) -> None:
    found = read(planning(subtype=subtype))
    (tender,) = found.tenders
    assert (found.form, found.awards, found.warnings) == ("planning", (), ())
    assert (tender.lot_ref, tender.title, tender.planned_on) == ("LOT-1", "Renovatie brug", date(2025, 2, 1))
    assert [each.name for each in found.buyers] == ["Voorbeeldstad"]


@pytest.mark.parametrize("subtype", [*map(str, range(10, 15)), *map(str, range(16, 23)), "E3"])
def test_a_contract_notice_announces_work_with_its_procedure(subtype: str) -> None:
    found = read(contract(subtype=subtype))
    (tender,) = found.tenders
    assert (found.form, found.awards, found.warnings) == ("contract", (), ())
    assert (tender.procedure_type, tender.planned_on) == ("open", None)
    assert (found.procedure_id, found.published_on) == ("9b9b9b9b-1111-4222-8333-444444444444", date(2024, 4, 2))


def test_each_lot_is_a_tender_with_its_own_value_and_period() -> None:
    north = project("Noord", inner=estimate("300000") + period("2025-04-01", "2026-03-31"), kind="services", cpv="1")
    found = read(contract(lot("LOT-1", north) + lot("LOT-2", project("Zuid")), project(inner=estimate("900000"))))
    first, second = found.tenders
    assert (first.lot_ref, first.title, first.kind, first.cpv) == ("LOT-1", "Noord", "services", "1")
    assert (first.estimated_cents, first.start, first.end) == (30000000, date(2025, 4, 1), date(2026, 3, 31))
    assert (second.title, second.estimated_cents, second.start) == ("Zuid", None, None)
    assert found.estimated_cents == 90000000


def test_where_the_only_lot_is_silent_the_procedure_speaks() -> None:
    about = project(inner=estimate("900000") + period("2025-04-01", duration="24"))
    (tender,) = read(contract(lot(about=project("", kind="", cpv="")), about)).tenders
    assert (tender.title, tender.kind, tender.cpv) == ("Renovatie brug", "works", "45221110")
    assert (tender.estimated_cents, tender.end, tender.duration) == (90000000, date(2027, 3, 31), "24 MONTH")


def test_without_lots_the_procedure_is_the_tender() -> None:
    content = planning(lots=" ", about=project("Groenonderhoud", inner=estimate("450000")))
    (tender,) = read(content).tenders
    assert (tender.lot_ref, tender.title, tender.estimated_cents) == ("", "Groenonderhoud", 45000000)


def test_the_parts_of_a_planning_notice_are_its_lots() -> None:
    parts = lot("PAR-1", project("Noord"), scheme="Part") + lot("PAR-2", project("Zuid"), scheme="Part")
    assert [(each.lot_ref, each.title) for each in read(planning(parts)).tenders] == [
        ("PAR-1", "Noord"),
        ("PAR-2", "Zuid"),
    ]


def test_a_group_of_lots_is_no_tender_of_its_own() -> None:
    assert len(read(contract(lot("GLO-1", scheme="LotsGroup") + lot())).tenders) == 1


def test_a_framework_is_marked() -> None:
    technique = cac("ContractingSystem", cbc("ContractingSystemTypeCode", "fa-wo-rc", listName="framework-agreement"))
    assert read(contract(lot(process=technique))).tenders[0].framework
    assert not read(contract()).tenders[0].framework


def test_social_return_is_found_in_its_own_lot_and_in_the_procedure() -> None:
    code = cac("ProcurementAdditionalType", cbc("ProcurementTypeCode", "opp", listName="social-objective"))
    lots = lot("LOT-1", project(inner=code)) + lot("LOT-2")
    first, second = read(contract(lots, project(description="Met social return."))).tenders
    assert [(each.route, each.place) for each in first.social_return] == [
        ("BT-775", "LOT-1 · social objective"),
        ("text", "procedure · description"),
    ]
    assert [each.place for each in second.social_return] == ["procedure · description"]


def test_several_buyers_announce_together() -> None:
    assert len(read(contract(buyers=buyer() + buyer("ORG-3"))).buyers) == 2


def test_an_estimate_in_another_currency_is_left_out_and_said() -> None:
    found = read(contract(lot(about=project(inner=estimate("7000000", "GBP")))))
    assert (found.tenders[0].estimated_cents, codes(found.warnings)) == (None, ["ESTIMATE_IN_OTHER_CURRENCY"])


def test_an_unreadable_planned_day_is_left_out_and_said() -> None:
    found = read(planning(planned="2025-13-01"))
    assert (found.tenders[0].planned_on, codes(found.warnings)) == (None, ["DATE_UNREADABLE"])


def test_what_has_no_title_is_no_tender() -> None:
    assert codes(read(planning(lot(about=project("")), project(""))).problems) == ["NOT_AN_AWARD_PLANNING"]
    assert codes(read(contract(lot(about=project("")), project(""))).problems) == ["NOT_AN_AWARD_CONTRACT"]


def test_an_announcement_needs_an_id_and_a_buyer() -> None:
    found = read(notice("", root="ContractNotice", subtype="16", buyers=buyer("ORG-9"), name="", publication=""))
    assert codes(found.problems) == ["NOTICE_ID_MISSING", "BUYER_MISSING"]
