"""Each import contract catches the violation it is there for: one is fed to it, in a copy of the package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, ROOT

LINT = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"

VIOLATIONS = {
    "layers": {"kernel/strays.py": "import tegenwaarde.policy.book\n"},
    "pure": {"engine/strays.py": "import django.conf\n"},
    "columns": {"access/strays.py": "import numpy\n"},
    "records-compute-nothing": {"records/strays.py": "import tegenwaarde.engine.results\n"},
    "records-are-fenced": {"faces/web/strays.py": "import tegenwaarde.records.models\n"},
    "faces": {"faces/web/strays.py": "import tegenwaarde.faces.cli\n"},
    "adapters": {"faces/cli/strays.py": "import tegenwaarde.adapters.mail\n"},
    "siblings": {
        "engine/strays.py": "import tegenwaarde.engine.others\n",
        "engine/others.py": "import tegenwaarde.engine.strays\n",
    },
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the package and of its contracts."""
    only_code = shutil.ignore_patterns("__pycache__", "static", "templates", "locale")
    shutil.copytree(PACKAGE, tmp_path / "src" / "tegenwaarde", ignore=only_code)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(copy: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    limits = [part for contract in contracts for part in ("--contract", contract)]
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo", *limits],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_house_as_it_stands_keeps_every_contract(copy: Path) -> None:
    answer = lint(copy)
    assert answer.returncode == 0, answer.stdout
    assert f"Contracts: {len(VIOLATIONS)} kept, 0 broken." in answer.stdout


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_contract_catches_its_violation(copy: Path, contract: str) -> None:
    for file, text in VIOLATIONS[contract].items():
        (copy / "src" / "tegenwaarde" / file).write_text(text, encoding="utf-8")
    answer = lint(copy, contract)
    assert answer.returncode == 1, answer.stdout
    assert "Contracts: 0 kept, 1 broken." in answer.stdout
    assert "strays" in answer.stdout


def test_a_new_room_is_a_decision(copy: Path) -> None:
    (copy / "src" / "tegenwaarde" / "attic").mkdir()
    (copy / "src" / "tegenwaarde" / "attic" / "__init__.py").write_text("", encoding="utf-8")
    answer = lint(copy, "layers")
    assert answer.returncode == 1, answer.stdout
    assert "attic" in answer.stdout + answer.stderr
