"""`python -m tools.drill.fuzz --seconds N`: spoil notices in every way, and see that the reader reads or refuses them.

It uses the hand-made notices of the tests, and the real ones where TEGENWAARDE_SHARED_DATA says they are. What makes
the reader raise, hang, or say something impossible is kept in build/fuzz with a line that says how it came about.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tegenwaarde.adapters.eforms import read_notice
from tools.drill.mutations import mutated

FOUND = Path("build") / "fuzz"
HANGS = 30  # seconds of processor time for one notice
MOST_BYTES = 2 * 1024**3  # memory of the whole process
EACH = 60  # seconds between two lines


class Hangs(Exception):
    """A notice took longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Hangs where what is done inside takes more processor time than `seconds`."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Hangs(f"more than {seconds:g} seconds of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def notices() -> dict[str, bytes]:
    """Return the notices to spoil, by name: hand-made, and real where there are any."""
    from tests.adapters.eforms.samples import samples

    folder = os.environ.get("TEGENWAARDE_SHARED_DATA")
    real = sorted((Path(folder) / "eforms").rglob("*.xml")) if folder else []
    return samples() | {path.name: path.read_bytes() for path in real}


def try_one(content: bytes) -> str:
    """Return what went wrong when `content` was read; empty where it was read or refused as it should."""
    from tests.adapters.eforms.reading import check

    try:
        with within(HANGS):
            check(read_notice(content))
    except (Exception, Hangs):  # noqa: BLE001 - whatever it is, it is what this looks for
        return traceback.format_exc()
    return ""


def fuzz(seconds: float, seed: int) -> int:
    """Spoil notices for so many seconds of processor time; return how many went wrong."""
    given = notices()
    names = sorted(given)
    chance = random.Random(seed)  # noqa: S311 - a test's chance
    tried = wrong = 0
    next_line = EACH
    while time.process_time() < seconds:
        name = chance.choice(names)
        content, ways = mutated(given[name], chance)
        fault = try_one(content)
        tried += 1
        if fault:
            wrong += 1
            keep(content, f"{name}: {ways}\n{fault}", wrong)
        if time.process_time() >= next_line:
            next_line += EACH
            print(f"{time.process_time():8.0f} s of processor time, {tried} notices, {wrong} problems", flush=True)
    print(f"notices: {tried} spoiled notices in {time.process_time():.0f} s of processor time, {wrong} problems")
    return wrong


def keep(content: bytes, words: str, number: int) -> None:
    """Keep what went wrong, to mend it and to make a test of it."""
    FOUND.mkdir(parents=True, exist_ok=True)
    (FOUND / f"{number}.xml").write_bytes(content)
    (FOUND / f"{number}.txt").write_text(words, encoding="utf-8")
    print(words, flush=True)


def main(argv: list[str] | None = None) -> int:
    """Fuzz the reader; exit status 1 where something went wrong."""
    parser = argparse.ArgumentParser(prog="tools.drill.fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="of processor time")
    parser.add_argument("--seed", type=int, default=0, help="another seed spoils them in other ways")
    asked = parser.parse_args(argv)
    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    return int(bool(fuzz(asked.seconds, asked.seed)))


if __name__ == "__main__":
    sys.exit(main())
