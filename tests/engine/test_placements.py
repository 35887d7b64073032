"""What placements, invoices and activities are worth: the worked examples, and each rule at its edges (C1–C8)."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from tegenwaarde.engine.columns import NO_DAY, PlacementColumns, absent_columns
from tegenwaarde.engine.facts import HoursChange, PlacementFacts
from tegenwaarde.engine.placements import PIECE, value_columns
from tegenwaarde.engine.results import Amounts
from tegenwaarde.engine.valuing import value_placement
from tegenwaarde.kernel.period import Period
from tests.engine.books import BOOK
from tests.engine.placement_rows import as_columns, facts

TO_2020 = {"contract_end": "2020-12-31"}
EXAMPLES = {
    "one anniversary year": (facts(employment_end="2018-02-28"), None, Amounts(base=3_000_000)),
    "two years": (facts(**TO_2020), None, Amounts(base=6_000_000)),
    "24 hours, 184 days": (
        facts(block="2", employment_end="2017-08-31", hours_per_week=2_400),
        None,
        Amounts(base=1_344_292),
    ),
    "counting starts with the employment": (facts(employment_start="2015-07-01"), None, Amounts(base=1_487_671)),
    "from a leap day": (
        facts(
            block="3",
            employment_start="2016-02-29",
            contract_start="2016-02-29",
            contract_end="2017-02-28",
            hours_per_week=2_000,
            fulltime_hours=4_000,
        ),
        None,
        Amounts(base=1_500_000),
    ),
    "50 or older and permanent": (
        facts(
            block="5",
            employment_start="2017-04-01",
            hours_per_week=3_200,
            birth_date="1966-04-01",
            permanent_from="2018-04-01",
        ),
        None,
        Amounts(base=888_889, fifty_plus=444_444, permanent=1_000_000),
    ),
    "refugee": (
        facts(block="6", employment_start="2017-04-01", employment_end="2017-12-31", refugee=True),
        None,
        Amounts(base=1_130_137, refugee=376_712),
    ),
    "study": (
        facts(
            block="10",
            employment_start="2017-09-01",
            employment_end="2019-07-31",
            hours_per_week=3_200,
            fulltime_hours=4_000,
            study_end="2019-07-12",
            contract_end="2019-12-31",
        ),
        None,
        Amounts(base=2_235_616),
    ),
    "as of a day": (facts(**TO_2020), date(2017, 9, 30), Amounts(base=1_758_904)),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_worked_example_comes_out_to_the_cent(name: str) -> None:
    placement, as_of, expected = EXAMPLES[name]
    assert value_placement(BOOK, placement, as_of).amounts == expected


def test_the_worked_examples_come_out_as_columns_too() -> None:
    rows = list(EXAMPLES.values())
    values = value_columns(BOOK, as_columns([row[0] for row in rows], [row[1] for row in rows]))
    assert values.total.tolist() == [row[2].total for row in rows]
    assert values.refusal.tolist() == [0] * len(rows)


def worth(**changes: Any) -> Amounts:
    valuation = value_placement(BOOK, facts(**changes))
    assert valuation.problems == ()
    return valuation.amounts


def counted(**changes: Any) -> Period | None:
    return value_placement(BOOK, facts(**changes)).counted


def test_the_counted_window_is_whole_whatever_the_day() -> None:
    valuation = value_placement(BOOK, facts(**TO_2020), date(2017, 9, 30))
    assert valuation.counted == Period(date(2017, 3, 1), date(2019, 3, 1))


def test_a_second_contract_does_not_start_the_counting_again() -> None:
    later = counted(employment_start="2017-06-01", first_employed="2016-06-01")
    assert later == Period(date(2017, 6, 1), date(2018, 6, 1))


def test_a_placement_outside_the_contract_counts_for_nothing() -> None:
    valuation = value_placement(BOOK, facts(employment_start="2019-01-01"))
    assert valuation.amounts == Amounts()
    assert valuation.counted is None
    assert [step.code for step in valuation.steps] == ["nothing_counts", "total"]


def test_the_study_bounds_the_window_on_both_sides() -> None:
    window = counted(block="11", study_start="2017-09-01", study_end="2018-06-30")
    assert window == Period(date(2017, 9, 1), date(2018, 7, 1))


def test_a_study_means_nothing_for_other_rows() -> None:
    assert worth(study_start="2017-09-01", study_end="2017-10-01") == worth()


def test_more_hours_than_full_time_count_as_full_time() -> None:
    assert worth(hours_per_week=4_000) == worth() == worth(hours_per_week=4_000, fulltime_hours=3_800)


def test_changed_hours_count_from_their_day_and_are_rounded_once() -> None:
    half = (HoursChange(date(2017, 9, 1), 1_800),)
    assert worth(employment_end="2018-02-28", hours_changes=half).base == 2_256_164  # (184 + 181 / 2) / 365
    back = (*half, HoursChange(date(2017, 12, 1), 3_600))
    assert worth(employment_end="2018-02-28", hours_changes=back).base == 2_626_027  # (365 - 91 / 2) / 365


def test_hours_that_changed_before_the_window_count_from_its_first_day() -> None:
    before = (HoursChange(date(2016, 6, 1), 1_800),)
    assert worth(employment_start="2016-01-01", hours_changes=before).base == 1_500_000


def test_nothing_counts_from_the_day_on_which_the_hours_became_none() -> None:
    stopped = (HoursChange(date(2017, 9, 1), 0),)
    assert worth(employment_end="2018-02-28", hours_changes=stopped).base == 1_512_329  # 184 / 365
    again = (HoursChange(date(2017, 3, 1), 0), HoursChange(date(2017, 9, 1), 3_600))
    assert worth(employment_end="2018-02-28", hours_changes=again).base == 1_487_671  # 181 / 365


def test_pro_rata_extras_follow_the_hours_over_the_first_year() -> None:
    half = (HoursChange(date(2017, 9, 1), 1_800),)
    assert worth(refugee=True, hours_changes=half).refugee == 376_027  # 5,000 × (184 + 181 / 2) / 365


def test_hours_after_the_first_year_do_not_touch_a_pro_rata_extra() -> None:
    quarter = (HoursChange(date(2018, 3, 1), 900),)
    assert worth(refugee=True, hours_changes=quarter).refugee == 500_000


@pytest.mark.parametrize(("birth_date", "cents"), [("1967-03-01", 500_000), ("1967-03-02", 0)])
def test_fifty_is_reached_on_the_birthday(birth_date: str, cents: int) -> None:
    assert worth(birth_date=birth_date).fifty_plus == cents


def test_who_was_born_on_a_leap_day_has_a_birthday_on_the_first_of_march() -> None:
    born = {"birth_date": "1968-02-29"}
    assert worth(employment_start="2018-02-28", **born).fifty_plus == 0
    assert worth(employment_start="2018-03-01", **born).fifty_plus > 0


def test_rows_without_an_extra_do_not_get_it() -> None:
    given = {"birth_date": "1960-01-01", "permanent_from": "2017-06-01"}
    assert worth(block="4", **given).total == worth(block="4").total
    assert worth(block="7", birth_date="1960-01-01").fifty_plus == 0


@pytest.mark.parametrize(
    ("day", "cents"),
    [("2017-03-01", 1_000_000), ("2017-02-28", 0), ("2018-02-28", 1_000_000), ("2018-03-01", 0)],
)
def test_a_permanent_contract_starts_in_the_employment(day: str, cents: int) -> None:
    assert worth(permanent_from=day, employment_end="2018-02-28").permanent == cents


def test_a_permanent_contract_counts_on_its_own_day_only_once_it_has_come() -> None:
    placement = facts(permanent_from="2018-06-01")
    amounts = [value_placement(BOOK, placement, day).amounts for day in (date(2018, 5, 31), date(2018, 6, 1))]
    assert [one.permanent for one in amounts] == [0, 1_000_000]


@pytest.mark.parametrize(("day", "cents"), [("2016-12-31", 0), ("2017-01-01", 250_000), ("2019-01-01", 0)])
def test_infra_werkt_counts_on_the_day_it_was_paid_in_the_contract(day: str, cents: int) -> None:
    assert worth(infra_paid_on=day).infra == cents


def test_an_extra_given_before_is_not_given_again() -> None:
    given = {"refugee": True, "infra_paid_on": "2017-06-01"}
    assert worth(**given).total == 6_000_000 - worth_lost() + 750_000
    taken = worth(**given, extras_taken=frozenset({"refugee", "infra"}))
    assert (taken.refugee, taken.infra) == (0, 0)


def worth_lost() -> int:
    """Return what the example misses of two whole years, because its contract ends before them."""
    return 6_000_000 - worth().base


@pytest.mark.parametrize(
    ("day", "as_of", "cents"),
    [
        (date(2017, 1, 1), None, 123_456),
        (date(2018, 12, 31), None, 123_456),
        (date(2016, 12, 31), None, 0),
        (date(2019, 1, 1), date(2020, 1, 1), 0),
        (date(2017, 6, 1), date(2017, 5, 31), 0),
        (date(2017, 6, 1), date(2017, 6, 1), 123_456),
    ],
)
def test_an_invoice_counts_on_its_day_in_the_contract(day: date, as_of: date | None, cents: int) -> None:
    invoice = PlacementFacts(
        block="9",
        contract_start=date(2017, 1, 1),
        contract_end=date(2018, 12, 31),
        activity_date=day,
        invoice_cents=123_456,
    )
    valuation = value_placement(BOOK, invoice, as_of)
    assert valuation.amounts == Amounts(base=cents)
    assert valuation.counted is None


def test_an_activity_counts_by_the_hour() -> None:
    assert worth(block="15", activity_date="2017-06-01", activity_hours=1_250).base == 125_000


def test_numbers_of_thirty_digits_are_exact() -> None:
    huge = 10**30 + 7
    rows = [
        facts(block="9", activity_date="2017-06-01", invoice_cents=huge),
        facts(block="15", activity_date="2017-06-01", activity_hours=huge),
        facts(hours_per_week=huge, fulltime_hours=2 * huge, employment_end="2018-02-28", refugee=True),
        facts(employment_end="2018-02-28", hours_changes=(HoursChange(date(2017, 9, 1), huge),)),
    ]
    expected = [huge, huge * 100, 1_750_000, 3_000_000]
    assert value_columns(BOOK, as_columns(rows)).total.tolist() == expected
    assert [value_placement(BOOK, row).amounts.total for row in rows] == expected


def test_a_million_rows_in_pieces_are_the_same_row_each_time() -> None:
    length = 2 * PIECE + 5
    row = as_columns([facts(refugee=True)])
    names = [name for name in absent_columns(1) if name != "block"]
    many = PlacementColumns(
        block=np.zeros(length, dtype=np.int8), **{name: getattr(row, name).repeat(length) for name in names}
    )
    expected = value_columns(BOOK, row).total[0]
    for threads in (1, 2):
        values = value_columns(BOOK, many, threads)
        assert len(values) == length
        assert np.unique(values.total).tolist() == [expected]


def test_columns_without_anything_are_refused_not_valued() -> None:
    values = value_columns(BOOK, PlacementColumns(**absent_columns(3)))
    assert (values.refusal > 0).all()
    assert values.total.tolist() == [0, 0, 0]
    assert (values.counted_from == NO_DAY).all()


def test_no_rows_have_no_values() -> None:
    assert len(value_columns(BOOK, PlacementColumns(**absent_columns(0)))) == 0
