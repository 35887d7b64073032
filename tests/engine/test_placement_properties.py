"""What holds for every placement."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tegenwaarde.engine.columns import VALUE_COLUMNS
from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.engine.placements import value_columns
from tegenwaarde.engine.results import COMPONENTS
from tegenwaarde.engine.valuing import curve, derived_figures, quarter_lines, replay, replay_each, value_placement
from tests.engine import reference
from tests.engine.books import BOOK
from tests.engine.placement_rows import as_columns
from tests.engine.properties import days, few, placements


@few
@given(placements, days)
def test_the_engine_agrees_with_the_slow_reference(placement: PlacementFacts, as_of: date) -> None:
    amounts = value_placement(BOOK, placement, as_of).amounts
    expected = reference.value(placement, as_of)
    assert {name: getattr(amounts, name) for name in COMPONENTS} == dict.fromkeys(COMPONENTS, 0) | expected


@few
@given(placements, st.integers(0, 2_000))
def test_more_hours_never_lower_a_value(placement: PlacementFacts, more: int) -> None:
    assert placement.hours_per_week is not None
    longer = replace(placement, hours_per_week=placement.hours_per_week + more)
    assert value_placement(BOOK, longer).amounts.total >= value_placement(BOOK, placement).amounts.total


@few
@given(placements)
def test_quarters_add_up_to_the_whole_value(placement: PlacementFacts) -> None:
    lines = quarter_lines(BOOK, placement)
    assert sum(line.cents for line in lines) == value_placement(BOOK, placement).amounts.total
    assert all(line.cents > 0 for line in lines)


@few
@given(placements, st.lists(days, max_size=6))
def test_a_replay_of_a_receipt_is_a_point_of_the_curve(placement: PlacementFacts, asked: list[date]) -> None:
    kept = json.loads(json.dumps(derived_figures(BOOK, placement)))
    assert [replay(kept, day) for day in asked] == curve(BOOK, placement, asked)


@few
@given(st.lists(placements, max_size=6), days)
def test_receipts_replayed_together_are_as_replayed_alone(rows: list[PlacementFacts], as_of: date) -> None:
    kept = [derived_figures(BOOK, row) for row in rows]
    assert replay_each(kept, as_of) == [replay(one, as_of) for one in kept]


@few
@given(placements, days)
def test_a_point_of_the_curve_is_the_value_as_of_that_day(placement: PlacementFacts, as_of: date) -> None:
    assert curve(BOOK, placement, [as_of]) == [value_placement(BOOK, placement, as_of).amounts]


@few
@given(st.lists(placements, min_size=1, max_size=8))
def test_one_row_equals_many_rows(rows: list[PlacementFacts]) -> None:
    together = value_columns(BOOK, as_columns(rows))
    for place, row in enumerate(rows):
        alone = value_columns(BOOK, as_columns([row]))
        assert [getattr(alone, name)[0] for name in VALUE_COLUMNS] == [
            getattr(together, name)[place] for name in VALUE_COLUMNS
        ]
        assert int(alone.total[0]) == value_placement(BOOK, row).amounts.total


@few
@given(placements)
def test_wide_columns_are_valued_as_narrow_ones(placement: PlacementFacts) -> None:
    narrow = as_columns([placement])
    wide = replace(
        narrow,
        **{
            name: getattr(narrow, name).astype(object)
            for name in ("hours_per_week", "fulltime_hours", "invoice_cents", "activity_hours")
        },
    )
    for name in VALUE_COLUMNS:
        assert getattr(value_columns(BOOK, wide), name).tolist() == getattr(value_columns(BOOK, narrow), name).tolist()


@few
@given(placements)
def test_a_value_only_grows(placement: PlacementFacts) -> None:
    assert placement.contract_start is not None
    asked = [placement.contract_start + timedelta(days=97 * number) for number in range(20)]
    totals = [amounts.total for amounts in curve(BOOK, placement, asked)]
    assert totals == sorted(totals)


def test_thousands_of_rows_in_any_order_keep_their_values() -> None:
    rows = [row for length in range(200) for row in (as_row(length), replace(as_row(length), refugee=True))]
    values = value_columns(BOOK, as_columns(rows * 10))
    assert values.total.reshape(10, -1).tolist() == [values.total[: len(rows)].tolist()] * 10
    order = np.random.default_rng(5).permutation(len(rows))
    shuffled = value_columns(BOOK, as_columns([rows[place] for place in order]))
    assert shuffled.total.tolist() == values.total[: len(rows)][order].tolist()


def as_row(length: int) -> PlacementFacts:
    start = date(2017, 1, 1) + timedelta(days=length)
    return PlacementFacts(
        block=str(1 + length % 8),
        contract_start=date(2017, 1, 1),
        contract_end=date(2018, 12, 31),
        employment_start=start,
        employment_end=start + timedelta(days=2 * length),
        hours_per_week=800 + 13 * length,
    )
