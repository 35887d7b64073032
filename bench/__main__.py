"""`python -m bench`: how fast the engine and the batch are, beside plain Python and beside what they should reach.

The reader of notices stands beside bare parsing of the same bytes. What is compared runs in turn, and the best of a
few rounds counts: a machine that is busy slows both sides.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.calculation import calculation_rows, obligation_row, single_row
from bench.files import file_rows, obligation_file_row, process_row
from bench.notices import notice_rows
from bench.sheets import sheet_row
from bench.timing import Row, Sizes, heading


def main(argv: list[str] | None = None) -> int:
    """Print the table, a line as soon as it is known; status 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rows and rounds, for a first impression")
    sizes = Sizes.quick() if parser.parse_args(argv).quick else Sizes.full()
    missed = 0
    print(heading())
    with TemporaryDirectory() as folder:
        for row in _rows(sizes, Path(folder)):
            missed += row.missed
            print(row.line(), flush=True)
    if missed:
        print(f"\nBelow target: {missed}. A busy machine can do that; run it again when it is quiet.")
    return int(bool(missed))


def _rows(sizes: Sizes, folder: Path) -> Iterator[Row]:
    yield from calculation_rows(sizes)
    yield single_row(sizes)
    yield obligation_row(sizes)
    yield from file_rows(sizes, folder)
    yield process_row(sizes, folder)
    yield obligation_file_row(sizes, folder)
    yield sheet_row(sizes)
    yield from notice_rows(sizes)


if __name__ == "__main__":
    sys.exit(main())
