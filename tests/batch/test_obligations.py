"""Files of obligations: the worked examples, percentages as plain numbers, and every way in which a row is refused."""

from __future__ import annotations

import pytest

from tegenwaarde.usecases.batch.obligations import calc_obligations, text_of_percentage
from tests.batch.files import csv_text, obligation, obligations, one, read_csv, valued

WORKED = [
    (obligation(value_eur="500000"), ["result", "1", "5", "25000.00", "0.00", "25000.00"]),
    (
        obligation("works", value_eur="500000", labour_share="25", material_share="75", contract_end="2018-06-30",
                   certificates="pso2:2017-01-01:2018-12-31"),
        ["result", "0", "2", "10000.00", "2500.00", "7500.00"],
    ),
    (
        obligation(certificates="pso3:2016-01-01:2018-12-31"),
        ["result_if_possible", "0", "5", "7500.00", "1250.00", "6250.00"],
    ),
    (
        obligation("works", value_eur="2400000", contract_start="2017-04-01", contract_end="2019-09-30",
                   certificates="pso1:2016-04-01:2018-03-31;pso2:2018-04-01:2021-03-31"),
        ["result", "0", "5", "120000.00", "22800.00", "97200.00"],
    ),
    (
        obligation("works", value_eur="1000000", contract_start="2017-01-01", contract_end="2017-12-31",
                   certificates="werkpakt:2017-07-01:2018-06-30;pso1:2017-01-01:2017-12-31"),
        ["result", "0", "5", "50000.00", "15082.19", "34917.81"],
    ),
    (
        obligation("works", value_eur="1000000", contract_start="2017-01-01", contract_end="2017-12-31",
                   certificates="pso2:2017-07-01:2018-06-30;pso2:2016-07-01:2017-06-30"),
        ["result", "0", "5", "50000.00", "12500.00", "37500.00"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), WORKED)
def test_the_worked_examples_come_out(row: dict[str, str], expected: list[str]) -> None:
    line = one(obligations(csv_text([row])))
    assert list(line.values()) == ["o", *expected, ""]


def test_a_small_subsidy_asks_nothing_and_a_large_one_an_effort() -> None:
    rows = [obligation("subsidy", subsidy_per_year_eur=euros, european="1") for euros in ("100000", "100000.01")]
    small, large = obligations(csv_text(rows))
    assert list(small.values()) == ["o", "none", "0", "0", "0.00", "0.00", "0.00", ""]
    assert list(large.values()) == ["o", "effort", "0", "5", "7500.00", "0.00", "7500.00", ""]


def test_a_subsidy_looks_up_no_threshold() -> None:
    assert one(obligations(csv_text([obligation("subsidy", tender_date="2001-01-01")])))["error"] == ""


@pytest.mark.parametrize(
    ("percentage", "text"),
    [(0, "0"), (50_000, "5"), (25_000, "2.5"), (1, "0.0001"), (1_000_000, "100"), (100_000, "10")],
)
def test_a_percentage_is_a_plain_number(percentage: int, text: str) -> None:
    assert text_of_percentage(percentage) == text


def test_sums_of_any_size_are_exact() -> None:
    line = one(obligations(csv_text([obligation(value_eur="9" * 40)])))
    assert line["gross_eur"] == "4" + "9" * 38 + ".95"


REFUSED = [
    (obligation(""), "Say what it is"),
    (obligation("goods"), "not known"),
    (obligation(tender_date=""), "tender was published"),
    (obligation(tender_date="2013-12-31"), "thresholds before 2014-01-01"),
    (obligation(value_eur=""), "contract sum"),
    (obligation(value_eur="-5"), "value_eur: write a number"),
    (obligation(value_eur="1.005"), "value_eur: write a number"),
    (obligation(contract_start=""), "first day of the contract"),
    (obligation(contract_end=""), "last day of the contract"),
    (obligation(contract_end="2017-06-30"), "ends before it starts"),
    (obligation("subsidy", subsidy_per_year_eur=""), "subsidy per year"),
    (obligation(percentage="100.0001"), "from 0 to 100"),
    (obligation(percentage="5%"), "percentage: write a number"),
    (obligation(percentage="5.00001"), "percentage: write a number"),
    (obligation(labour_share="x"), "labour_share: write a number"),
    (obligation(european="ja"), "european: write 1"),
    (obligation(certificates="pso4:2017-01-01:2018-12-31"), "does not know one of the certificates"),
    (obligation(certificates="pso1:2017-01-02:2017-01-01"), "certificate ends before it starts"),
    (obligation(certificates="pso1:2017-01-01"), "certificates: write"),
    (obligation(certificates="pso1:2017-01-01:2017-02-30"), "certificates: write"),
    (obligation(certificates="pso1:2017-01-01:2017-12-31;"), "certificates: write"),
    (obligation(certificates=" pso1:2017-01-01:2017-12-31"), "does not know one of the certificates"),
    (obligation("subsidy", certificates="x"), "certificates: write"),
]


@pytest.mark.parametrize(("row", "reason"), REFUSED)
def test_a_row_that_cannot_be_worked_out_says_why_and_has_no_amounts(row: dict[str, str], reason: str) -> None:
    line, other = obligations(csv_text([row, obligation(id="2")]))
    assert reason.lower() in line["error"].lower()
    assert {cell for name, cell in line.items() if name not in {"id", "error"}} == {""}
    assert other["net_eur"] == "7500.00"


def test_tenders_past_the_last_thresholds_are_valued_and_counted() -> None:
    rows = [obligation(tender_date=day) for day in ("2027-12-31", "2028-01-01", "2199-12-31")]
    rows += [obligation("subsidy", tender_date="2030-01-01"), obligation(tender_date="2030-01-01", value_eur="")]
    tally, answer = valued(calc_obligations, csv_text(rows))
    assert [line["gross_eur"] for line in read_csv(answer)] == ["7500.00"] * 4 + [""]
    assert (tally.warned, tally.refused) == (2, 1)


@pytest.mark.parametrize(
    "certificates",
    ["pso2:2016-01-01:2018-12-31:", "pso2:2016-01-01:2018-12-31;pso2:2019-01-01:2019-12-31:x", ";;", "pso2::;a:b:c"],
)
def test_a_certificate_with_a_part_too_many_or_too_few_refuses_the_row(certificates: str) -> None:
    assert (
        "Column certificates: write label"
        in one(obligations(csv_text([obligation(certificates=certificates)])))["error"]
    )


@pytest.mark.parametrize("column", ["certificates", "value_eur", "percentage"])
def test_a_cell_beyond_any_reason_is_refused_for_its_length_alone(column: str) -> None:
    line = one(obligations(csv_text([obligation(**{column: "1" * 131_073})])))
    assert line["error"] == f"Column {column}: the cell is longer than 131072 characters."
