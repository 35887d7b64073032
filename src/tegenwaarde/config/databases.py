"""The database from one address: SQLite is the default, PostgreSQL is production."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tegenwaarde.config.environment import StartRefused

POSTGRES_SCHEMES = frozenset({"postgres", "postgresql"})

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
)
BUSY_TIMEOUT_SECONDS = 20


def database(url: str) -> dict[str, Any]:
    """Return Django's description of the database at `url`; StartRefused for an address that names none."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path)
    if parts.scheme in POSTGRES_SCHEMES and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": {**dict(parse_qsl(parts.query)), "pool": {"min_size": 1, "max_size": 8}},
            "CONN_HEALTH_CHECKS": True,
        }
    raise StartRefused(
        "DATABASE_URL: write postgres://user:password@host:5432/name or sqlite:///path/to/file (four strokes for an "
        "absolute path)"
    )


def _sqlite(path: str) -> dict[str, Any]:
    name = path.removeprefix("/")
    if not name:
        raise StartRefused("DATABASE_URL: sqlite:/// needs the path of a file behind it")
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "timeout": BUSY_TIMEOUT_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_PRAGMAS,
        },
    }
