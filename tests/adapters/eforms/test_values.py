"""What a contract is worth and what was estimated: in euro cents, with the place it was found, or not at all."""

from __future__ import annotations

import pytest

from tests.adapters.eforms.builder import (
    ONE_AWARD,
    amount,
    cbc,
    contract,
    efac,
    efbc,
    estimate,
    lot,
    lot_result,
    notice,
    party,
    project,
    tender,
)
from tests.adapters.eforms.reading import codes, read, the_award


def worth(euros: str, currency: str = "EUR", inner: str = "", before: str = "", result_inner: str = "") -> bytes:
    result = lot_result(inner=result_inner) + tender(amount=euros, currency=currency, inner=inner)
    return notice(before + result + contract("CON-1", "TEN-1") + party())


def withheld(code: str) -> str:
    return efac("FieldsPrivacy", efbc("FieldIdentifierCode", code), efbc("PublicationDate", "2030-12-31Z"))


TOTAL = amount("TotalAmount", "600000.00")


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("3887000.00", 388700000),
        ("3887000", 388700000),
        ("960000.0", 96000000),
        ("196590.27", 19659027),
        ("0500000.5", 50000050),
        ("+12.", 1200),
        ("\n 1234.50 ", 123450),
        ("100.00000000", 10000),
        ("9999999999999.99", 999999999999999),
    ],
)
def test_an_amount_is_read_to_the_cent(written: str, cents: int) -> None:
    found = read(worth(written))
    assert (found.awards[0].value_cents, found.awards[0].value_found_at) == (cents, "TEN-1 · tender amount")
    assert found.warnings == ()


def test_parts_of_a_cent_are_rounded_half_up_and_said() -> None:
    found = read(worth("1000.125"))
    assert found.awards[0].value_cents == 100013
    assert codes(found.warnings) == ["VALUE_ROUNDED"]


@pytest.mark.parametrize("written", ["3.887.000,00", "1e6", "veel", "3 887 000", "99999999999999999", "0x10", "١٢٣"])
def test_what_is_not_an_amount_is_left_out_and_said(written: str) -> None:
    found = read(worth(written))
    assert found.awards[0].value_cents is None
    assert codes(found.warnings) == ["VALUE_UNREADABLE"]


@pytest.mark.parametrize("written", ["0", "0.00", "0.01", "1", "1.00"])
def test_an_amount_that_only_fills_the_form_is_not_used(written: str) -> None:
    found = read(worth(written))
    assert found.awards[0].value_cents is None
    assert codes(found.warnings) == ["VALUE_IS_A_PLACEHOLDER"]


def test_the_total_stands_in_for_an_amount_that_only_fills_the_form() -> None:
    award = the_award(worth("0.01", before=TOTAL))
    assert (award.value_cents, award.value_found_at) == (60000000, "notice total")


@pytest.mark.parametrize(("currency", "named"), [("GBP", "GBP"), ("", "?"), ("usd", "USD")])
def test_another_currency_gives_a_warning_and_no_value(currency: str, named: str) -> None:
    found = read(worth("6430000", currency, before=TOTAL))
    assert found.awards[0].value_cents is None
    assert [str(each) for each in found.warnings] == [
        f"The amount is 6430000 {named}, not euros. Fill in the contract sum in euros by hand."
    ]


@pytest.mark.parametrize("written", ["-1", "unpublished"])
def test_an_amount_that_was_written_over_is_withheld(written: str) -> None:
    found = read(worth(written))
    assert found.awards[0].value_cents is None
    assert codes(found.warnings) == ["VALUE_WITHHELD"]


def test_an_amount_that_is_marked_as_withheld_is_not_used_whatever_stands_there() -> None:
    found = read(worth("9.99", inner=withheld("win-ten-val")))
    assert found.awards[0].value_cents is None
    assert codes(found.warnings) == ["VALUE_WITHHELD"]


def test_a_withheld_total_is_not_used() -> None:
    found = read(worth("", before=withheld("not-val") + TOTAL))
    assert found.awards[0].value_cents is None
    assert found.total_cents is None
    assert codes(found.warnings) == ["FIELD_WITHHELD", "VALUE_WITHHELD"]


def test_a_result_that_is_withheld_is_no_lost_lot() -> None:
    found = read(
        notice(
            lot_result(status="clos-nw", inner=withheld("win-cho")) + tender() + contract("CON-1", "TEN-1") + party()
        )
    )
    assert len(found.awards) == 1


def test_without_a_tender_amount_the_total_of_the_only_contract_counts() -> None:
    award = the_award(worth("", before=TOTAL))
    assert (award.value_cents, award.value_found_at) == (60000000, "notice total")


def test_the_total_says_nothing_about_one_contract_of_several() -> None:
    result = (
        TOTAL
        + lot_result("LOT-1", ["TEN-1", "TEN-2"], ["CON-1", "CON-2"])
        + tender(amount="")
        + tender("TEN-2", "TPA-2", amount="")
        + contract("CON-1", "TEN-1")
        + contract("CON-2", "TEN-2")
    )
    found = read(notice(result + party() + party("TPA-2", "ORG-3")))
    assert [each.value_cents for each in found.awards] == [None, None]
    assert [(each.code, each.place) for each in found.warnings] == [
        ("VALUE_MISSING", "CON-1"),
        ("VALUE_MISSING", "CON-2"),
    ]


