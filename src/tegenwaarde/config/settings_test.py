"""The same settings in the `test` environment: for the test suite, the type checker and nothing else.

SQLite is tested in a file, as it is used: a journey's browser and the test look at it over connections of their own.
"""

from __future__ import annotations

import os

os.environ["TEGENWAARDE_ENV"] = "test"
os.environ.pop("TEGENWAARDE_TODAY", None)

from tegenwaarde.config.settings import *  # noqa: F403 - the environment has to be said first
from tegenwaarde.config.settings import DATABASES, VAR

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    (VAR / "test").mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {
        "NAME": str(VAR / "test" / f"{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}.sqlite3")
    }
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA recursive_triggers=ON;"
    )
