"""Files: CSV in, CSV out, as a user has it done, with the memory and the time of the whole process."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.plain import PLACEMENT_COLUMNS
from bench.plain_csv import placements_csv
from bench.sample import OBLIGATION_COLUMNS, Sampler, csv_bytes
from bench.timing import Row, Sizes, a_second, best_in_turn, compared
from tegenwaarde.policy import library
from tegenwaarde.usecases.batch.obligations import calc_obligations
from tegenwaarde.usecases.batch.placements import calc_placements

SAMPLE = 100_000
TIMES_FASTER = 3.5
MOST_MEGABYTES = 400
MOST_SECONDS = 1.0

# The high-water mark of the process itself: that of a child counts the memory of who started it.
PROGRAM = """
import sys
from tegenwaarde.config.entry import main
status = main(["calc", "placements", sys.argv[1]])
with open("/proc/self/status") as lines:
    peak = next(line for line in lines if line.startswith("VmHWM"))
print(peak.split()[1], file=sys.stderr)
sys.exit(status)
"""


def file_rows(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """Yield the lines for files of placements: speed beside plain Python, and peak memory, of short lines too."""
    sample = csv_bytes(PLACEMENT_COLUMNS, Sampler(1, vast=False).placements(min(SAMPLE, sizes.file)))
    given, written = folder / "placements.csv", folder / "answer.csv"
    _write_file(given, sample, sizes.file)
    ours, plain = best_in_turn(min(sizes.rounds, 3), lambda: _ours(given, written), lambda: _plain(given, written))
    least = TIMES_FASTER if sizes.file >= 1_000_000 else 0.0
    yield compared(f"CSV to CSV, {sizes.file:,} placements", sizes.file, ours, plain, least)
    for count in (sizes.file, sizes.large_file):
        _write_file(given, sample, count)
        yield _memory_row(f"peak memory, {count:,} placements", given, written)
    given.write_bytes(",".join(PLACEMENT_COLUMNS).encode() + b"\n" + b"a,1\n" * sizes.file)
    yield _memory_row(f"peak memory, {sizes.file:,} short lines", given, written)


def process_row(sizes: Sizes, folder: Path) -> Row:
    """Return the line for a whole process, start of Python included."""
    given = folder / "process.csv"
    given.write_bytes(csv_bytes(PLACEMENT_COLUMNS, Sampler(1, vast=False).placements(SAMPLE)))
    command = [sys.executable, "-m", "tegenwaarde.config.entry", "calc", "placements", str(given)]
    (seconds,) = best_in_turn(sizes.rounds, lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=False))
    missed = seconds >= MOST_SECONDS
    return Row(f"whole process, {SAMPLE:,} placements", f"{seconds:.2f} s", target="< 1 s", missed=missed)


def obligation_file_row(sizes: Sizes, folder: Path) -> Row:
    """Return the line for a file of obligations."""
    given, written = folder / "obligations.csv", folder / "answer.csv"
    given.write_bytes(csv_bytes(OBLIGATION_COLUMNS, Sampler(2, vast=False).obligations(sizes.obligations)))
    start = time.perf_counter()
    with given.open("rb") as source, written.open("wb") as target:
        calc_obligations(source, target, book=library.newest("twente"), say=str)
    seconds = time.perf_counter() - start
    return Row(f"CSV to CSV, {sizes.obligations:,} obligations", a_second(sizes.obligations, seconds))


def _write_file(path: Path, sample: bytes, count: int) -> None:
    """Write a file of `count` rows, the sample over and over."""
    header, _, body = sample.partition(b"\n")
    times = count // min(SAMPLE, count)
    with path.open("wb") as file:
        file.write(header + b"\n")
        for _ in range(times):
            file.write(body)


def _ours(given: Path, written: Path) -> None:
    with given.open("rb") as source, written.open("wb") as target:
        calc_placements(source, target, book=library.newest("twente"), say=str)


def _plain(given: Path, written: Path) -> None:
    with given.open(encoding="utf-8", newline="") as source, written.open("w", encoding="utf-8", newline="") as target:
        placements_csv(source, target)


def _memory_row(what: str, given: Path, written: Path) -> Row:
    megabytes = _peak_megabytes(given, written)
    missed = megabytes >= MOST_MEGABYTES
    return Row(what, f"{megabytes} MB", target=f"< {MOST_MEGABYTES} MB", missed=missed)


def _peak_megabytes(given: Path, written: Path) -> int:
    with written.open("wb") as target:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, given], stdout=target, stderr=subprocess.PIPE, check=False
        )
    return int(done.stderr.split()[-1]) // 1024
