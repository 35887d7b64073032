"""`python -m tools.drill`: every drill, on the demo's database, on SQLite and on PostgreSQL; and spoiled notices."""

from __future__ import annotations

import subprocess
import sys

from tools.drill import restore

CROWD = (sys.executable, "-m", "tools.drill.crowd")
FUZZ = (sys.executable, "-m", "tools.drill.fuzz", "--seconds", "300")
WITH_POSTGRES = (sys.executable, "-m", "tools.with_postgres")


def main() -> int:
    """Run them all; exit status 1 where one found something."""
    ways = [(*before, *CROWD, *kill) for before in ((), WITH_POSTGRES) for kill in ((), ("--kill",))]
    ways.append(FUZZ)
    return int(any([restore.main(), *(subprocess.run(way, check=False).returncode for way in ways)]))


if __name__ == "__main__":
    sys.exit(main())
