"""Rehearse a restore: back up the database, put the backup back elsewhere, and compare every table.

It rehearses with the demo, on SQLite, through the database's own online backup; a region on PostgreSQL does the same
with `pg_dump`. Nothing of the running database is changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

Tables = dict[str, tuple[int, str]]


def tables_of(database: sqlite3.Connection) -> Tables:
    """Return for each table how many rows it has and the digest of them all."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    found = {}
    for (name,) in names:
        rows = sorted(repr(row) for row in database.execute(f'SELECT * FROM "{name}"'))  # noqa: S608 - names of its own
        found[name] = len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def matches(pattern: str, text: str | float | None) -> bool | None:
    """Say whether a text fits a pattern; nothing for a text that is not there."""
    return None if text is None else re.search(pattern, str(text)) is not None


def rehearse(source: Path, folder: Path) -> tuple[Tables, Tables, str]:
    """Back up `source` into `folder`, restore the backup there, and return both sides' tables and the integrity."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as running:
        with closing(sqlite3.connect(folder / "backup.sqlite3")) as backup:
            running.backup(backup)
        before = tables_of(running)
    with (
        closing(sqlite3.connect(folder / "backup.sqlite3")) as backup,
        closing(sqlite3.connect(folder / "restored.sqlite3")) as restored,
    ):
        backup.backup(restored)
        restored.create_function("regexp", 2, matches, deterministic=True)  # constraints on texts ask for it
        integrity = restored.execute("PRAGMA integrity_check").fetchone()[0]
        return before, tables_of(restored), integrity


def main() -> int:
    """Rehearse with the demo's database; exit status 1 where something differs, 2 where there is none."""
    var = Path(os.environ.get("TEGENWAARDE_VAR", "var"))
    source = var / "demo.sqlite3"
    if not source.exists():
        print(f"drill: there is no {source}; `make run` makes it", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="tegenwaarde-drill-") as folder:
        before, after, integrity = rehearse(source, Path(folder))
    differing = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    rows = sum(count for count, _digest in after.values())
    print(f"drill: {len(after)} tables, {rows} rows restored, integrity {integrity}, {len(differing)} tables differ")
    return 1 if differing or integrity != "ok" else 0


if __name__ == "__main__":
    sys.exit(main())
