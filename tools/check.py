"""Everything that has to hold: style, types, rooms, migrations, tests on SQLite and on PostgreSQL, journeys.

Every part runs, also after one that failed; the last lines say what failed and what was left out. `--static` leaves
the tests out on purpose.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tools.chromium import find_or_install

ROOT = Path(__file__).resolve().parents[1]
PURE_ROOMS = ("kernel", "policy", "engine")
NO_TESTS = 5
PYTEST = ("pytest", "-q", "--no-header", "-p", "no:cacheprovider")


@dataclass(frozen=True)
class Part:
    """One part of the check: its name and the command that proves it."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


STATIC = (
    Part("style", ("ruff", "check", "--quiet", ".")),
    Part("shape", ("ruff", "format", "--check", "--quiet", ".")),
    Part("types", ("mypy",)),
    Part("rooms", ("lint-imports", "--no-logo")),
    Part(
        "migrations", ("tegenwaarde", "manage", "makemigrations", "--check", "--dry-run"), {"TEGENWAARDE_ENV": "test"}
    ),
)


def tests(workers: str) -> tuple[Part, ...]:
    """Return the parts that test on SQLite (everything) and on PostgreSQL (every room that meets a database)."""
    spread = ("-n", workers, "--dist", "loadgroup")
    impure = tuple(
        f"tests/{folder.name}"
        for folder in sorted((ROOT / "tests").iterdir())
        if folder.is_dir()
        and folder.name not in {*PURE_ROOMS, "house", "__pycache__"}
        and any(folder.rglob("test_*.py"))
    )
    return (
        Part("tests on SQLite", (*PYTEST, *spread, "-m", "not browser", "tests"), {"DATABASE_URL": ""}),
        Part(
            "tests on PostgreSQL",
            (sys.executable, "-m", "tools.with_postgres", *PYTEST, *spread, "-m", "not browser", *impure),
        ),
    )


def journeys(chromium: str) -> Part:
    """Return the part that walks the journeys in a real browser."""
    return Part("journeys", (*PYTEST, "-m", "browser", "tests"), {"CHROMIUM": chromium, "DATABASE_URL": ""})


def holds(part: Part) -> bool:
    """Run one part and say whether it holds; a run without any test does not."""
    print(f"\n== {part.name}", flush=True)
    began = time.monotonic()
    status = subprocess.run(part.command, cwd=ROOT, env={**os.environ, **part.environment}, check=False).returncode
    if status == NO_TESTS and part.command[: len(PYTEST)] == PYTEST:
        print("there was nothing to test")
    print(f"== {part.name}: {'ok' if status == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True)
    return status == 0


def main() -> int:
    """Run every part; exit status 1 where one failed."""
    parts = list(STATIC)
    left_out = "the tests, as asked"
    if "--static" not in sys.argv[1:]:
        parts += tests(os.environ.get("WORKERS", "2"))
        chromium = find_or_install()
        parts += [journeys(chromium)] if chromium else []
        left_out = (
            "" if chromium else "the journeys in a browser: there is no Chromium here and none could be installed"
        )
    failed = [part.name for part in parts if not holds(part)]
    print()
    if left_out:
        print(f"Left out: {left_out}.")
    print(f"Failed: {', '.join(failed)}." if failed else "Everything that was checked holds.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
