"""The measurements run and say what they are about; how fast anything is, no test says."""

from __future__ import annotations

from pathlib import Path

from bench.calculation import calculation_rows, obligation_row, single_row
from bench.files import file_rows, obligation_file_row
from bench.timing import Row, Sizes, compared

SMALL = Sizes(rounds=1, calculated=(1, 25), compared=20, file=30, large_file=60, obligations=10)


def test_every_measurement_gives_its_line(tmp_path: Path) -> None:
    rows = [*calculation_rows(SMALL), single_row(SMALL), obligation_row(SMALL)]
    rows += [*file_rows(SMALL, tmp_path), obligation_file_row(SMALL, tmp_path)]
    assert [row.what for row in rows] == [
        "calculate 1 placements",
        "calculate 25 placements",
        "one placement with its explanation",
        "calculate 10 obligations",
        "CSV to CSV, 30 placements",
        "peak memory, 30 placements",
        "peak memory, 60 placements",
        "peak memory, 30 short lines",
        "CSV to CSV, 10 obligations",
    ]
    assert all(row.figure for row in rows)


def test_a_comparison_below_its_target_says_so() -> None:
    assert compared("calculate", 10, ours=1.0, plain=6.0, least=6.5).missed
    assert compared("calculate", 10, ours=1.0, plain=6.6, least=6.5) == Row(
        "calculate", "10/s", "2/s", "6.6 x", ">= 6.5 x", missed=False
    )
