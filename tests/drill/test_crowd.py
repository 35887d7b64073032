"""Many people at work at once on a real server that is killed on the way: nothing is lost, half or twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SMALL = ("--people", "6", "--each", "1", "--kill")


def test_a_crowd_loses_nothing_and_a_killed_server_leaves_nothing_half() -> None:
    command = [sys.executable, "-m", "tools.drill.crowd", *SMALL]
    drilled = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert drilled.returncode == 0, drilled.stdout + drilled.stderr
    assert "6 people" in drilled.stdout
    assert "0 problems" in drilled.stdout