def test_a_lot_whose_tenders_were_all_the_same_says_what_it_is_worth() -> None:
    bounds = amount("HigherTenderAmount", "450000") + amount("LowerTenderAmount", "450000")
    award = the_award(worth("", before=TOTAL, result_inner=bounds))
    assert (award.value_cents, award.value_found_at) == (45000000, "LOT-1 · only tender amount of the lot")


def test_a_lot_with_a_cheapest_and_a_dearest_tender_does_not() -> None:
    bounds = amount("HigherTenderAmount", "450000") + amount("LowerTenderAmount", "440000")
    assert the_award(worth("", before=TOTAL, result_inner=bounds)).value_found_at == "notice total"


@pytest.mark.parametrize(
    ("values", "cents"),
    [
        (amount("MaximumValueAmount", "900000"), 90000000),
        (amount("MaximumValueAmount", "900000") + efbc("ReestimatedValueAmount", "800000", currencyID="EUR"), 80000000),
    ],
)
def test_a_framework_for_one_winner_is_worth_what_the_lot_says(values: str, cents: int) -> None:
    award = the_award(worth("", result_inner=efac("FrameworkAgreementValues", values)))
    assert (award.value_cents, award.value_found_at) == (cents, "LOT-1 · framework value of the lot")


def test_a_framework_that_several_winners_share_is_not_split() -> None:
    values = efac("FrameworkAgreementValues", amount("MaximumValueAmount", "900000"))
    result = (
        lot_result("LOT-1", ["TEN-1", "TEN-2"], ["CON-1", "CON-2"], inner=values)
        + tender(amount="")
        + tender("TEN-2", "TPA-2", amount="")
        + contract("CON-1", "TEN-1")
        + contract("CON-2", "TEN-2")
    )
    awards = read(notice(result + party() + party("TPA-2", "ORG-3"))).awards
    assert [each.value_cents for each in awards] == [None, None]


@pytest.mark.parametrize(
    "name", ["OverallApproximateFrameworkContractsAmount", "OverallMaximumFrameworkContractsAmount"]
)
def test_the_framework_value_of_the_notice_counts_for_its_only_contract(name: str) -> None:
    award = the_award(worth("", before=efbc(name, "750000", currencyID="EUR")))
    assert (award.value_cents, award.value_found_at) == (75000000, "framework value of the notice")


def test_a_sum_with_a_missing_part_is_no_sum() -> None:
    result = (
        TOTAL
        + lot_result("LOT-1", ["TEN-1", "TEN-2"])
        + tender()
        + tender("TEN-2", amount="")
        + contract("CON-1", "TEN-1", "TEN-2")
    )
    found = read(notice(result + party()))
    assert found.awards[0].value_cents is None
    assert codes(found.warnings) == ["VALUE_PARTLY_MISSING"]


def test_nothing_said_is_said() -> None:
    found = read(worth(""))
    assert (found.awards[0].value_cents, found.awards[0].value_found_at) == (None, "")
    assert codes(found.warnings) == ["VALUE_MISSING"]


def test_a_total_that_differs_from_the_contracts_is_pointed_out() -> None:
    found = read(worth("6000000", before=TOTAL))
    assert found.awards[0].value_cents == 600000000
    assert [str(each) for each in found.warnings] == [
        (
            "The contracts add up to 6000000.00 euros, but the notice gives 600000.00 euros as the total. "
            "Check the contract sums."
        )
    ]


LOT_OF = {"LOT-1": project(inner=estimate("7000000"))}


def test_the_estimate_of_the_lot_counts() -> None:
    award = the_award(notice(lots=lot(about=LOT_OF["LOT-1"]), about=project(inner=estimate("9000000"))))
    assert award.estimated_cents == 700000000


def test_the_estimate_of_the_procedure_counts_for_its_only_lot() -> None:
    found = read(notice(about=project(inner=estimate("9000000"))))
    assert (found.awards[0].estimated_cents, found.estimated_cents) == (900000000, 900000000)


def test_the_estimate_of_the_procedure_does_not_count_for_one_lot_of_two() -> None:
    found = read(notice(lots=lot() + lot("LOT-2"), about=project(inner=estimate("9000000"))))
    assert (found.awards[0].estimated_cents, found.estimated_cents) == (None, 900000000)


def test_the_estimates_of_the_lots_of_one_contract_add_up() -> None:
    result = (
        lot_result("LOT-1", ["TEN-1"])
        + lot_result("LOT-2", ["TEN-1"])
        + tender()
        + contract("CON-1", "TEN-1")
        + party()
    )
    lots = lot("LOT-1", LOT_OF["LOT-1"]) + lot("LOT-2", project(inner=estimate("500000.50")))
    assert the_award(notice(result, lots=lots)).estimated_cents == 750000050
    half_known = lot("LOT-1", LOT_OF["LOT-1"]) + lot("LOT-2")
    assert the_award(notice(result, lots=half_known)).estimated_cents is None


def test_an_estimate_in_another_currency_gives_a_warning() -> None:
    found = read(notice(lots=lot(about=project(inner=estimate("7000000", "GBP")))))
    assert found.awards[0].estimated_cents is None
    assert codes(found.warnings) == ["ESTIMATE_IN_OTHER_CURRENCY"]


def test_a_notice_with_a_total_and_nothing_else_awards_nothing() -> None:
    assert codes(read(notice(TOTAL + cbc("Note", "x"))).problems) == ["NO_CONTRACT_NAMED"]
    assert read(notice(TOTAL + ONE_AWARD)).total_cents == 60000000
