"""What holds for every obligation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tegenwaarde.engine.due import obligation_columns
from tegenwaarde.engine.facts import ObligationFacts
from tegenwaarde.engine.obligation_columns import REGIMES
from tegenwaarde.engine.obligations import calculate_obligation, columns_of
from tests.engine import reference
from tests.engine.books import BOOK
from tests.engine.properties import few, obligations


@few
@given(obligations)
def test_the_discount_agrees_with_a_loop_over_days(facts: ObligationFacts) -> None:
    value = calculate_obligation(BOOK, facts)
    assert value.discount_cents == (0 if value.european else reference.discount(facts, value.gross_cents))


@few
@given(obligations)
def test_no_discount_is_more_than_half(facts: ObligationFacts) -> None:
    value = calculate_obligation(BOOK, facts)
    assert 0 <= 2 * value.discount_cents <= value.gross_cents + len(value.years)


@few
@given(obligations)
def test_the_years_add_up_to_the_obligation(facts: ObligationFacts) -> None:
    value = calculate_obligation(BOOK, facts)
    assert sum(year.share_cents for year in value.years) == value.gross_cents
    assert sum(year.discount_cents for year in value.years) == value.discount_cents


@few
@given(st.lists(obligations, min_size=1, max_size=6))
def test_one_row_equals_many_rows(rows: list[ObligationFacts]) -> None:
    values = obligation_columns(BOOK, columns_of(BOOK, rows))
    for place, row in enumerate(rows):
        alone = calculate_obligation(BOOK, row)
        assert REGIMES[values.regime[place]] == alone.regime
        assert int(values.gross_cents[place]) == alone.gross_cents
        assert int(values.discount_cents[place]) == alone.discount_cents
        assert int(values.net_cents[place]) == alone.net_cents


@few
@given(st.lists(obligations, min_size=2, max_size=6), st.data())
def test_a_piece_of_columns_is_those_rows(rows: list[ObligationFacts], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(rows) - 1))
    stop = data.draw(st.integers(start + 1, len(rows)))
    whole, piece = (obligation_columns(BOOK, columns_of(BOOK, some)) for some in (rows, rows[start:stop]))
    cut = obligation_columns(BOOK, columns_of(BOOK, rows).piece(start, stop))
    assert cut.net_cents.tolist() == piece.net_cents.tolist() == whole.net_cents[start:stop].tolist()
