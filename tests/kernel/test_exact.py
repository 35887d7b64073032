"""Columns of whole numbers of any size, rounded half up and never in between."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tegenwaarde.kernel.exact import column_of, half_up_share, narrow, replaced
from tegenwaarde.kernel.money import half_up
from tests.engine.properties import few

SIZES = st.one_of(st.integers(0, 10**6), st.integers(0, 2**63 - 1), st.integers(0, 10**30))


def test_exactly_half_a_cent_goes_up() -> None:
    assert half_up_share(column_of([1, 1, 3]), column_of([1, 1, 1]), column_of([2, 3, 2])).tolist() == [1, 0, 2]


@few
@given(st.lists(st.tuples(SIZES, SIZES, SIZES.map(lambda number: number + 1)), min_size=1, max_size=6))
def test_shares_are_exact_for_numbers_of_any_size(rows: list[tuple[int, int, int]]) -> None:
    amount, part, whole = (column_of(column) for column in zip(*rows, strict=True))
    assert half_up_share(amount, part, whole).tolist() == [half_up(a * p, w) for a, p, w in rows]


def test_one_wide_row_leaves_the_others_as_they_are() -> None:
    shares = half_up_share(column_of([10, 2**62]), column_of([3, 2**40]), column_of([2, 2**40]))
    assert shares.tolist() == [15, 2**62]


def test_a_column_is_as_narrow_as_its_numbers_allow() -> None:
    assert column_of([1, 2**63 - 1]).dtype == np.int64
    assert column_of([1, 2**63]).dtype == object
    assert narrow(np.array([1, 5], dtype=object)).dtype == np.int64
    assert narrow(np.array([1, 2**70], dtype=object)).dtype == object


def test_a_wide_answer_widens_the_column_it_is_put_in() -> None:
    column = replaced(np.zeros(3, dtype=np.int64), np.array([1]), column_of([10**30]))
    assert column.tolist() == [0, 10**30, 0]
