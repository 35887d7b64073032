"""A process that is killed while it takes over a spreadsheet leaves nothing half done, and it can be begun again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from tests.usecases.sheets.killed import MOMENTS, ROWS

REPOSITORY = Path(__file__).resolve().parents[3]
NOTHING = {"Person": 0, "Report": 0, "Submission": 0, "events": 0, "state": "importing"}
EVERYTHING = {"Person": ROWS, "Report": ROWS, "Submission": ROWS, "events": 1, "state": "imported"}


KEYS = {name: Fernet.generate_key().decode() for name in ("FACT_KEYS", "REFERENCE_KEYS")}


def run(database: Path, *words: str) -> tuple[int, Any]:
    """Run the process of its own; return its status and what it saw."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.usecases.sheets.killed", *words],
        env={**os.environ, **KEYS, "DATABASE_URL": f"sqlite:///{database}", "TEGENWAARDE_ENV": "test"},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, -signal.SIGKILL):
        raise AssertionError(done.stderr)
    return done.returncode, json.loads(done.stdout) if done.returncode == 0 else None


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a spreadsheet that is ready to be taken over."""
    database = tmp_path_factory.mktemp("killed") / "laid.sqlite3"
    _status, seen = run(database)
    assert seen["state"] == "checked"
    return database


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_process_killed_in_the_middle_leaves_nothing_half_done(moment: str, laid: Path, tmp_path: Path) -> None:
    database = tmp_path / "killed.sqlite3"
    for file in laid.parent.glob("laid.sqlite3*"):
        shutil.copy(file, tmp_path / file.name.replace("laid", "killed"))
    status, _seen = run(database, moment)
    assert status == -signal.SIGKILL
    assert run(database, "never") == (0, {"before": NOTHING, "after": EVERYTHING})
